using LeaP.Reasoning.Paths;

namespace LeaP.Evaluation.Grading;

/// <summary>
/// The grader of the method's released code, its false positives included, to compare with numbers measured by it. It
/// reads all of a path's text, prompt and peers too, and takes parts of answers as answers; use
/// <see cref="DefaultGrader"/> to know how often a path is right.
/// </summary>
public sealed class OfficialGrader : IGrader
{
    /// <inheritdoc/>
    public string Name => GraderNames.Official;

    /// <inheritdoc/>
    public Verdict Grade(PathText text, ReferenceAnswer reference)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(reference);
        return Grade(text.ToString(), reference.Text);
    }

    /// <summary>Grades a completion.</summary>
    /// <param name="completion">Everything the path holds.</param>
    /// <param name="reference">The right answer.</param>
    public static Verdict Grade(string completion, string reference)
    {
        ArgumentNullException.ThrowIfNull(completion);
        ArgumentNullException.ThrowIfNull(reference);
        string text = completion.ToLowerInvariant();
        string right = reference.ToLowerInvariant();
        bool isNumber = OfficialText.IsNumber(OfficialText.Clean(right) ?? right);
        string? found = OfficialExtraction.Find(text, isNumber);
        return found is null
            ? new Verdict("", false)
            : new Verdict(OfficialText.Clean(found) ?? found, OfficialText.AreEquivalent(found, right));
    }
}
