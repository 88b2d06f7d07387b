using Google.Rpc;
using Grpc.Core;
using LeaP.Protocol;

namespace LeaP.Worker.Link;

/// <summary>Tells refusals that another dial cannot mend from those it can.</summary>
internal static class LinkRefusals
{
    private static readonly HashSet<string> Final =
    [
        ErrorReasons.ProtocolUnsupported,
        ErrorReasons.HelloInvalid,
        ErrorReasons.WorkerNotTrusted,
        ErrorReasons.WorkerReplaced,
        ErrorReasons.MessageUnknown,
    ];

    /// <summary>True when the router itself ended the call, so that it holds no paths of it.</summary>
    /// <param name="exception">How the call ended.</param>
    public static bool IsFromRouter(RpcException exception) =>
        exception.GetRpcStatus()?.GetDetail<ErrorInfo>() is not null;

    /// <summary>True when the worker must not dial again.</summary>
    /// <param name="exception">How the call ended.</param>
    public static bool IsFinal(RpcException exception) =>
        exception.GetRpcStatus()?.GetDetail<ErrorInfo>() is { } info && Final.Contains(info.Reason);
}
