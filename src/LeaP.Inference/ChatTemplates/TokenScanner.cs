using System.Globalization;
using System.Text;

namespace LeaP.Inference.ChatTemplates;

/// <summary>Cuts the inside of a tag into tokens.</summary>
internal static class TokenScanner
{
    private static readonly string[] Signs =
        ["**", "//", "==", "!=", "<=", ">=", "<", ">", "=", "+", "-", "*", "/", "%", "~", "|", ".", ",", ":", "(", ")", "[", "]", "{", "}"];

    public static List<TemplateToken> Scan(TemplatePart part)
    {
        var tokens = new List<TemplateToken>();
        string text = part.Text;
        int at = 0;
        while (at < text.Length)
        {
            char first = text[at];
            if (char.IsWhiteSpace(first))
            {
                at++;
            }
            else if (first is '\'' or '"')
            {
                tokens.Add(new(TemplateToken.Kinds.Text, ScanText(text, ref at, part.Line)));
            }
            else if (char.IsLetter(first) || first == '_')
            {
                int start = at;
                while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_'))
                {
                    at++;
                }

                tokens.Add(new(TemplateToken.Kinds.Name, text[start..at]));
            }
            else if (char.IsAsciiDigit(first))
            {
                tokens.Add(ScanNumber(text, ref at));
            }
            else
            {
                string sign = Signs.FirstOrDefault(sign => string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0)
                    ?? throw new ChatTemplateException($"Line {part.Line}: the sign '{first}' is not supported.");
                tokens.Add(new(TemplateToken.Kinds.Sign, sign));
                at += sign.Length;
            }
        }

        return tokens;
    }

    private static TemplateToken ScanNumber(string text, ref int at)
    {
        int start = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || (text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))))
        {
            at++;
        }

        string digits = text[start..at];
        object value = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long whole)
            ? (object)whole
            : double.Parse(digits, CultureInfo.InvariantCulture);
        return new(TemplateToken.Kinds.Number, digits, value);
    }

    private static string ScanText(string text, ref int at, int line)
    {
        char quote = text[at++];
        var value = new StringBuilder();
        while (at < text.Length && text[at] != quote)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
                AppendEscape(value, text, ref at, line);
            }
            else
            {
                value.Append(text[at++]);
            }
        }

        at++;
        return at <= text.Length ? value.ToString() : throw new ChatTemplateException($"Line {line}: a string has no end.");
    }

    private static void AppendEscape(StringBuilder value, string text, ref int at, int line)
    {
        char escape = text[at++];
        int digits = escape switch { 'x' => 2, 'u' => 4, _ => 0 };
        if (digits > 0)
        {
            if (at + digits > text.Length
                || !int.TryParse(text.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code))
            {
                throw new ChatTemplateException($"Line {line}: '\\{escape}' needs {digits} hexadecimal digits.");
            }

            value.Append((char)code);
            at += digits;
            return;
        }

        _ = escape switch
        {
            'n' => value.Append('\n'),
            't' => value.Append('\t'),
            'r' => value.Append('\r'),
            '\\' or '\'' or '"' => value.Append(escape),
            '\n' => value,
            _ => value.Append('\\').Append(escape),
        };
    }
}
