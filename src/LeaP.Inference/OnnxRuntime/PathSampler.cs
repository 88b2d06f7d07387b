using System.Collections.Frozen;
using System.Runtime.InteropServices;
using LeaP.Inference.Engines;
using LeaP.Inference.Sampling;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>Draws one path's tokens with its settings and its own random numbers.</summary>
internal sealed class PathSampler
{
    private readonly FrozenSet<int> _endTokens;
    private readonly int _idCount;
    private readonly SamplingSettings _settings;
    private readonly PathRandom _random;
    private readonly List<int> _seen = [];

    /// <param name="endTokens">Tokens that end a sequence.</param>
    /// <param name="idCount">Ids that have a token; logits behind them are padding.</param>
    /// <param name="settings">Settings of the path.</param>
    public PathSampler(FrozenSet<int> endTokens, int idCount, GenerationSettings settings)
    {
        _endTokens = endTokens;
        _idCount = idCount;
        _settings = settings.Sampling;
        _random = new PathRandom(settings.Seed);
    }

    public bool IsEnd(int token) => _endTokens.Contains(token);

    /// <summary>Draws a token.</summary>
    /// <param name="sampler">The thread's own.</param>
    /// <param name="logits">Logits behind the context.</param>
    /// <param name="context">The context's tokens.</param>
    public TokenDraw Draw(TokenSampler sampler, ReadOnlySpan<float> logits, ReadOnlySpan<ContextToken> context)
    {
        _seen.Clear();
        if (_settings.RepetitionPenalty != 1)
        {
            foreach (ContextToken token in context)
            {
                _seen.Add(token.Id);
            }
        }

        return sampler.Draw(
            logits[..Math.Min(_idCount, logits.Length)],
            _settings,
            _random,
            CollectionsMarshal.AsSpan(_seen));
    }
}
