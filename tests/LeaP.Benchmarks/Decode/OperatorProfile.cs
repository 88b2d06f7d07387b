using System.Text.Json;

namespace LeaP.Benchmarks.Decode;

/// <summary>A profile as ONNX Runtime writes it, added up by operator.</summary>
/// <param name="StepMilliseconds">Time of a run.</param>
/// <param name="Shares">Operators with their share of the runs' time, 0 to 1, the largest first; the rest is between operators.</param>
internal sealed record OperatorProfile(double StepMilliseconds, IReadOnlyList<(string Name, double Share)> Shares)
{
    /// <summary>Reads a profile.</summary>
    /// <param name="file">The file.</param>
    /// <param name="runs">Runs in it.</param>
    public static OperatorProfile Read(string file, int runs)
    {
        using JsonDocument events = JsonDocument.Parse(File.ReadAllBytes(file));
        double all = 0;
        var operators = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (JsonElement entry in events.RootElement.EnumerateArray())
        {
            string name = entry.GetProperty("name").GetString()!;
            double microseconds = entry.TryGetProperty("dur", out JsonElement duration) ? duration.GetDouble() : 0;
            if (name == "model_run")
            {
                all += microseconds;
            }
            else if (name.EndsWith("_kernel_time", StringComparison.Ordinal))
            {
                string key = NameOf(entry.GetProperty("args").GetProperty("op_name").GetString()!, name);
                operators[key] = operators.GetValueOrDefault(key) + microseconds;
            }
        }

        return new OperatorProfile(
            all / runs / 1000,
            [.. operators.OrderByDescending(pair => pair.Value).Select(pair => (pair.Key, pair.Value / all))]);
    }

    // The head is as large as many layers together.
    private static string NameOf(string operation, string node)
        => node.StartsWith("lm_head", StringComparison.Ordinal) ? operation + " of the head" : operation;
}
