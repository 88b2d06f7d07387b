using LeaP.ManifestTests.Tree;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace LeaP.ManifestTests.Compose;

/// <summary>docker/compose.yaml, as far as it is used; a field that is not listed here is an error.</summary>
public sealed class ComposeFile
{
    /// <summary>Name of the project.</summary>
    public string Name { get; set; } = "";

    /// <summary>Services by name.</summary>
    public Dictionary<string, ComposeService> Services { get; set; } = [];

    /// <summary>Networks by name; null for one with all defaults.</summary>
    public Dictionary<string, Dictionary<string, bool>?> Networks { get; set; } = [];

    /// <summary>Volumes by name.</summary>
    public Dictionary<string, Dictionary<string, string>?> Volumes { get; set; } = [];

    /// <summary>Reads the file.</summary>
    public static ComposeFile Read() =>
        new DeserializerBuilder()
            .WithNamingConvention(UnderscoredNamingConvention.Instance)
            .WithDuplicateKeyChecking()
            .Build()
            .Deserialize<ComposeFile>(Repository.Read("docker/compose.yaml"));
}
