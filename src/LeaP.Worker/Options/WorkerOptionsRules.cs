using System.Net;
using LeaP.Worker.Link;
using Microsoft.Extensions.Options;

namespace LeaP.Worker.Options;

/// <summary>Rules over several worker settings.</summary>
/// <param name="models">Settings of the model, whose slots are shared among routers.</param>
internal sealed class WorkerOptionsRules(IOptions<WorkerModelOptions> models) : IValidateOptions<WorkerOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, WorkerOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.RedialMax < options.RedialMin)
        {
            result.AddError(
                $"{WorkerOptions.Section}:{nameof(options.RedialMax)} ({options.RedialMax}) must not be shorter than "
                + $"{nameof(options.RedialMin)} ({options.RedialMin}).");
        }

        foreach (string address in RouterChannels.Split(options.RouterAddress).Where(address => !IsAddress(address)))
        {
            result.AddError(
                $"{WorkerOptions.Section}:{nameof(options.RouterAddress)} (\"{address}\") must be an http or https "
                + "address such as http://router:8081, or several of them separated by commas.");
        }

        int routers = RouterChannels.Split(options.RouterAddress).Length;
        if (options.Links == WorkerLinks.Each && Slots() < routers)
        {
            result.AddError(
                $"{WorkerModelOptions.Section}:{nameof(WorkerModelOptions.Slots)} ({Slots()}) must be at least the number of routers "
                + $"in {WorkerOptions.Section}:{nameof(options.RouterAddress)} ({routers}), since each of them gets a share.");
        }

        if (!IPAddress.TryParse(options.ProbeAddress, out _))
        {
            result.AddError(
                $"\"{options.ProbeAddress}\" is not an IP address.",
                $"{WorkerOptions.Section}:{nameof(options.ProbeAddress)}");
        }

        return result.Build();
    }

    private int? Slots()
    {
        try
        {
            return models.Value.Slots;
        }
        catch (OptionsValidationException)
        {
            // What is wrong with them is told where they are checked.
            return null;
        }
    }

    private static bool IsAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https";
}
