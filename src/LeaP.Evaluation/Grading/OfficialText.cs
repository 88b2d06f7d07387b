using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LeaP.Evaluation.Grading;

/// <summary>How the released grader cleans and compares answers.</summary>
internal static partial class OfficialText
{
    private const int ShortestPart = 3;
    private const string Root = @"\sqrt";
    private const string Fraction = @"\frac";

    /// <summary>Whether an answer counts as the right one.</summary>
    /// <param name="found">The answer, in lower case.</param>
    /// <param name="right">The right one, in lower case.</param>
    public static bool AreEquivalent(string found, string right)
    {
        string? p = Clean(found);
        string? r = Clean(right);
        if (p is null || r is null)
        {
            return string.Equals(found, right, StringComparison.Ordinal);
        }

        if (Number(p) is { } a && Number(r) is { } b)
        {
            return a == b;
        }

        string inner = r.Trim('$');
        if (r.Length > 1 && r[0] == '$' && r[^1] == '$' && !r[1..^1].Contains('$') && p.Trim('$').Contains(inner, StringComparison.Ordinal))
        {
            return true;
        }

        bool signed = p.StartsWith('-') || r.StartsWith('-');
        return string.Equals(p, r, StringComparison.Ordinal)
            || (!signed && IsPart(p, r))
            || (!signed && IsPart(r, p));
    }

    /// <summary>Whether the released grader takes a cleaned text as a number.</summary>
    /// <param name="text">The text.</param>
    public static bool IsNumber(string text) => Number(text) is not null;

    /// <summary>The cleaned answer; null where the released code breaks.</summary>
    /// <param name="answer">An answer in lower case.</param>
    public static string? Clean(string answer)
    {
        string text = DoubleBrackets().Replace(answer, @"\frac{$1}{$2}");
        text = Removed().Replace(text, "").Replace(@"\\", @"\", StringComparison.Ordinal);
        text = text.Replace("tfrac", "frac", StringComparison.Ordinal).Replace("dfrac", "frac", StringComparison.Ordinal);
        text = RemovedLater().Replace(text, "");
        string[] units = text.Split(@"\text{ ");
        if (units.Length > 2)
        {
            return null;
        }

        text = units[0].Replace(@"\%", "", StringComparison.Ordinal);
        text = text.Replace(" .", " 0.", StringComparison.Ordinal).Replace("{.", "{0.", StringComparison.Ordinal);
        if (text.Length == 0)
        {
            return text;
        }

        text = text[0] == '.' ? "0" + text : text;
        string[] sides = text.Split('=');
        text = sides.Length == 2 && sides[0].Length <= 2 ? sides[1] : text;
        if (Roots(text) is not { } rooted)
        {
            return null;
        }

        text = rooted.Replace(@"\quad", " ", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return Fractions(text) is not { } fractions ? null : Slash(fractions == "0.5" ? @"\frac{1}{2}" : fractions);
    }

    private static bool IsPart(string part, string whole) =>
        part.Length >= ShortestPart && !IsNumber(part) && whole.Contains(part, StringComparison.Ordinal);

    private static double? Number(string text)
    {
        string bare = PlainDigits(text.Trim('$').Trim().Replace("_", "", StringComparison.Ordinal));
        return bare switch
        {
            "nan" or "+nan" or "-nan" => double.NaN,
            "inf" or "+inf" or "infinity" or "+infinity" => double.PositiveInfinity,
            "-inf" or "-infinity" => double.NegativeInfinity,
            _ when Plain().IsMatch(bare) => double.Parse(bare, NumberStyles.Float, CultureInfo.InvariantCulture),
            _ => null,
        };
    }

    /// <summary>Digits of other scripts as those of ASCII: the released code reads both.</summary>
    private static string PlainDigits(string text) => Ascii.IsValid(text)
        ? text
        : string.Concat(text.EnumerateRunes().Select(rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber
            ? Rune.GetNumericValue(rune).ToString(CultureInfo.InvariantCulture)
            : rune.ToString()));

    private static string? Roots(string text)
    {
        string[] parts = text.Split(Root);
        return Array.Exists(parts[1..], part => part.Length == 0)
            ? null
            : parts[0] + string.Concat(parts[1..].Select(part => Root + (part[0] == '{' ? part : $"{{{part[0]}}}{part[1..]}")));
    }

    private static string? Fractions(string text)
    {
        string[] parts = text.Split(Fraction);
        var mended = new StringBuilder(parts[0]);
        foreach (string part in parts[1..])
        {
            if (part.Length == 0)
            {
                return null;
            }

            if (part[0] == '{')
            {
                mended.Append(Fraction).Append(part);
            }
            else if (part.Length == 1)
            {
                return text;
            }
            else
            {
                string bottom = part[1] == '{' ? part[1..] : $"{{{part[1]}}}{part[2..]}";
                mended.Append(Fraction).Append('{').Append(part[0]).Append('}').Append(bottom);
            }
        }

        return mended.ToString();
    }

    private static string Slash(string text) => Quotient().Replace(text, @"\frac{$1}{$2}");

    [GeneratedRegex(@"\(\((\d+)\)/\((\d+)\)\)")]
    private static partial Regex DoubleBrackets();

    [GeneratedRegex(@",|\n|\\!")]
    private static partial Regex Removed();

    [GeneratedRegex(@"\\left|\\right|\^\{\\circ\}|\^\\circ|\\\$")]
    private static partial Regex RemovedLater();

    [GeneratedRegex(@"^[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^(0|-?[1-9]\d*)/(0|-?[1-9]\d*)$")]
    private static partial Regex Quotient();
}
