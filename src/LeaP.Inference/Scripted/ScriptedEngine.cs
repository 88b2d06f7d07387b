using System.Globalization;
using LeaP.Inference.Engines;
using LeaP.Inference.Sampling;
using LeaP.Inference.Slots;

namespace LeaP.Inference.Scripted;

/// <summary>An engine whose text follows a fixed rule. Everything else behaves as with a model.</summary>
internal sealed class ScriptedEngine : IModelEngine
{
    private readonly ScriptedEngineOptions _options;
    private readonly TimeProvider _time;
    private readonly SlotPool _slots;
    private readonly CancellationTokenSource _stopping = new();

    public ScriptedEngine(ScriptedEngineOptions options, ModelLoadOptions load, TimeProvider time)
    {
        _options = options;
        _time = time;
        _slots = new SlotPool(load.SlotCount, typeof(ScriptedEngine));
        Stopping = _stopping.Token;
        Model = new ModelDescription(
            load.MaxContextTokens ?? options.MaxContextTokens, load.SlotCount, Fingerprint(options), new SamplingSettings());
    }

    public string Name => EngineNames.Scripted;

    public ModelDescription Model { get; }

    public EngineStatistics Statistics => Counters.Snapshot();

    internal EngineCounters Counters { get; } = new();

    /// <summary>Raised when the engine is disposed.</summary>
    internal CancellationToken Stopping { get; }

    public int CountTokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ScriptedTokens.Count(text);
    }

    public async ValueTask<IReadOnlyList<IGeneration>> StartAsync(
        string prompt, IReadOnlyList<GenerationSettings> paths, CancellationToken cancellationToken)
    {
        ArgumentChecks.Check(prompt, paths, Model.SlotCount);
        ScriptedContext context = new(Model.MaxContextTokens);
        int tokens = context.Append(prompt, 1);
        int[] slots = await _slots.TakeAsync(paths.Count, cancellationToken);
        Counters.AddPrefilled(tokens);
        Counters.AddForked(tokens * (paths.Count - 1));
        return [.. paths.Select((path, i) => Open(context.Clone(), path, slots[i], prompt.Length))];
    }

    public async ValueTask DisposeAsync()
    {
        if (!_stopping.IsCancellationRequested)
        {
            _slots.Dispose();
            await _stopping.CancelAsync();
            _stopping.Dispose();
        }
    }

    internal async ValueTask<IGeneration> ForkAsync(
        ScriptedContext context, GenerationSettings settings, int promptLength, CancellationToken cancellationToken)
    {
        int[] slots = await _slots.TakeAsync(1, cancellationToken);
        Counters.AddForked(context.TokenCount);
        return Open(context.Clone(), settings, slots[0], promptLength);
    }

    internal void Return(int slot) => _slots.Return(slot);

    /// <summary>Takes the time of one token; always lets others run.</summary>
    internal async ValueTask TakeTimeAsync(CancellationToken cancellationToken)
    {
        if (_options.TokenDelay > TimeSpan.Zero)
        {
            await Task.Delay(_options.TokenDelay, _time, cancellationToken);
        }
        else
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private ScriptedGeneration Open(ScriptedContext context, GenerationSettings settings, int slot, int promptLength)
        => new(this, context, new ScriptedWriter(_options, settings), slot, promptLength);

    private static string Fingerprint(ScriptedEngineOptions options)
    {
        string rule = string.Join(
            '\n',
            options.ThinkTokens.ToString(CultureInfo.InvariantCulture),
            options.ThinkTokensSpread.ToString(CultureInfo.InvariantCulture),
            options.SummaryTokens.ToString(CultureInfo.InvariantCulture),
            options.ThinkOpening,
            options.ThinkClosing,
            options.SummaryOpening,
            options.SummaryClosing);
        return StableHash.Of(rule, 0).ToString("x16", CultureInfo.InvariantCulture);
    }
}
