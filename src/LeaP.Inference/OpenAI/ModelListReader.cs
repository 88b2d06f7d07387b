using System.Text.Json;

namespace LeaP.Inference.OpenAI;

/// <summary>Reads what servers say about their model.</summary>
internal static class ModelListReader
{
    /// <summary>The entry of a model in an answer of <c>/v1/models</c>.</summary>
    /// <exception cref="CompletionsException">It is not listed; the message names those that are.</exception>
    public static JsonElement Find(Uri server, JsonDocument? list, string model)
    {
        if (list is null || list.RootElement.ValueKind != JsonValueKind.Object
            || !list.RootElement.TryGetProperty("data", out JsonElement data) || data.ValueKind != JsonValueKind.Array)
        {
            throw new CompletionsException(
                $"{server} does not list its models under v1/models; BaseUrls must name roots of completions servers.");
        }

        var names = new List<string>();
        foreach (JsonElement entry in data.EnumerateArray())
        {
            if (entry.ValueKind == JsonValueKind.Object
                && entry.TryGetProperty("id", out JsonElement id) && id.ValueKind == JsonValueKind.String)
            {
                string name = id.GetString()!;
                if (name == model)
                {
                    return entry;
                }

                names.Add(name);
            }
        }

        throw new CompletionsException(
            $"{server} does not serve '{model}' (ServedModel). It serves: {string.Join(", ", names)}.");
    }

    /// <summary>Context in the entry of a model: <c>max_model_len</c> of vLLM and SGLang; null when missing.</summary>
    public static int? ContextOf(JsonElement entry) => Number(entry, "max_model_len");

    /// <summary>Context of a path in an answer of llama-server's <c>/props</c>; null when missing.</summary>
    public static int? ContextOf(JsonDocument? properties) =>
        properties is not null
        && properties.RootElement.ValueKind == JsonValueKind.Object
        && properties.RootElement.TryGetProperty("default_generation_settings", out JsonElement settings)
        && settings.ValueKind == JsonValueKind.Object
            ? Number(settings, "n_ctx")
            : null;

    private static int? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number > 0
            ? number
            : null;
}
