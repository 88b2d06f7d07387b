using System.Text.Json;

namespace LeaP.FunctionalTests.Replay;

/// <summary>Reads transcripts.json: whole runs of the released code with a scripted model.</summary>
internal sealed record TranscriptFile(TranscriptProfile Profile, IReadOnlyList<TranscriptRun> Runs)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static TranscriptFile Load()
    {
        string folder = Environment.GetEnvironmentVariable("LEAP_GOLDEN_DIR")
            ?? Path.Combine(AppContext.BaseDirectory, "Golden");
        string json = File.ReadAllText(Path.Combine(folder, "transcripts.json"));
        return JsonSerializer.Deserialize<TranscriptFile>(json, Options)
            ?? throw new InvalidDataException("transcripts.json is empty.");
    }
}
