using System.Text.Json;

namespace LeaP.Reasoning.Tests.Golden;

/// <summary>Vectors made by running the released code; LEAP_GOLDEN_DIR points to others of the same form.</summary>
internal static class GoldenFile
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static T Read<T>(string name)
    {
        string? given = Environment.GetEnvironmentVariable("LEAP_GOLDEN_DIR");
        string folder = string.IsNullOrEmpty(given) ? Path.Combine(AppContext.BaseDirectory, "Golden") : given;
        return JsonSerializer.Deserialize<T>(File.ReadAllText(Path.Combine(folder, name)), Options)
            ?? throw new InvalidDataException($"{name} holds nothing.");
    }
}
