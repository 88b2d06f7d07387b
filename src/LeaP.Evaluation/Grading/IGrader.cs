using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.Paths;

namespace LeaP.Evaluation.Grading;

/// <summary>Finds a path's answer and says whether it is right. Implementations are pure and safe to share between threads.</summary>
public interface IGrader : INamed
{
    /// <summary>Grades a path.</summary>
    /// <param name="text">All of the path's text, which knows who wrote what.</param>
    /// <param name="reference">The right answer.</param>
    Verdict Grade(PathText text, ReferenceAnswer reference);
}
