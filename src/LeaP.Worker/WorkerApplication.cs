using LeaP.Hosting.Probes;
using LeaP.Hosting.Telemetry;
using LeaP.Inference.Engines;
using LeaP.Worker.Link;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LeaP.Worker;

/// <summary>Builds and runs a worker.</summary>
public static partial class WorkerApplication
{
    /// <summary>Builds a worker from command line, environment and appsettings.</summary>
    /// <param name="args">Command line, such as <c>--Worker:RouterAddress http://127.0.0.1:8081</c>.</param>
    /// <param name="configure">Last word on services and logging; null for none.</param>
    public static IHost Build(string[] args, Action<HostApplicationBuilder>? configure = null)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
        builder.Logging.AddFilter("Grpc", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning);
        builder.AddLeapTelemetry("leap-worker", TelemetryNames.Worker);
        builder.Services.AddProbes().AddModel().AddPaths().AddRouterLink();
        configure?.Invoke(builder);
        return builder.Build();
    }

    /// <summary>Runs a worker until it is told to stop, or asks one for its health.</summary>
    /// <param name="args">Command line.</param>
    /// <returns>Exit code: 0 after a clean stop, 1 when it could not start or was refused for good.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (await HealthProbe.RunAsync(args) is { } answer)
        {
            return answer;
        }

        using IHost host = Build(args);
        try
        {
            await host.StartAsync();
            await host.WaitForShutdownAsync();
            return host.Services.GetRequiredService<WorkerExit>().Code;
        }
        catch (Exception exception) when (exception is OptionsValidationException or ModelLoadException
            or IOException { InnerException: AddressInUseException })
        {
            ILogger logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("LeaP.Worker");
            LogCannotStart(logger, exception.Message);
            return 1;
        }
        catch (AggregateException exception)
            when (exception.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            ILogger logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("LeaP.Worker");
            string failures = string.Join("; ", exception.InnerExceptions.Select(inner => inner.Message));
            LogCannotStart(logger, failures);
            return 1;
        }
    }

    [LoggerMessage(EventId = 5001, EventName = "WorkerCannotStart", Level = LogLevel.Critical, Message = "{Cause}")]
    private static partial void LogCannotStart(ILogger logger, string cause);
}
