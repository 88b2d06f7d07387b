using System.Text.RegularExpressions;
using LeaP.Reasoning.Paths;

namespace LeaP.Reasoning.Answers;

/// <summary>
/// A free-text answer: the content of the last box the path itself wrote; without a box, the last line with text in
/// its answer section, which is what stands behind the think-end tag or was written to a forced answer prompt. Two
/// answers are equal but for case, white space, surrounding quotes and a full stop.
/// </summary>
/// <param name="thinkEnd">The tag that ends the reasoning.</param>
public sealed partial class TextAnswer(string thinkEnd) : IAnswerFormat
{
    private const string UsualThinkEnd = "</think>";

    /// <summary>Takes the usual think-end tag.</summary>
    public TextAnswer()
        : this(UsualThinkEnd)
    {
    }

    /// <inheritdoc/>
    public string Name => AnswerFormatNames.Text;

    /// <inheritdoc/>
    public string? Extract(PathText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string own = text.OwnText;
        return Box.LastContent(own) ?? LastLine(AnswerSection(text, own));
    }

    /// <inheritdoc/>
    public string Normalize(string answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        string text = WhiteSpace().Replace(answer, " ").Trim(' ', '.', '"', '\'', '“', '”', '*', '`');
        return text.ToLowerInvariant();
    }

    private string AnswerSection(PathText text, string own)
    {
        string written = text.TextOf(TextKind.Answer);
        bool marked = !string.IsNullOrWhiteSpace(written);
        string source = marked ? written : own;
        int end = source.LastIndexOf(thinkEnd, StringComparison.Ordinal);
        return end >= 0 ? source[(end + thinkEnd.Length)..] : marked ? source : "";
    }

    private static string? LastLine(string section) =>
        section.Split('\n').Select(line => line.Trim()).LastOrDefault(line => line.Length > 0);

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex WhiteSpace();
}
