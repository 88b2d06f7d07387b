using LeaP.Evaluation.Runs;

namespace LeaP.Evaluation.Tests.Support;

/// <summary>Made-up result files.</summary>
internal static class SampleRuns
{
    public static RunFile File(params RunRecord[] records) => new(
        new RunHeader
        {
            RunSet = "sample",
            PlanHash = "0123456789abcdef",
            Grader = "default",
            Settings = [.. records.Select(record => record.Setting).Distinct()],
            Problems = records.Select(record => record.Problem).Distinct().Count(),
        },
        records,
        IsTorn: false);

    /// <summary>A session of four paths, of which the first ones are right.</summary>
    public static RunRecord Record(string setting, string mode, int problem, int right, params (string Key, string Value)[] labels) => new()
    {
        Setting = setting,
        Mode = mode,
        PathCount = 4,
        Problem = problem,
        ProblemId = $"q{problem}",
        Text = "Start with 4. Add 1.",
        Expected = "5",
        Answer = right > 2 ? "5" : "6",
        IsRight = right > 2,
        Rounds = mode == "leap" ? 1 : 0,
        Labels = labels.ToDictionary(label => label.Key, label => label.Value),
        Paths =
        [
            .. Enumerable.Range(0, 4).Select(index => new PathRecord
            {
                PathId = $"p{index}",
                Answer = index < right ? "5" : "6",
                IsRight = index < right,
                Tokens = new TokenTotals { Reasoning = 30, Summary = 10 },
                Rounds = mode == "leap" ? [Round(index)] : [],
            }),
        ],
    };

    private static RoundRecord Round(int index) => new()
    {
        Round = 1,
        Summary = "#1 is 5",
        Answer = "5",
        Peers = [new HeardPeer($"p{(index + 1) % 4}", 0.5)],
        Influence = index == 0 ? Influence.Influenced : Influence.Consistent,
    };
}
