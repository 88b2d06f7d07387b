using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LeaP.Benchmarks.Telemetry;

/// <summary>
/// A collector for OTLP over gRPC that takes every batch and forgets it. It runs in the measured process, so what it does
/// counts as cost of the traces, which are a little cheaper than measured.
/// </summary>
internal sealed class SpanSink : IAsyncDisposable
{
    private const int EmptyMessage = 5;

    private readonly WebApplication _app;
    private long _batches;

    private SpanSink()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <summary>Batches that came.</summary>
    public long Batches => Interlocked.Read(ref _batches);

    /// <summary>Starts one on a free loopback port.</summary>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<SpanSink> StartAsync(CancellationToken cancellationToken)
    {
        var sink = new SpanSink();
        await sink._app.StartAsync(cancellationToken);
        return sink;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        Interlocked.Increment(ref _batches);
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[EmptyMessage], context.RequestAborted);
        context.Response.AppendTrailer("grpc-status", "0");
    }
}
