using LeaP.Inference.Engines;
using LeaP.Reasoning.Prompts;

namespace LeaP.Worker.Models;

/// <summary>A model that is ready to reason.</summary>
/// <param name="Id">Name clients ask for.</param>
/// <param name="Engine">The engine that runs it.</param>
/// <param name="Profile">Its wording.</param>
internal sealed record LoadedModel(string Id, IModelEngine Engine, PromptProfile Profile);
