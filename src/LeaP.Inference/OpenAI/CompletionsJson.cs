using System.Text.Json.Serialization;

namespace LeaP.Inference.OpenAI;

/// <summary>How bodies are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CompletionBody))]
[JsonSerializable(typeof(TokenizeBody))]
internal sealed partial class CompletionsJson : JsonSerializerContext;
