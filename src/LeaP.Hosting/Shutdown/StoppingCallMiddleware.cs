using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace LeaP.Hosting.Shutdown;

/// <summary>
/// Ends health <c>Watch</c> calls when the host stops. The calls belong to the framework, which would hold the
/// stop until its time limit; our own streams watch the stop token themselves.
/// </summary>
/// <param name="next">The rest of the pipeline.</param>
/// <param name="lifetime">Tells when the host stops.</param>
public sealed class StoppingCallMiddleware(RequestDelegate next, IHostApplicationLifetime lifetime)
{
    private const string HealthWatch = "/grpc.health.v1.Health/Watch";

    /// <summary>Runs the call.</summary>
    /// <param name="context">The call.</param>
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path != HealthWatch)
        {
            await next(context);
            return;
        }

        using CancellationTokenRegistration stop = lifetime.ApplicationStopping.Register(context.Abort);
        await next(context);
    }
}
