using System.Globalization;

namespace LeaP.StressTests.Chaos;

/// <summary>What a chaos run does.</summary>
/// <param name="Sessions">Sessions in all; 1 or more.</param>
/// <param name="Seed">Seed of every choice; the same one disturbs in the same order.</param>
/// <param name="AtOnce">Sessions at the same time; 1 or more.</param>
/// <param name="TimeLimit">Longest the whole run may take.</param>
/// <param name="Links">Whether workers are linked to <c>One</c> router at a time or to <c>Each</c>.</param>
public sealed record ChaosOptions(int Sessions, int Seed, int AtOnce, TimeSpan TimeLimit, string Links)
{
    /// <summary>The full run.</summary>
    public static ChaosOptions Full { get; } = new(200, 20261123, 20, TimeSpan.FromMinutes(20), "One");

    /// <summary>Reads a command line.</summary>
    /// <param name="arguments">The arguments behind the name of the program.</param>
    /// <returns>Null when they make no sense.</returns>
    public static ChaosOptions? Read(string[] arguments) => Read(arguments, Full);

    private static ChaosOptions? Read(ReadOnlySpan<string> arguments, ChaosOptions options) => arguments switch
    {
        [] => options,
        ["--sessions", { } text, .. var rest] when Number(text) is > 0 and var number =>
            Read(rest, options with { Sessions = number }),
        ["--seed", { } text, .. var rest] when Number(text) is >= 0 and var number =>
            Read(rest, options with { Seed = number }),
        ["--links", "one", .. var rest] => Read(rest, options with { Links = "One" }),
        ["--links", "each", .. var rest] => Read(rest, options with { Links = "Each" }),
        _ => null,
    };

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;
}
