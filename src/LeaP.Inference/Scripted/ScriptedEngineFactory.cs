using LeaP.Inference.Engines;

namespace LeaP.Inference.Scripted;

/// <summary>Makes scripted engines. The model folder is ignored.</summary>
public sealed class ScriptedEngineFactory : IModelEngineFactory
{
    private readonly ScriptedEngineOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Makes the factory.</summary>
    /// <param name="options">What its engines write.</param>
    /// <param name="time">Clock of <see cref="ScriptedEngineOptions.TokenDelay"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    public ScriptedEngineFactory(ScriptedEngineOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ThinkTokens, 1, nameof(options.ThinkTokens));
        ArgumentOutOfRangeException.ThrowIfNegative(options.ThinkTokensSpread, nameof(options.ThinkTokensSpread));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.SummaryTokens, 1, nameof(options.SummaryTokens));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxContextTokens, 2, nameof(options.MaxContextTokens));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.TokenDelay, TimeSpan.Zero, nameof(options.TokenDelay));
        ArgumentException.ThrowIfNullOrWhiteSpace(options.ThinkOpening, nameof(options.ThinkOpening));
        ArgumentException.ThrowIfNullOrWhiteSpace(options.ThinkClosing, nameof(options.ThinkClosing));
        ArgumentException.ThrowIfNullOrWhiteSpace(options.SummaryOpening, nameof(options.SummaryOpening));
        ArgumentException.ThrowIfNullOrWhiteSpace(options.SummaryClosing, nameof(options.SummaryClosing));
        _options = options;
        _time = time;
    }

    /// <inheritdoc/>
    public string Name => EngineNames.Scripted;

    /// <inheritdoc/>
    public Task<IModelEngine> LoadAsync(ModelLoadOptions options, CancellationToken cancellationToken)
    {
        ArgumentChecks.Check(options);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IModelEngine>(new ScriptedEngine(_options, options, _time));
    }
}
