using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using LeaP.Cli.Rendering;
using LeaP.Protocol.Common.V1;

namespace LeaP.Cli.Commands;

/// <summary>Makes options that hold rounds, stages of a schedule or fractions, checked while the command line is read.</summary>
internal static class ScheduleOptions
{
    /// <summary>Rounds separated by commas, such as <c>1,3</c>.</summary>
    /// <param name="name">Name with its dashes.</param>
    /// <param name="description">What it does.</param>
    public static Option<int[]?> Rounds(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N,N",
        CustomParser = result => Read<int>(result, (string word, out int value) => TryNumber(word, 1, out value), $"{name} must hold rounds from 1"),
    };

    /// <summary>Stages separated by commas, such as <c>3:clustered,5:all:0</c>.</summary>
    /// <param name="name">Name with its dashes.</param>
    /// <param name="description">What it does.</param>
    public static Option<RoutingStage[]?> Stages(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "ROUND:POLICY[:PEERS]",
        CustomParser = result => Read<RoutingStage>(result, TryStage, $"{name} must hold ROUND:POLICY or ROUND:POLICY:PEERS"),
    };

    /// <summary>A fraction.</summary>
    /// <param name="name">Name with its dashes.</param>
    /// <param name="description">What it does.</param>
    public static Option<double?> Fraction(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "X",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= 0 and <= 1)
            {
                return value;
            }

            result.AddError($"{name} must be a number from 0 to 1, not '{SafeText.OneLine(text)}'.");
            return null;
        },
    };

    private static T[]? Read<T>(ArgumentResult result, Reader<T> read, string fault)
    {
        var values = new List<T>();
        foreach (string word in result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!read(word, out T? value))
            {
                result.AddError($"{fault}, not '{SafeText.OneLine(word)}'.");
                return null;
            }

            values.Add(value);
        }

        return [.. values];
    }

    private static bool TryStage(string word, [NotNullWhen(true)] out RoutingStage? stage)
    {
        string[] parts = word.Split(':');
        stage = null;
        if (parts.Length is not (2 or 3) || !TryNumber(parts[0], 1, out int round) || parts[1].Length == 0)
        {
            return false;
        }

        if (parts.Length == 2)
        {
            stage = new RoutingStage { FromRound = round, Policy = parts[1] };
            return true;
        }

        if (TryNumber(parts[2], 0, out int peers))
        {
            stage = new RoutingStage { FromRound = round, Policy = parts[1], PeerCount = peers };
        }

        return stage is not null;
    }

    private static bool TryNumber(string word, int least, out int number) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least;

    private delegate bool Reader<T>(string word, [NotNullWhen(true)] out T? value);
}
