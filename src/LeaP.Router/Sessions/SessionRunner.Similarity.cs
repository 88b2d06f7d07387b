using LeaP.Reasoning.Similarity;

namespace LeaP.Router.Sessions;

/// <content>Work of the similarity measure that is done while the round still waits for others.</content>
internal sealed partial class SessionRunner
{
    private void PrepareSimilarity(string summary, CancellationToken stop)
    {
        if (_session.Similarity is IPreparedSimilarity measure)
        {
            InBackground(PrepareSimilarityAsync(measure, summary, stop));
        }
    }

    private async Task PrepareSimilarityAsync(IPreparedSimilarity measure, string summary, CancellationToken stop)
    {
        try
        {
            await measure.PrepareAsync(summary, stop);
        }
        catch (OperationCanceledException)
        {
            // The session ended first.
        }
        catch (Exception exception)
        {
            // The comparison at the end of the round fails in the same way, and there it ends the session.
            LogSimilarityFailed(exception, SessionId, measure.Name);
        }
    }
}
