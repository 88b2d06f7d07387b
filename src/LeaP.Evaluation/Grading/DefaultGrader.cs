using LeaP.Reasoning.Answers;
using LeaP.Reasoning.Paths;

namespace LeaP.Evaluation.Grading;

/// <summary>
/// Looks only at what the path wrote itself, never at the prompt, a peer's words or text that was cut, and compares
/// numbers exactly by value. See <see cref="AnswerForm"/> for what is equal, and <see cref="AnswerFinder"/> for which
/// answer counts when a text names several.
/// </summary>
public sealed class DefaultGrader : IGrader
{
    private readonly ChoiceAnswer _choice = new();

    /// <inheritdoc/>
    public string Name => GraderNames.Default;

    /// <inheritdoc/>
    public Verdict Grade(PathText text, ReferenceAnswer reference)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(reference);
        return reference.IsChoice ? GradeChoice(text, reference) : GradeMath(text, reference);
    }

    private static Verdict GradeMath(PathText text, ReferenceAnswer reference)
    {
        var expected = AnswerForm.Of(reference.Text);
        return AnswerFinder.Find(text, expected.IsNumber) is { } found
            ? Compare(AnswerForm.Of(found), expected)
            : new Verdict("", false);
    }

    private static Verdict Compare(AnswerForm found, AnswerForm expected) => new(found.Text, found.Answers(expected));

    private Verdict GradeChoice(PathText text, ReferenceAnswer reference)
    {
        string letter = _choice.Extract(text) ?? ChoiceFinder.Find(text.OwnText) ?? "";
        string found = letter.Length == 0 ? "" : _choice.Normalize(letter);
        return new Verdict(found, found.Length > 0 && found == _choice.Normalize(reference.Text));
    }
}
