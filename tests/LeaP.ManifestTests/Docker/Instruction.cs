namespace LeaP.ManifestTests.Docker;

/// <summary>One instruction of a Dockerfile, its continued lines joined.</summary>
/// <param name="Keyword">Such as <c>COPY</c>, in capitals.</param>
/// <param name="Arguments">The rest of it.</param>
internal sealed record Instruction(string Keyword, string Arguments)
{
    /// <summary>The arguments, split at blanks.</summary>
    public string[] Words => Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
