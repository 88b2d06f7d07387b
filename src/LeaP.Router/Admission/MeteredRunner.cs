using LeaP.Reasoning.Sessions;
using LeaP.Router.Sessions;

namespace LeaP.Router.Admission;

/// <summary>A session of this router as its client's limits see it.</summary>
/// <param name="runner">The session.</param>
internal sealed class MeteredRunner(SessionRunner runner) : IMeteredSession
{
    /// <inheritdoc />
    public long Tokens
    {
        get
        {
            TokenCounts usage = runner.Snapshot.Usage;
            return usage.Reasoning + usage.Summary + usage.Discarded;
        }
    }

    /// <inheritdoc />
    public bool IsOver => runner.HasLeft || runner.Snapshot.Times.Finished is not null;
}
