using Grpc.Core;
using Grpc.Core.Interceptors;
using LeaP.Protocol;
using Microsoft.Extensions.Logging;

namespace LeaP.Hosting.Errors;

/// <summary>
/// Lets errors made by <see cref="RpcErrors"/> through and turns everything else into INTERNAL without detail and
/// one log entry, since the framework would send UNKNOWN.
/// </summary>
/// <param name="logger">Where unexpected exceptions go.</param>
public sealed partial class RpcErrorInterceptor(ILogger<RpcErrorInterceptor> logger) : Interceptor
{
    /// <inheritdoc />
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception exception) when (IsUnexpected(exception, context))
        {
            throw Map(exception, context);
        }
    }

    /// <inheritdoc />
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception exception) when (IsUnexpected(exception, context))
        {
            throw Map(exception, context);
        }
    }

    /// <inheritdoc />
    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(requestStream, responseStream, context);
        }
        catch (Exception exception) when (IsUnexpected(exception, context))
        {
            throw Map(exception, context);
        }
    }

    private static bool IsUnexpected(Exception exception, ServerCallContext context) =>
        exception is not RpcException && !context.CancellationToken.IsCancellationRequested;

    private RpcException Map(Exception exception, ServerCallContext context)
    {
        LogUnexpected(exception, context.Method);
        return RpcErrors.Create(StatusCode.Internal, ErrorReasons.Internal, "The call failed; see the log.");
    }

    [LoggerMessage(EventId = 1001, EventName = "CallFailed", Level = LogLevel.Error, Message = "{Method} failed.")]
    private partial void LogUnexpected(Exception exception, string method);
}
