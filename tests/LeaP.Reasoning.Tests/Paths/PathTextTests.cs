using FsCheck.Xunit;
using LeaP.Reasoning.Paths;

namespace LeaP.Reasoning.Tests.Paths;

public sealed class PathTextTests
{
    [Fact]
    public void The_whole_text_is_its_segments_in_order()
    {
        PathText text = Sample();
        text.ToString().ShouldBe("Q?think1 sum1 peers think2 final{ 12}");
        text.Length.ShouldBe(text.ToString().Length);
        text.Segments.Count.ShouldBe(8);
        text.Segments[1].ShouldBe(new TextSegment(TextKind.Reasoning, "think1"));
    }

    [Fact]
    public void Text_of_the_kind_written_last_continues_its_segment()
    {
        var text = new PathText();
        text.Append(TextKind.Reasoning, "a");
        text.Append(TextKind.Reasoning, "b");
        text.Append(TextKind.PeerBlock, "");
        text.Append(TextKind.Reasoning, "c");
        text.Segments.ShouldBe([new(TextKind.Reasoning, "abc")]);
    }

    [Fact]
    public void Own_text_holds_nothing_that_was_given_but_the_answer_prompt() =>
        Sample().OwnText.ShouldBe("think1\n\nsum1\n\n think2 final{ 12}");

    [Fact]
    public void The_text_of_one_kind_can_be_asked_for()
    {
        Sample().TextOf(TextKind.Reasoning).ShouldBe("think1 think2");
        Sample().TextOf(TextKind.Prompt).ShouldBe("Q?");
    }

    [Fact]
    public void A_cut_splits_the_segment_it_falls_into()
    {
        PathText text = Sample();
        text.CutTo(5);
        text.Segments.ShouldBe([new(TextKind.Prompt, "Q?"), new(TextKind.Reasoning, "thi")]);
        text.CutTo(2);
        text.Segments.ShouldBe([new(TextKind.Prompt, "Q?")]);
        text.CutTo(0);
        text.Segments.ShouldBeEmpty();
    }

    [Property]
    public void A_cut_text_is_a_prefix_and_rebuilds_from_its_segments(byte[] kinds, int position)
    {
        var text = new PathText();
        foreach (byte kind in kinds)
        {
            text.Append((TextKind)(kind % 7), new string((char)('a' + (kind % 7)), kind % 5));
        }

        string whole = text.ToString();
        int length = (int)(Math.Abs((long)position) % (whole.Length + 1));
        text.CutTo(length);
        text.ToString().ShouldBe(whole[..length]);
        text.Length.ShouldBe(length);
        new PathText(text.Segments).Segments.ShouldBe(text.Segments);
        text.Segments.ShouldAllBe(segment => segment.Text.Length > 0);
        text.Segments.Zip(text.Segments.Skip(1)).ShouldAllBe(pair => pair.First.Kind != pair.Second.Kind);
        foreach (TextSegment segment in text.Segments)
        {
            segment.Text.ShouldBe(new string((char)('a' + (int)segment.Kind), segment.Text.Length));
        }
    }

    [Fact]
    public void Impossible_calls_are_refused()
    {
        PathText text = Sample();
        Should.Throw<ArgumentOutOfRangeException>(() => text.CutTo(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => text.CutTo(text.Length + 1));
        Should.Throw<ArgumentOutOfRangeException>(() => text.Append((TextKind)99, "x"));
    }

    private static PathText Sample() => new(
    [
        new(TextKind.Prompt, "Q?"), new(TextKind.Reasoning, "think1"), new(TextKind.SummaryPrompt, " "),
        new(TextKind.Summary, "sum1"), new(TextKind.PeerBlock, " peers"), new(TextKind.Reasoning, " think2"),
        new(TextKind.AnswerPrompt, " final{"), new(TextKind.Answer, " 12}"),
    ]);
}
