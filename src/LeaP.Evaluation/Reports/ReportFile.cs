using LeaP.Evaluation.Experiments;
using LeaP.Evaluation.Runs;

namespace LeaP.Evaluation.Reports;

/// <summary>A result file of a report.</summary>
/// <param name="Name">Its name without folders.</param>
/// <param name="Content">What it holds.</param>
public sealed record ReportFile(string Name, RunFile Content)
{
    /// <summary>The experiment it is of; empty for a plain evaluation.</summary>
    internal string Experiment =>
        Content.Records.Count == 0 ? "" : Content.Records[0].Labels.GetValueOrDefault(ExperimentLabels.Experiment, "");
}
