using Google.Protobuf;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Link.V1;
using LeaP.TestKit;

namespace LeaP.Simulations.UnitCosts;

/// <summary>Bytes of typical link messages, and the time to write and read one.</summary>
internal static class MessageCosts
{
    private const int Repeats = 20_000;

    // Until then the code is compiled at its best, and the compiler's own time is over.
    private const int WarmUps = 5;
    private const int CharactersPerToken = 5;

    /// <summary>Measures and prints.</summary>
    /// <param name="settings">Sizes of turns, summaries and groups.</param>
    /// <param name="output">Where figures go.</param>
    public static async Task RunAsync(UnitCostsSettings settings, TextWriter output)
    {
        var attempt = new PathAttempt { SessionId = "0123456789abcdef0123456789abcdef", PathId = "p-7", Attempt = 1 };
        string summary = Words(settings.SummaryTokens);
        var report = new ConnectRequest
        {
            Sequence = 1000,
            SummaryReported = new SummaryReported
            {
                Attempt = attempt,
                Round = 2,
                Summary = summary,
                Text = { new TextSegment { Text = Words(settings.IntervalTokens) } },
                Usage = new TokenUsage(),
            },
        };
        var blocks = new PeerBlocks { Round = 2 };
        for (int path = 0; path < settings.Paths; path++)
        {
            var block = new PeerBlocks.Types.Block { Attempt = attempt };
            block.Peers.AddRange(Enumerable.Range(0, settings.Peers)
                .Select(peer => new PeerSummary { PathId = "p-3", Similarity = 0.5f, Text = summary }));
            blocks.Blocks.Add(block);
        }

        await WriteAsync(output, "summary_reported", report, ConnectRequest.Parser);
        await WriteAsync(output, "peer_blocks", new ConnectResponse { PeerBlocks = blocks }, ConnectResponse.Parser);
        await WriteAsync(
            output, "load_report", new ConnectRequest { LoadReport = new LoadReport { RunningPaths = 9 } }, ConnectRequest.Parser);
        await WriteAsync(
            output, "heartbeat", new ConnectResponse { Heartbeat = new Heartbeat() }, ConnectResponse.Parser);
    }

    private static string Words(int tokens) => string.Concat(Enumerable.Repeat("abcd ", tokens * CharactersPerToken / 5));

    private static async Task WriteAsync<T>(TextWriter output, string name, T message, MessageParser<T> parser)
        where T : IMessage<T>
    {
        byte[] bytes = message.ToByteArray();
        for (int i = 0; i < WarmUps; i++)
        {
            Measure(message, parser, bytes);
        }

        TimeSpan each = Measure(message, parser, bytes);
        await output.WriteLineAsync(FigureLine.Of($"cost.message.{name}_bytes", bytes.Length, "B"));
        await output.WriteLineAsync(FigureLine.Of($"cost.message.{name}_cpu", each.TotalMicroseconds, "us"));
    }

    private static TimeSpan Measure<T>(T message, MessageParser<T> parser, byte[] bytes)
        where T : IMessage<T>
    {
        // Processor time, not time passed: other programs on the machine must not count.
        TimeSpan start = Environment.CpuUsage.TotalTime;
        for (int i = 0; i < Repeats; i++)
        {
            message.ToByteArray();
            parser.ParseFrom(bytes);
        }

        return (Environment.CpuUsage.TotalTime - start) / Repeats;
    }
}
