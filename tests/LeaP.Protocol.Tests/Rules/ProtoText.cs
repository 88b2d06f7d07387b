using System.Text.RegularExpressions;

namespace LeaP.Protocol.Tests.Rules;

/// <summary>Reads declarations and their comments from proto files: descriptors at run time carry no comments.</summary>
internal static partial class ProtoText
{
    /// <summary>Every declaration of every proto file, by full name.</summary>
    public static IReadOnlyDictionary<string, ProtoElement> Elements { get; } = Directory
        .GetFiles(Repository.Protos, "*.proto", SearchOption.AllDirectories)
        .SelectMany(file => Read(File.ReadAllLines(file)))
        .ToDictionary(element => element.FullName);

    /// <summary>Reads the declarations of one proto file.</summary>
    /// <param name="lines">Its lines, formatted by <c>buf format</c>.</param>
    public static IEnumerable<ProtoElement> Read(IEnumerable<string> lines)
    {
        // A oneof gives its fields no name of their own: they belong to the message around it.
        Stack<(string Prefix, string Comment)> scopes = new([(string.Empty, string.Empty)]);
        List<string> comment = [];
        foreach (string line in lines.Select(line => line.Trim()))
        {
            if (line.StartsWith("//", StringComparison.Ordinal))
            {
                comment.Add(line[2..].Trim());
                continue;
            }

            (string prefix, string parentComment) = scopes.Peek();
            Match declaration = Declaration().Match(line);
            if (Package().Match(line) is { Success: true } package)
            {
                scopes.Push((package.Groups["name"].Value + ".", string.Empty));
            }
            else if (declaration.Success)
            {
                string keyword = declaration.Groups["keyword"].Value;
                string name = declaration.Groups["name"].Value;
                string text = string.Join(' ', comment);
                yield return new ProtoElement(prefix + name, keyword, text, parentComment);
                if (line.EndsWith('{'))
                {
                    scopes.Push((keyword == "oneof" ? prefix : $"{prefix}{name}.", text));
                }
            }
            else if (line == "}")
            {
                scopes.Pop();
            }

            comment.Clear();
        }
    }

    [GeneratedRegex(@"^package (?<name>[\w.]+);$")]
    private static partial Regex Package();

    // A block, an rpc, a field with or without a label, or a value of an enum.
    [GeneratedRegex(@"^(?:(?<keyword>message|enum|service|oneof) (?<name>\w+) \{\}?$|(?<keyword>rpc) (?<name>\w+)\(|(?:(?:optional|repeated) )?(?<keyword>map<[^>]+>|[\w.]+) (?<name>\w+) = \d+;|(?<name>[A-Z][A-Z0-9_]*)(?<keyword>) = \d+;)")]
    private static partial Regex Declaration();
}
