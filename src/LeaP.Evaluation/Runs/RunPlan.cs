using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using LeaP.Evaluation.Datasets;
using LeaP.Evaluation.Grading;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Answers;

namespace LeaP.Evaluation.Runs;

/// <summary>What is measured: every problem under every setting, one or more times.</summary>
public sealed record RunPlan
{
    /// <summary>Most runs of a problem under a setting, the extra ones for comparison at equal tokens included.</summary>
    public const int MostRuns = 1024;

    /// <summary>Name of the run set.</summary>
    public required string RunSet { get; init; }

    /// <summary>The problems, the same for every setting.</summary>
    public required IReadOnlyList<EvaluationProblem> Problems { get; init; }

    /// <summary>The settings, in the order of tables.</summary>
    public required IReadOnlyList<RunSetting> Settings { get; init; }

    /// <summary>Runs of each problem under each setting, 1 to <see cref="MostRuns"/>.</summary>
    public int Runs { get; init; } = 1;

    /// <summary>Seed that every session's sampling seed is made from, 0 to 2147483647.</summary>
    public required int Seed { get; init; }

    /// <summary>Grades the paths.</summary>
    public required IGrader Grader { get; init; }

    /// <summary>All sessions; all settings and runs of a problem come before the next problem.</summary>
    public IEnumerable<RunItem> Items =>
        from problem in Enumerable.Range(0, Problems.Count)
        from run in Enumerable.Range(0, Runs)
        from setting in Settings
        select new RunItem(setting, problem, run);

    /// <summary>Number of sessions.</summary>
    public int SessionCount => Problems.Count * Settings.Count * Runs;

    /// <summary>
    /// The request for one session. A problem samples from one seed under every setting, so that settings are compared
    /// on equal luck; each run has another.
    /// </summary>
    /// <param name="item">The session.</param>
    public ReasonRequest CreateRequest(RunItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        ReasonRequest request = item.Setting.Template.Clone();
        EvaluationProblem problem = Problems[item.Problem];
        request.Problem = problem.Text;
        if (problem.Reference.IsChoice && request.AnswerFormat.Length == 0)
        {
            request.AnswerFormat = AnswerFormatNames.Choice;
        }

        request.EventDetail = EventDetail.Rounds;
        request.Sampling ??= new();
        request.Sampling.Seed = ((long)item.Run << 52) + ((long)Seed << 20) + item.Problem;
        return request;
    }

    /// <summary>First line of the plan's file.</summary>
    /// <param name="created">When the file is begun.</param>
    public RunHeader CreateHeader(DateTimeOffset created) => new()
    {
        RunSet = RunSet,
        PlanHash = Hash(),
        Grader = Grader.Name,
        Settings = [.. Settings.Select(setting => setting.Name)],
        Problems = Problems.Count,
        Runs = Runs,
        Seed = Seed,
        Created = created,
    };

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, RunSet);
        Add(hash, Grader.Name);
        Add(hash, string.Create(CultureInfo.InvariantCulture, $"{Runs} {Seed}"));
        foreach (EvaluationProblem problem in Problems)
        {
            Add(hash, problem.Id);
            Add(hash, problem.Text);
            Add(hash, problem.Reference.Text);
        }

        foreach (RunSetting setting in Settings)
        {
            Add(hash, setting.Name);
            Add(hash, JsonFormatter.Default.Format(setting.Template));
            foreach ((string key, string value) in setting.Labels.OrderBy(label => label.Key, StringComparer.Ordinal))
            {
                Add(hash, key);
                Add(hash, value);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    // The length goes in front, so that no two different lists of texts run together into one.
    private static void Add(IncrementalHash hash, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
