using System.Text.Json;

namespace LeaP.Cli.Experiments;

/// <summary>Records as JSON lines in a file, written as they come.</summary>
/// <param name="writer">The file.</param>
internal sealed class RecordFile(TextWriter writer) : IDisposable
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);
    private readonly Lock _gate = new();

    /// <summary>Makes the file.</summary>
    /// <param name="path">Where; no file may be there yet.</param>
    /// <exception cref="IOException">A file is there, or none can be made.</exception>
    public static RecordFile Create(string path) =>
        new(new StreamWriter(new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read)));

    /// <summary>Writes a record.</summary>
    /// <param name="record">The record.</param>
    public void Write(ProblemRecord record)
    {
        lock (_gate)
        {
            writer.WriteLine(JsonSerializer.Serialize(record, Options));
            writer.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();
}
