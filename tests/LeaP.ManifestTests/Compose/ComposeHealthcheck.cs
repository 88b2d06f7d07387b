namespace LeaP.ManifestTests.Compose;

/// <summary>How a service of a compose file is asked for its health.</summary>
public sealed class ComposeHealthcheck
{
    /// <summary>What is run in it.</summary>
    public List<string> Test { get; set; } = [];

    /// <summary>How often, in seconds as <c>10s</c>.</summary>
    public string Interval { get; set; } = "";

    /// <summary>Longest wait for the answer, in seconds as <c>3s</c>.</summary>
    public string Timeout { get; set; } = "";
}
