using FsCheck;
using FsCheck.Xunit;
using LeaP.Inference.Sampling;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Link.V1;
using LeaP.Reasoning.Paths;
using LeaP.Reasoning.Sessions;
using LeaP.Worker.Link;
using LeaP.Worker.Mapping;
using LeaP.Worker.Options;
using LeaP.Worker.Paths;
using LeaP.Worker.Tests.Support;
using TextSegment = LeaP.Reasoning.Paths.TextSegment;

namespace LeaP.Worker.Tests.Mapping;

public sealed class ReportMappingTests
{
    private static readonly TextKind[] Kinds = Enum.GetValues<TextKind>();

    [Property(MaxTest = 200)]
    public void What_a_worker_reports_another_reads_back_when_the_path_moves(
        NonNegativeInt path, PositiveInt number, NonNull<string>[] texts, NonNegativeInt tokens)
    {
        TextSegment[] segments =
            [.. texts.Select((text, i) => new TextSegment(Kinds[i % Kinds.Length], text.Get))];
        long n = tokens.Get;
        var report = new PathReport(
            Orders.Attempt(path.Get, number.Get), segments, new TokenCounts(n, n + 1, n + 2, n + 3, n + 4));

        SummaryReported message = ReportMapping.ToSummary(report, 3, "So far.");
        var start = new StartPaths();
        start.Paths.Add(new PathStart { Attempt = message.Attempt, Usage = message.Usage, Round = message.Round });
        start.Paths[0].PriorText.AddRange(message.Text);
        PathOrder read = OrderMapping.ToOrder(start, new SamplingSettings()).Paths.ShouldHaveSingleItem();

        read.Attempt.ShouldBe(report.Attempt);
        read.PriorText.ShouldBe(segments);
        read.Usage.ShouldBe(report.Usage);
        read.Round.ShouldBe(3);
        message.Summary.ShouldBe("So far.");
    }

    [Theory]
    [InlineData(PathFinishReason.Stop, FinishReason.Stop)]
    [InlineData(PathFinishReason.Length, FinishReason.Length)]
    [InlineData(PathFinishReason.Cancelled, FinishReason.Cancelled)]
    [InlineData(PathFinishReason.Failed, FinishReason.Failed)]
    public void An_end_is_told_with_its_reason_and_answer(PathFinishReason reason, FinishReason told)
    {
        var report = new PathReport(
            Orders.Attempt(2), [new TextSegment(TextKind.Answer, "7}")], new TokenCounts(1, 2, 3, 4, 5));

        PathFinished message = ReportMapping.ToFinished(report, reason, "7");

        message.FinishReason.ShouldBe(told);
        message.Answer.ShouldBe("7");
        message.Attempt.PathId.ShouldBe("p2");
        message.Text.ShouldHaveSingleItem().Text.ShouldBe("7}");
        message.Usage.DiscardedTokens.ShouldBe(5);
    }

    [Fact]
    public void Text_and_failures_are_told_whole()
    {
        TextReported text = ReportMapping.ToText(Orders.Attempt(1, 2), new PathProgress("words", 4, 3));
        PathFailed failed = ReportMapping.ToFailed(
            Orders.Attempt(1, 2), new SessionFailure("ENGINE_FAILED", "It broke.", Retryable: true));

        (text.Text, text.TurnTokens, text.Turn, text.Attempt.Attempt).ShouldBe(("words", 4, 3, 2));
        failed.Attempt.ShouldBe(text.Attempt);
        failed.Failure.ShouldBe(new Failure { Reason = "ENGINE_FAILED", Message = "It broke.", Retryable = true });
    }

    [Fact]
    public async Task The_hello_says_who_the_worker_is_and_what_its_model_wants()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(slots: 6, maxContextTokens: 500);
        var options = new WorkerOptions { Id = "worker-a" };
        options.Labels["gpu"] = "none";
        var instance = Guid.NewGuid();

        WorkerHello hello = ReportMapping.ToHello(new LinkTerms(options, instance, worker.Model, Slots: 3), []);

        hello.WorkerId.ShouldBe("worker-a");
        hello.InstanceId.ShouldBe(instance.ToString());
        hello.ProtocolVersions.ShouldBe([1]);
        hello.MaxConcurrentPaths.ShouldBe(3);
        hello.Labels["gpu"].ShouldBe("none");
        ServedModel model = hello.Models.ShouldHaveSingleItem();
        model.ModelId.ShouldBe("scripted");
        model.MaxContextTokens.ShouldBe(500);
        model.Fingerprint.ShouldBe(worker.Model.Engine.Model.Fingerprint);
        model.AnswerFormats.ShouldBe(["boxed", "choice", "text"], ignoreOrder: true);
        model.ProblemForm.ShouldBeNull();
        model.Defaults.PathCount.ShouldBe(8);
        model.Defaults.Rounds.ShouldBe(new RoundSchedule
        {
            IntervalTokens = 4096,
            SummaryTokens = 256,
            MaxTurns = 8,
            AnswerTokens = 1024,
        });
        model.Defaults.PeerRouting.Policy.ShouldBe("dispersed");
        model.Defaults.PeerRouting.PeerCount.ShouldBe(4);
        model.Defaults.Sampling.Temperature.ShouldBe(0.6f);
        model.Defaults.Sampling.HasTopK.ShouldBeFalse();
    }
}
