using LeaP.Reasoning.Catalogs;

namespace LeaP.Evaluation.Grading;

/// <summary>The graders that ship with the product, by name.</summary>
public static class Graders
{
    /// <summary>One instance of each; an unknown name is an error that lists the known ones.</summary>
    public static NamedCatalog<IGrader> Catalog { get; } = new([new DefaultGrader(), new OfficialGrader()]);
}
