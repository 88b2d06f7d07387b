using System.Globalization;
using System.Net;
using Grpc.Core;
using LeaP.Hosting.Errors;
using LeaP.Protocol;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace LeaP.Router.Access;

/// <summary>
/// Ends gRPC calls of clients that may not make them with a gRPC status; the framework would answer with an HTTP status.
/// </summary>
internal sealed partial class CallRefusals(ILogger<CallRefusals> logger) : IAuthorizationMiddlewareResultHandler
{
    private const string GrpcContent = "application/grpc";

    /// <inheritdoc />
    public async Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            await next(context);
            return;
        }

        LogRefused(context.Request.Path.Value, context.Connection.RemoteIpAddress, authorizeResult.Challenged);
        if (context.Request.ContentType?.StartsWith(GrpcContent, StringComparison.OrdinalIgnoreCase) != true)
        {
            context.Response.StatusCode = authorizeResult.Challenged
                ? StatusCodes.Status401Unauthorized
                : StatusCodes.Status403Forbidden;
            return;
        }

        Write(context.Response, authorizeResult.Challenged ? Unknown() : Forbidden());
    }

    private static RpcException Unknown() => RpcErrors.Create(
        StatusCode.Unauthenticated,
        ErrorReasons.ClientUnknown,
        "The call shows no key or token that this router accepts.");

    private static RpcException Forbidden() => RpcErrors.Create(
        StatusCode.PermissionDenied,
        ErrorReasons.RoleMissing,
        "The client has no role that allows this call.");

    /// <summary>A response that is nothing but headers, which gRPC reads as the end of the call.</summary>
    private static void Write(HttpResponse response, RpcException refusal)
    {
        response.ContentType = GrpcContent;
        response.Headers["grpc-status"] = ((int)refusal.StatusCode).ToString(CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = Uri.EscapeDataString(refusal.Status.Detail);
        foreach (Metadata.Entry entry in refusal.Trailers)
        {
            response.Headers[entry.Key] = entry.IsBinary ? Convert.ToBase64String(entry.ValueBytes) : entry.Value;
        }
    }

    [LoggerMessage(EventId = 4211, EventName = "CallRefused", Level = LogLevel.Information,
        Message = "A call to {Method} from {Peer} was refused; without credentials: {Challenged}.")]
    private partial void LogRefused(string? method, IPAddress? peer, bool challenged);
}
