using Grpc.AspNetCore.HealthChecks;
using Grpc.AspNetCore.Server;
using LeaP.Hosting;
using LeaP.Reasoning.Answers;
using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.PeerRouting;
using LeaP.Router.Admission;
using LeaP.Router.Endpoints;
using LeaP.Router.Links;
using LeaP.Router.Listeners;
using LeaP.Router.Mapping;
using LeaP.Router.Options;
using LeaP.Router.Placement;
using LeaP.Router.Sessions;
using LeaP.Router.Shutdown;
using LeaP.Router.Similarity;
using LeaP.Router.Storage;
using LeaP.Router.Telemetry;
using LeaP.Storage.Redis;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LeaP.Router;

/// <summary>Registers the router's features, one method each.</summary>
internal static class RouterServices
{
    /// <summary>Ports and what every LeaP service has.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddRouterListeners(this IServiceCollection services)
    {
        services.AddLeapGrpc();
        services.AddOptionsWithValidateOnStart<RouterOptions>()
            .BindConfiguration(RouterOptions.Section)
            .ValidateDataAnnotations();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RouterOptions>, RouterOptionsRules>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IConfigureOptions<KestrelServerOptions>, ListenerSetup>());
        services.AddOptionsWithValidateOnStart<LimitOptions>()
            .BindConfiguration(LimitOptions.Section)
            .ValidateDataAnnotations();
        services.AddSingleton<IConfigureOptions<GrpcServiceOptions<ReasoningEndpoint>>, RequestSizeLimit<ReasoningEndpoint>>();
        services.AddSingleton<IConfigureOptions<GrpcServiceOptions<FleetEndpoint>>, RequestSizeLimit<FleetEndpoint>>();
        services.TryAddSingleton<ListenerTls>();
        services.TryAddSingleton<RouterAddresses>();
        services.AddHostedService<AddressReporter>();
        services.AddHostedService<ExposureReporter>();
        return services;
    }

    /// <summary>Links with workers.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddWorkerLinks(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<WorkerLinkOptions>()
            .BindConfiguration(WorkerLinkOptions.Section)
            .ValidateDataAnnotations();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WorkerLinkOptions>, WorkerLinkOptionsRules>());
        services.TryAddSingleton<LinkHandshake>();
        services.TryAddSingleton<LinkInbox>();
        services.TryAddSingleton<WorkerDirectory>();
        services.TryAddSingleton<IPathPlacement, LeastLoadedPlacement>();
        services.TryAddSingleton<PlacementQueue>();
        services.AddHealthChecks().AddCheck<LinkedWorkersHealthCheck>("workers");
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<GrpcHealthChecksOptions>, HealthServices>());
        return services;
    }

    /// <summary>Sessions: the method itself.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddSessions(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<ReasoningOptions>()
            .BindConfiguration(ReasoningOptions.Section)
            .ValidateDataAnnotations();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ReasoningOptions>, ReasoningOptionsRules>());
        services.TryAddSingleton(new NamedCatalog<IPeerRoutingPolicy>(
            [.. PeerRoutingPolicies.All, .. PeerRoutingPolicies.Comparison]));
        services.AddSimilarity();
        services.TryAddSingleton(new NamedCatalog<IAnswerFormat>(AnswerFormats.All));
        services.TryAddSingleton<ISeedSource, CryptographicSeedSource>();
        services.TryAddSingleton<ReasonRequestReader>();
        services.AddSessionStore();
        services.TryAddSingleton<ClientLimiter>();
        services.AddHostedService<ClientMeter>();
        services.TryAddSingleton<SessionOwnership>();
        services.AddMetrics();
        services.TryAddSingleton<RouterMetrics>();
        services.TryAddSingleton<SessionRegistry>();
        services.AddHostedService(provider => provider.GetRequiredService<SessionRegistry>());
        services.AddHostedService<RouterGauges>();
        services.TryAddSingleton<RouterShutdown>();
        services.AddHostedService(provider => provider.GetRequiredService<RouterShutdown>());

        // The host would cut the drain short at its own limit.
        services.AddOptions<HostOptions>().Configure<IOptions<ReasoningOptions>>(
            (host, sessions) => host.ShutdownTimeout += sessions.Value.DrainGrace);
        return services;
    }

    private static void AddSimilarity(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<SimilarityOptions>()
            .BindConfiguration(SimilarityOptions.Section)
            .ValidateDataAnnotations();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<SimilarityOptions>, SimilarityOptionsRules>());
        services.TryAddSingleton<SimilarityCatalog>();
        services.TryAddSingleton(provider => provider.GetRequiredService<SimilarityCatalog>().Measures);
    }

    /// <summary>Sessions beyond the life of this process. What stops later stands first: the last events are stored.</summary>
    private static void AddSessionStore(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<SessionStoreOptions>()
            .BindConfiguration(SessionStoreOptions.Section)
            .ValidateDataAnnotations();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<SessionStoreOptions>, SessionStoreOptionsRules>());
        services.AddOptionsWithValidateOnStart<RedisStorageOptions>()
            .BindConfiguration(RedisStorageOptions.Section)
            .ValidateDataAnnotations();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<RedisStorageOptions>, RedisStorageOptionsRules>());
        services.TryAddSingleton(provider => new SharedStore(
            provider.GetRequiredService<IOptions<RouterOptions>>(),
            provider.GetRequiredService<IOptions<RedisStorageOptions>>()));
        services.TryAddSingleton<RouterIdentity>();
        services.TryAddSingleton<WorkerRosters>();
        services.AddHostedService(provider => provider.GetRequiredService<WorkerRosters>());
        services.TryAddSingleton<StoreStatus>();
        services.TryAddSingleton<SessionRecovery>();
        services.TryAddSingleton<StoredSessions>();
        services.TryAddSingleton<SessionArchive>();
        services.AddHostedService(provider => provider.GetRequiredService<SessionArchive>());
    }
}
