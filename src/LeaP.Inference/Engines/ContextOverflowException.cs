namespace LeaP.Inference.Engines;

/// <summary>A text does not fit into what is left of the model's context.</summary>
public sealed class ContextOverflowException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="neededTokens">Tokens the context would have to hold.</param>
    /// <param name="maxContextTokens">Tokens it can hold.</param>
    public ContextOverflowException(int neededTokens, int maxContextTokens)
        : base($"The text needs {neededTokens} tokens of context; the model has {maxContextTokens}.")
    {
        NeededTokens = neededTokens;
        MaxContextTokens = maxContextTokens;
    }

    /// <summary>Tokens the context would have to hold.</summary>
    public int NeededTokens { get; }

    /// <summary>Tokens the context can hold.</summary>
    public int MaxContextTokens { get; }
}
