namespace LeaP.Inference.ChatTemplates;

/// <summary>A list that prints as a tuple.</summary>
/// <param name="items">What it holds.</param>
internal sealed class TemplateTuple(IEnumerable<object?> items) : List<object?>(items);
