using LeaP.Inference.Engines;
using LeaP.Inference.Slots;

namespace LeaP.Inference.OpenAI;

/// <summary>
/// A model behind completions servers. A context is text; every generate call sends all of it, and the server's prefix
/// cache keeps that cheap. Nothing is sent before the first generate call, so <see cref="EngineStatistics"/> counts
/// what the calls asked for, not what the server computed.
/// </summary>
internal sealed class OpenAIEngine : IModelEngine
{
    private readonly SlotPool _slots;
    private readonly Action<CompletionsNotice> _onNotice;
    private readonly CancellationTokenSource _stopping = new();

    public OpenAIEngine(
        OpenAIEngineOptions options,
        CompletionsClient client,
        TokenCounter counter,
        ModelDescription model,
        TimeProvider time,
        Action<CompletionsNotice> onNotice)
    {
        Options = options;
        Client = client;
        Counter = counter;
        Model = model;
        Time = time;
        Stopping = _stopping.Token;
        _onNotice = onNotice;
        _slots = new SlotPool(model.SlotCount, typeof(OpenAIEngine));
    }

    public string Name => EngineNames.OpenAI;

    public ModelDescription Model { get; }

    public EngineStatistics Statistics => Counters.Snapshot();

    internal EngineCounters Counters { get; } = new();

    internal OpenAIEngineOptions Options { get; }

    internal CompletionsClient Client { get; }

    internal TokenCounter Counter { get; }

    internal TimeProvider Time { get; }

    /// <summary>Raised when the engine is disposed.</summary>
    internal CancellationToken Stopping { get; }

    public int CountTokens(string text)
    {
        ArgumentChecks.CheckText(text, nameof(text));
        return Counter.Count(text);
    }

    public async ValueTask<IReadOnlyList<IGeneration>> StartAsync(
        string prompt, IReadOnlyList<GenerationSettings> paths, CancellationToken cancellationToken)
    {
        ArgumentChecks.Check(prompt, paths, Model.SlotCount);
        ObjectDisposedException.ThrowIf(Stopping.IsCancellationRequested, this);
        int tokens = await Counter.CountAsync(prompt, isPrompt: true, cancellationToken);
        if (tokens + 1 > Model.MaxContextTokens)
        {
            throw new ContextOverflowException(tokens + 1, Model.MaxContextTokens);
        }

        int[] slots = await _slots.TakeAsync(paths.Count, cancellationToken);
        Counters.AddPrefilled(tokens);
        Counters.AddForked(tokens * (paths.Count - 1));
        return [.. paths.Select((path, i) => Open(new TokenLedger(prompt, tokens), path, slots[i], prompt.Length))];
    }

    public async ValueTask DisposeAsync()
    {
        if (!_stopping.IsCancellationRequested)
        {
            _slots.Dispose();
            await _stopping.CancelAsync();
            _stopping.Dispose();
            Client.Dispose();
        }
    }

    internal async ValueTask<IGeneration> ForkAsync(
        TokenLedger context, GenerationSettings settings, int promptLength, CancellationToken cancellationToken)
    {
        int[] slots = await _slots.TakeAsync(1, cancellationToken);
        Counters.AddForked(context.TokenCount);
        return Open(context.Clone(), settings, slots[0], promptLength);
    }

    internal void Return(int slot) => _slots.Return(slot);

    internal void Notify(CompletionsNotice notice) => _onNotice(notice);

    private OpenAIGeneration Open(TokenLedger context, GenerationSettings settings, int slot, int promptLength)
        => new(this, new RemotePath(settings, context, Client.Servers, Options), slot, promptLength);
}
