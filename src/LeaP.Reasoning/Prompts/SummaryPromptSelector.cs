using LeaP.Reasoning.Randomness;

namespace LeaP.Reasoning.Prompts;

/// <summary>
/// Draws trigger and lead of a profile independently and uniformly, anew for every path and round (the released code
/// leaves the draw unseeded; here equal requests give equal words).
/// </summary>
/// <param name="profile">The wording.</param>
public sealed class SummaryPromptSelector(PromptProfile profile) : ISummaryPromptSelector
{
    /// <inheritdoc/>
    public string Select(SummaryPromptRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        string trigger = Draw(profile.Triggers, request, "summary-trigger");
        string lead = Draw(profile.Leads, request, "summary-lead");
        string open = $"{trigger} {profile.Tags.SummaryOpen}";
        return lead.Length == 0 ? open : $"{open} {lead}";
    }

    private static string Draw(IReadOnlyList<string> choices, SummaryPromptRequest request, string purpose)
    {
        ulong seed = SeedDerivation.Derive(request.Seed, purpose, request.PathIndex, request.Round);
        return choices[new SeededRandom(seed).NextBelow(choices.Count)];
    }
}
