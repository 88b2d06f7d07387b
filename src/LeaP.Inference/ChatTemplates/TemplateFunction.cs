namespace LeaP.Inference.ChatTemplates;

/// <summary>Something that can be called.</summary>
/// <param name="Name">Its name, for complaints.</param>
/// <param name="Body">What it does.</param>
internal sealed record TemplateFunction(string Name, Func<CallArguments, object?> Body);
