using LeaP.Cli.Rendering;
using Microsoft.Extensions.Logging;

namespace LeaP.Cli.Embedded;

/// <summary>Shows errors that the embedded programs log, a line each; everything below stays silent.</summary>
/// <param name="program">Name of the program.</param>
/// <param name="errors">Where the lines go.</param>
internal sealed class ErrorLogProvider(string program, TextWriter errors) : ILoggerProvider, ILogger
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        // An interrupted start is told once, by the command.
        if (IsEnabled(logLevel) && exception is not OperationCanceledException)
        {
            string cause = exception is null ? "" : $" ({exception.Message})";
            errors.WriteLine(SafeText.OneLine($"{program}: {formatter(state, exception)}{cause}"));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The writer belongs to the process.
    }
}
