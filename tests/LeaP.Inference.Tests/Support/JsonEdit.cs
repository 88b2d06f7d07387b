using System.Text.Json.Nodes;

namespace LeaP.Inference.Tests.Support;

/// <summary>Changes one value of a JSON file.</summary>
internal static class JsonEdit
{
    /// <param name="file">The file.</param>
    /// <param name="key">Keys from the root, joined by full stops.</param>
    /// <param name="value">The new value, as JSON.</param>
    public static void Set(string file, string key, string value)
    {
        JsonNode root = JsonNode.Parse(File.ReadAllText(file))!;
        JsonNode parent = root;
        string[] keys = key.Split('.');
        foreach (string step in keys[..^1])
        {
            parent = parent[step]!;
        }

        parent[keys[^1]] = JsonNode.Parse(value);
        File.WriteAllText(file, root.ToJsonString());
    }
}
