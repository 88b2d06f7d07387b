using System.Text.Json;
using LeaP.Evaluation.Tests.Support;
using LeaP.Evaluation.Traces;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Evaluation.Tests.Traces;

public sealed class TraceExportTests
{
    [Fact]
    public async Task Each_kept_path_is_one_line_and_the_others_are_counted()
    {
        var output = new StringWriter { NewLine = "\n" };
        var export = new TraceExport(new TraceBuilder(new TraceOptions()), output);
        Session session = SampleSessions.Create(
            SampleSessions.Whole(), SampleSessions.Whole(1), SampleSessions.Whole(2, " so far... </summarize>"));

        await export.WriteAsync(
            session, new TraceSource("q1", "42", new HashSet<string> { "p0", "p2" }, ""), TestContext.Current.CancellationToken);

        (export.Sessions, export.Written).ShouldBe((1, 1));
        (export.Count(TraceRejection.Wrong), export.Count(TraceRejection.SummaryCut)).ShouldBe((1, 1));
        string line = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem();
        TraceRecord record = TraceJson.Parse(line);
        record.Provenance.PathId.ShouldBe("p0");
        record.Messages[1].Content.ShouldContain("🙂");
    }

    [Fact]
    public async Task Names_in_a_line_are_those_of_the_documented_form()
    {
        var output = new StringWriter();
        await new TraceExport(new TraceBuilder(new TraceOptions()), output).WriteAsync(
            SampleSessions.Create(SampleSessions.Whole()),
            new TraceSource("q1", "42", new HashSet<string> { "p0" }, "r.jsonl"),
            TestContext.Current.CancellationToken);

        using JsonDocument line = JsonDocument.Parse(output.ToString());
        line.RootElement.EnumerateObject().Select(property => property.Name).ShouldBe(
            ["format", "messages", "spans", "prompt", "problem_id", "answer", "expected", "right", "summaries", "finish_reason", "settings", "provenance"]);
        line.RootElement.GetProperty("format").GetString().ShouldBe("leap-trace/1");
        line.RootElement.GetProperty("spans")[0].EnumerateObject().Select(property => property.Name).ShouldBe(["start", "end", "kind", "learn"]);
        line.RootElement.GetProperty("provenance").GetProperty("path_seed").ValueKind.ShouldBe(JsonValueKind.String);
    }
}
