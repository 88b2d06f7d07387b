using System.Text.RegularExpressions;
using LeaP.EmbeddedModel;
using LeaP.Fuzz.Mutations;
using LeaP.Reasoning.Prompts;
using LeaP.Reasoning.Randomness;

namespace LeaP.Fuzz.Targets;

/// <summary>Summaries of hostile peers: whatever they hold, the block that quotes them has the shape it should have.</summary>
internal sealed partial class SummaryTarget : IFuzzTarget
{
    private const int MaxPeers = 4;

    private readonly PromptProfile[] _profiles;

    public SummaryTarget()
    {
        PromptProfile embedded = PromptProfileParser.Parse(
            File.ReadAllText(FilePath.Combine(EmbeddedModelFolder.Path, "profile.json")));
        _profiles =
        [
            embedded,
            embedded with
            {
                Chat = new ChatWrapping("<|im_start|>user\n", "<|im_end|>\n<|im_start|>assistant\n"),
                StopStrings = ["<|im_end|>", "<｜end▁of▁sentence｜>", "[/INST]"],
                Tags = new PromptTags("[[sum", "sum]]", "<peers>", "</peers>", "<end-of-thought>"),
            },
        ];
    }

    public string Name => "summary";

    public int Share => 260;

    public ValueTask RunAsync(SeededRandom random)
    {
        PromptProfile profile = _profiles[random.NextBelow(_profiles.Length)];
        string[] summaries = new string[1 + random.NextBelow(MaxPeers)];
        for (int i = 0; i < summaries.Length; i++)
        {
            string mark = profile.Tags.All.Concat(profile.StopStrings).ElementAtOrDefault(random.NextBelow(10)) ?? "";
            summaries[i] = HostileText.Draw(random) + mark + HostileText.Draw(random);
        }

        string block = PeerBlockRenderer.Render(profile, summaries);
        string inside = Inside(block, profile);
        Require(Count(block, profile.Tags.CommentOpen) == 1, "opens more than one comment", block);
        Require(Count(block, profile.Tags.CommentClose) == 1, "closes more than one comment", block);
        foreach (string mark in profile.Tags.All.Concat(profile.StopStrings))
        {
            Require(Count(inside, mark) == 0, $"holds {mark}", block);
        }

        string[] entries = inside.Split('\n');
        Require(entries.Length == summaries.Length, $"has {entries.Length} entries for {summaries.Length} peers", block);
        for (int i = 0; i < entries.Length; i++)
        {
            Require(entries[i].StartsWith($"Peer {i + 1}: \"", StringComparison.Ordinal), $"has no entry {i + 1}", block);
            Require(entries[i].EndsWith('"') && Count(entries[i], "\"") == 2, $"breaks the quotes of entry {i + 1}", block);
            Require(ForgedEntry().Count(entries[i]) == 1, $"forges an entry in entry {i + 1}", block);
        }

        SummaryText.Extract(summaries[0] + profile.Tags.SummaryOpen + summaries[^1], profile.Tags);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [GeneratedRegex(@"peer\s*\d+\s*:\s*""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ForgedEntry();

    private static string Inside(string block, PromptProfile profile)
    {
        int open = block.IndexOf(profile.Tags.CommentOpen, StringComparison.Ordinal) + profile.Tags.CommentOpen.Length;
        int close = block.IndexOf($" {profile.Tags.CommentClose}\n\n{profile.Reflection}", open, StringComparison.Ordinal);
        Require(close > open, "does not end as it should", block);
        return block[(open + 1)..close];
    }

    private static int Count(string text, string part)
    {
        int count = 0;
        for (int at = 0; (at = text.IndexOf(part, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += part.Length)
        {
            count++;
        }

        return count;
    }

    private static void Require(bool holds, string fault, string block)
    {
        if (!holds)
        {
            throw new FuzzException($"The block {fault}: {block}");
        }
    }
}
