namespace LeaP.Inference.Sampling;

/// <summary>Makes tokens of the context less likely, each once however often it stands there. Buffers are kept between calls.</summary>
internal sealed class RepetitionPenalty
{
    private float[] _adjusted = [];
    private bool[] _done = [];

    /// <summary>Applies the penalty.</summary>
    /// <param name="logits">The logits; they stay as they are.</param>
    /// <param name="seen">Ids of the context's tokens.</param>
    /// <param name="penalty">Divides positive logits and multiplies others.</param>
    /// <returns>The logits behind it; valid until the next call.</returns>
    public ReadOnlySpan<float> Apply(ReadOnlySpan<float> logits, ReadOnlySpan<int> seen, float penalty)
    {
        if (_adjusted.Length < logits.Length)
        {
            _adjusted = new float[logits.Length];
            _done = new bool[logits.Length];
        }

        Span<float> adjusted = _adjusted.AsSpan(0, logits.Length);
        logits.CopyTo(adjusted);
        foreach (int token in seen)
        {
            if (token < adjusted.Length && !_done[token])
            {
                _done[token] = true;
                adjusted[token] = adjusted[token] > 0 ? adjusted[token] / penalty : adjusted[token] * penalty;
            }
        }

        foreach (int token in seen)
        {
            if (token < adjusted.Length)
            {
                _done[token] = false;
            }
        }

        return adjusted;
    }
}
