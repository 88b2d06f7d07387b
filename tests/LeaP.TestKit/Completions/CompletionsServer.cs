using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using LeaP.Inference.Engines;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LeaP.TestKit.Completions;

/// <summary>
/// A completions server over an engine: real Kestrel, real sockets, a free loopback port. Faults are taken one for each
/// completion, in order. The engine stays the caller's.
/// </summary>
public sealed class CompletionsServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly CompletionsServerOptions _options;
    private readonly IModelEngine _engine;
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();
    private readonly ConcurrentQueue<CompletionsFault> _faults = new();
    private int _aborted;
    private int _drawn;

    private CompletionsServer(WebApplication application, IModelEngine engine, CompletionsServerOptions options)
    {
        _application = application;
        _engine = engine;
        _options = options;
    }

    /// <summary>Its root address.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Everything it was asked, in order.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    /// <summary>The completions among it.</summary>
    public IReadOnlyList<ReceivedRequest> Completions =>
        [.. _requests.Where(request => request.Path == "/v1/completions")];

    /// <summary>Completions whose client went away before their end.</summary>
    public int Aborted => Volatile.Read(ref _aborted);

    /// <summary>Tokens drawn for all completions.</summary>
    public int DrawnTokens => Volatile.Read(ref _drawn);

    /// <summary>Starts a server.</summary>
    /// <param name="engine">What writes the text.</param>
    /// <param name="options">What it offers; null for the defaults.</param>
    /// <param name="port">Its port; 0 takes a free one.</param>
    public static async Task<CompletionsServer> StartAsync(
        IModelEngine engine, CompletionsServerOptions? options = null, int port = 0)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");
        WebApplication application = builder.Build();
        var server = new CompletionsServer(application, engine, options ?? new CompletionsServerOptions());
        application.Use(server.ReceiveAsync);
        application.MapGet("/v1/models", server.Models);
        application.MapGet("/props", server.Properties);
        application.MapPost("/tokenize", server.TokenizeAsync);
        application.MapPost("/v1/completions", server.CompleteAsync);
        await application.StartAsync().DefaultTimeout();
        server.Url = application.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return server;
    }

    /// <summary>Lets the next completions go wrong, one fault each.</summary>
    public void Fail(params IEnumerable<CompletionsFault> faults)
    {
        foreach (CompletionsFault fault in faults)
        {
            _faults.Enqueue(fault);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1), TimeProvider.System);
        await _application.StopAsync(limit.Token).DefaultTimeout();
        await _application.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext context, RequestDelegate next)
    {
        string authorization = context.Request.Headers.Authorization.ToString();
        JsonElement body = default;
        if (HttpMethods.IsPost(context.Request.Method))
        {
            body = await context.Request.ReadFromJsonAsync<JsonElement>(context.RequestAborted);
        }

        var received = new ReceivedRequest(context.Request.Path, authorization, body);
        _requests.Enqueue(received);
        context.Items[typeof(ReceivedRequest)] = received;
        if (_options.Key is { } key && authorization != $"Bearer {key}")
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await context.Response.WriteAsync($"not accepted: {authorization}", context.RequestAborted);
            return;
        }

        await next(context);
    }

    private IResult Models() => Results.Json(new
    {
        @object = "list",
        data = new[] { new { id = _options.Model, max_model_len = _options.MaxModelLength } },
    });

    private IResult Properties() => _options.PropertiesContext is { } context
        ? Results.Json(new { default_generation_settings = new { n_ctx = context } })
        : Results.NotFound();

    private IResult TokenizeAsync(HttpContext context)
    {
        string prompt = BodyOf(context).GetProperty("prompt").GetString()!;
        return _options.CountsTokens ? Results.Json(new { count = _engine.CountTokens(prompt) }) : Results.NotFound();
    }

    private async Task CompleteAsync(HttpContext context)
    {
        _faults.TryDequeue(out CompletionsFault? fault);
        if (fault is { Kind: CompletionsFaultKind.Status })
        {
            context.Response.StatusCode = fault.Status;
            if (fault.RetryAfter is { } seconds)
            {
                context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            }

            await context.Response.WriteAsync("this one fails on purpose", context.RequestAborted);
            return;
        }

        var writer = new CompletionsWriter(context.Response, _options, BodyOf(context));
        try
        {
            await writer.WriteAsync(_engine, fault, () => Interlocked.Increment(ref _drawn), context.RequestAborted);
        }
        catch (Exception exception) when (
            context.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            Interlocked.Increment(ref _aborted);
        }
    }

    private static JsonElement BodyOf(HttpContext context) =>
        ((ReceivedRequest)context.Items[typeof(ReceivedRequest)]!).Body;
}
