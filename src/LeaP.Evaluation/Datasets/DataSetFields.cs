namespace LeaP.Evaluation.Datasets;

/// <summary>Names of the fields of a data set. A field with another than its usual name must be there.</summary>
public sealed record DataSetFields
{
    /// <summary>Field with the problem's text.</summary>
    public string Problem { get; init; } = "problem";

    /// <summary>Field with the right answer: a text or a number; with options, the letter, the position from 0 or the text of the right one.</summary>
    public string Answer { get; init; } = "answer";

    /// <summary>Field with the options: a list of texts, or an object with a text for each letter. May be missing.</summary>
    public string Options { get; init; } = "options";

    /// <summary>Field with the problem's name. May be missing.</summary>
    public string Id { get; init; } = "id";
}
