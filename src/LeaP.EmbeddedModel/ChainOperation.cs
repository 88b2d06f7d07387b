using System.Globalization;

namespace LeaP.EmbeddedModel;

/// <summary>One step of a <see cref="ChainProblem"/>.</summary>
public readonly record struct ChainOperation
{
    /// <summary>Largest operand of any operator.</summary>
    public const int MaxOperand = 9;

    /// <summary>Makes a step.</summary>
    /// <param name="operator">What it does.</param>
    /// <param name="operand">1 to 9; 2 to 9 for <see cref="ChainOperator.Times"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The operand is outside its range.</exception>
    public ChainOperation(ChainOperator @operator, int operand)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(operand, SmallestOperand(@operator));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(operand, MaxOperand);
        Operator = @operator;
        Operand = operand;
    }

    /// <summary>What the step does.</summary>
    public ChainOperator Operator { get; }

    /// <summary>What it does it with: 1 to 9.</summary>
    public int Operand { get; }

    /// <summary>Smallest operand an operator takes.</summary>
    /// <param name="operator">The operator.</param>
    public static int SmallestOperand(ChainOperator @operator) => @operator == ChainOperator.Times ? 2 : 1;

    /// <summary>The value behind the step.</summary>
    /// <param name="value">The value before it, 0 to 99.</param>
    /// <returns>The new value's last two digits, 0 to 99.</returns>
    public int Apply(int value)
    {
        int result = Operator switch
        {
            ChainOperator.Add => value + Operand,
            ChainOperator.Minus => value - Operand + ChainProblem.Modulus,
            _ => value * Operand,
        };
        return result % ChainProblem.Modulus;
    }

    /// <summary>The step as a sentence, such as <c>Add 8.</c></summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Operator} {Operand}.");
}
