namespace LeaP.Evaluation.Reports;

/// <summary>A drawing of a report's page as a picture of its own.</summary>
/// <param name="Name">Its identifier on the page: letters, digits and hyphens, unique there.</param>
/// <param name="Svg">An SVG document that needs nothing else.</param>
public sealed record ReportDrawing(string Name, string Svg);
