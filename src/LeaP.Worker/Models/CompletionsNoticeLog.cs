using LeaP.Inference.OpenAI;
using Microsoft.Extensions.Logging;

namespace LeaP.Worker.Models;

/// <summary>Logs trouble with completions servers that the engine dealt with by itself.</summary>
internal sealed partial class CompletionsNoticeLog(ILogger<CompletionsNoticeLog> logger)
{
    /// <summary>Logs a notice.</summary>
    /// <param name="notice">The notice.</param>
    public void Write(CompletionsNotice notice) => LogTrouble(notice.Server, notice.Cause, notice.Wait.TotalMilliseconds);

    [LoggerMessage(EventId = 5012, EventName = "CompletionsServerTrouble", Level = LogLevel.Warning,
        Message = "Trouble with completions server {Server}: {Cause} Going on in {Milliseconds:F0} ms.")]
    private partial void LogTrouble(Uri server, string cause, double milliseconds);
}
