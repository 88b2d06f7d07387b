namespace LeaP.Inference.ChatTemplates;

/// <summary>What a name stands for that has no value. It prints as nothing and counts as false; more cannot be done with it.</summary>
/// <param name="Name">The name.</param>
internal sealed record Undefined(string Name);
