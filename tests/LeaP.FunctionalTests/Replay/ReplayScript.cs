namespace LeaP.FunctionalTests.Replay;

/// <summary>Answers each context with its recorded continuation. Shared by the engines of all workers.</summary>
internal sealed class ReplayScript
{
    private readonly Dictionary<string, List<string>> _outputs = new(StringComparer.Ordinal);

    public ReplayScript(IEnumerable<ReplayCall> calls)
    {
        foreach (ReplayCall call in calls)
        {
            if (!_outputs.TryGetValue(call.Prompt, out List<string>? outputs))
            {
                _outputs[call.Prompt] = outputs = [];
            }

            outputs.Add(call.Output);
        }
    }

    public bool Knows(string prompt) => _outputs.ContainsKey(prompt);

    /// <summary>Equal prompts hand out their outputs in path order: only the first prompt is common to all paths.</summary>
    public string Answer(string prompt, int pathIndex) =>
        _outputs.TryGetValue(prompt, out List<string>? outputs)
            ? outputs[outputs.Count == 1 ? 0 : pathIndex]
            : throw new InvalidOperationException($"Path {pathIndex} asked what was never asked: {prompt}");
}
