using LeaP.Inference.Engines;

namespace LeaP.Inference.Scripted;

/// <summary>What a scripted answer may depend on.</summary>
/// <param name="Prompt">The text before the last <see cref="ScriptedEngineOptions.ThinkOpening"/>; the whole text without one.</param>
/// <param name="Settings">Settings of the path.</param>
public sealed record ScriptedAnswerRequest(string Prompt, GenerationSettings Settings);
