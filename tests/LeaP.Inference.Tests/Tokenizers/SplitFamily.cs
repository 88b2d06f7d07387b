using System.Text.Json;

namespace LeaP.Inference.Tests.Tokenizers;

/// <summary>A family's pre-tokenizer, and what another implementation's patterns made of texts.</summary>
/// <param name="Family">Name of the family.</param>
/// <param name="PreTokenizer">The pre-tokenizer as its tokenizer.json has it.</param>
/// <param name="Vectors">Texts with their pieces.</param>
internal sealed record SplitFamily(string Family, JsonElement PreTokenizer, SplitVector[] Vectors);
