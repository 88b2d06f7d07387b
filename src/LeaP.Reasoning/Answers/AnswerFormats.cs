namespace LeaP.Reasoning.Answers;

/// <summary>The answer formats that ship with the product.</summary>
public static class AnswerFormats
{
    /// <summary>One instance of each.</summary>
    public static IReadOnlyList<IAnswerFormat> All { get; } = [new BoxedAnswer(), new ChoiceAnswer(), new TextAnswer()];
}
