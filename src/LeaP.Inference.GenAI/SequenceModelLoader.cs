using LeaP.Inference.Engines;
using LeaP.Inference.Models;

namespace LeaP.Inference.GenAI;

/// <summary>Loads the model of a folder.</summary>
/// <param name="folder">The folder.</param>
/// <param name="options">How to load it.</param>
/// <param name="contextTokens">Longest sequence.</param>
/// <exception cref="ModelLoadException">It cannot be loaded; the message says why.</exception>
internal delegate ISequenceModel SequenceModelLoader(ModelFolder folder, ModelLoadOptions options, int contextTokens);
