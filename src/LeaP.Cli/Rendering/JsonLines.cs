using Google.Protobuf;

namespace LeaP.Cli.Rendering;

/// <summary>Messages as JSON, one line each, in the protobuf JSON mapping; fields by number.</summary>
internal static class JsonLines
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default);

    /// <summary>One message as one line.</summary>
    /// <param name="message">The message.</param>
    public static string Of(IMessage message) => Formatter.Format(message);
}
