using System.Text.RegularExpressions;
using LeaP.Evaluation.Grading;

namespace LeaP.Evaluation.Runs;

/// <summary>
/// The values a text states, by what they are values of: <c>#3 is 55</c>, <c>x = 1/2</c>, <c>the answer is 12</c>,
/// <c>\boxed{12}</c>. Two texts can be compared where they state values of the same thing.
/// </summary>
internal sealed partial class StatedValues
{
    private const string Answer = "answer";
    private static readonly HashSet<string> Pronouns =
        new(["it", "this", "that", "which", "what", "there", "he", "she", "they", "who", "one", "here"], StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, string> _first = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _last = new(StringComparer.OrdinalIgnoreCase);

    private StatedValues(string text)
    {
        foreach (Match match in Statement().Matches(text))
        {
            string name = match.Groups["box"].Success ? Answer : match.Groups["name"].Value;
            string value = (match.Groups["box"].Success ? match.Groups["box"] : match.Groups["value"]).Value;
            if (!Pronouns.Contains(name))
            {
                Newest = AnswerForm.Of(value).Text;
                _first.TryAdd(name, Newest);
                _last[name] = Newest;
            }
        }
    }

    /// <summary>The value stated last, in normal form; null when none is stated.</summary>
    public string? Newest { get; }

    /// <summary>The values of a text.</summary>
    /// <param name="text">The text.</param>
    public static StatedValues Of(string text) => new(text);

    /// <summary>What both state.</summary>
    /// <param name="other">Another text's values.</param>
    public IEnumerable<string> SharedWith(StatedValues other) => _last.Keys.Where(other._last.ContainsKey);

    /// <summary>Whether both say the same about a thing that both state, at last.</summary>
    /// <param name="other">Another text's values.</param>
    /// <param name="name">The thing.</param>
    public bool AgreesWith(StatedValues other, string name) => _last[name] == other._last[name];

    /// <summary>Whether a later text of the same path first says something else about a thing; saying nothing keeps it.</summary>
    /// <param name="later">The later text's values.</param>
    /// <param name="name">The thing, stated here.</param>
    public bool IsChangedBy(StatedValues later, string name) => later._first.TryGetValue(name, out string? value) && value != _last[name];

    [GeneratedRegex(
        @"\\boxed\s*\{(?<box>[^{}]*(?:\{[^{}]*\}[^{}]*)*)\}"
        + @"|(?<name>#\d+|\b[A-Za-z][A-Za-z0-9_']*(?:\([^()\s]{1,12}\))?)\s*(?:is|equals|=|:)\s*(?<value>[-+−]?(?:\\[dt]?frac\{\d+\}\{\d+\}|\d+(?:,\d{3})*(?:\.\d+)?(?:/\d+)?))")]
    private static partial Regex Statement();
}
