using System.Text.Json;

namespace LeaP.Inference.OpenAI;

/// <summary>Reads answers of <c>/tokenize</c>: <c>count</c> of vLLM and SGLang, or the length of <c>tokens</c>.</summary>
internal static class TokenCountAnswer
{
    /// <summary>The number of tokens; null when there was no answer.</summary>
    public static int? Read(Uri address, JsonDocument? answer)
    {
        if (answer is null)
        {
            return null;
        }

        JsonElement root = answer.RootElement;
        if (root.ValueKind == JsonValueKind.Object)
        {
            if (root.TryGetProperty("count", out JsonElement count)
                && count.ValueKind == JsonValueKind.Number && count.TryGetInt32(out int tokens) && tokens >= 0)
            {
                return tokens;
            }

            if (root.TryGetProperty("tokens", out JsonElement list) && list.ValueKind == JsonValueKind.Array)
            {
                return list.GetArrayLength();
            }
        }

        throw new CompletionsException($"{address} answered without a count and without tokens.");
    }
}
