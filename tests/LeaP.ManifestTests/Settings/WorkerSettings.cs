using LeaP.Worker;
using LeaP.Worker.Options;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LeaP.ManifestTests.Settings;

/// <summary>What a worker makes of an environment.</summary>
/// <param name="RouterAddresses">Where it dials.</param>
/// <param name="Links">Whether it is linked to one of them at a time or to each.</param>
/// <param name="DrainGrace">How long its paths may run on.</param>
/// <param name="ShutdownLimit">Longest its host waits for a clean stop.</param>
/// <param name="Model">Its model.</param>
/// <param name="ProbeAddress">Address that its probe port is opened on.</param>
/// <param name="ProbePort">Its probe port; null for none.</param>
internal sealed record WorkerSettings(
    IReadOnlyList<Uri> RouterAddresses,
    WorkerLinks Links,
    TimeSpan DrainGrace,
    TimeSpan ShutdownLimit,
    WorkerModelOptions Model,
    string ProbeAddress,
    int? ProbePort)
{
    /// <summary>Builds a worker, which dials nobody, and reads all of its options.</summary>
    /// <param name="environment">Variables.</param>
    /// <exception cref="OptionsValidationException">A value is outside its range.</exception>
    public static WorkerSettings Read(IReadOnlyDictionary<string, string> environment)
    {
        using IHost host = WorkerApplication.Build(SettingNames.ToArguments(environment));
        WorkerOptions options = host.Services.GetRequiredService<IOptions<WorkerOptions>>().Value;
        return new(
            [.. options.RouterAddress.Split(',').Select(address => new Uri(address))],
            options.Links,
            options.DrainGrace,
            host.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout,
            host.Services.GetRequiredService<IOptions<WorkerModelOptions>>().Value,
            options.ProbeAddress,
            options.ProbePort);
    }
}
