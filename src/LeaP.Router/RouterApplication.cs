using LeaP.Hosting;
using LeaP.Hosting.Probes;
using LeaP.Hosting.Shutdown;
using LeaP.Hosting.Telemetry;
using LeaP.Router.Access;
using LeaP.Router.Endpoints;
using LeaP.Router.Listeners;
using LeaP.Router.Options;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace LeaP.Router;

/// <summary>Builds and runs the router.</summary>
public static partial class RouterApplication
{
    /// <summary>Builds a router from command line, environment and appsettings.</summary>
    /// <param name="args">Command line, such as <c>--Router:ClientPort 0</c>.</param>
    /// <param name="configure">Last word on services and logging; null for none.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information)
            .AddFilter("Grpc", LogLevel.Warning)
            // Whoever asks is told; a router that waits for workers would log an error with every probe.
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Critical);
        builder.AddLeapTelemetry("leap-router", TelemetryNames.Router);
        builder.Services.AddRouterListeners().AddAccess().AddWorkerLinks().AddSessions();
        configure?.Invoke(builder);
        WebApplication app = builder.Build();
        app.UseMiddleware<ListenerGuardMiddleware>();
        app.UseMiddleware<StoppingCallMiddleware>();
        app.UseLeapMetrics(app.Services);
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGrpcService<ReasoningEndpoint>();
        app.MapGrpcService<FleetEndpoint>();
        app.MapGrpcService<WorkerLinkEndpoint>();
        app.MapGrpcHealthChecksService();
        app.MapHealthChecks(
            "/healthz", new HealthCheckOptions { Predicate = check => check.Name == LeapServiceDefaults.RunningCheck });
        app.MapHealthChecks("/readyz");
        if (app.Services.GetRequiredService<IOptions<RouterOptions>>().Value.Reflection
            ?? app.Environment.IsDevelopment())
        {
            app.MapGrpcReflectionService().RequireAuthorization(AccessPolicies.Known);
        }

        return app;
    }

    /// <summary>Runs a router until it is told to stop, or asks one for its health.</summary>
    /// <param name="args">Command line.</param>
    /// <returns>Exit code: 0 after a clean stop, 1 when it could not start.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (await HealthProbe.RunAsync(args) is { } answer)
        {
            return answer;
        }

        using ILoggerFactory loggers = LoggerFactory.Create(logging => logging.AddConsole());
        ILogger logger = loggers.CreateLogger("LeaP.Router");
        try
        {
            await using WebApplication app = Build(args);
            return await RunAsync(app, logger);
        }
        catch (OptionsValidationException exception)
        {
            LogBadSettings(logger, exception.Message);
            return 1;
        }
        catch (AggregateException exception)
            when (exception.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            string failures = string.Join("; ", exception.InnerExceptions.Select(inner => inner.Message));
            LogBadSettings(logger, failures);
            return 1;
        }
    }

    private static async Task<int> RunAsync(WebApplication app, ILogger logger)
    {
        RouterOptions options = app.Services.GetRequiredService<IOptions<RouterOptions>>().Value;
        try
        {
            await app.StartAsync();
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (IOException exception) when (PortInUse.Explain(exception, options) is { } why)
        {
            LogPortInUse(logger, why);
            return 1;
        }
    }

    [LoggerMessage(EventId = 4101, EventName = "SettingsInvalid", Level = LogLevel.Critical, Message = "{Failures}")]
    private static partial void LogBadSettings(ILogger logger, string failures);

    [LoggerMessage(EventId = 4102, EventName = "PortInUse", Level = LogLevel.Critical, Message = "{Explanation}")]
    private static partial void LogPortInUse(ILogger logger, string explanation);
}
