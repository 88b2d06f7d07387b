using System.Globalization;
using LeaP.Evaluation.Experiments;
using LeaP.Evaluation.Reports.Markup;
using LeaP.Evaluation.Reports.Sections;
using LeaP.Evaluation.Runs;

namespace LeaP.Evaluation.Reports;

/// <summary>One page of HTML for all results: it needs nothing else, loads nothing and runs nothing.</summary>
public static class ReportPage
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'";
    private const string StyleResource = "LeaP.Evaluation.Reports.report.css";

    /// <summary>Makes the page.</summary>
    /// <param name="files">The result files, in the order of the page.</param>
    /// <param name="options">What goes into it.</param>
    /// <exception cref="ReportException">There is nothing to show, a wished problem is nowhere, or a file's labels are not its experiment's.</exception>
    public static string Render(IReadOnlyList<ReportFile> files, ReportOptions options)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(options);
        Check(files, options);
        ReportSection[] sections = [.. files.Select((file, position) => Section($"f{position}", file, options, position == 0))];
        HtmlNode page = Html.Element(
            "html",
            [("lang", "en")],
            Html.Element(
                "head",
                Html.Element("meta", [("charset", "utf-8")]),
                Html.Element("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
                Html.Element("meta", [("http-equiv", "Content-Security-Policy"), ("content", Policy)]),
                Html.Element("title", options.Title),
                Html.Style(ReadStyle())),
            Html.Element("body", Html.Element("main", [Header(options, sections), .. sections.Select(Show)])));
        return $"<!DOCTYPE html>\n{page.Markup}\n";
    }

    private static void Check(IReadOnlyList<ReportFile> files, ReportOptions options)
    {
        if (files.Count == 0)
        {
            throw new ReportException("A report needs at least one result file.");
        }

        if (files.FirstOrDefault(file => file.Content.Records.Count == 0) is { } empty)
        {
            throw new ReportException($"{empty.Name} holds no results yet.");
        }

        foreach (string wish in options.Problems)
        {
            if (files.All(file => TimelineChoice.Find(file.Content, wish) is null))
            {
                throw new ReportException($"No file holds a problem '{wish}': it is named by its identifier, or by its position from 0.");
            }
        }
    }

    private static HtmlNode Header(ReportOptions options, IReadOnlyList<ReportSection> sections) => Html.Join(
        Html.Element("h1", options.Title),
        Html.Element("p", [("class", "soft")], Html.Text("Lines across bars and points are 95 % bootstrap intervals over problems. Pass@1 is the share of right paths, vote the share of right votes.")),
        Html.Element(
            "nav",
            [("aria-label", "Results")],
            Html.Element("ul", sections.Select(section =>
                Html.Element("li", Html.Element("a", [("href", $"#{section.Id}")], Html.Text(section.Title)))))));

    private static HtmlNode Show(ReportSection section) => Html.Element(
        "section",
        [("id", section.Id)],
        Html.Element("h2", section.Title),
        section.Content);

    private static ReportSection Section(string id, ReportFile file, ReportOptions options, bool isFirst)
    {
        try
        {
            return new ReportSection(id, $"{file.Content.Header.RunSet} ({file.Name})", Html.Join(About(file), Content(id, file, options, isFirst)));
        }
        catch (FormatException exception)
        {
            throw new ReportException($"{file.Name}: {exception.Message}");
        }
    }

    private static HtmlNode About(ReportFile file)
    {
        RunHeader header = file.Content.Header;
        int missing = header.RecordCount - file.Content.Records.Count(record => record.Run < header.Runs);
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{header.Problems} problems, {header.Runs} {(header.Runs == 1 ? "run" : "runs")} of each, {header.Settings.Count} settings, grader {header.Grader}, seed {header.Seed}, begun {header.Created:yyyy-MM-dd HH:mm} UTC.")
            + (missing > 0 ? string.Create(CultureInfo.InvariantCulture, $" {missing} of {header.RecordCount} sessions are still missing.") : "");
        return Html.Element("p", [("class", "soft")], Html.Text(text));
    }

    private static HtmlNode Content(string id, ReportFile file, ReportOptions options, bool isFirst) => Html.Join(
        file.Experiment switch
        {
            ExperimentLabels.PrefixTrap => TrapSection.Of($"{id}-trap", file, options.Seed),
            ExperimentLabels.ErrorTolerance => ToleranceSection.Of($"{id}-tolerance", file, options.Seed),
            ExperimentLabels.Sweep => SweepSection.Of($"{id}-sweep", file, options.Seed),
            _ => Evaluation(id, file, options),
        },
        TimelineSection.Of($"{id}-line", file.Content, options, isFirst));

    private static HtmlNode Evaluation(string id, ReportFile file, ReportOptions options)
    {
        IReadOnlyList<SettingResult> settings = SettingResult.AllOf(file.Content, options.Seed);
        return Html.Join(
            Html.Element("h3", "Accuracy"),
            AccuracySection.Bars($"{id}-bars", settings),
            Html.Element("h3", "Accuracy against tokens"),
            AccuracySection.OverTokens($"{id}-tokens", file.Content, settings, options.Seed),
            InfluenceSection.Rounds($"{id}-influence", settings));
    }

    private static string ReadStyle()
    {
        using Stream stream = typeof(ReportPage).Assembly.GetManifestResourceStream(StyleResource)
            ?? throw new InvalidOperationException($"{StyleResource} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
