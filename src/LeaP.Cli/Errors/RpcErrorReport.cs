using Google.Rpc;
using Grpc.Core;
using LeaP.Cli.Commands;
using LeaP.Cli.Rendering;

namespace LeaP.Cli.Errors;

/// <summary>Says to a person what a gRPC status means.</summary>
internal static class RpcErrorReport
{
    /// <summary>The exit status that goes with a call's status.</summary>
    /// <param name="code">The call's status code.</param>
    public static int ExitCode(StatusCode code) => code switch
    {
        StatusCode.InvalidArgument => ExitCodes.BadArguments,
        StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted => ExitCodes.Unavailable,
        StatusCode.NotFound => ExitCodes.NotFound,
        _ => ExitCodes.Failure,
    };

    /// <summary>Message, reason, field violations and advice on trying again, a line each.</summary>
    /// <param name="exception">What the call ended with.</param>
    public static IEnumerable<string> Lines(RpcException exception)
    {
        Google.Rpc.Status? status = exception.GetRpcStatus();
        ErrorInfo? info = status?.GetDetail<ErrorInfo>();
        string reason = string.IsNullOrEmpty(info?.Reason) ? exception.StatusCode.ToString() : info.Reason;
        yield return $"error: {SafeText.OneLine(exception.Status.Detail)} ({SafeText.OneLine(reason)})";
        if (exception is { StatusCode: StatusCode.Unavailable, Status.DebugException: { } cause })
        {
            yield return $"  The router named by --router or LEAP_ROUTER cannot be reached: {SafeText.OneLine(cause.GetBaseException().Message)}";
        }

        foreach (BadRequest.Types.FieldViolation violation in status?.GetDetail<BadRequest>()?.FieldViolations ?? [])
        {
            yield return $"  {SafeText.OneLine(violation.Field)}: {SafeText.OneLine(violation.Description)}";
        }

        if (status?.GetDetail<RetryInfo>()?.RetryDelay is { } delay)
        {
            yield return $"  Try again in {Durations.Show(delay.ToTimeSpan())}.";
        }
    }
}
