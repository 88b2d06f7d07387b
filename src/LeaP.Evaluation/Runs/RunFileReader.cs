using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LeaP.Evaluation.Runs;

/// <summary>Reads files of records, also while they are written and after their writer was killed.</summary>
public static class RunFileReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="RunFileException">It has no header of this version, or a line that is not a record; the message names file and line.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<RunFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        byte[] bytes = await ReadBytesAsync(path, cancellationToken);
        return Parse(bytes, path);
    }

    /// <summary>Reads a file's content.</summary>
    /// <param name="content">All bytes of the file.</param>
    /// <param name="name">The file's name in messages.</param>
    /// <exception cref="RunFileException">As <see cref="ReadAsync"/>.</exception>
    public static RunFile Parse(ReadOnlySpan<byte> content, string name)
    {
        // A line counts once its end is there: without it, its writer was ended in the middle.
        int whole = content.LastIndexOf((byte)'\n') + 1;
        string[] lines = Encoding.UTF8.GetString(content[..whole]).Split('\n')[..^1];
        if (lines.Length == 0)
        {
            throw new RunFileException($"{name}: the file has no header line.");
        }

        RunHeader header = Read(lines[0], name, 1, RunJson.Default.RunHeader);
        if (header.Format != RunHeader.CurrentFormat)
        {
            throw new RunFileException($"{name}, line 1: format \"{header.Format}\" is not read here; \"{RunHeader.CurrentFormat}\" is.");
        }

        var records = new List<RunRecord>(lines.Length - 1);
        var keys = new HashSet<RunKey>();
        for (int i = 1; i < lines.Length; i++)
        {
            RunRecord record = Read(lines[i], name, i + 1, RunJson.Default.RunRecord);
            if (!keys.Add(record.Key))
            {
                throw new RunFileException(
                    $"{name}, line {i + 1}: run {record.Run} of problem {record.Problem} under setting \"{record.Setting}\" is there twice.");
            }

            records.Add(record);
        }

        return new RunFile(header, records, whole < content.Length);
    }

    private static T Read<T>(string line, string name, int number, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(line, type)
                ?? throw new RunFileException($"{name}, line {number}: null is not a {typeof(T).Name}.");
        }
        catch (JsonException exception)
        {
            throw new RunFileException($"{name}, line {number}: not a {typeof(T).Name}: {exception.Message}", exception);
        }
    }

    private static async Task<byte[]> ReadBytesAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, cancellationToken);
        return memory.ToArray();
    }
}
