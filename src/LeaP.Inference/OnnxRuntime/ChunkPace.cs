namespace LeaP.Inference.OnnxRuntime;

/// <summary>
/// How many pending tokens one run may take so that paths that draw do not wait for longer than a set time. Learns the
/// machine's speed from the runs themselves.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="longestStall">Longest time that paths that draw may wait for one run of pending tokens.</param>
internal sealed class ChunkPace(TimeProvider time, TimeSpan longestStall)
{
    /// <summary>Most tokens of one run; more make it no faster per token, and logits of all of them take memory.</summary>
    public const int MostTokens = 128;

    /// <summary>Fewest tokens of one run, so that a long prompt comes to its end on a slow machine too.</summary>
    public const int FewestTokens = 8;

    private const double Weight = 0.3;

    private double _secondsPerToken;

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>Tokens of the next run.</summary>
    /// <param name="othersDraw">Whether other paths wait for it.</param>
    public int Tokens(bool othersDraw)
    {
        if (!othersDraw || _secondsPerToken == 0)
        {
            return MostTokens;
        }

        double tokens = longestStall.TotalSeconds / _secondsPerToken;
        return (int)Math.Clamp(tokens, FewestTokens, MostTokens);
    }

    /// <summary>Runs tokens and learns from it.</summary>
    /// <param name="tokens">How many.</param>
    /// <param name="run">Runs them.</param>
    public void Measure(int tokens, Action run)
    {
        long start = time.GetTimestamp();
        run();
        double seconds = time.GetElapsedTime(start).TotalSeconds / tokens;
        _secondsPerToken = _secondsPerToken == 0 ? seconds : (Weight * seconds) + ((1 - Weight) * _secondsPerToken);
    }
}
