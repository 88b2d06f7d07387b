using System.Globalization;
using LeaP.Evaluation.Datasets;
using LeaP.Evaluation.Grading;
using LeaP.Evaluation.Runs;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Sessions;

namespace LeaP.Evaluation.Experiments;

/// <summary>Plans sessions whose paths are given beginnings, each with and without exchange.</summary>
/// <param name="harvested">The problems that were harvested.</param>
/// <param name="chosen">Those that are taken, with their beginnings.</param>
/// <param name="template">What all requests have in common: paths, LeaP's routing, sampling.</param>
public sealed class BeginningsPlan(IReadOnlyList<EvaluationProblem> harvested, IReadOnlyList<TrapProblem> chosen, ReasonRequest template)
{
    private readonly Dictionary<string, Func<TrapProblem, IReadOnlyList<string>>> _beginnings = new(StringComparer.Ordinal);
    private readonly List<RunSetting> _settings = [];

    /// <summary>The settings so far, in order.</summary>
    public IReadOnlyList<RunSetting> Settings => _settings;

    /// <summary>Adds a prefix trap: each arm for independent paths and for LeaP.</summary>
    /// <param name="arms">The arms, in order.</param>
    public BeginningsPlan AddTrap(IEnumerable<TrapArm> arms)
    {
        ArgumentNullException.ThrowIfNull(arms);
        foreach (TrapArm arm in arms)
        {
            string name = arm.ToString().ToLowerInvariant();
            foreach (bool isIndependent in new[] { true, false })
            {
                Add(
                    isIndependent, name, problem => problem.BeginningsFor(arm, template.PathCount),
                    (ExperimentLabels.Experiment, ExperimentLabels.PrefixTrap),
                    (ExperimentLabels.Arm, name),
                    (ExperimentLabels.Trapped, Number(TrapProblem.TrappedIn(arm, template.PathCount))));
            }
        }

        return this;
    }

    /// <summary>Adds an error tolerance experiment: LeaP over mixed beginnings, and both baselines with all wrong and all good.</summary>
    /// <param name="good">Numbers of good beginnings, in order.</param>
    public BeginningsPlan AddTolerance(IEnumerable<int> good)
    {
        ArgumentNullException.ThrowIfNull(good);
        foreach (int count in good)
        {
            AddMixed(isIndependent: false, count);
        }

        AddMixed(isIndependent: true, 0);
        AddMixed(isIndependent: true, template.PathCount);
        return this;
    }

    /// <summary>The plan of all that was added.</summary>
    /// <param name="runSet">Name of the run set.</param>
    /// <param name="seed">Seed of the sessions.</param>
    /// <param name="grader">Grades the paths.</param>
    public RunPlan Create(string runSet, int seed, IGrader grader) => new()
    {
        RunSet = runSet,
        Problems = [.. chosen.Select(problem => harvested[problem.Problem])],
        Settings = Settings,
        Seed = seed,
        Grader = grader,
    };

    /// <summary>The sessions of a plan with the beginnings of their problems.</summary>
    /// <param name="plan">What <see cref="Create"/> made.</param>
    public IEnumerable<RunItem> Items(RunPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Items.Select(item =>
        {
            ReasonRequest request = item.Setting.Template.Clone();
            request.PathBeginnings.AddRange(_beginnings[item.Setting.Name](chosen[item.Problem]));
            return item with { Setting = item.Setting with { Template = request } };
        });
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void AddMixed(bool isIndependent, int good) => Add(
        isIndependent, string.Create(CultureInfo.InvariantCulture, $"{good} good"), problem => problem.Mixed(good, template.PathCount),
        (ExperimentLabels.Experiment, ExperimentLabels.ErrorTolerance),
        (ExperimentLabels.Good, Number(good)));

    private void Add(
        bool isIndependent,
        string name,
        Func<TrapProblem, IReadOnlyList<string>> beginnings,
        params IEnumerable<(string Key, string Value)> labels)
    {
        RunSetting setting = isIndependent
            ? RunSetting.Independent(template)
            : new RunSetting(ReasoningModes.Leap, template.Clone());
        setting.Template.Mode = isIndependent ? ReasoningModes.Independent : ReasoningModes.Leap;
        setting = setting with
        {
            Name = $"{setting.Template.Mode} {name}",
            Labels = labels.ToDictionary(label => label.Key, label => label.Value),
        };
        _settings.Add(setting);
        _beginnings[setting.Name] = beginnings;
    }
}
