using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.Paths;

namespace LeaP.Reasoning.Answers;

/// <summary>How an answer is found in a path's text and compared. Implementations are pure and safe to share between threads.</summary>
public interface IAnswerFormat : INamed
{
    /// <summary>
    /// Finds the answer in what the path itself wrote, never in the prompt or a peer's words; null when there is none.
    /// The answer is as it was written.
    /// </summary>
    /// <param name="text">The path's text.</param>
    string? Extract(PathText text);

    /// <summary>The form under which equal answers are equal texts; empty when nothing of the answer remains.</summary>
    /// <param name="answer">An answer as extracted, or a reference answer.</param>
    string Normalize(string answer);
}
