using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Grpc.Core;
using LeaP.FunctionalTests.Support;
using LeaP.Protocol.Reasoning.V1;
using LeaP.TestKit;

namespace LeaP.FunctionalTests.Telemetry;

/// <summary>What operators see of a cluster that runs.</summary>
public sealed class ObservedClusterTests(ObservedCluster cluster) : IClassFixture<ObservedCluster>
{
    private const string Range = "1m";
    private const string Session = "reason leap-embedded";

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(30) };

    [Fact]
    public async Task Prometheus_scrapes_every_process_and_answers_every_query_of_the_dashboard()
    {
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(new Dictionary<string, Uri[]>
        {
            ["leap-router"] = [cluster.RouterProbes],
            ["leap-worker"] = [.. cluster.WorkerProbes],
        });
        List<string> open = [.. Dashboard.Queries(Range)];
        open.Count.ShouldBeGreaterThan(30);

        // A rate needs a change between two scrapes, so sessions go on until every query has its answer.
        await Eventually.HoldsAsync(
            async () =>
            {
                await cluster.ReasonAsync();
                foreach (string query in open.ToArray())
                {
                    if ((await prometheus.QueryAsync(query)).Count > 0)
                    {
                        open.Remove(query);
                    }
                }

                return open.Count == 0;
            },
            () => $"answers to {string.Join("\n", open)}");
        (await prometheus.QueryAsync("up")).ShouldBe([1, 1, 1]);
        (await prometheus.QueryAsync("sum(leap_session_ended_total)")).Single().ShouldBeGreaterThan(1);
        (await prometheus.QueryAsync("sum(leap_link_active{leap_link_state=\"active\"})")).ShouldBe([2]);
        (await prometheus.QueryAsync("sum(leap_worker_link_active)")).ShouldBe([2]);
    }

    [Fact]
    public async Task Every_metric_that_an_alert_asks_for_is_there()
    {
        await cluster.ReasonAsync();
        string shown = await Http.GetStringAsync(new Uri(cluster.RouterProbes, "metrics"))
            + await Http.GetStringAsync(new Uri(cluster.WorkerProbes[0], "metrics"));
        string rules = await File.ReadAllTextAsync(
            System.IO.Path.Combine(Repository.Root, "k8s/overlays/observability/prometheus-rule.yaml"));

        string[] names = [.. Dashboard.MetricsIn(rules).Where(name => name.StartsWith("leap_", StringComparison.Ordinal))];

        names.Length.ShouldBeGreaterThan(7);
        names.Where(name => !shown.Contains($"\n{name}{{", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_metric_names_a_session()
    {
        string session = await cluster.ReasonAsync();

        foreach (Uri probes in cluster.WorkerProbes.Append(cluster.RouterProbes))
        {
            (await Http.GetStringAsync(new Uri(probes, "metrics"))).ShouldNotContain(session);
        }
    }

    [Fact]
    public async Task One_trace_leads_from_the_client_over_the_router_to_both_workers()
    {
        string trace = await ReasonInTraceAsync();

        CollectedSpan[] Trace() => [.. cluster.Collector.Spans.Where(span => span.TraceId == trace)];
        await Eventually.HoldsAsync(
            () => Task.FromResult(
                Trace().Any(span => span.Name == Session)
                && Trace().Select(span => span.ParentId).Distinct().Count(id => Trace().Any(span => span.SpanId == id && span.Name == "path"))
                    == ObservedCluster.Paths),
            "spans of the session and of its paths");

        CollectedSpan[] spans = Trace();
        CollectedSpan session = spans.Single(span => span.Name == Session);
        session.Service.ShouldBe("leap-router");
        spans.Where(span => span.Service == "leap-router" && span != session).ShouldAllBe(span => span.ParentId == session.SpanId);
        spans.Select(span => span.Name).ShouldBeSubsetOf(
            [Session, "queue", "round", "receive StartPaths", "receive PeerBlocks", "receive CancelPaths",
                "prefill", "path", "append", "text_completion leap-embedded"]);
        foreach (CollectedSpan received in spans.Where(span => span.Name.StartsWith("receive ", StringComparison.Ordinal)))
        {
            (received.Service, received.ParentId).ShouldBe(("leap-worker", session.SpanId));
        }

        string[] starts = [.. spans.Where(span => span.Name == "receive StartPaths").Select(span => span.SpanId)];
        spans.Where(span => span.Name is "path" or "prefill").ShouldAllBe(span => starts.Contains(span.ParentId));
        string[] paths = [.. spans.Where(span => span.Name == "path").Select(span => span.SpanId)];
        spans.Where(span => span.Name.StartsWith("text_completion", StringComparison.Ordinal)).ShouldAllBe(span => paths.Contains(span.ParentId));
    }

    [Fact]
    public async Task A_session_whose_client_decided_against_a_trace_is_not_traced()
    {
        using AsyncServerStreamingCall<ReasonResponse> call = cluster.Reasoning.Reason(
            new ReasonRequest { Problem = ObservedCluster.Problem, Model = "leap-embedded" },
            new Metadata { { "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00" } });
        while (await call.ResponseStream.MoveNext(CancellationToken.None).DefaultTimeout())
        {
        }

        // Spans are sent in order, so those of this session would have come before a later one's.
        string later = await ReasonInTraceAsync();
        await Eventually.HoldsAsync(
            () => Task.FromResult(cluster.Collector.Spans.Any(span => span.TraceId == later && span.Name == Session)),
            "the span of a later session");
        cluster.Collector.Spans.ShouldNotContain(span => span.TraceId == "0af7651916cd43dd8448eb211c80319c");
    }

    [Fact]
    public async Task Log_lines_are_objects_with_the_number_of_their_event()
    {
        await cluster.ReasonAsync();
        JsonElement[] lines = [.. cluster.Logs.Select(line => JsonDocument.Parse(line).RootElement)];

        lines.Length.ShouldBeGreaterThan(4);
        lines.ShouldAllBe(line => line.GetProperty("EventId").ValueKind == JsonValueKind.Number && line.GetProperty("Timestamp").GetString()!.EndsWith('Z'));
        lines.Select(line => line.GetProperty("EventId").GetInt32()).ShouldContain(2101);
    }

    [Fact]
    public async Task Metrics_are_shown_at_the_probe_port_alone()
    {
        (await Http.GetAsync(new Uri(cluster.RouterProbes, "metrics"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Http.GetAsync(new Uri(cluster.WorkerProbes[0], "metrics"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Http.GetAsync(new Uri(cluster.WorkerProbes[0], "other"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var overHttp2 = new HttpRequestMessage(HttpMethod.Get, new Uri(cluster.RouterClients, "metrics"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        (await Http.SendAsync(overHttp2)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<string> ReasonInTraceAsync()
    {
        using var client = new Activity("client");
        client.SetIdFormat(ActivityIdFormat.W3C);
        client.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        client.Start();
        await cluster.ReasonAsync();
        return client.TraceId.ToHexString();
    }
}
