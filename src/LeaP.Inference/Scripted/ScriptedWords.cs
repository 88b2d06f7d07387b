namespace LeaP.Inference.Scripted;

/// <summary>The words of scripted paragraphs.</summary>
internal static class ScriptedWords
{
    public static readonly string[] All =
    [
        "first", "take", "the", "number", "and", "add", "two", "then", "check", "whether", "it", "divides",
        "by", "three", "so", "we", "get", "seven", "which", "is", "prime", "next", "consider", "each", "case",
        "in", "turn", "because", "sum", "must", "be", "even", "that", "leaves", "only", "one", "value",
        "let", "me", "verify", "this", "step", "again", "product", "equals", "twelve", "hence", "remainder",
        "zero", "square", "both", "sides", "subtract", "multiply", "result", "smaller", "than", "ten",
    ];
}
