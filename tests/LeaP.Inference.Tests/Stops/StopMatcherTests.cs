using FsCheck.Xunit;
using LeaP.Inference.Stops;

namespace LeaP.Inference.Tests.Stops;

public sealed class StopMatcherTests
{
    [Fact]
    public void A_stop_string_across_pieces_is_found_where_it_ends()
    {
        var matcher = new StopMatcher(["</think>"]);

        matcher.Append("so</th").ShouldBeNull();
        StopMatch? match = matcher.Append("ink> and on");

        match.ShouldBe(new StopMatch("</think>", "so</think>".Length));
    }

    [Fact]
    public void The_one_complete_first_wins_and_the_longest_at_the_same_place()
    {
        new StopMatcher(["cd", "b"]).Append("abcd").ShouldBe(new StopMatch("b", 2));
        new StopMatcher(["b", "ab"]).Append("ab").ShouldBe(new StopMatch("ab", 2));
    }

    [Fact]
    public void A_possible_beginning_is_held_back_until_it_is_none()
    {
        var matcher = new StopMatcher(["\n\n"]);

        matcher.Append("line\n");
        matcher.CertainLength.ShouldBe(4);
        matcher.Append("next");
        matcher.CertainLength.ShouldBe(9);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_held_back()
    {
        var matcher = new StopMatcher([]);

        matcher.Append("a\ud83d");
        matcher.CertainLength.ShouldBe(1);
        matcher.Append("\ude00");
        matcher.CertainLength.ShouldBe(3);
    }

    [Fact]
    public void Text_is_handed_out_once_and_never_behind_a_stop()
    {
        var pieces = new List<string>();
        var text = new GeneratedText(["<end>"], pieces.Add);

        text.Append("one <e");
        text.Append("l> two <en");
        text.Append("d> three").ShouldNotBeNull();

        pieces.ShouldBe(["one ", "<el> two ", "<end>"]);
        text.Complete().ShouldBe("one <el> two <end>");
    }

    [Property(MaxTest = 300)]
    public void Any_cut_into_pieces_gives_the_match_of_a_plain_search(byte[] letters, byte[] cuts, byte[][] stopLetters)
    {
        string text = Word(letters);
        string[] stops = [.. stopLetters.Select(Word).Where(stop => stop.Length is > 0 and < 5)];
        var matcher = new StopMatcher(stops);
        StopMatch? match = null;
        int at = 0;
        for (int i = 0; at < text.Length && match is null; i++)
        {
            int length = Math.Min(text.Length - at, 1 + (cuts.Length == 0 ? 0 : cuts[i % cuts.Length] % 4));
            match = matcher.Append(text.AsSpan(at, length));
            at += length;
            if (match is null)
            {
                matcher.CertainLength.ShouldBeLessThanOrEqualTo(StartOfMatch(text, stops));
            }
        }

        match.ShouldBe(PlainSearch(text, stops));
    }

    private static int StartOfMatch(string text, string[] stops)
        => PlainSearch(text, stops) is { } match ? match.End - match.StopString.Length : text.Length;

    private static string Word(byte[] letters) => new([.. letters.Select(letter => (char)('a' + (letter % 3)))]);

    private static StopMatch? PlainSearch(string text, string[] stops)
    {
        for (int end = 1; end <= text.Length; end++)
        {
            string? stop = stops
                .Where(candidate => text[..end].EndsWith(candidate, StringComparison.Ordinal))
                .MaxBy(candidate => candidate.Length);
            if (stop is not null)
            {
                return new StopMatch(stop, end);
            }
        }

        return null;
    }
}
