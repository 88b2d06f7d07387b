namespace LeaP.Reasoning.Prompts;

/// <summary>A prompt profile cannot be used; says everything that is wrong with it.</summary>
/// <param name="errors">One sentence a fault, each naming the field and what is allowed.</param>
public sealed class PromptProfileException(IReadOnlyList<string> errors)
    : Exception($"The prompt profile has {errors.Count} fault(s): {string.Join(" ", errors)}")
{
    /// <summary>One sentence a fault, each naming the field and what is allowed.</summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}
