using LeaP.Hosting.Telemetry;
using Microsoft.AspNetCore.Connections.Features;

namespace LeaP.Router.Listeners;

/// <summary>Keeps the worker link and the metrics on their own ports and everything for clients off them.</summary>
/// <param name="next">The rest of the pipeline.</param>
internal sealed class ListenerGuardMiddleware(RequestDelegate next)
{
    private const string LinkService = "/leap.link.v1.";
    private const string HealthService = "/grpc.health.v1.";

    /// <summary>Runs the request when it came to the right port; answers 404 otherwise.</summary>
    /// <param name="context">The request.</param>
    public Task InvokeAsync(HttpContext context)
    {
        object? kind = context.Features.Get<IConnectionItemsFeature>()?.Items[ListenerSetup.ItemKey];
        if (kind is ListenerKind listener && !Belongs(context.Request.Path.Value ?? "", listener))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return next(context);
    }

    private static bool Belongs(string path, ListenerKind listener) => listener switch
    {
        ListenerKind.Links => path.StartsWith(LinkService, StringComparison.Ordinal)
            || path.StartsWith(HealthService, StringComparison.Ordinal),
        ListenerKind.Clients => !path.StartsWith(LinkService, StringComparison.Ordinal)
            && !path.StartsWith(TelemetrySetup.MetricsPath, StringComparison.OrdinalIgnoreCase),
        _ => !path.StartsWith("/leap.", StringComparison.Ordinal),
    };
}
