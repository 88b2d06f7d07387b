using System.Text.RegularExpressions;

namespace LeaP.Reasoning.Answers;

/// <summary>The normal form of a mathematical answer.</summary>
internal static partial class MathText
{
    // One pass does for what models write; what a pass uncovers in mangled LaTeX takes another.
    private const int MostPasses = 16;

    // No answer is near this; a loop of tokens that is longer is not worth the time.
    private const int LongestAnswer = 4096;

    public static string Normalize(string answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.Length > LongestAnswer)
        {
            return answer.Trim();
        }

        string normal = Pass(answer);
        for (int passes = 1; passes < MostPasses && normal != answer; passes++)
        {
            answer = normal;
            normal = Pass(answer);
        }

        return normal;
    }

    private static string Pass(string answer)
    {
        string text = answer.Replace('−', '-').Replace(@"\$", "", StringComparison.Ordinal).Replace("$", "", StringComparison.Ordinal);
        text = text.Replace(@"\%", "%", StringComparison.Ordinal).Replace("{,}", ",", StringComparison.Ordinal);
        text = text.Replace(@"\\", " ", StringComparison.Ordinal);
        text = Layout().Replace(text, "");
        text = WideSpace().Replace(ThinSpace().Replace(text, " "), " ");
        text = Degrees().Replace(text, "");
        text = WithoutUnits(text);
        text = Unwrapped(text.Trim());
        text = Naming().Replace(text, "");
        text = Unwrapped(Spaces().Replace(text, "").Trim());
        return NormalizeNumber(text);
    }

    private static string WithoutUnits(string text)
    {
        string bare = TextGroup().Replace(text, "");
        return string.IsNullOrWhiteSpace(bare) ? TextGroup().Replace(text, "$1") : bare;
    }

    private static string Unwrapped(string text)
    {
        while (text.Length >= 2 && text[0] == '{' && ClosingBrace(text) == text.Length - 1)
        {
            text = text[1..^1].Trim();
        }

        return text;
    }

    private static int ClosingBrace(string text)
    {
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    private static string NormalizeNumber(string text)
    {
        bool percent = text.EndsWith('%');
        string number = (percent ? text[..^1] : text).TrimEnd();
        number = Grouped().IsMatch(number) ? Separator().Replace(number, "") : number;
        return Rational.TryParse(number, out Rational value)
            ? value + (percent ? "%" : "")
            : Fraction().Replace(text, @"\frac{$1$2}{$3$4}");
    }

    [GeneratedRegex(@"\\(?:(?:left|right|displaystyle|textstyle)(?![A-Za-z])|!)")]
    private static partial Regex Layout();

    [GeneratedRegex(@"\\[,;: ]|\\q?quad(?![A-Za-z])|~")]
    private static partial Regex ThinSpace();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WideSpace();

    [GeneratedRegex(@"\^\s*\{?\s*\\circ\s*\}?|°|\\degree(?![A-Za-z])")]
    private static partial Regex Degrees();

    [GeneratedRegex(@"\\(?:text|textbf|textit|textrm|mathrm|mathbf|mbox)\s*\{([^{}]*)\}(?:\^(?:\{[^{}]*\}|\d))?")]
    private static partial Regex TextGroup();

    [GeneratedRegex(@"^[A-Za-z]\s*=(?!=)\s*(?=[^=]*$)")]
    private static partial Regex Naming();

    // A space between digits or behind a command means something; elsewhere it is layout.
    [GeneratedRegex(@"(?<!\d)(?<!\\[A-Za-z]+)\s+|(?<=\d)\s+(?!\d)|(?<=\\[A-Za-z]+)\s+(?![A-Za-z])")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^[+-]?[0-9]{1,3}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)(?:\.[0-9]*)?$")]
    private static partial Regex Grouped();

    [GeneratedRegex("[, ]")]
    private static partial Regex Separator();

    // Inside a longer expression a fraction keeps its command, since 3\frac12 is not 31/2.
    [GeneratedRegex(@"\\[dt]?frac *(?:\{ *(-?[0-9]+) *\}|([0-9])) *(?:\{ *(-?[0-9]+) *\}|([0-9]))")]
    private static partial Regex Fraction();
}
