using LeaP.Inference.Engines;
using LeaP.Inference.GenAI;
using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.OpenAI;
using LeaP.Inference.Scripted;
using LeaP.Reasoning.Answers;
using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.Prompts;
using LeaP.Worker.Link;
using LeaP.Worker.Models;
using LeaP.Worker.Options;
using LeaP.Worker.Paths;
using LeaP.Worker.Probes;
using LeaP.Worker.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LeaP.Worker;

/// <summary>Registers the worker's features, one method each.</summary>
internal static class WorkerServices
{
    private static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(30);

    /// <summary>The port for probes and metrics, open before anything else and closed behind it.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddProbes(this IServiceCollection services)
    {
        services.TryAddSingleton<LinkStatus>();
        services.TryAddSingleton<ProbeServer>();
        services.AddHostedService(provider => provider.GetRequiredService<ProbeServer>());
        return services;
    }

    /// <summary>The model and the engines that can run it.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddModel(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptionsWithValidateOnStart<WorkerModelOptions>()
            .BindConfiguration(WorkerModelOptions.Section)
            .ValidateDataAnnotations();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<WorkerModelOptions>, WorkerModelOptionsRules>());
        services.TryAddSingleton(new ScriptedEngineOptions());
        services.TryAddSingleton<CompletionsNoticeLog>();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IModelEngineFactory, OnnxRuntimeEngineFactory>(),
            ServiceDescriptor.Singleton<IModelEngineFactory, GenAIEngineFactory>(),
            ServiceDescriptor.Singleton<IModelEngineFactory, OpenAIEngineFactory>(OpenAIEngine),
            ServiceDescriptor.Singleton<IModelEngineFactory, ScriptedEngineFactory>(),
        ]);
        services.TryAddSingleton<EngineCatalog>();
        services.TryAddSingleton<ModelHost>();
        services.AddHostedService(provider => provider.GetRequiredService<ModelHost>());
        return services;
    }

    /// <summary>The paths.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddPaths(this IServiceCollection services)
    {
        services.TryAddSingleton(new NamedCatalog<IAnswerFormat>(AnswerFormats.All));
        services.TryAddSingleton<Func<PromptProfile, ISummaryPromptSelector>>(
            profile => new SummaryPromptSelector(profile));
        services.AddMetrics();
        services.TryAddSingleton<LinkStatus>();
        services.TryAddSingleton<WorkerMetrics>();
        services.TryAddSingleton<PathTelemetry>();
        services.TryAddSingleton(provider => new PathTables(() => ActivatorUtilities.CreateInstance<PathTable>(provider)));
        services.AddHostedService<WorkerGauges>();
        return services;
    }

    /// <summary>The link to the router.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddRouterLink(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<WorkerOptions>()
            .BindConfiguration(WorkerOptions.Section)
            .ValidateDataAnnotations();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WorkerOptions>, WorkerOptionsRules>());
        services.AddOptionsWithValidateOnStart<WorkerCredentialOptions>()
            .BindConfiguration(WorkerCredentialOptions.Section)
            .ValidateDataAnnotations();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<WorkerCredentialOptions>, WorkerCredentialOptionsRules>());
        services.TryAddSingleton<RouterDialer>();
        services.TryAddSingleton<WorkerExit>();
        services.AddHostedService<RouterLinkService>();

        // The host would cut the drain short at its own limit.
        services.AddOptions<HostOptions>().Configure<IOptions<WorkerOptions>>(
            (host, worker) =>
            {
                TimeSpan needed = worker.Value.DrainGrace + FarewellTime;
                host.ShutdownTimeout = host.ShutdownTimeout > needed ? host.ShutdownTimeout : needed;
            });
        return services;
    }

    private static OpenAIEngineFactory OpenAIEngine(IServiceProvider services) => new(
        () => services.GetRequiredService<IOptions<WorkerModelOptions>>().Value.OpenAI,
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<CompletionsNoticeLog>().Write);
}
