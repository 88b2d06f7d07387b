using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LeaP.Evaluation.Runs;

/// <summary>
/// Writes records as they come. Each is one write and is on the disk before <see cref="Write"/> returns, so that a
/// killed program loses nothing that it had finished: at most its last line is torn, which resuming cuts off. Safe to
/// use from several threads; one writer at a time holds a file.
/// </summary>
public sealed class RunFileWriter : IDisposable
{
    private const string LockSuffix = ".lock";
    private const string DraftSuffix = ".new";
    private readonly Lock _gate = new();
    private readonly FileStream _lock;
    private readonly FileStream _stream;

    private RunFileWriter(FileStream lockFile, FileStream stream)
    {
        _lock = lockFile;
        _stream = stream;
    }

    /// <summary>Makes a file.</summary>
    /// <param name="path">Where; no file may be there yet.</param>
    /// <param name="header">Its first line.</param>
    /// <exception cref="IOException">A file is there, another program writes it, or none can be made.</exception>
    public static RunFileWriter Create(string path, RunHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        FileStream held = Hold(path);
        try
        {
            Replace(path, [Line(header, RunJson.Default.RunHeader)], overwrite: false);
            return Open(path, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Goes on with a file whose writer ended, in whatever way; a torn last line is cut off.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">Header of the plan that goes on.</param>
    /// <param name="dropBroken">True to take out the records of sessions that broke, so that they are run again.</param>
    /// <param name="written">The records that stay.</param>
    /// <exception cref="RunFileException">It is not a file of records, or one of another plan.</exception>
    /// <exception cref="IOException">It is not there, cannot be written, or another program writes it.</exception>
    public static RunFileWriter Resume(string path, RunHeader header, bool dropBroken, out IReadOnlyList<RunRecord> written)
    {
        ArgumentNullException.ThrowIfNull(header);
        FileStream held = Hold(path);
        try
        {
            RunFile file = RunFileReader.Parse(File.ReadAllBytes(path), path);
            Verify(path, file.Header, header);
            written = dropBroken ? [.. file.Records.Where(record => !record.IsBroken)] : file.Records;
            if (file.IsTorn || written.Count < file.Records.Count)
            {
                IEnumerable<byte[]> lines = written.Select(record => Line(record, RunJson.Default.RunRecord));
                Replace(path, [Line(file.Header, RunJson.Default.RunHeader), .. lines], overwrite: true);
            }

            File.Delete(path + DraftSuffix);
            return Open(path, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Writes a record; it is on the disk when this returns.</summary>
    /// <param name="record">The record.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(RunRecord record)
    {
        byte[] line = Line(record, RunJson.Default.RunRecord);
        lock (_gate)
        {
            Append(_stream, line);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        _lock.Dispose();
    }

    private static void Verify(string path, RunHeader there, RunHeader wanted)
    {
        if (there.PlanHash != wanted.PlanHash)
        {
            throw new RunFileException(
                $"{path} holds the results of another plan (run set {there.RunSet}, settings {string.Join(", ", there.Settings)}, "
                + $"{there.Problems} problems, {there.Runs} runs, seed {there.Seed}, grader {there.Grader}; hash {there.PlanHash}, "
                + $"not {wanted.PlanHash}). Give the same settings and problems again, or another file.");
        }
    }

    // The name has the old content or all of the new, whenever the program is ended.
    private static void Replace(string path, IReadOnlyList<byte[]> lines, bool overwrite)
    {
        string draft = path + DraftSuffix;
        try
        {
            using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0))
            {
                Append(stream, [.. lines.SelectMany(line => line)]);
            }

            File.Move(draft, path, overwrite);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    private static RunFileWriter Open(string path, FileStream held)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0);
        stream.Seek(0, SeekOrigin.End);
        return new RunFileWriter(held, stream);
    }

    // The system gives a lock back when its holder is killed, so none is ever left behind.
    private static FileStream Hold(string path)
    {
        try
        {
            return new FileStream(
                path + LockSuffix, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or FileNotFoundException))
        {
            throw new IOException($"{path} is being written by another program: {exception.Message}", exception);
        }
    }

    private static byte[] Line<T>(T value, JsonTypeInfo<T> type) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(value, type), (byte)'\n'];

    private static void Append(FileStream stream, byte[] line)
    {
        stream.Write(line);
        stream.Flush(flushToDisk: true);
    }
}
