using System.Collections.Concurrent;
using System.Net;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LeaP.FunctionalTests.Telemetry;

/// <summary>
/// An OpenTelemetry collector that keeps what it gets: OTLP over gRPC on a free loopback port. It reads the few fields
/// that tests look at by their numbers in opentelemetry/proto/trace/v1.
/// </summary>
internal sealed class TraceCollector : IAsyncDisposable
{
    private const string Export = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    private const int PrefixBytes = 5;

    private readonly ConcurrentQueue<CollectedSpan> _spans = new();
    private readonly WebApplication _app;

    private TraceCollector()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    public IReadOnlyList<CollectedSpan> Spans => [.. _spans];

    public static async Task<TraceCollector> StartAsync()
    {
        var collector = new TraceCollector();
        await collector._app.StartAsync();
        return collector;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        context.Request.Path.Value.ShouldBe(Export);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        foreach (CollectedSpan span in Read(ByteString.CopyFrom(body.ToArray().AsSpan(PrefixBytes))))
        {
            _spans.Enqueue(span);
        }

        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[PrefixBytes], context.RequestAborted);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private static IEnumerable<CollectedSpan> Read(ByteString request) =>
        from resourceSpans in Fields(request, 1)
        let service = ServiceOf(Fields(resourceSpans, 1).Single())
        from scopeSpans in Fields(resourceSpans, 2)
        from span in Fields(scopeSpans, 2)
        select new CollectedSpan(
            service,
            Hex(Fields(span, 1).Single()),
            Hex(Fields(span, 2).Single()),
            Hex(Fields(span, 4).SingleOrDefault() ?? ByteString.Empty),
            Fields(span, 5).Single().ToStringUtf8());

    private static string ServiceOf(ByteString resource) =>
        Fields(resource, 1)
            .Where(attribute => Fields(attribute, 1).Single().ToStringUtf8() == "service.name")
            .Select(attribute => Fields(Fields(attribute, 2).Single(), 1).Single().ToStringUtf8())
            .Single();

    private static string Hex(ByteString bytes) => Convert.ToHexStringLower(bytes.Span);

    /// <summary>Every occurrence of one length-delimited field.</summary>
    private static List<ByteString> Fields(ByteString message, int number)
    {
        var found = new List<ByteString>();
        CodedInputStream input = message.CreateCodedInput();
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (WireFormat.GetTagFieldNumber(tag) == number && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                found.Add(input.ReadBytes());
            }
            else
            {
                input.SkipLastField();
            }
        }

        return found;
    }
}
