using LeaP.ManifestTests.Tree;

namespace LeaP.ManifestTests.Docker;

/// <summary>A Dockerfile as the list of its instructions.</summary>
/// <param name="text">Its text.</param>
internal sealed class Dockerfile(string text)
{
    /// <summary>All instructions in order.</summary>
    public IReadOnlyList<Instruction> Instructions { get; } = [.. Parse(text)];

    /// <summary>Instructions of the stage that becomes the image, its FROM first.</summary>
    public IReadOnlyList<Instruction> LastStage =>
        [.. Instructions.Skip(Instructions.Select((instruction, index) => (instruction, index)).Last(entry => entry.instruction.Keyword == "FROM").index)];

    /// <summary>Reads a file of the docker folder.</summary>
    /// <param name="image">Name of the image without its prefix, such as <c>router</c>.</param>
    public static Dockerfile Of(string image) => new(Repository.Read($"docker/{image}.Dockerfile"));

    /// <summary>Default of a build argument, which a later stage may name again without one.</summary>
    /// <param name="name">Name of the argument.</param>
    public string DefaultOf(string name) =>
        With("ARG").Select(argument => argument.Arguments.Split('=', 2)).Single(parts => parts.Length == 2 && parts[0] == name)[1];

    /// <summary>Instructions of one kind.</summary>
    /// <param name="keyword">Such as <c>FROM</c>.</param>
    public IEnumerable<Instruction> With(string keyword) => Instructions.Where(instruction => instruction.Keyword == keyword);

    /// <summary>What is copied out of the repository, with the index of the instruction that does.</summary>
    public IEnumerable<(string Source, int Index)> CopiedSources() =>
        Instructions
            .Select((instruction, index) => (instruction, index))
            .Where(entry => entry.instruction.Keyword == "COPY" && !entry.instruction.Arguments.StartsWith("--from", StringComparison.Ordinal))
            .SelectMany(entry => entry.instruction.Words[..^1].Select(source => (source, entry.index)));

    /// <summary>Index of the one RUN that has a text in it.</summary>
    /// <param name="command">Text to look for.</param>
    public int IndexOfRun(string command) =>
        Instructions.Select((instruction, index) => (instruction, index))
            .Single(entry => entry.instruction.Keyword == "RUN" && entry.instruction.Arguments.Contains(command, StringComparison.Ordinal))
            .index;

    private static IEnumerable<Instruction> Parse(string text)
    {
        string open = "";
        foreach (string line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            open += line.TrimEnd('\\');
            if (line.EndsWith('\\'))
            {
                continue;
            }

            string[] parts = open.Split(' ', 2);
            yield return new Instruction(parts[0].ToUpperInvariant(), parts.Length > 1 ? parts[1].Trim() : "");
            open = "";
        }
    }
}
