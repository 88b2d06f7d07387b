namespace LeaP.Reasoning.Answers;

/// <summary>Names of the answer formats that ship with the product.</summary>
public static class AnswerFormatNames
{
    /// <summary><see cref="BoxedAnswer"/>.</summary>
    public const string Boxed = "boxed";

    /// <summary><see cref="ChoiceAnswer"/>.</summary>
    public const string Choice = "choice";

    /// <summary><see cref="TextAnswer"/>.</summary>
    public const string Text = "text";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Boxed, Choice, Text];
}
