using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using LeaP.Protocol;
using RpcStatus = Google.Rpc.Status;

namespace LeaP.Hosting.Errors;

/// <summary>
/// Makes every error a call can end with: a status code, one <c>ErrorInfo</c> whose reason stands in
/// docs/errors.md, and <c>BadRequest</c> or <c>RetryInfo</c> where they help.
/// </summary>
public static class RpcErrors
{
    /// <summary>An error with a reason.</summary>
    /// <param name="code">Status code of the call.</param>
    /// <param name="reason">One of <see cref="ErrorReasons"/>.</param>
    /// <param name="message">What happened and what to do about it.</param>
    /// <param name="metadata">The dynamic parts of the message, by lowerCamelCase key.</param>
    public static RpcException Create(
        StatusCode code,
        string reason,
        string message,
        params ReadOnlySpan<KeyValuePair<string, string>> metadata)
    {
        RpcStatus status = NewStatus(code, reason, message, metadata);
        return status.ToRpcException();
    }

    /// <summary>INVALID_ARGUMENT that lists every field that is wrong.</summary>
    /// <param name="violations">The fields; at least one.</param>
    /// <param name="reason">One of <see cref="ErrorReasons"/>.</param>
    public static RpcException InvalidFields(
        IReadOnlyList<FieldViolation> violations,
        string reason = ErrorReasons.InvalidField)
    {
        ArgumentOutOfRangeException.ThrowIfZero(violations.Count);
        string message = string.Join(" ", violations.Select(v => $"{v.Field}: {v.Description}"));
        RpcStatus status = NewStatus(StatusCode.InvalidArgument, reason, message, []);
        var badRequest = new BadRequest();
        badRequest.FieldViolations.AddRange(violations.Select(v => new BadRequest.Types.FieldViolation
        {
            Field = v.Field,
            Description = v.Description,
        }));
        status.Details.Add(Any.Pack(badRequest));
        return status.ToRpcException();
    }

    /// <summary>An error that is worth another try after a while.</summary>
    /// <param name="code">Status code of the call.</param>
    /// <param name="reason">One of <see cref="ErrorReasons"/>.</param>
    /// <param name="message">What happened and what to do about it.</param>
    /// <param name="retryDelay">How long to wait first.</param>
    /// <param name="metadata">The dynamic parts of the message, by lowerCamelCase key.</param>
    public static RpcException Retryable(
        StatusCode code,
        string reason,
        string message,
        TimeSpan retryDelay,
        params ReadOnlySpan<KeyValuePair<string, string>> metadata)
    {
        RpcStatus status = NewStatus(code, reason, message, metadata);
        status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(retryDelay) }));
        return status.ToRpcException();
    }

    private static RpcStatus NewStatus(
        StatusCode code,
        string reason,
        string message,
        ReadOnlySpan<KeyValuePair<string, string>> metadata)
    {
        var info = new ErrorInfo { Domain = ErrorReasons.Domain, Reason = reason };
        foreach ((string key, string value) in metadata)
        {
            info.Metadata.Add(key, value);
        }

        return new RpcStatus { Code = (int)code, Message = message, Details = { Any.Pack((IMessage)info) } };
    }
}
