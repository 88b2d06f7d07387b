namespace LeaP.EmbeddedModel;

/// <summary>
/// Draws problems from a seed. Its random numbers (SplitMix64) are of another kind than those the model's training
/// set was drawn with (Mersenne Twister), so no seed here gives the training's sequence of problems.
/// </summary>
/// <param name="seed">Equal seeds give equal problems.</param>
public sealed class ChainProblemGenerator(long seed)
{
    // The mix of steps the model was trained on: multiplying is rarer.
    private static readonly ChainOperator[] Mix =
    [
        ChainOperator.Add, ChainOperator.Add, ChainOperator.Add,
        ChainOperator.Minus, ChainOperator.Minus, ChainOperator.Minus,
        ChainOperator.Times, ChainOperator.Times,
    ];

    private ulong _state = unchecked((ulong)seed);

    /// <summary>Draws the next problem.</summary>
    /// <param name="operations">Its number of steps, 2 to 16.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="operations"/> is outside its range.</exception>
    public ChainProblem Next(int operations)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(operations, ChainProblem.MinOperations);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(operations, ChainProblem.MaxOperations);
        int start = Below(ChainProblem.Modulus);
        var steps = new ChainOperation[operations];
        for (int i = 0; i < operations; i++)
        {
            ChainOperator chosen = Mix[Below(Mix.Length)];
            int smallest = ChainOperation.SmallestOperand(chosen);
            steps[i] = new ChainOperation(chosen, smallest + Below(ChainOperation.MaxOperand - smallest + 1));
        }

        return new ChainProblem(start, steps);
    }

    private int Below(int limit)
    {
        _state += 0x9E3779B97F4A7C15;
        ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        mixed ^= mixed >> 31;
        return (int)Math.BigMul(mixed, (ulong)limit, out _);
    }
}
