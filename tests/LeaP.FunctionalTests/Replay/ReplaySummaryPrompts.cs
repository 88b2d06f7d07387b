using LeaP.Reasoning.Prompts;

namespace LeaP.FunctionalTests.Replay;

/// <summary>Draws the summary prompt that the recording drew: the one whose context was asked about.</summary>
internal sealed class ReplaySummaryPrompts(ReplayScript script, IReadOnlyList<string> triggers) : ISummaryPromptSelector
{
    public string Select(SummaryPromptRequest request) =>
        triggers.FirstOrDefault(trigger => script.Knows(request.TextSoFar + trigger))
        ?? throw new InvalidOperationException($"No summary was recorded after: {request.TextSoFar}");
}
