using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Options;

/// <summary>Rules over the embedding models' names and folders.</summary>
internal sealed partial class SimilarityOptionsRules : IValidateOptions<SimilarityOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, SimilarityOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        foreach ((string model, string folder) in options.Models)
        {
            string setting = $"{SimilarityOptions.Section}:{nameof(options.Models)}:{model}";
            if (!ModelName().IsMatch(model))
            {
                result.AddError(
                    $"\"{model}\" is not a name of 1 to 64 small letters, digits, dots, hyphens and underscores.", setting);
            }

            if (!Directory.Exists(folder))
            {
                result.AddError($"\"{folder}\" is not a folder.", setting);
            }
        }

        return result.Build();
    }

    [GeneratedRegex(@"^[a-z0-9._-]{1,64}\z")]
    private static partial Regex ModelName();
}
