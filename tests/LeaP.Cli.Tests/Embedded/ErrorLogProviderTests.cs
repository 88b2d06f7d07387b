using LeaP.Cli.Embedded;
using Microsoft.Extensions.Logging;

namespace LeaP.Cli.Tests.Embedded;

public sealed class ErrorLogProviderTests
{
    [Fact]
    public void Errors_are_shown_on_one_safe_line_and_nothing_below_them_is()
    {
        var errors = new StringWriter { NewLine = "\n" };
        using var provider = new ErrorLogProvider("w1", errors);
        ILogger logger = provider.CreateLogger("any");

        Log(logger, LogLevel.Warning, null, "a warning");
        Log(logger, LogLevel.Error, new InvalidOperationException("it\nbroke\u001b[2J"), "an error");
        Log(logger, LogLevel.Error, new OperationCanceledException(), "interrupted");

        errors.ToString().ShouldBe("w1: an error (it broke[2J)\n");
    }

    private static void Log(ILogger logger, LogLevel level, Exception? exception, string message) =>
        logger.Log(level, default, message, exception, (state, _) => state);
}
