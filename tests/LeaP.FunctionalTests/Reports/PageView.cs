namespace LeaP.FunctionalTests.Reports;

/// <summary>What a browser saw of a page: tests/tools/browse.mjs.</summary>
internal sealed record PageView(
    string ColorScheme,
    int Width,
    string Picture,
    IReadOnlyList<string> Messages,
    IReadOnlyList<string> Requests,
    int Drawings,
    IReadOnlyList<string> Cut,
    string Background,
    int Overflow,
    string Heading);
