using System.Net.ServerSentEvents;

namespace LeaP.Inference.OpenAI;

/// <summary>A completion on its way. Disposing it ends the request, at the server too.</summary>
internal sealed class CompletionStream : IAsyncDisposable
{
    private readonly Uri _address;
    private readonly HttpResponseMessage _response;
    private readonly TimeSpan _silenceLimit;
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _linked;
    private readonly CancellationToken _cancellation;
    private readonly IAsyncEnumerator<SseItem<CompletionChunk>> _pieces;
    private TimeSpan _presentLimit;

    private CompletionStream(
        Uri address,
        HttpResponseMessage response,
        Stream content,
        OpenAIEngineOptions options,
        CancellationTokenSource limit,
        CancellationTokenSource linked,
        CancellationToken cancellation)
    {
        _address = address;
        _response = response;
        _silenceLimit = options.SilenceLimit;
        _presentLimit = options.FirstTextTimeLimit;
        _limit = limit;
        _linked = linked;
        _cancellation = cancellation;
        _pieces = SseParser.Create(content, (_, data) => CompletionChunkParser.Parse(data))
            .EnumerateAsync(linked.Token).GetAsyncEnumerator(linked.Token);
    }

    public static async Task<CompletionStream> OpenAsync(
        HttpClient http,
        HttpRequestMessage request,
        OpenAIEngineOptions options,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        Uri address = request.RequestUri!;
        var limit = new CancellationTokenSource(options.FirstTextTimeLimit, time);
        var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, linked.Token);
            Stream content = await ContentAsync(address, response, linked.Token);
            return new CompletionStream(address, response, content, options, limit, linked, cancellationToken);
        }
        catch (Exception exception)
        {
            response?.Dispose();
            linked.Dispose();
            limit.Dispose();
            if (ServerAnswers.IsTrouble(exception) && !cancellationToken.IsCancellationRequested)
            {
                throw ServerAnswers.Trouble(address, exception, options.FirstTextTimeLimit);
            }

            throw;
        }
        finally
        {
            request.Dispose();
        }
    }

    /// <summary>The next piece; null at the end of the stream.</summary>
    /// <exception cref="CompletionsException">The stream broke, fell silent or held something else.</exception>
    public async ValueTask<CompletionChunk?> NextAsync()
    {
        try
        {
            _limit.CancelAfter(_presentLimit);
            bool more = await _pieces.MoveNextAsync();
            _presentLimit = _silenceLimit;
            return more && !_pieces.Current.Data.IsEnd ? _pieces.Current.Data : null;
        }
        catch (FormatException exception)
        {
            throw new CompletionsException($"{_address}: {exception.Message}", exception) { IsTransient = true };
        }
        catch (Exception exception) when (
            ServerAnswers.IsTrouble(exception) && !_cancellation.IsCancellationRequested)
        {
            throw ServerAnswers.Trouble(_address, exception, _presentLimit);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _pieces.DisposeAsync();
        _response.Dispose();
        _linked.Dispose();
        _limit.Dispose();
    }

    private static async Task<Stream> ContentAsync(
        Uri address, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            throw ServerAnswers.Refusal(address, response);
        }

        string? type = response.Content.Headers.ContentType?.MediaType;
        return type == "text/event-stream"
            ? await response.Content.ReadAsStreamAsync(cancellationToken)
            : throw new CompletionsException(
                $"{address} answered with content of type {type ?? "(none)"}; a server that streams text/event-stream is needed.");
    }
}
