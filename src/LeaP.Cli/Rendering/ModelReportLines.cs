using System.Globalization;
using LeaP.Inference.Checks;

namespace LeaP.Cli.Rendering;

/// <summary>A model's report as lines for people.</summary>
internal static class ModelReportLines
{
    private const double Kibibyte = 1024;

    /// <summary>The lines, one fact each.</summary>
    /// <param name="report">The report.</param>
    public static IEnumerable<string> Of(ModelReport report) => TextTable.Lines(["model", SafeText.OneLine(report.Family)], Rows(report));

    private static IEnumerable<IReadOnlyList<string>> Rows(ModelReport report) =>
    [
        ["weights", $"{report.Weights}, {Size(report.WeightBytes)}"],
        ["KV cache", $"{report.CacheType}, {report.Layers} layers x {report.KeyValueHeads} heads x {report.HeadSize}, {Style(report.CacheStyle)}"],
        ["graph", Graph(report)],
        ["vocabulary", string.Create(CultureInfo.InvariantCulture, $"{report.Vocabulary} in the graph, {report.TokenizerIds} in the tokenizer")],
        ["ends with", SafeText.OneLine(string.Join(" or ", report.EndTokens))],
        ["context", string.Create(CultureInfo.InvariantCulture, $"{report.MaxContextTokens} tokens at most")],
        ["memory per token", Size(report.CacheBytesPerToken)],
        ["memory per path", string.Create(CultureInfo.InvariantCulture, $"{Size(report.CacheBytesPerPath)} at {report.ContextTokens} tokens")],
        ["paths that fit", string.Create(CultureInfo.InvariantCulture, $"{report.PathsThatFit} in {Size(report.AvailableBytes)} beside the weights")],
        ["chat template", Chat(report)],
        ["self-test", Test(report.SelfTest)],
    ];

    private static string Style(CacheStyle style) => style == CacheStyle.InPlace ? "written in place" : "copied with every run";

    private static string Graph(ModelReport report)
    {
        List<string> facts = [report.TakesPositions ? "takes positions" : "finds positions itself"];
        if (report.PrunesHead)
        {
            facts.Add("logits of the last token only");
        }

        if (report.WindowedLayers > 0)
        {
            facts.Add(string.Create(CultureInfo.InvariantCulture, $"{report.WindowedLayers} layers with a limited window"));
        }

        return string.Join(", ", facts);
    }

    private static string Chat(ModelReport report) => report.ChatProblem is null
        ? SafeText.OneLine($"{report.ChatPrefix?.ReplaceLineEndings("\\n")}(problem){report.ChatSuffix?.ReplaceLineEndings("\\n")}")
        : SafeText.OneLine(report.ChatProblem);

    private static string Test(SelfTestResult test) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(test.Passed ? "passed" : "FAILED")}: worst difference {test.WorstDifference:0.0e+0} of the logits' range at {test.Draws} places, {test.Tolerance:0.0e+0} allowed");

    private static string Size(long bytes) => bytes switch
    {
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / Kibibyte:0.#} KiB"),
        < 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (Kibibyte * Kibibyte):0.#} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (Kibibyte * Kibibyte * Kibibyte):0.#} GiB"),
    };
}
