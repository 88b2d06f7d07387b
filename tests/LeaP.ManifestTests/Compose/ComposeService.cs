namespace LeaP.ManifestTests.Compose;

/// <summary>One service of a compose file.</summary>
public sealed class ComposeService
{
    /// <summary>Name and tag of its image.</summary>
    public string Image { get; set; } = "";

    /// <summary>What builds the image: <c>context</c> and <c>dockerfile</c>.</summary>
    public Dictionary<string, string> Build { get; set; } = [];

    /// <summary>Variables.</summary>
    public Dictionary<string, string> Environment { get; set; } = [];

    /// <summary>How many there are: <c>replicas</c>.</summary>
    public Dictionary<string, int> Deploy { get; set; } = [];

    /// <summary>Program and arguments, when they are not the image's.</summary>
    public List<string> Command { get; set; } = [];

    /// <summary>User and group, when they are not the image's.</summary>
    public string User { get; set; } = "";

    /// <summary>Files and volumes, as <c>source:target:ro</c>.</summary>
    public List<string> Volumes { get; set; } = [];

    /// <summary>Services that start before it.</summary>
    public List<string> DependsOn { get; set; } = [];

    /// <summary>How it is asked for its health, when its image does not say.</summary>
    public ComposeHealthcheck? Healthcheck { get; set; }

    /// <summary>Whether its root cannot be written to.</summary>
    public bool ReadOnly { get; set; }

    /// <summary>Capabilities that are taken away.</summary>
    public List<string> CapDrop { get; set; } = [];

    /// <summary>Further confinement.</summary>
    public List<string> SecurityOpt { get; set; } = [];

    /// <summary>Most memory, such as <c>1g</c>.</summary>
    public string MemLimit { get; set; } = "";

    /// <summary>Ports of the machine that lead to its own.</summary>
    public List<string> Ports { get; set; } = [];

    /// <summary>Networks it is part of.</summary>
    public List<string> Networks { get; set; } = [];

    /// <summary>When it is started again.</summary>
    public string Restart { get; set; } = "";

    /// <summary>Time between the signal and the kill, in seconds as <c>45s</c>.</summary>
    public string StopGracePeriod { get; set; } = "";
}
