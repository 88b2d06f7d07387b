using System.Text;
using LeaP.Evaluation.Tests.Support;
using LeaP.Evaluation.Traces;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;
using static LeaP.Protocol.Common.V1.TextSegment.Types;
using ProtoPath = LeaP.Protocol.Reasoning.V1.Path;

namespace LeaP.Evaluation.Tests.Traces;

public sealed class TraceBuilderTests
{
    private static readonly TraceSource Right = new("q1", "42", new HashSet<string> { "p0" }, "results.jsonl");

    [Fact]
    public void Spans_cover_the_assistants_message_in_code_points_without_gaps()
    {
        TraceRecord record = Build(SampleSessions.Whole());

        Rune[] message = [.. record.Messages[1].Content.EnumerateRunes()];
        record.Spans[0].Start.ShouldBe(0);
        record.Spans[^1].End.ShouldBe(message.Length);
        record.Spans.Zip(record.Spans.Skip(1)).ShouldAllBe(pair => pair.First.End == pair.Second.Start);
        string.Concat(record.Spans.Select(span => TextOf(record, span))).ShouldBe(record.Messages[1].Content);
    }

    [Fact]
    public void Only_what_the_path_wrote_itself_is_learned()
    {
        TraceRecord record = Build(SampleSessions.Whole());

        record.Spans.Where(span => span.Learn).Select(span => TextOf(record, span)).ShouldBe(
            ["Six sevens 🙂.\n\n", " 6 × 7 is 42 😀 </summarize>", " They agree.</think>", "42}"]);
        record.Spans.Where(span => !span.Learn).Select(span => span.Kind).ShouldBe(["summary_prompt", "peer_block", "answer_prompt"]);
    }

    [Fact]
    public void The_question_is_the_problem_and_the_prompt_stays_apart()
    {
        TraceRecord record = Build(SampleSessions.Whole(), new TraceOptions { Instruction = "Think." });

        record.Messages.Select(message => message.Role).ShouldBe(["user", "assistant"]);
        record.Messages[0].Content.ShouldBe("What is 6 × 7?\n\nThink.");
        record.Prompt.ShouldBe("<user>What is 6 × 7?</user>");
        record.Messages[1].Content.ShouldStartWith("Six sevens");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_beginning_that_was_given_is_not_learned(int given)
    {
        Session session = SampleSessions.Create(SampleSessions.Whole(), SampleSessions.Whole(1));
        session.PathBeginnings.AddRange(Enumerable.Repeat("Six ", given));

        new TraceBuilder(new TraceOptions()).TryBuild(session, session.Paths[0], Right, out TraceRecord? record).ShouldBe(TraceRejection.None);

        record!.Spans[0].ShouldBe(new TraceSpan(0, 4, "beginning", Learn: false));
        TextOf(record, record.Spans[1]).ShouldBe("sevens 🙂.\n\n");
        record.Spans[1].Learn.ShouldBeTrue();
    }

    [Fact]
    public void A_beginning_that_the_text_does_not_have_is_an_error()
    {
        Session session = SampleSessions.Create(SampleSessions.Whole());
        session.PathBeginnings.Add("Seven ");

        Should.Throw<TraceException>(() => new TraceBuilder(new TraceOptions()).TryBuild(session, session.Paths[0], Right, out _));
    }

    [Fact]
    public void A_wrong_path_is_left_out_unless_any_answer_will_do()
    {
        ProtoPath wrong = SampleSessions.Whole(1);

        Reject(wrong).ShouldBe(TraceRejection.Wrong);
        Build(wrong, new TraceOptions { AnyAnswer = true }).Right.ShouldBe(false);
    }

    [Fact]
    public void A_path_with_a_summary_that_ran_into_its_limit_is_left_out() =>
        Reject(SampleSessions.Whole(summary: " 6 × 7 is... </summarize>")).ShouldBe(TraceRejection.SummaryCut);

    [Theory]
    [InlineData(FinishReason.Cancelled)]
    [InlineData(FinishReason.Failed)]
    public void A_path_that_did_not_come_to_its_end_is_left_out(FinishReason reason)
    {
        ProtoPath path = SampleSessions.Whole();
        path.FinishReason = reason;

        Reject(path).ShouldBe(TraceRejection.NotFinished);
    }

    [Fact]
    public void An_answer_that_nobody_knows_is_an_error()
    {
        Session session = SampleSessions.Create(SampleSessions.Whole());

        Should.Throw<TraceException>(() => new TraceBuilder(new TraceOptions())
            .TryBuild(session, session.Paths[0], Right with { Expected = null }, out _))
            .Message.ShouldContain(SampleSessions.Id);
    }

    [Fact]
    public void Summaries_behind_another_tag_are_an_error_that_names_it() =>
        Should.Throw<TraceException>(() => Build(SampleSessions.Whole(), new TraceOptions { SummaryClose = "</note>" }))
            .Message.ShouldContain("'</note>'");

    [Fact]
    public void Settings_seeds_and_origin_stand_in_the_record()
    {
        TraceRecord record = Build(SampleSessions.Whole());

        (record.Settings.Policy, record.Settings.Peers, record.Settings.IntervalTokens, record.Settings.Seed).ShouldBe(("clustered", 2, 20, 7L));
        record.Settings.FirstIntervalTokens.ShouldBe(10);
        record.Provenance.SessionId.ShouldBe(SampleSessions.Id);
        record.Provenance.PathSeed.ShouldBe(
            LeaP.Reasoning.Randomness.SeedDerivation.Derive(7, "path", 0).ToString(System.Globalization.CultureInfo.InvariantCulture));
        (record.Provenance.Results, record.ProblemId, record.Expected, record.FinishReason).ShouldBe(("results.jsonl", "q1", "42", "stop"));
    }

    [Fact]
    public void Text_of_a_kind_nobody_knows_is_an_error() =>
        Should.Throw<TraceException>(() => Build(SampleSessions.Path(0, ((Kind)99, "?"))));

    private static TraceRecord Build(ProtoPath path, TraceOptions? options = null)
    {
        Session session = SampleSessions.Create(path);
        new TraceBuilder(options ?? new TraceOptions()).TryBuild(session, path, Right, out TraceRecord? record).ShouldBe(TraceRejection.None);
        return record.ShouldNotBeNull();
    }

    private static TraceRejection Reject(ProtoPath path)
    {
        TraceRejection reason = new TraceBuilder(new TraceOptions()).TryBuild(SampleSessions.Create(path), path, Right, out TraceRecord? record);
        record.ShouldBeNull();
        return reason;
    }

    private static string TextOf(TraceRecord record, TraceSpan span) =>
        string.Concat(record.Messages[1].Content.EnumerateRunes().Skip(span.Start).Take(span.End - span.Start));
}
