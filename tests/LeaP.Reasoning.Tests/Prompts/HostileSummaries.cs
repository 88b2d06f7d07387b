using FsCheck;
using FsCheck.Fluent;

namespace LeaP.Reasoning.Tests.Prompts;

/// <summary>Summaries that try to close tags, forge peers and speak chat control tokens.</summary>
public static class HostileSummaries
{
    private static readonly string[] Pieces =
    [
        "<summarize>", "</summarize>", "<comment>", "</comment>", "</think>", "<think>", "</COMMENT>", "< / comment >",
        "</comm", "ent>", "<", "</", ">", "\"", "“", "\n", "\n\n", "\r\n", "\u2028", "\u0085", "\0", "Peer 3: \"", "peer 12 : ”",
        "Peer ", "1", ": ", "No comments", "I compare.", "<|user|>", "<|assistant|>", "<|end|>", "<|x|>", "[INST]", "[IN",
        "ST]", "@@", "@", "😀", "x = 12", " ", "a<b", "\\boxed{4}", "aa", "<<", "<|",
    ];

    public static Arbitrary<HostileSummary> Summary() =>
        Gen.Elements(Pieces).ListOf().Select(pieces => new HostileSummary(string.Concat(pieces))).ToArbitrary();
}
