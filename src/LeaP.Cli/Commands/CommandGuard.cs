using Grpc.Core;
using LeaP.Cli.Errors;
using LeaP.Cli.Rendering;

namespace LeaP.Cli.Commands;

/// <summary>Turns what ends a command into words and an exit status; never a stack trace.</summary>
internal static class CommandGuard
{
    /// <summary>Runs a command's work.</summary>
    /// <param name="host">Where errors go.</param>
    /// <param name="work">The work; returns the exit status.</param>
    /// <param name="cancellationToken">Cancelled by Ctrl-C.</param>
    public static async Task<int> RunAsync(CommandHost host, Func<Task<int>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && IsCancellation(exception))
        {
            return await FailAsync(host, ["Interrupted."], ExitCodes.Interrupted);
        }
        catch (RpcException exception)
        {
            return await FailAsync(host, RpcErrorReport.Lines(exception), RpcErrorReport.ExitCode(exception.StatusCode));
        }
        catch (CommandFailedException exception)
        {
            return await FailAsync(host, [$"error: {exception.Message}"], exception.ExitCode);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return await FailAsync(host, [$"error: {exception.Message}"], ExitCodes.Failure);
        }
    }

    private static bool IsCancellation(Exception exception) =>
        exception is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled };

    private static async Task<int> FailAsync(CommandHost host, IEnumerable<string> lines, int exitCode)
    {
        // The command's own token may be what ended it.
        await host.Error.WriteLinesAsync(lines, CancellationToken.None);
        return exitCode;
    }
}
