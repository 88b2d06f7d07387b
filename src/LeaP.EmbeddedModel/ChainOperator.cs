namespace LeaP.EmbeddedModel;

/// <summary>What one step of a <see cref="ChainProblem"/> does to the value.</summary>
public enum ChainOperator
{
    /// <summary>Adds 1 to 9.</summary>
    Add,

    /// <summary>Takes 1 to 9 away.</summary>
    Minus,

    /// <summary>Multiplies by 2 to 9.</summary>
    Times,
}
