namespace LeaP.Evaluation.Grading;

/// <summary>Names of the graders that ship with the product.</summary>
public static class GraderNames
{
    /// <summary><see cref="DefaultGrader"/>.</summary>
    public const string Default = "default";

    /// <summary><see cref="OfficialGrader"/>.</summary>
    public const string Official = "official";
}
