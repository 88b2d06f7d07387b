using LeaP.Evaluation.Runs;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Catalogs;

namespace LeaP.Evaluation.Experiments;

/// <summary>The settings of a sweep: one parameter at a time differs from a base.</summary>
public static class SweepSettings
{
    /// <summary>A setting for each value.</summary>
    /// <param name="template">The base.</param>
    /// <param name="sweeps">Each as <c>NAME=VALUE,VALUE</c>.</param>
    /// <exception cref="ExperimentException">A sweep is not of that form, a value is wrong, or a value is there twice.</exception>
    /// <exception cref="UnknownNameException">There is no parameter of that name.</exception>
    public static IReadOnlyList<RunSetting> Of(ReasonRequest template, IEnumerable<string> sweeps)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(sweeps);
        RunSetting[] settings = [.. sweeps.SelectMany(sweep => Expand(template, sweep))];
        string? twice = settings.GroupBy(setting => setting.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null ? settings : throw new ExperimentException($"{twice} is asked for twice.");
    }

    private static IEnumerable<RunSetting> Expand(ReasonRequest template, string sweep)
    {
        string[] halves = sweep.Split('=', 2, StringSplitOptions.TrimEntries);
        string[] values = halves.Length < 2 ? [] : halves[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (values.Length == 0)
        {
            throw new ExperimentException($"'{sweep}' must be a parameter and its values, such as interval=20,30,40.");
        }

        SweepParameter parameter = SweepParameter.Catalog.Find(halves[0]);
        foreach (string value in values)
        {
            ReasonRequest request = template.Clone();
            parameter.Apply(request, value);
            yield return new RunSetting($"{parameter.Name}={value}", request)
            {
                Labels = new Dictionary<string, string>
                {
                    [ExperimentLabels.Experiment] = ExperimentLabels.Sweep,
                    [ExperimentLabels.Parameter] = parameter.Name,
                    [ExperimentLabels.Value] = value,
                },
            };
        }
    }
}
