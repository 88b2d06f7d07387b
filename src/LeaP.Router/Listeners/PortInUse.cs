using System.Globalization;
using LeaP.Router.Options;
using Microsoft.AspNetCore.Connections;

namespace LeaP.Router.Listeners;

/// <summary>Says which setting asks for a port that is taken.</summary>
internal static class PortInUse
{
    /// <summary>Explains a failed start; null when its cause is something else.</summary>
    /// <param name="exception">What the start threw.</param>
    /// <param name="options">Where the router was to listen.</param>
    public static string? Explain(Exception exception, RouterOptions options)
    {
        if (exception.InnerException is not AddressInUseException)
        {
            return null;
        }

        (string Name, int Port)[] ports =
        [
            (nameof(options.ClientPort), options.ClientPort),
            (nameof(options.LinkPort), options.LinkPort),
            (nameof(options.ProbePort), options.ProbePort),
        ];
        IEnumerable<string> taken = ports
            .Where(port => exception.Message.Contains(
                string.Create(CultureInfo.InvariantCulture, $":{port.Port}:"), StringComparison.Ordinal))
            .Select(port => string.Create(
                CultureInfo.InvariantCulture, $"{RouterOptions.Section}:{port.Name} ({port.Port})"));
        return $"{string.Join(", ", taken)}: the port is already in use on {options.ListenAddress}. Stop the other "
            + "program or set another port; 0 takes a free one.";
    }
}
