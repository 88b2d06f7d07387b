using System.CommandLine;
using System.CommandLine.Invocation;

namespace LeaP.Cli.Commands;

/// <summary>The whole command line.</summary>
internal static class LeapCommandLine
{
    /// <summary>Reads and runs a command line.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="host">What commands need from outside.</param>
    /// <param name="interrupted">Cancelled by Ctrl-C.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments, CommandHost host, CancellationToken interrupted)
    {
        ParseResult parsed = Build(host).Parse(arguments);
        var configuration = new InvocationConfiguration
        {
            Output = host.Out,
            Error = host.Error,
            EnableDefaultExceptionHandler = false,

            // Ctrl-C is the terminal's: it cancels the session through its call.
            ProcessTerminationTimeout = null,
        };
        if (parsed.Action is not ParseErrorAction mistake)
        {
            return await parsed.InvokeAsync(configuration, interrupted);
        }

        // Help goes to standard output, which a program may be reading.
        mistake.ShowHelp = arguments.Length == 0;
        mistake.ShowTypoCorrections = false;
        await parsed.InvokeAsync(configuration, interrupted);
        await host.Error.WriteLineAsync("See --help for what is allowed.");
        return ExitCodes.BadArguments;
    }

    private static RootCommand Build(CommandHost host)
    {
        var router = new RouterOption(host);
        var root = new RootCommand("Learning from Peers: reasoning paths that hear each other's summaries.")
        {
            new ReasonCommand(host, router).Build(),
            new WatchCommand(host, router).Build(),
            new SessionCommand(host, router).Build(),
            new CancelCommand(host, router).Build(),
            new WorkersCommand(host, router).Build(),
            new ModelsCommand(host, router).Build(),
            new Command("model", "Look after model folders.") { new ModelCheckCommand(host).Build() },
            new DrainCommand(host, router).Build(),
            new Command("experiment", "Measure what learning from peers brings.") { new AccuracyCommand(host, router).Build() },
        };
        router.AddTo(root);
        return root;
    }
}
