using System.Net;
using LeaP.Hosting.Telemetry;
using LeaP.Worker.Options;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LeaP.Worker.Probes;

/// <summary>
/// Answers probes and shows metrics on a port of its own, when one is set: <c>/healthz</c> while the process lives,
/// <c>/readyz</c> while it is linked, <c>/metrics</c>.
/// </summary>
internal sealed partial class ProbeServer(
    HealthCheckService health,
    IServiceProvider services,
    IOptions<WorkerOptions> options,
    ILogger<ProbeServer> logger) : IHostedService, IAsyncDisposable
{
    private WebApplication? _app;

    /// <summary>Where it listens; null when no port is set or it has not started.</summary>
    public Uri? Address { get; private set; }

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.ProbePort is not { } port)
        {
            return;
        }

        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Parse(options.Value.ProbeAddress), port);
        });
        _app = builder.Build();
        _app.UseLeapMetrics(services);
        _app.Run(AnswerAsync);
        await _app.StartAsync(cancellationToken);
        Address = new Uri(_app.Urls.Single());
        LogListening(Address);
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => _app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task AnswerAsync(HttpContext context)
    {
        HealthStatus status;
        switch (context.Request.Path.Value)
        {
            case "/healthz":
                status = HealthStatus.Healthy;
                break;
            case "/readyz":
                status = (await health.CheckHealthAsync(context.RequestAborted)).Status;
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
        }

        context.Response.StatusCode = status == HealthStatus.Healthy
            ? StatusCodes.Status200OK
            : StatusCodes.Status503ServiceUnavailable;
        await context.Response.WriteAsync(status.ToString(), context.RequestAborted);
    }

    [LoggerMessage(EventId = 5401, EventName = "ProbesListening", Level = LogLevel.Information, Message = "Probes at {Address}.")]
    private partial void LogListening(Uri address);
}
