namespace LeaP.TestKit.Charts;

/// <summary>Names of a chart's colours, and what they are on light and on dark pages.</summary>
internal static class ChartColors
{
    /// <summary>What everything stands on.</summary>
    public const string Paper = "paper";

    /// <summary>Titles.</summary>
    public const string Heading = "heading";

    /// <summary>All other text.</summary>
    public const string Label = "label";

    /// <summary>Lines that stand for a value.</summary>
    public const string Grid = "grid";

    /// <summary>The axis and its ticks.</summary>
    public const string Axis = "axis";

    // Colours of Okabe and Ito, which people with any kind of colour vision can tell apart; lighter on dark pages.
    private static readonly string[] Light = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#444444"];
    private static readonly string[] Dark = ["#4aa3df", "#ff8c42", "#2ecc9a", "#e6a3c8", "#f0b840", "#8fd0f5", "#c9d1d9"];

    /// <summary>The style sheet of a chart.</summary>
    public static string Style { get; } = $$"""

        {{Rules(paper: "#ffffff", heading: "#111111", label: "#444444", grid: "#e3e3e3", axis: "#888888", Light)}}
            @media (prefers-color-scheme: dark) {
        {{Rules(paper: "#0d1117", heading: "#f0f6fc", label: "#b1bac4", grid: "#2b323b", axis: "#768390", Dark)}}
            }

        """;

    /// <summary>Name of the colour of a line.</summary>
    /// <param name="index">Its number; behind the last colour the first comes again.</param>
    public static string Series(int index) => FormattableString.Invariant($"s{index % Light.Length}");

    private static string Rules(string paper, string heading, string label, string grid, string axis, string[] series) =>
        string.Join(
            '\n',
            [
                $"    .{Paper} {{ fill: {paper} }}",
                $"    .{Heading} {{ fill: {heading}; font-weight: 600 }}",
                $"    .{Label} {{ fill: {label} }}",
                $"    .{Grid} {{ stroke: {grid} }}",
                $"    .{Axis} {{ stroke: {axis} }}",
                .. series.Select((color, index) => $"    .{Series(index)} {{ stroke: {color} }}"),
            ]);
}
