using LeaP.Router;
using LeaP.Router.Options;
using LeaP.Storage.Redis;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LeaP.ManifestTests.Settings;

/// <summary>What a router makes of an environment.</summary>
/// <param name="ListenAddress">Address it listens on.</param>
/// <param name="Ports">Its ports by the names that manifests give them.</param>
/// <param name="ShutdownLimit">Longest its host waits for a clean stop.</param>
/// <param name="SessionTimeLimit">Longest a session may take by default.</param>
/// <param name="Store">Where sessions are kept.</param>
/// <param name="Redis">Where its Redis is and who it is there.</param>
internal sealed record RouterSettings(
    string ListenAddress,
    IReadOnlyDictionary<string, int> Ports,
    TimeSpan ShutdownLimit,
    TimeSpan SessionTimeLimit,
    string Store,
    RedisStorageOptions Redis)
{
    /// <summary>Builds a router, which opens no port, and reads all of its options.</summary>
    /// <param name="environment">Variables.</param>
    /// <exception cref="OptionsValidationException">A value is outside its range.</exception>
    public static RouterSettings Read(IReadOnlyDictionary<string, string> environment)
    {
        using WebApplication app = RouterApplication.Build(SettingNames.ToArguments(environment));
        RouterOptions options = Value<RouterOptions>(app);
        Value<WorkerLinkOptions>(app).ShouldNotBeNull();
        Value<AccessOptions>(app).ShouldNotBeNull();
        return new(
            options.ListenAddress,
            new Dictionary<string, int>
            {
                ["clients"] = options.ClientPort,
                ["links"] = options.LinkPort,
                ["probes"] = options.ProbePort,
            },
            Value<HostOptions>(app).ShutdownTimeout,
            Value<ReasoningOptions>(app).DefaultTimeLimit,
            options.Store,
            Value<RedisStorageOptions>(app));
    }

    private static T Value<T>(WebApplication app)
        where T : class => app.Services.GetRequiredService<IOptions<T>>().Value;
}
