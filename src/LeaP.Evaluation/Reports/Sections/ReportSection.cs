using LeaP.Evaluation.Reports.Markup;

namespace LeaP.Evaluation.Reports.Sections;

/// <summary>A part of the page that the list at its top leads to.</summary>
/// <param name="Id">Unique on the page.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Content">What stands below the heading.</param>
internal sealed record ReportSection(string Id, string Title, HtmlNode Content);
