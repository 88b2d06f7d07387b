using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LeaP.Inference.OpenAI;

/// <summary>Sends requests to completions servers and turns what goes wrong into <see cref="CompletionsException"/>.</summary>
internal sealed class CompletionsClient : IDisposable
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    // Enough for the mark that ends a stream; a stream that is broken off must stop at the server too.
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMilliseconds(50);

    private readonly OpenAIEngineOptions _options;
    private readonly ApiKeySource _key;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    public CompletionsClient(OpenAIEngineOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _key = new ApiKeySource(options);
        Servers = [.. options.BaseUrls.Select(url => new Uri(url.TrimEnd('/') + "/"))];
        _http = new HttpClient(new SocketsHttpHandler
        {
            // A redirect would carry the token to a place nobody configured.
            AllowAutoRedirect = false,
            ConnectTimeout = options.ConnectTimeLimit,
            PooledConnectionLifetime = ConnectionLifetime,
            ResponseDrainTimeout = DrainLimit,
            UseCookies = false,
        })
        {
            // Every request has limits of its own.
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>The servers' root addresses, each ending in a slash.</summary>
    public IReadOnlyList<Uri> Servers { get; }

    /// <summary>Begins a streamed completion.</summary>
    public Task<CompletionStream> StreamAsync(Uri server, CompletionBody body, CancellationToken cancellationToken)
    {
        HttpRequestMessage request = Post(server, "v1/completions", body, CompletionsJson.Default.CompletionBody);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        return CompletionStream.OpenAsync(_http, request, _options, _time, cancellationToken);
    }

    /// <summary>Asks for a small JSON document.</summary>
    /// <returns>The document; null when the server has nothing at that path.</returns>
    public async Task<JsonDocument?> GetAsync(Uri server, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, path))
        {
            Headers = { Authorization = _key.Read() },
        };
        return await AskAsync(request, cancellationToken);
    }

    /// <summary>Asks for the number of tokens of a text.</summary>
    /// <returns>The number; null when the server does not count tokens.</returns>
    public async Task<int?> CountAsync(
        Uri server, string text, bool withSpecialTokens, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = Tokenize(server, text, withSpecialTokens);
        using JsonDocument? answer = await AskAsync(request, cancellationToken);
        return TokenCountAnswer.Read(request.RequestUri!, answer);
    }

    /// <summary>Asks for the number of tokens of a text and holds the thread meanwhile.</summary>
    /// <returns>The number; null when the server does not count tokens.</returns>
    public int? Count(Uri server, string text, bool withSpecialTokens)
    {
        using HttpRequestMessage request = Tokenize(server, text, withSpecialTokens);
        using var limit = new CancellationTokenSource(_options.ConnectTimeLimit, _time);
        try
        {
            using HttpResponseMessage response = _http.Send(request, limit.Token);
            ServerAnswers.Check(request.RequestUri!, response);
            using JsonDocument? answer = ServerAnswers.Read(request.RequestUri!, response);
            return TokenCountAnswer.Read(request.RequestUri!, answer);
        }
        catch (Exception exception) when (ServerAnswers.IsTrouble(exception))
        {
            throw ServerAnswers.Trouble(request.RequestUri!, exception, _options.ConnectTimeLimit);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonDocument?> AskAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_options.ConnectTimeLimit, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, linked.Token);
            ServerAnswers.Check(request.RequestUri!, response);
            return ServerAnswers.Read(request.RequestUri!, response);
        }
        catch (Exception exception) when (
            ServerAnswers.IsTrouble(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw ServerAnswers.Trouble(request.RequestUri!, exception, _options.ConnectTimeLimit);
        }
    }

    private HttpRequestMessage Tokenize(Uri server, string text, bool withSpecialTokens) => Post(
        server,
        "tokenize",
        new TokenizeBody
        {
            Model = _options.ServedModel,
            Prompt = text,
            Content = text,
            AddSpecialTokens = withSpecialTokens,
            AddSpecial = withSpecialTokens,
        },
        CompletionsJson.Default.TokenizeBody);

    private HttpRequestMessage Post<T>(Uri server, string path, T body, JsonTypeInfo<T> type)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpRequestMessage(HttpMethod.Post, new Uri(server, path))
        {
            Content = content,
            Headers = { Authorization = _key.Read() },
        };
    }
}
