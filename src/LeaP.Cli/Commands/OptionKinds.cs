using System.CommandLine;
using System.Globalization;
using LeaP.Cli.Rendering;

namespace LeaP.Cli.Commands;

/// <summary>Makes options whose values are checked while the command line is read.</summary>
internal static class OptionKinds
{
    /// <summary>A whole number of at least <paramref name="least"/>; absent means the model's default.</summary>
    /// <param name="name">Name with its dashes.</param>
    /// <param name="description">What it does.</param>
    /// <param name="least">Smallest value.</param>
    /// <param name="otherwise">Value when absent; null for none.</param>
    public static Option<int?> Count(string name, string description, int least = 1, int? otherwise = null)
    {
        var option = new Option<int?>(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least)
                {
                    return value;
                }

                result.AddError($"{name} must be a whole number of at least {least}, not '{SafeText.OneLine(text)}'.");
                return null;
            },
        };
        if (otherwise is not null)
        {
            option.DefaultValueFactory = _ => otherwise;
        }

        return option;
    }

    /// <summary>A whole number of any sign.</summary>
    /// <param name="name">Name with its dashes.</param>
    /// <param name="description">What it does.</param>
    public static Option<long?> Whole(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value))
            {
                return value;
            }

            result.AddError($"{name} must be a whole number, not '{SafeText.OneLine(text)}'.");
            return null;
        },
    };

    /// <summary>A number.</summary>
    /// <param name="name">Name with its dashes.</param>
    /// <param name="description">What it does.</param>
    public static Option<float?> Number(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "X",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value))
            {
                return value;
            }

            result.AddError($"{name} must be a number, not '{SafeText.OneLine(text)}'.");
            return null;
        },
    };

    /// <summary>A word.</summary>
    /// <param name="name">Name with its dashes.</param>
    /// <param name="description">What it does.</param>
    /// <param name="helpName">What stands for the value in help.</param>
    public static Option<string?> Word(string name, string description, string helpName) =>
        new(name) { Description = description, HelpName = helpName };

    /// <summary>A switch.</summary>
    /// <param name="name">Name with its dashes.</param>
    /// <param name="description">What it does.</param>
    public static Option<bool> Switch(string name, string description) => new(name) { Description = description };

    /// <summary>A duration such as <c>90s</c>.</summary>
    /// <param name="name">Name with its dashes.</param>
    /// <param name="description">What it does.</param>
    public static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result =>
        {
            if (Durations.TryParse(result.Tokens[0].Value, out TimeSpan duration))
            {
                return duration;
            }

            result.AddError($"{name} must be a time of at most 24h such as 500ms, 90s, 5m or 2h, not '{SafeText.OneLine(result.Tokens[0].Value)}'.");
            return null;
        },
    };

    /// <summary>Words separated by commas, each one of a few.</summary>
    /// <param name="name">Name with its dashes.</param>
    /// <param name="description">What it does.</param>
    /// <param name="otherwise">Value when absent.</param>
    public static Option<string[]> Words(string name, string description, string otherwise) => new(name)
    {
        Description = description,
        HelpName = "A,B",
        DefaultValueFactory = _ => otherwise.Split(','),
        CustomParser = result => result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
    };
}
