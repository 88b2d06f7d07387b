using LeaP.Soak.Load;
using LeaP.Soak.Measuring;

namespace LeaP.Soak;

/// <summary>What a run came to.</summary>
/// <param name="Settings">How it was run.</param>
/// <param name="Outcomes">How sessions ended.</param>
/// <param name="Restarts">Workers that were killed or stopped and replaced.</param>
/// <param name="Series">What each watched process held.</param>
/// <param name="Problems">Errors that router and workers logged.</param>
internal sealed record SoakResult(
    SoakSettings Settings,
    SoakOutcomes Outcomes,
    int Restarts,
    IReadOnlyList<ResourceSeries> Series,
    IReadOnlyList<string> Problems);
