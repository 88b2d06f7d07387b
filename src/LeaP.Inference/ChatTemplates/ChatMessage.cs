namespace LeaP.Inference.ChatTemplates;

/// <summary>A message of a conversation.</summary>
/// <param name="Role">Who speaks, such as <c>user</c>.</param>
/// <param name="Content">What is said.</param>
public sealed record ChatMessage(string Role, string Content);
