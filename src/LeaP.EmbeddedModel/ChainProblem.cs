using System.Globalization;

namespace LeaP.EmbeddedModel;

/// <summary>
/// A problem the embedded model reads: a start value and a chain of steps, every value reduced to its last two
/// digits.
/// </summary>
public sealed class ChainProblem
{
    /// <summary>Values are kept modulo this.</summary>
    public const int Modulus = 100;

    /// <summary>Fewest steps the model reads.</summary>
    public const int MinOperations = 2;

    /// <summary>Most steps the model reads.</summary>
    public const int MaxOperations = 16;

    /// <summary>Makes a problem.</summary>
    /// <param name="start">Start value, 0 to 99.</param>
    /// <param name="operations">2 to 16 steps.</param>
    /// <exception cref="ArgumentOutOfRangeException">The start value or the number of steps is outside its range.</exception>
    public ChainProblem(int start, IReadOnlyList<ChainOperation> operations)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(start, Modulus);
        ArgumentNullException.ThrowIfNull(operations);
        ArgumentOutOfRangeException.ThrowIfLessThan(operations.Count, MinOperations, nameof(operations));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(operations.Count, MaxOperations, nameof(operations));
        Start = start;
        Operations = operations;
        Text = string.Create(CultureInfo.InvariantCulture, $"Start with {start}. {string.Join(' ', operations)}");
        Answer = operations
            .Aggregate(start, (value, operation) => operation.Apply(value))
            .ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Start value, 0 to 99.</summary>
    public int Start { get; }

    /// <summary>The steps in order.</summary>
    public IReadOnlyList<ChainOperation> Operations { get; }

    /// <summary>The problem as a client sends it, such as <c>Start with 47. Add 8. Times 3.</c></summary>
    public string Text { get; }

    /// <summary>The last value, 0 to 99, without leading zero.</summary>
    public string Answer { get; }
}
