using Grpc.Core;

namespace LeaP.Cli.Commands;

/// <summary>Bounds of calls that answer at once.</summary>
internal static class CallTimes
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Options of a call that must answer within 30 seconds.</summary>
    /// <param name="host">Knows the time.</param>
    /// <param name="cancellationToken">Cancelled by Ctrl-C.</param>
    public static CallOptions Unary(CommandHost host, CancellationToken cancellationToken) =>
        new(deadline: host.Time.GetUtcNow().UtcDateTime + Limit, cancellationToken: cancellationToken);
}
