using Google.Protobuf;
using LeaP.Cli.Rendering;
using LeaP.Cli.Tests.Support;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Tests.Rendering;

public sealed class JsonDisplayTests
{
    [Fact]
    public async Task Every_event_is_one_line_that_reads_back_as_the_same_event()
    {
        IReadOnlyList<SessionEvent> events = [.. SampleEvents.Whole(), SampleEvents.Text("p0", "two\nlines \u001b[31m \u2028")];
        var output = new StringWriter { NewLine = "\n" };

        await new JsonDisplay(output).ShowAsync(events.ToAsyncEnumerable(), TestContext.Current.CancellationToken);

        string[] lines = output.ToString().TrimEnd('\n').Split('\n');
        lines.Select(JsonParser.Default.Parse<SessionEvent>).ShouldBe(events);
        output.ToString().ShouldNotContain('\u001b');
    }

    [Fact]
    public void Fields_come_in_the_order_of_the_proto()
    {
        string line = JsonLines.Of(SampleEvents.Whole()[1]);

        line.IndexOf("sequence", StringComparison.Ordinal).ShouldBeLessThan(line.IndexOf("eventTime", StringComparison.Ordinal));
        line.IndexOf("eventTime", StringComparison.Ordinal).ShouldBeLessThan(line.IndexOf("pathPlaced", StringComparison.Ordinal));
    }
}
