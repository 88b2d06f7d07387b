using System.Text.Json;
using LeaP.Inference.Engines;
using LeaP.Inference.Sampling;
using Microsoft.AspNetCore.Http;

namespace LeaP.TestKit.Completions;

/// <summary>Writes one completion as server-sent events, token by token, so that counts are exact.</summary>
internal sealed class CompletionsWriter(HttpResponse response, CompletionsServerOptions options, JsonElement body)
{
    public async Task WriteAsync(
        IModelEngine engine, CompletionsFault? fault, Action onToken, CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream";
        await using IGeneration generation = (await engine.StartAsync(
            body.GetProperty("prompt").GetString()!, [Settings()], cancellationToken))[0];
        int prompt = generation.TokenCount;
        int most = body.GetProperty("max_tokens").GetInt32();
        string? finish = null;
        int drawn = 0;
        int pieces = 0;
        var one = new GenerateOptions { MaxTokens = 1 };
        while (finish is null)
        {
            if (fault is not null && pieces == fault.AfterPieces)
            {
                await FailAsync(fault, cancellationToken);
                return;
            }

            GenerationResult result = await generation.GenerateAsync(one, cancellationToken);
            onToken();
            drawn += result.TokenCount;
            finish = result.Stop switch
            {
                GenerationStop.EndOfSequence => "stop",
                GenerationStop.ContextFull => "length",
                _ => drawn == most ? "length" : null,
            };
            await PieceAsync(
                new
                {
                    choices = new[] { new { index = 0, text = result.Text, finish_reason = finish, logprobs = Probability(result) } },
                    usage = options.TellsUsageAlways && Asks("continuous_usage_stats") ? Usage(prompt, drawn) : null,
                },
                cancellationToken);
            pieces++;
        }

        if (options.TellsUsage && Asks("include_usage"))
        {
            await PieceAsync(new { choices = Array.Empty<object>(), usage = Usage(prompt, drawn) }, cancellationToken);
        }

        await WriteAsync("[DONE]", cancellationToken);
    }

    private GenerationSettings Settings() => new(
        0,
        options.Seed ?? body.GetProperty("seed").GetUInt64(),
        new SamplingSettings
        {
            Temperature = body.GetProperty("temperature").GetSingle(),
            TopP = body.GetProperty("top_p").GetSingle(),
            TopK = Math.Max(0, body.GetProperty("top_k").GetInt32()),
            MinP = body.GetProperty("min_p").GetSingle(),
        });

    private async Task FailAsync(CompletionsFault fault, CancellationToken cancellationToken)
    {
        await response.Body.FlushAsync(cancellationToken);
        switch (fault.Kind)
        {
            case CompletionsFaultKind.Break:
                // What was sent arrives; then the connection ends in the middle of the body.
                throw new IOException("The stream breaks on purpose.");
            case CompletionsFaultKind.Cut:
                await WriteAsync("[DONE]", cancellationToken);
                break;
            case CompletionsFaultKind.ErrorPiece:
                await PieceAsync(new { error = new { message = "out of luck", code = fault.Status } }, cancellationToken);
                break;
            case CompletionsFaultKind.Garbage:
                await WriteAsync("<html>", cancellationToken);
                break;
            case CompletionsFaultKind.Silence:
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault.Kind, "This fault is no part of a stream.");
        }
    }

    private bool Asks(string option) => body.GetProperty("stream_options").GetProperty(option).GetBoolean();

    private object? Probability(GenerationResult result) =>
        body.TryGetProperty("logprobs", out _) ? new { token_logprobs = new[] { result.MeanLogProbability } } : null;

    private static object Usage(int prompt, int drawn) => new { prompt_tokens = prompt, completion_tokens = drawn };

    private Task PieceAsync<T>(T piece, CancellationToken cancellationToken) =>
        WriteAsync(JsonSerializer.Serialize(piece), cancellationToken);

    private async Task WriteAsync(string data, CancellationToken cancellationToken)
    {
        await response.WriteAsync($"data: {data}\n\n", cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
