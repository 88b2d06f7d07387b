using Google.Rpc;
using Grpc.Core;
using LeaP.Protocol;

namespace LeaP.Evaluation.Runs;

/// <summary>Tells calls that failed for one session from calls that would fail for all.</summary>
internal static class CallFailures
{
    /// <summary>What to record for a session whose call failed; null when every other would fail too.</summary>
    /// <param name="exception">What the call ended with.</param>
    public static string? OfSession(RpcException exception)
    {
        string? reason = exception.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason;
        return exception.StatusCode is StatusCode.Unavailable or StatusCode.ResourceExhausted or StatusCode.DeadlineExceeded
                or StatusCode.Internal or StatusCode.Aborted or StatusCode.Cancelled or StatusCode.Unknown
            || reason == ErrorReasons.ProblemNotReadable
            ? $"{(string.IsNullOrEmpty(reason) ? exception.StatusCode : reason)}: {exception.Status.Detail}"
            : null;
    }
}
