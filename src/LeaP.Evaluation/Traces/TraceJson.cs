using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeaP.Evaluation.Traces;

/// <summary>Fine-tuning records as JSON, one line each.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TraceRecord))]
internal sealed partial class TraceJson : JsonSerializerContext
{
    // Tags and formulas stay readable; the lines go to files, never into a page.
    private static readonly TraceJson Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>A record as one line.</summary>
    /// <param name="record">The record.</param>
    public static string Line(TraceRecord record) => JsonSerializer.Serialize(record, Readable.TraceRecord);

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <exception cref="JsonException">It is not a record.</exception>
    public static TraceRecord Parse(string line) => JsonSerializer.Deserialize(line, Readable.TraceRecord)
        ?? throw new JsonException("The line holds no record.");
}
