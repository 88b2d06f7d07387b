using LeaP.Inference.Sampling;

namespace LeaP.Inference.Tests.Sampling;

/// <summary>The sampling rules read literally: everything sorted, in double precision.</summary>
internal static class SlowSampler
{
    /// <summary>Tokens within rounding of the one that <paramref name="uniform"/> points at.</summary>
    public static HashSet<int> Allowed(float[] logits, SamplingSettings settings, double uniform)
    {
        const double Rounding = 1e-5;
        var allowed = new HashSet<int>();
        foreach (float shift in (float[])[-1e-5f, 0, 1e-5f])
        {
            SamplingSettings near = settings with { TopP = Math.Clamp(settings.TopP + (settings.TopP < 1 ? shift : 0), 1e-6f, 1) };
            double[] distribution = Distribution(logits, near);
            double mass = 0;
            foreach (int token in Order(logits, settings))
            {
                if (distribution[token] > 0 && uniform >= mass - Rounding && uniform <= mass + distribution[token] + Rounding)
                {
                    allowed.Add(token);
                }

                mass += distribution[token];
            }
        }

        return allowed;
    }

    /// <summary>Logits behind the penalty for tokens that the context holds.</summary>
    public static float[] Penalize(float[] logits, IEnumerable<int> seen, float penalty)
    {
        float[] adjusted = [.. logits];
        foreach (int token in seen.ToHashSet())
        {
            adjusted[token] = logits[token] > 0 ? logits[token] / penalty : logits[token] * penalty;
        }

        return adjusted;
    }

    /// <summary>Tokens in the order a draw walks through them: by id where nothing has to be sorted.</summary>
    private static IEnumerable<int> Order(float[] logits, SamplingSettings settings)
    {
        IEnumerable<int> ids = Enumerable.Range(0, logits.Length);
        return settings.TopK == 0 && settings.TopP >= 1
            ? ids
            : ids.OrderByDescending(token => logits[token]).ThenBy(token => token);
    }

    public static double[] Distribution(float[] logits, SamplingSettings settings)
    {
        double[] weights = [.. logits.Select(logit => Math.Exp((logit - logits.Max()) / settings.Temperature))];
        List<int> kept = [.. Enumerable.Range(0, logits.Length).OrderByDescending(token => logits[token]).ThenBy(token => token)];
        if (settings.TopK > 0)
        {
            kept = [.. kept.Take(settings.TopK)];
        }

        if (settings.TopP < 1)
        {
            double all = kept.Sum(token => weights[token]);
            double mass = 0;
            kept = [.. kept.TakeWhile(token =>
            {
                bool wanted = mass < settings.TopP * all;
                mass += weights[token];
                return wanted;
            })];
        }

        kept.RemoveAll(token => weights[token] < settings.MinP * weights[kept[0]]);
        double total = kept.Sum(token => weights[token]);
        double[] distribution = new double[logits.Length];
        kept.ForEach(token => distribution[token] = weights[token] / total);
        return distribution;
    }
}
