using LeaP.Inference.OnnxRuntime;

namespace LeaP.Inference.Tests.Support;

/// <summary>Keeps what an engine drew from, and compares it with the reference.</summary>
internal sealed class LogitsRecorder
{
    private readonly List<(int[] Ids, float[] Logits)> _draws = [];

    public LogitsRecorder(OnnxEngine engine)
        => engine.Loop.Observer = (context, logits) => _draws.Add((context.Ids(), logits.ToArray()));

    public int Count => _draws.Count;

    /// <summary>Compares every <paramref name="step"/>th draw with a fresh prefill of the same tokens.</summary>
    public void ShouldEqualFreshPrefill(ReferenceModel reference, int step = 1, float tolerance = 1e-4f)
    {
        for (int i = 0; i < _draws.Count; i += step)
        {
            float[] expected = reference.LogitsBehind(_draws[i].Ids);
            float worst = 0;
            for (int token = 0; token < expected.Length; token++)
            {
                worst = Math.Max(worst, Math.Abs(expected[token] - _draws[i].Logits[token]));
            }

            worst.ShouldBeLessThan(tolerance, $"draw {i} behind {_draws[i].Ids.Length} tokens");
        }
    }
}
