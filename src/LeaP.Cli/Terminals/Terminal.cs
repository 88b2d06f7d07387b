using System.Diagnostics.CodeAnalysis;
using Spectre.Console;

namespace LeaP.Cli.Terminals;

/// <summary>The process's console: the only place of the program that touches it.</summary>
[SuppressMessage("ApiDesign", "RS0030", Justification = "A command line's output is the console; everything else gets it from here.")]
internal sealed class Terminal : IDisposable
{
    private readonly CancellationTokenSource _interrupted = new();

    private Terminal()
    {
        Console.CancelKeyPress += OnCancelKey;
    }

    /// <summary>Standard output; flushed at every write.</summary>
    public TextWriter Out { get; } = Console.Out;

    /// <summary>Standard error; flushed at every write.</summary>
    public TextWriter Error { get; } = Console.Error;

    /// <summary>True when standard output is a terminal that a person looks at.</summary>
    public bool IsInteractive { get; } = !Console.IsOutputRedirected;

    /// <summary>Cancelled at the first Ctrl-C. The second one ends the process.</summary>
    public CancellationToken Interrupted => _interrupted.Token;

    /// <summary>Takes the process's console.</summary>
    public static Terminal Open() => new();

    /// <summary>A screen for displays that redraw themselves.</summary>
    public IAnsiConsole CreateScreen() =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Out) });

    /// <inheritdoc/>
    public void Dispose()
    {
        Console.CancelKeyPress -= OnCancelKey;
        _interrupted.Dispose();
    }

    private void OnCancelKey(object? sender, ConsoleCancelEventArgs arguments)
    {
        arguments.Cancel = !_interrupted.IsCancellationRequested;
        _interrupted.Cancel();
    }
}
