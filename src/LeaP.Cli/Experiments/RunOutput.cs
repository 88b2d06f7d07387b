using LeaP.Cli.Commands;
using LeaP.Cli.Errors;
using LeaP.Evaluation.Runs;

namespace LeaP.Cli.Experiments;

/// <summary>Where records go: a file that is begun or gone on with, or nowhere.</summary>
internal sealed class RunOutput : IDisposable
{
    private readonly RunFileWriter? _writer;

    private RunOutput(RunFileWriter? writer, IReadOnlyList<RunRecord> done)
    {
        _writer = writer;
        Done = done;
    }

    /// <summary>Records that are there from before.</summary>
    public IReadOnlyList<RunRecord> Done { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file; null for none.</param>
    /// <param name="resume">True to go on with it when it is there.</param>
    /// <param name="retryFailed">True to take out the records of sessions that broke when going on.</param>
    /// <param name="header">First line of the plan's file.</param>
    /// <exception cref="CommandFailedException">The file belongs to another plan or is none of ours.</exception>
    /// <exception cref="IOException">It cannot be written, or is there and not to be gone on with.</exception>
    public static RunOutput Open(string? path, bool resume, bool retryFailed, RunHeader header)
    {
        if (path is null)
        {
            return new RunOutput(null, []);
        }

        if (!resume || !File.Exists(path))
        {
            return new RunOutput(RunFileWriter.Create(path, header), []);
        }

        try
        {
            RunFileWriter writer = RunFileWriter.Resume(path, header, retryFailed, out IReadOnlyList<RunRecord> done);
            return new RunOutput(writer, done);
        }
        catch (RunFileException exception)
        {
            throw new CommandFailedException(ExitCodes.BadArguments, exception.Message, exception);
        }
    }

    /// <summary>Writes a record; it is on the disk when this returns.</summary>
    /// <param name="record">The record.</param>
    public void Write(RunRecord record) => _writer?.Write(record);

    /// <inheritdoc/>
    public void Dispose() => _writer?.Dispose();
}
