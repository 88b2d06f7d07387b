namespace LeaP.Cli.Rendering;

/// <summary>Writing of lines that somebody may read while they come.</summary>
internal static class TextWriterExtensions
{
    /// <summary>Writes lines and flushes after each.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="cancellationToken">Ends the writing between two lines.</param>
    public static async Task WriteLinesAsync(this TextWriter writer, IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        foreach (string line in lines)
        {
            await writer.WriteLineAsync(line.AsMemory(), cancellationToken);
            await writer.FlushAsync(cancellationToken);
        }
    }
}
