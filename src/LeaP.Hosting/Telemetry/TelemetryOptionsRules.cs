using Microsoft.Extensions.Options;

namespace LeaP.Hosting.Telemetry;

/// <summary>Rules for the settings of telemetry that a range cannot say.</summary>
internal sealed class TelemetryOptionsRules : IValidateOptions<TelemetryOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, TelemetryOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.OtlpEndpoint.Length > 0 && options.Collector is null)
        {
            result.AddError(
                $"\"{options.OtlpEndpoint}\" is not an http or https URL.",
                $"{TelemetryOptions.Section}:{nameof(options.OtlpEndpoint)}");
        }

        if (options.LogFormat is not (LogFormats.Text or LogFormats.Json))
        {
            result.AddError(
                $"\"{options.LogFormat}\" is not one of {LogFormats.Text}, {LogFormats.Json}.",
                $"{TelemetryOptions.Section}:{nameof(options.LogFormat)}");
        }

        return result.Build();
    }
}
