using System.Text.Json;
using Google.Protobuf;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Evaluation.Replays;

/// <summary>
/// Reads sessions from files: the events that <c>leap reason --json</c> and <c>leap watch --json</c> print, or the whole
/// session that <c>leap session --full --json</c> prints.
/// </summary>
public static class RecordFiles
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    /// <summary>Reads a file of events.</summary>
    /// <param name="lines">Its lines.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="ReplayException">A line is not an event; the message names file and line.</exception>
    public static IReadOnlyList<SessionEvent> Events(IReadOnlyList<string> lines, string name) => Read<SessionEvent>(lines, name);

    /// <summary>Reads a file of sessions.</summary>
    /// <param name="lines">Its lines.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="ReplayException">A line is not a session; the message names file and line.</exception>
    public static IReadOnlyList<Session> Sessions(IReadOnlyList<string> lines, string name) => Read<Session>(lines, name);

    /// <summary>True when a file's first line is a whole session, false when it is an event.</summary>
    /// <param name="lines">Its lines.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="ReplayException">It is neither.</exception>
    public static bool IsSession(IReadOnlyList<string> lines, string name)
    {
        ArgumentNullException.ThrowIfNull(lines);
        try
        {
            using JsonDocument first = JsonDocument.Parse(lines.FirstOrDefault(line => line.Length > 0) ?? "null");
            if (first.RootElement.ValueKind == JsonValueKind.Object)
            {
                if (first.RootElement.TryGetProperty("sessionId", out _))
                {
                    return true;
                }

                if (first.RootElement.TryGetProperty("sequence", out _))
                {
                    return false;
                }
            }
        }
        catch (JsonException exception)
        {
            throw new ReplayException($"{name}, line 1: not JSON: {exception.Message}", exception);
        }

        throw new ReplayException($"{name}: the first line is neither an event (it would have a sequence) nor a session (it would have a sessionId).");
    }

    private static List<T> Read<T>(IReadOnlyList<string> lines, string name)
        where T : IMessage, new()
    {
        ArgumentNullException.ThrowIfNull(lines);
        var messages = new List<T>();
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i].Length == 0)
            {
                continue;
            }

            try
            {
                messages.Add(Parser.Parse<T>(lines[i]));
            }
            catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidJsonException)
            {
                throw new ReplayException($"{name}, line {i + 1}: not a {typeof(T).Name}: {exception.Message}", exception);
            }
        }

        return messages;
    }
}
