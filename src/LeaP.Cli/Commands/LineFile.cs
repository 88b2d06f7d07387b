using LeaP.Cli.Errors;
using LeaP.Cli.Rendering;

namespace LeaP.Cli.Commands;

/// <summary>Files that the command line names.</summary>
internal static class LineFile
{
    /// <summary>All lines of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="CommandFailedException">There is no such file.</exception>
    public static async Task<string[]> ReadAsync(string path, CancellationToken cancellationToken) => File.Exists(path)
        ? await File.ReadAllLinesAsync(path, cancellationToken)
        : throw new CommandFailedException(ExitCodes.NotFound, $"There is no file '{SafeText.OneLine(path)}'.");

    /// <summary>Makes a file for writing.</summary>
    /// <param name="path">Where; no file may be there yet.</param>
    /// <exception cref="IOException">A file is there, or none can be made.</exception>
    public static StreamWriter Create(string path) =>
        new(new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read)) { NewLine = "\n" };
}
