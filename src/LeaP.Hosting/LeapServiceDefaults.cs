using LeaP.Hosting.Errors;
using LeaP.Hosting.Shutdown;
using LeaP.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LeaP.Hosting;

/// <summary>What every LeaP service registers alike.</summary>
public static class LeapServiceDefaults
{
    /// <summary>Name of the health check that says whether the service runs and is not stopping.</summary>
    public const string RunningCheck = "running";

    /// <summary>Adds gRPC with our error mapping and message limits, health checks and the system clock.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddLeapGrpc(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RpcErrorInterceptor>();
        services.AddGrpc(options =>
        {
            options.Interceptors.Add<RpcErrorInterceptor>();
            options.MaxReceiveMessageSize = LinkProtocol.MaxMessageBytes;
            options.MaxSendMessageSize = LinkProtocol.MaxMessageBytes;
        });
        services.AddGrpcReflection();
        services.AddGrpcHealthChecks().AddCheck<StoppingHealthCheck>(RunningCheck);
        return services;
    }
}
