using System.Net;
using LeaP.Hosting.Telemetry;
using LeaP.Worker.Link;
using LeaP.Worker.Options;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LeaP.Worker.Probes;

/// <summary>
/// Answers probes and shows metrics on a port of its own, when one is set: <c>/healthz</c> while the process lives,
/// <c>/readyz</c> while it is linked, <c>/metrics</c>.
/// </summary>
internal sealed partial class ProbeServer(
    LinkStatus links,
    IHostApplicationLifetime lifetime,
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

    private Task AnswerAsync(HttpContext context)
    {
        (context.Response.StatusCode, string text) = context.Request.Path.Value switch
        {
            "/healthz" => (StatusCodes.Status200OK, "Healthy"),
            "/readyz" when lifetime.ApplicationStopping.IsCancellationRequested =>
                (StatusCodes.Status503ServiceUnavailable, "The worker is leaving."),
            "/readyz" when links.Active == 0 =>
                (StatusCodes.Status503ServiceUnavailable, "The worker is not linked to a router."),
            "/readyz" => (StatusCodes.Status200OK, "Healthy"),
            _ => (StatusCodes.Status404NotFound, "There are /healthz, /readyz and /metrics."),
        };
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    [LoggerMessage(EventId = 5401, EventName = "ProbesListening", Level = LogLevel.Information, Message = "Probes at {Address}.")]
    private partial void LogListening(Uri address);
}
