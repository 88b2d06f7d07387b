using System.Net;
using Microsoft.Extensions.Options;

namespace LeaP.Worker.Options;

/// <summary>Rules over several worker settings.</summary>
internal sealed class WorkerOptionsRules : IValidateOptions<WorkerOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, WorkerOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.RedialMax < options.RedialMin)
        {
            result.AddResult(ValidateOptionsResult.Fail(
                $"{WorkerOptions.Section}:{nameof(options.RedialMax)} ({options.RedialMax}) must not be shorter than "
                + $"{nameof(options.RedialMin)} ({options.RedialMin})."));
        }

        if (!IPAddress.TryParse(options.ProbeAddress, out _))
        {
            result.AddError(
                $"\"{options.ProbeAddress}\" is not an IP address.",
                $"{WorkerOptions.Section}:{nameof(options.ProbeAddress)}");
        }

        return result.Build();
    }
}
