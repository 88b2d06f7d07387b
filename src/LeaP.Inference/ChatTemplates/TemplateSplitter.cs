namespace LeaP.Inference.ChatTemplates;

/// <summary>
/// Cuts a template into text, outputs and statements, and takes white space away around them as chat templates are written
/// for: a statement swallows the line break behind it and the blanks before it on its line; a minus sign in a delimiter
/// swallows all white space on its side, a plus sign none.
/// </summary>
internal sealed class TemplateSplitter
{
    private const int DelimiterLength = 2;

    private readonly string _source;
    private readonly List<TemplatePart> _parts = [];
    private int _at;
    private bool _startsLine = true;

    private TemplateSplitter(string source)
        => _source = source.EndsWith('\n') ? source[..^1] : source;

    public static IReadOnlyList<TemplatePart> Split(string source)
    {
        // Jinja reads every kind of line break as one.
        var splitter = new TemplateSplitter(source.ReplaceLineEndings("\n"));
        while (splitter._at < splitter._source.Length)
        {
            splitter.Next();
        }

        return splitter._parts;
    }

    private void Next()
    {
        int open = FindOpening(_at);
        if (open < 0)
        {
            AddText(_source[_at..]);
            _at = _source.Length;
            return;
        }

        char kind = _source[open + 1];
        char sign = open + DelimiterLength < _source.Length ? _source[open + DelimiterLength] : ' ';
        AddText(BeforeTag(_source[_at..open], kind, sign));
        int start = open + DelimiterLength + (sign is '-' or '+' ? 1 : 0);
        int close = FindClosing(start, kind);
        char closingSign = close > start && _source[close - 1] is '-' or '+' ? _source[close - 1] : ' ';
        string inside = _source[start..(closingSign == ' ' ? close : close - 1)];
        int line = LineOf(open);
        _at = close + DelimiterLength;
        SkipBehindTag(kind, closingSign);
        if (kind == '%' && inside.Trim() == "raw")
        {
            AddRaw(line);
        }
        else if (kind != '#')
        {
            _parts.Add(new(kind == '{' ? TemplatePart.Kinds.Output : TemplatePart.Kinds.Statement, inside, line));
        }
    }

    private string BeforeTag(string text, char kind, char sign)
    {
        if (sign == '-')
        {
            return text.TrimEnd();
        }

        int lineStart = text.LastIndexOf('\n') + 1;
        bool blank = (lineStart > 0 || _startsLine) && string.IsNullOrWhiteSpace(text[lineStart..]);
        return kind != '{' && sign != '+' && blank ? text[..lineStart] : text;
    }

    private void SkipBehindTag(char kind, char sign)
    {
        int before = _at;
        if (sign == '-')
        {
            while (_at < _source.Length && char.IsWhiteSpace(_source[_at]))
            {
                _at++;
            }
        }
        else if (kind != '{' && sign != '+' && _at < _source.Length && _source[_at] == '\n')
        {
            _at++;
        }

        _startsLine = _at > before && _source[_at - 1] == '\n';
    }

    private void AddRaw(int line)
    {
        for (int open = _source.IndexOf("{%", _at, StringComparison.Ordinal); open >= 0; open = _source.IndexOf("{%", open + 1, StringComparison.Ordinal))
        {
            int close = _source.IndexOf("%}", open, StringComparison.Ordinal);
            if (close > 0 && _source[(open + DelimiterLength)..close].Trim('-', '+', ' ') == "endraw")
            {
                AddText(BeforeTag(_source[_at..open], '%', _source[open + DelimiterLength]));
                _at = close + DelimiterLength;
                SkipBehindTag('%', _source[close - 1]);
                return;
            }
        }

        throw new ChatTemplateException($"Line {line}: the tag 'raw' has no end.");
    }

    private void AddText(string text)
    {
        if (text.Length > 0)
        {
            _parts.Add(new(TemplatePart.Kinds.Text, text, LineOf(_at)));
        }
    }

    private int FindOpening(int from)
    {
        for (int at = _source.IndexOf('{', from); at >= 0 && at + 1 < _source.Length; at = _source.IndexOf('{', at + 1))
        {
            if (_source[at + 1] is '{' or '%' or '#')
            {
                return at;
            }
        }

        return -1;
    }

    // Inside an expression, a closing delimiter may stand in a string or end a nested dictionary.
    private int FindClosing(int from, char kind)
    {
        char first = kind == '{' ? '}' : kind;
        char quote = '\0';
        int depth = 0;
        for (int at = from; at + 1 < _source.Length; at++)
        {
            char here = _source[at];
            if (quote != '\0')
            {
                at += here == '\\' ? 1 : 0;
                quote = here == quote ? '\0' : quote;
            }
            else if (depth == 0 && here == first && _source[at + 1] == '}')
            {
                return at;
            }
            else if (kind != '#')
            {
                quote = here is '\'' or '"' ? here : '\0';
                depth += here == '{' ? 1 : here == '}' ? -1 : 0;
            }
        }

        throw new ChatTemplateException($"Line {LineOf(from)}: '{{{kind}' has no end.");
    }

    private int LineOf(int at) => 1 + _source.AsSpan(0, at).Count('\n');
}
