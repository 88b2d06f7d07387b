using System.Text.RegularExpressions;

namespace LeaP.Evaluation.Grading;

/// <summary>Takes from an answer what says how it looks and not what it is: dollar signs, sizes of brackets, kinds of spaces.</summary>
internal static partial class AnswerLayout
{
    /// <summary>The answer without layout; spaces that are left are single.</summary>
    /// <param name="answer">An answer as it was written.</param>
    public static string Remove(string answer)
    {
        string text = answer.Replace('−', '-').Replace(@"\%", "%", StringComparison.Ordinal).Replace("{,}", ",", StringComparison.Ordinal);
        text = Dollars().Replace(text, "");
        text = Invisible().Replace(text, "");
        text = Fractions().Replace(text, @"\frac");
        text = Spaces().Replace(text, " ").Trim();
        text = Emphasis().Replace(text, "$1");
        text = AroundOperators().Replace(text, "$1");
        text = Naming().Replace(Unwrapped(text.TrimEnd('.').Trim()), "");
        return Unwrapped(text.Trim());
    }

    private static string Unwrapped(string text)
    {
        while (text.Length > 1 && text[0] == '{' && ClosesLast(text))
        {
            text = text[1..^1].Trim();
        }

        return text;
    }

    private static bool ClosesLast(string text)
    {
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
            if (depth == 0)
            {
                return i == text.Length - 1;
            }
        }

        return false;
    }

    [GeneratedRegex(@"\\?\$|\\[()\[\]]")]
    private static partial Regex Dollars();

    [GeneratedRegex(@"\\(?:left|right|displaystyle|textstyle|bigl|bigr|Bigl|Bigr|big|Big|limits)(?![A-Za-z])\.?|\\!|\u200B|\u2060")]
    private static partial Regex Invisible();

    [GeneratedRegex(@"\\[dtc]frac(?![A-Za-z])")]
    private static partial Regex Fractions();

    [GeneratedRegex(@"(?:\\[,;: ]|\\\\|\\q?quad(?![A-Za-z])|~|\s)+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^(?:\*\*|__|`)(.*?)(?:\*\*|__|`)\.?$")]
    private static partial Regex Emphasis();

    // Between digits a space may separate thousands, and behind a command it ends the command's name.
    [GeneratedRegex(@" ?([-/^=+]|\\times|\\cdot|×|·) ?|(?<=[({\[])()\s|\s(?=[)}\]%])()")]
    private static partial Regex AroundOperators();

    [GeneratedRegex(@"^[A-Za-z](?:_(?:[A-Za-z0-9]|\{[^{}]*\}))?=(?=[^=]*$)")]
    private static partial Regex Naming();
}
