using System.Text.Json;

namespace LeaP.Inference.OpenAI;

/// <summary>Reads the pieces of a streamed completion as vLLM, SGLang and llama-server write them.</summary>
internal static class CompletionChunkParser
{
    /// <summary>Reads the data of one server-sent event.</summary>
    /// <param name="data">The data.</param>
    /// <exception cref="FormatException">It is no piece of a completion.</exception>
    public static CompletionChunk Parse(ReadOnlySpan<byte> data)
    {
        if (data.SequenceEqual("[DONE]"u8))
        {
            return new CompletionChunk { IsEnd = true };
        }

        try
        {
            var reader = new Utf8JsonReader(data);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            return Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new FormatException("A piece of the stream is no JSON object of a completion.", exception);
        }
    }

    private static CompletionChunk Read(JsonElement root)
    {
        if (root.TryGetProperty("error", out JsonElement error) && error.ValueKind != JsonValueKind.Null)
        {
            return ReadError(error);
        }

        CompletionUsage? usage = ReadUsage(root);
        if (!root.TryGetProperty("choices", out JsonElement choices) || choices.GetArrayLength() == 0)
        {
            return new CompletionChunk { Usage = usage };
        }

        JsonElement choice = choices[0];
        return new CompletionChunk
        {
            Text = Text(choice, "text") ?? "",
            FinishReason = Text(choice, "finish_reason"),
            Usage = usage,
            LogProbabilities = choice.TryGetProperty("logprobs", out JsonElement found) ? ReadLogProbabilities(found) : [],
        };
    }

    private static CompletionChunk ReadError(JsonElement error) => error.ValueKind == JsonValueKind.Object
        ? new CompletionChunk
        {
            Error = Text(error, "message") ?? "an error without a message",
            ErrorCode = Number(error, "code"),
        }
        : new CompletionChunk { Error = error.ToString() };

    private static CompletionUsage? ReadUsage(JsonElement root) =>
        root.TryGetProperty("usage", out JsonElement usage)
        && usage.ValueKind == JsonValueKind.Object
        && Number(usage, "prompt_tokens") is { } prompt
        && Number(usage, "completion_tokens") is { } completion
            ? new CompletionUsage(prompt, completion)
            : null;

    // Two shapes are about: a list of numbers, and a list of objects with one number each.
    private static List<double> ReadLogProbabilities(JsonElement found)
    {
        var values = new List<double>();
        if (found.ValueKind != JsonValueKind.Object)
        {
            return values;
        }

        if (found.TryGetProperty("token_logprobs", out JsonElement plain) && plain.ValueKind == JsonValueKind.Array)
        {
            values.AddRange(plain.EnumerateArray().Where(IsNumber).Select(value => value.GetDouble()));
        }
        else if (found.TryGetProperty("content", out JsonElement tokens) && tokens.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement token in tokens.EnumerateArray())
            {
                if (token.TryGetProperty("logprob", out JsonElement value) && IsNumber(value))
                {
                    values.Add(value.GetDouble());
                }
            }
        }

        return values;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static int? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && IsNumber(value) && value.TryGetInt32(out int number)
            ? number
            : null;

    private static bool IsNumber(JsonElement value) => value.ValueKind == JsonValueKind.Number;
}
