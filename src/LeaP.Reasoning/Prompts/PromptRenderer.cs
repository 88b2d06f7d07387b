using System.Globalization;
using System.Text;

namespace LeaP.Reasoning.Prompts;

/// <summary>Puts the text together that a path starts from.</summary>
public static class PromptRenderer
{
    private const string SentenceEnd = ". ";

    /// <summary>
    /// Renders the initial prompt: chat prefix, problem, a space and the instruction if there is one, chat suffix,
    /// opening.
    /// </summary>
    /// <param name="profile">The wording.</param>
    /// <param name="problem">The problem, as its sender wrote it.</param>
    /// <param name="mode">Whether the paths will hear peers.</param>
    /// <param name="answerFormat">Name of the answer format.</param>
    /// <exception cref="Catalogs.UnknownNameException">The profile does not offer the answer format.</exception>
    public static string Render(PromptProfile profile, string problem, PromptMode mode, string answerFormat)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(problem);
        string instruction = profile.InstructionFor(mode, answerFormat);
        var prompt = new StringBuilder(profile.Chat.Prefix);
        prompt.Append(NumberSentences(problem, profile.ProblemForm?.SentencePrefix ?? ""));
        if (instruction.Length > 0)
        {
            prompt.Append(' ').Append(instruction);
        }

        return prompt.Append(profile.Chat.Suffix)
            .Append(mode == PromptMode.Alone ? profile.PlainOpening : profile.Opening)
            .ToString();
    }

    private static string NumberSentences(string problem, string prefix)
    {
        if (prefix.Length == 0)
        {
            return problem;
        }

        string[] sentences = problem.Split(SentenceEnd);
        for (int i = 1; i < sentences.Length; i++)
        {
            sentences[i] = prefix.Replace("{0}", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) + sentences[i];
        }

        return string.Join(SentenceEnd, sentences);
    }
}
