using Google.Protobuf.WellKnownTypes;
using LeaP.Fuzz.Mutations;
using LeaP.Inference.Sampling;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Link.V1;
using LeaP.Reasoning.Randomness;
using LeaP.Worker.Mapping;

namespace LeaP.Fuzz.Targets;

/// <summary>What a broken router tells a worker is refused as a message with a wrong form, or is an order.</summary>
internal sealed class OrderTarget : IFuzzTarget
{
    private static readonly StartPaths Order = new()
    {
        SessionId = "0199f4a2-0000-7000-8000-0000000000aa",
        ModelId = "model",
        Problem = "1+1",
        AnswerFormat = "boxed",
        Mode = "leap",
        Sampling = new SamplingParameters { Seed = 1, Temperature = 1 },
        Rounds = new RoundSchedule { IntervalTokens = 10, SummaryTokens = 10, MaxTurns = 3, AnswerTokens = 10 },
        PeerWaitLimit = Duration.FromTimeSpan(TimeSpan.FromMinutes(1)),
        Paths =
        {
            new PathStart
            {
                Attempt = new PathAttempt { SessionId = "0199f4a2-0000-7000-8000-0000000000aa", PathId = "p0", Attempt = 2 },
                Round = 1,
                Routed = true,
                Usage = new TokenUsage { PromptTokens = 3 },
                PriorText = { new TextSegment { Kind = TextSegment.Types.Kind.Reasoning, Text = "so" } },
                Peers = { new PeerSummary { PathId = "p1", Similarity = 0.5f, Text = "their view" } },
            },
        },
    };

    public string Name => "order";

    public int Share => 250;

    public ValueTask RunAsync(SeededRandom random)
    {
        StartPaths order = Order.Clone();
        MessageMutator.Mutate(order, random);
        if (MessageMutator.ThroughBytes(order, random) is { } arrived)
        {
            try
            {
                OrderMapping.ToOrder(arrived, new SamplingSettings());
            }
            catch (FormatException)
            {
                // Refused, as it should be: the worker ends the link and dials again.
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
