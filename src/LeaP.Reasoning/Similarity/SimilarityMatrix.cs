namespace LeaP.Reasoning.Similarity;

/// <summary>How alike every two of the summaries of one round are; each pair is compared once. Immutable.</summary>
public sealed class SimilarityMatrix
{
    private readonly double[] _values;

    private SimilarityMatrix(int count, double[] values)
    {
        Count = count;
        _values = values;
    }

    /// <summary>How many summaries were compared.</summary>
    public int Count { get; }

    /// <summary>The similarity of two summaries, in [0, 1]; 1 on the diagonal.</summary>
    /// <param name="i">Position of one summary, from 0.</param>
    /// <param name="j">Position of the other, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A position is not in [0, <see cref="Count"/>).</exception>
    public double this[int i, int j]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)i, (uint)Count, nameof(i));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)j, (uint)Count, nameof(j));
            return _values[(i * Count) + j];
        }
    }

    /// <summary>The similarities among some of the summaries.</summary>
    /// <param name="positions">Their positions, in the order wanted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A position is not in [0, <see cref="Count"/>).</exception>
    public SimilarityMatrix Select(IReadOnlyList<int> positions)
    {
        ArgumentNullException.ThrowIfNull(positions);
        int count = positions.Count;
        var values = new double[count * count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                values[(i * count) + j] = this[positions[i], positions[j]];
            }
        }

        return new SimilarityMatrix(count, values);
    }

    /// <summary>Compares all summaries with each other.</summary>
    /// <param name="measure">How two are compared.</param>
    /// <param name="summaries">The summaries, in path order.</param>
    /// <exception cref="InvalidOperationException">The measure gave a value outside [0, 1].</exception>
    public static SimilarityMatrix Compute(ISimilarityMeasure measure, IReadOnlyList<string> summaries)
    {
        ArgumentNullException.ThrowIfNull(measure);
        ArgumentNullException.ThrowIfNull(summaries);
        int count = summaries.Count;
        var values = new double[count * count];
        for (int i = 0; i < count; i++)
        {
            values[(i * count) + i] = 1.0;
            for (int j = i + 1; j < count; j++)
            {
                double value = measure.Compute(summaries[i], summaries[j]);
                if (!(value >= 0.0 && value <= 1.0))
                {
                    throw new InvalidOperationException($"Similarity measure \"{measure.Name}\" gave {value}; allowed is 0 to 1.");
                }

                values[(i * count) + j] = value;
                values[(j * count) + i] = value;
            }
        }

        return new SimilarityMatrix(count, values);
    }
}
