using System.Text.RegularExpressions;

namespace LeaP.Reasoning.Prompts;

/// <summary>The one form of problem a small model understands, and how its sentences are numbered for it. Immutable.</summary>
public sealed class ProblemForm
{
    // Takes time linear in the problem's length, whatever pattern a profile brings.
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private readonly Regex _pattern;

    /// <summary>Describes a form.</summary>
    /// <param name="pattern">Regular expression that every problem matches, without look-around and back-references.</param>
    /// <param name="description">One sentence for people: what the model can do.</param>
    /// <param name="example">A problem of this form.</param>
    /// <param name="sentencePrefix">Put before every sentence but the first, with <c>{0}</c> for its number; empty = nothing.</param>
    /// <exception cref="ArgumentException">The pattern is not a regular expression, or the example does not match it.</exception>
    /// <exception cref="NotSupportedException">The pattern uses look-around, back-references or huge repeats.</exception>
    public ProblemForm(string pattern, string description, string example, string sentencePrefix)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(example);
        ArgumentNullException.ThrowIfNull(sentencePrefix);
        _pattern = new Regex(pattern, Options);
        Pattern = pattern;
        Description = description;
        Example = example;
        SentencePrefix = sentencePrefix;
        if (!_pattern.IsMatch(example))
        {
            throw new ArgumentException("The example does not match the pattern.", nameof(example));
        }
    }

    /// <summary>Regular expression that every problem matches.</summary>
    public string Pattern { get; }

    /// <summary>One sentence for people: what the model can do.</summary>
    public string Description { get; }

    /// <summary>A problem of this form.</summary>
    public string Example { get; }

    /// <summary>Put before every sentence but the first, with <c>{0}</c> for its number; empty = nothing.</summary>
    public string SentencePrefix { get; }

    /// <summary>Says why a problem is not of this form, in words for its sender; nothing when it is.</summary>
    /// <param name="problem">The problem.</param>
    public string? Check(string problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return _pattern.IsMatch(problem)
            ? null
            : $"This model only understands problems of one form: {Description} For example: {Example}";
    }
}
