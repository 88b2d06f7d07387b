using LeaP.Inference.Engines;
using LeaP.Inference.Sampling;
using LeaP.Inference.Stops;

namespace LeaP.Inference.OpenAI;

/// <summary>
/// One generate call: a streamed request, and further ones for the rest when a stream breaks. What came stays and is
/// part of the next request.
/// </summary>
internal sealed class CompletionCall
{
    private readonly OpenAIEngine _engine;
    private readonly RemotePath _path;
    private readonly GenerateOptions _options;
    private readonly GeneratedText _text;
    private int _drawnBefore;
    private int _drawn;
    private int _logProbabilityCount;
    private double _logProbabilities;
    private int _failures;
    private bool _progressed;

    public CompletionCall(OpenAIEngine engine, RemotePath path, GenerateOptions options)
    {
        _engine = engine;
        _path = path;
        _options = options;
        _text = new GeneratedText(options.StopStrings, options.OnText);
    }

    private int Drawn => _drawnBefore + _drawn;

    private int Room => _engine.Model.MaxContextTokens - _path.Context.TokenCount;

    public async Task<GenerationResult> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (Drawn < _options.MaxTokens && Room > 0)
            {
                try
                {
                    if (await AskAsync(cancellationToken) is { } result)
                    {
                        return result;
                    }
                }
                catch (CompletionsException exception) when (exception.IsTransient)
                {
                    await RecoverAsync(exception, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // What was generated stays, so what was held back is certain now.
            _text.Complete();
            throw;
        }

        return Result(Drawn >= _options.MaxTokens ? GenerationStop.TokenLimit : GenerationStop.ContextFull);
    }

    private async Task<GenerationResult?> AskAsync(CancellationToken cancellationToken)
    {
        _drawnBefore += _drawn;
        _drawn = 0;
        _progressed = false;
        CompletionBody body = Body();
        await using CompletionStream stream = await _engine.Client.StreamAsync(_path.Server, body, cancellationToken);
        CompletionUsage? usage = null;
        string? finish = null;
        while (await NextAsync(stream, finish is not null) is { } chunk)
        {
            ThrowIfError(chunk);
            usage = chunk.Usage ?? usage;
            finish = chunk.FinishReason ?? finish;
            if (Take(chunk) is { } match)
            {
                return Result(GenerationStop.StopString, match.StopString);
            }
        }

        return End(finish, usage, body.MaxTokens);
    }

    // Behind the reason for the end come only counts; the text is whole without them.
    private static async ValueTask<CompletionChunk?> NextAsync(CompletionStream stream, bool isEnded)
    {
        try
        {
            return await stream.NextAsync();
        }
        catch (CompletionsException) when (isEnded)
        {
            return null;
        }
    }

    private CompletionBody Body()
    {
        SamplingSettings sampling = _path.Settings.Sampling;
        return new CompletionBody
        {
            Model = _engine.Options.ServedModel,
            Prompt = _path.Context.Text.ToString(),
            MaxTokens = Math.Min(_options.MaxTokens - Drawn, Room),
            Temperature = sampling.Temperature,
            TopP = sampling.TopP,
            TopK = sampling.TopK == 0 ? -1 : sampling.TopK,
            MinP = sampling.MinP,
            RepetitionPenalty = sampling.RepetitionPenalty,
            RepeatPenalty = sampling.RepetitionPenalty == 1 ? null : sampling.RepetitionPenalty,
            RepeatLastN = sampling.RepetitionPenalty == 1 ? null : -1,
            Seed = _path.NextSeed(),
            LogProbabilities = _engine.Options.LogProbabilities ? 1 : null,
            SkipSpecialTokens = _engine.Options.SpecialTokensAsText ? false : null,
        };
    }

    private StopMatch? Take(CompletionChunk chunk)
    {
        int counted = chunk.LogProbabilities.Count > 0 ? chunk.LogProbabilities.Count : Math.Min(1, chunk.Text.Length);
        int drawn = chunk.Usage?.Completion ?? (_drawn + counted);
        int added = drawn - _drawn;
        _drawn = drawn;
        _logProbabilities += chunk.LogProbabilities.Sum();
        _logProbabilityCount += chunk.LogProbabilities.Count;
        TokenLedger context = _path.Context;
        int start = context.Text.Length;
        context.Append(chunk.Text, added);
        if (chunk.Usage is { } usage)
        {
            context.Settle(usage.Prompt + usage.Completion);
        }

        _engine.Counters.AddDecoded(Math.Max(0, added));
        if (chunk.Text.Length == 0)
        {
            return null;
        }

        _engine.Counters.AddStep();
        _progressed = true;
        int before = _text.Length;
        StopMatch? match = _text.Append(chunk.Text);
        if (match is { } found)
        {
            _engine.Counters.AddRewound(context.Truncate(start + found.End - before));
        }

        return match;
    }

    private GenerationResult? End(string? finish, CompletionUsage? usage, int asked)
    {
        switch (finish)
        {
            case "stop":
                if (usage is { } counted)
                {
                    // The end-of-sequence token was drawn but is no part of the context.
                    _path.Context.Settle(counted.Prompt + counted.Completion - 1);
                }

                return Result(GenerationStop.EndOfSequence);
            case "length" when usage is { } known && known.Completion >= asked:
                // Whether that was the limit or the room, and whether there is more room after all, shows now.
                return null;
            case "length":
                bool isServersContext = usage is not null || asked < _options.MaxTokens - _drawnBefore;
                return Result(isServersContext ? GenerationStop.ContextFull : GenerationStop.TokenLimit);
            case null or "abort":
                throw new CompletionsException($"{_path.Server} ended a stream before its text was done.") { IsTransient = true };
            default:
                throw new CompletionsException(
                    $"{_path.Server} ended a text with finish_reason '{finish}'; stop and length are understood.");
        }
    }

    private void ThrowIfError(CompletionChunk chunk)
    {
        if (chunk.Error is { } error)
        {
            throw new CompletionsException($"{_path.Server} broke off a stream: {error}")
            {
                IsTransient = chunk.ErrorCode is null or 408 or 429 or >= 500,
            };
        }
    }

    private async Task RecoverAsync(CompletionsException exception, CancellationToken cancellationToken)
    {
        _failures = _progressed ? 1 : _failures + 1;
        if (_failures >= _engine.Options.MaxAttempts)
        {
            throw new CompletionsException(
                $"No text came in {_failures} attempts (MaxAttempts). The last: {exception.Message}", exception);
        }

        Uri server = _path.Server;
        _path.MoveToNextServer();
        TimeSpan wait = _failures % _path.ServerCount == 0
            ? _path.Delay.After(_failures / _path.ServerCount, exception.RetryAfter)
            : TimeSpan.Zero;
        _engine.Notify(new CompletionsNotice(server, exception.Message, wait));
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, _engine.Time, cancellationToken);
        }
    }

    private GenerationResult Result(GenerationStop stop, string? stopString = null) => new(
        _text.Complete(),
        Drawn,
        stop,
        stopString,
        _logProbabilityCount == 0 ? 0 : _logProbabilities / _logProbabilityCount);
}
