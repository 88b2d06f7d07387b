using LeaP.Evaluation.Datasets;
using LeaP.Evaluation.Grading;
using LeaP.Evaluation.Runs;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Evaluation.Tests.Support;

/// <summary>Made-up plans and records.</summary>
internal static class Samples
{
    public static RunPlan Plan(int problems = 2, int runs = 1, int seed = 5, params RunSetting[] settings) => new()
    {
        RunSet = "sample",
        Problems = [.. Enumerable.Range(0, problems).Select(i => new EvaluationProblem($"q{i}", $"Problem {i}?", new ReferenceAnswer("7")))],
        Settings = settings.Length > 0 ? settings : [.. RunSetting.Expand(new ReasonRequest { PathCount = 2 }, ["random"], [1])],
        Runs = runs,
        Seed = seed,
        Grader = Graders.Catalog.Find(GraderNames.Default),
    };

    public static RunRecord Record(RunItem item, int paths = 2, int right = 1, int tokens = 30) =>
        Record(item.Setting.Name, item.Problem, item.Run, [.. Enumerable.Range(0, paths).Select(i => i < right ? "7" : $"{100 + i}")], tokens) with
        {
            Mode = item.Setting.Template.Mode,
        };

    public static RunRecord Record(string setting, int problem, int run, string[] answers, int tokens = 30) => new()
    {
        Setting = setting,
        Mode = setting == "independent" ? "independent" : "leap",
        PathCount = answers.Length,
        Problem = problem,
        ProblemId = $"q{problem}",
        Text = "Grüße \"und\" Zeilen\nende\u2028 𝄞",
        Expected = "7",
        Run = run,
        SessionId = $"{setting}-{problem}-{run}",
        Answer = answers[0],
        IsRight = answers[0] == "7",
        Seconds = 0.5,
        Paths = [.. answers.Select((answer, i) => new PathRecord
        {
            PathId = $"p{i}",
            Answer = answer,
            IsRight = answer == "7",
            FinishReason = "stop",
            Tokens = new TokenTotals { Prompt = 9, Reasoning = tokens },
        })],
    };
}
