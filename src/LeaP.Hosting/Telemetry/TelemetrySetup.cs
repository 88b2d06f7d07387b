using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace LeaP.Hosting.Telemetry;

/// <summary>Metrics, traces and logs, alike for every LeaP service. The one place that knows OpenTelemetry.</summary>
public static class TelemetrySetup
{
    /// <summary>Path of the metrics in the format of Prometheus.</summary>
    public const string MetricsPath = "/metrics";

    private const string RuntimeMeter = "System.Runtime";

    /// <summary>Adds what <see cref="TelemetryOptions"/> ask for; wrong settings are told when the host starts.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="service">Name of the service, such as <c>leap-router</c>.</param>
    /// <param name="source">Its meter and activity source, one of <see cref="TelemetryNames"/>.</param>
    public static void AddLeapTelemetry(this IHostApplicationBuilder builder, string service, string source)
    {
        builder.Services.AddMetrics();
        builder.Services.AddOptionsWithValidateOnStart<TelemetryOptions>()
            .BindConfiguration(TelemetryOptions.Section)
            .ValidateDataAnnotations();
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<TelemetryOptions>, TelemetryOptionsRules>());
        var settings = new TelemetryOptions();
        builder.Configuration.GetSection(TelemetryOptions.Section).Bind(settings);
        if (settings.LogFormat == LogFormats.Json)
        {
            builder.Logging.AddJsonConsole(console =>
            {
                console.IncludeScopes = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
        }

        if (settings.Metrics)
        {
            Telemetry(builder, service).WithMetrics(metrics =>
                metrics.AddMeter(source, RuntimeMeter).AddPrometheusExporter());
        }

        if (settings.Collector is { } collector)
        {
            Telemetry(builder, service).WithTracing(traces => traces
                .AddSource(source)
                .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(Math.Clamp(settings.TraceRatio, 0, 1))))
                .AddOtlpExporter(exporter =>
                {
                    exporter.Endpoint = collector;
                    exporter.Protocol = OtlpExportProtocol.Grpc;
                }));
        }
    }

    /// <summary>Answers <see cref="MetricsPath"/>, when metrics are gathered.</summary>
    /// <param name="app">Where it is answered.</param>
    /// <param name="services">The service that the metrics are about.</param>
    public static IApplicationBuilder UseLeapMetrics(this IApplicationBuilder app, IServiceProvider services) =>
        services.GetService<MeterProvider>() is { } meters
        && services.GetRequiredService<IOptions<TelemetryOptions>>().Value.Metrics
            ? app.UseOpenTelemetryPrometheusScrapingEndpoint(meters, null, MetricsPath, null, null)
            : app;

    private static OpenTelemetryBuilder Telemetry(IHostApplicationBuilder builder, string service) =>
        builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService(
            service,
            serviceVersion: Assembly.GetExecutingAssembly().GetName().Version?.ToString(3),
            serviceInstanceId: Environment.MachineName));
}
