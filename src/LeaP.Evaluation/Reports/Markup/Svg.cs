namespace LeaP.Evaluation.Reports.Markup;

/// <summary>Shapes of drawings. Colours come from the style sheet by class, so that light and dark pages share a drawing.</summary>
internal static class Svg
{
    /// <summary>A whole drawing with a name and a description for those who cannot see it.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="width">Width in units of the drawing; on narrow pages it scrolls.</param>
    /// <param name="height">Height in the same units.</param>
    /// <param name="title">What it is.</param>
    /// <param name="description">What it shows.</param>
    /// <param name="shapes">What it is made of.</param>
    public static HtmlNode Drawing(
        string id, double width, double height, string title, string description, IEnumerable<HtmlNode> shapes) => Html.Element(
        "div",
        [("class", "chart"), ("tabindex", "0"), ("role", "group"), ("aria-label", title)],
        Html.Element(
            "svg",
            [
                ("viewBox", $"0 0 {Numbers.Place(width)} {Numbers.Place(height)}"), ("width", Numbers.Place(width)), ("height", Numbers.Place(height)),
                ("role", "img"), ("aria-labelledby", $"{id}-t {id}-d"),
            ],
            [Html.Element("title", [("id", $"{id}-t")], Html.Text(title)), Html.Element("desc", [("id", $"{id}-d")], Html.Text(description)), .. shapes]));

    /// <summary>A rectangle.</summary>
    /// <param name="kind">Its classes.</param>
    /// <param name="x">Left.</param>
    /// <param name="y">Top.</param>
    /// <param name="width">Width.</param>
    /// <param name="height">Height.</param>
    /// <param name="hint">Shown when it is pointed at.</param>
    public static HtmlNode Box(string kind, double x, double y, double width, double height, string hint = "") => Html.Element(
        "rect",
        [("class", kind), ("x", Numbers.Place(x)), ("y", Numbers.Place(y)), ("width", Numbers.Place(Math.Max(0, width))), ("height", Numbers.Place(height))],
        Hint(hint));

    /// <summary>A straight line.</summary>
    /// <param name="kind">Its classes.</param>
    /// <param name="x1">Where it begins.</param>
    /// <param name="y1">Where it begins.</param>
    /// <param name="x2">Where it ends.</param>
    /// <param name="y2">Where it ends.</param>
    /// <param name="hint">Shown when it is pointed at.</param>
    public static HtmlNode Line(string kind, double x1, double y1, double x2, double y2, string hint = "") => Html.Element(
        "line",
        [("class", kind), ("x1", Numbers.Place(x1)), ("y1", Numbers.Place(y1)), ("x2", Numbers.Place(x2)), ("y2", Numbers.Place(y2))],
        Hint(hint));

    /// <summary>A circle.</summary>
    /// <param name="kind">Its classes.</param>
    /// <param name="x">Its middle.</param>
    /// <param name="y">Its middle.</param>
    /// <param name="radius">Its radius.</param>
    /// <param name="hint">Shown when it is pointed at.</param>
    public static HtmlNode Circle(string kind, double x, double y, double radius, string hint = "") => Html.Element(
        "circle", [("class", kind), ("cx", Numbers.Place(x)), ("cy", Numbers.Place(y)), ("r", Numbers.Place(radius))], Hint(hint));

    /// <summary>A closed shape through points.</summary>
    /// <param name="kind">Its classes.</param>
    /// <param name="points">The points.</param>
    /// <param name="hint">Shown when it is pointed at.</param>
    public static HtmlNode Shape(string kind, IEnumerable<(double X, double Y)> points, string hint = "") => Html.Element(
        "polygon", [("class", kind), ("points", Points(points))], Hint(hint));

    /// <summary>A line through points.</summary>
    /// <param name="kind">Its classes.</param>
    /// <param name="points">The points.</param>
    public static HtmlNode Track(string kind, IEnumerable<(double X, double Y)> points) =>
        Html.Element("polyline", [("class", kind), ("points", Points(points))]);

    /// <summary>A line of text.</summary>
    /// <param name="kind">Its classes.</param>
    /// <param name="x">Where it stands.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="text">The text; cut to <paramref name="longest"/> characters, whole when it is pointed at.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    /// <param name="longest">Characters there is room for.</param>
    public static HtmlNode Label(string kind, double x, double y, string text, string anchor = "start", int longest = int.MaxValue) => Html.Element(
        "text",
        [("class", kind), ("x", Numbers.Place(x)), ("y", Numbers.Place(y)), ("text-anchor", anchor)],
        [Html.Text(Fit(text, longest)), Hint(text.Length > longest ? text : "")]);

    private static string Fit(string text, int longest) => text.Length <= longest ? text : text[..(longest - 1)] + "…";

    private static HtmlNode Hint(string text) => text.Length == 0 ? HtmlNode.None : Html.Element("title", text);

    private static string Points(IEnumerable<(double X, double Y)> points) =>
        string.Join(' ', points.Select(point => $"{Numbers.Place(point.X)},{Numbers.Place(point.Y)}"));
}
