using System.Net;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Options;

/// <summary>Rules over the router's ports.</summary>
internal sealed class RouterOptionsRules : IValidateOptions<RouterOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, RouterOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (!IPAddress.TryParse(options.ListenAddress, out _))
        {
            result.AddError(
                $"\"{options.ListenAddress}\" is not an IP address.",
                $"{RouterOptions.Section}:{nameof(options.ListenAddress)}");
        }

        if (options.Store is not (StoreNames.Memory or StoreNames.Redis))
        {
            result.AddError(
                $"\"{options.Store}\" is not one of {StoreNames.Memory}, {StoreNames.Redis}.",
                $"{RouterOptions.Section}:{nameof(options.Store)}");
        }

        int[] fixedPorts =
            [.. new[] { options.ClientPort, options.LinkPort, options.ProbePort }.Where(port => port != 0)];
        if (fixedPorts.Distinct().Count() != fixedPorts.Length)
        {
            result.AddError(
                $"{nameof(options.ClientPort)}, {nameof(options.LinkPort)} and {nameof(options.ProbePort)} must differ.",
                RouterOptions.Section);
        }

        return result.Build();
    }
}
