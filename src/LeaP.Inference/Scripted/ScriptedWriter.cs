using LeaP.Inference.Engines;

namespace LeaP.Inference.Scripted;

/// <summary>
/// Decides the next token from nothing but the text so far and the path's settings, so that a path goes on in the
/// same way in another instance that was given the same text.
/// </summary>
internal sealed class ScriptedWriter
{
    private const int HashedTail = 256;
    private const int ShortestParagraph = 6;
    private const int LongestParagraph = 24;
    private const string BoxOpening = @"\boxed{";

    private readonly ScriptedEngineOptions _options;
    private readonly GenerationSettings _settings;
    private readonly ulong _salt;
    private readonly int _thinkTokens;

    public ScriptedWriter(ScriptedEngineOptions options, GenerationSettings settings)
    {
        _options = options;
        _settings = settings;
        _salt = settings.Seed + (0x9E3779B97F4A7C15 * (ulong)(settings.PathIndex + 1));
        _thinkTokens = options.ThinkTokens + (int)(StableHash.Of([], _salt) % (ulong)(options.ThinkTokensSpread + 1));
    }

    public ScriptedDraw Next(ReadOnlySpan<char> text)
    {
        ulong hash = StableHash.Of(text[^Math.Min(HashedTail, text.Length)..], _salt + (ulong)text.Length);
        double logProbability = -2.0 * (hash >> 40) / (1 << 24);
        return new ScriptedDraw(NextText(text, hash), logProbability);
    }

    private string? NextText(ReadOnlySpan<char> text, ulong hash)
    {
        int opening = text.LastIndexOf(_options.ThinkOpening.AsSpan());
        ReadOnlySpan<char> prompt = opening < 0 ? text : text[..opening];
        ReadOnlySpan<char> own = opening < 0 ? text : text[(opening + _options.ThinkOpening.Length)..];
        int closing = own.IndexOf(_options.ThinkClosing.AsSpan());
        if (closing >= 0)
        {
            return NextOfAnswer(prompt, own[(closing + _options.ThinkClosing.Length)..]);
        }

        if (own.EndsWith(BoxOpening, StringComparison.Ordinal))
        {
            return Answer(prompt) + "}";
        }

        int summary = own.LastIndexOf(_options.SummaryOpening.AsSpan());
        if (summary >= 0 && own[summary..].IndexOf(_options.SummaryClosing.AsSpan()) < 0)
        {
            ReadOnlySpan<char> written = own[(summary + _options.SummaryOpening.Length)..];
            return ScriptedTokens.Count(written) < _options.SummaryTokens ? Word(written, hash) : _options.SummaryClosing;
        }

        if (ScriptedTokens.Count(own) >= _thinkTokens)
        {
            return own.EndsWith(ScriptedTokens.BlankLine, StringComparison.Ordinal)
                ? _options.ThinkClosing
                : ScriptedTokens.BlankLine;
        }

        return NextOfParagraph(own, hash);
    }

    private static string NextOfParagraph(ReadOnlySpan<char> own, ulong hash)
    {
        int start = own.LastIndexOf(ScriptedTokens.BlankLine.AsSpan());
        ReadOnlySpan<char> paragraph = start < 0 ? own : own[(start + ScriptedTokens.BlankLine.Length)..];
        int words = ScriptedTokens.Count(paragraph);
        bool ends = words >= LongestParagraph || (words >= ShortestParagraph && (hash >> 32) % 8 == 0);
        return ends ? ScriptedTokens.BlankLine : Word(paragraph, hash);
    }

    private string? NextOfAnswer(ReadOnlySpan<char> prompt, ReadOnlySpan<char> written)
    {
        int box = written.LastIndexOf(BoxOpening.AsSpan());
        if (box >= 0)
        {
            ReadOnlySpan<char> inside = written[(box + BoxOpening.Length)..];
            return inside.Contains('}') ? null : inside.IsEmpty ? Answer(prompt) + "}" : "}";
        }

        string section = $"{ScriptedTokens.BlankLine}The answer is {BoxOpening}{Answer(prompt)}}}";
        ReadOnlySpan<char> rest = section.AsSpan().StartsWith(written, StringComparison.Ordinal)
            ? section.AsSpan(written.Length)
            : $" {BoxOpening}{Answer(prompt)}}}";
        return rest[..ScriptedTokens.FirstLength(rest)].ToString();
    }

    private string Answer(ReadOnlySpan<char> prompt)
        => (_options.Answer ?? ScriptedAnswers.Majority)(new ScriptedAnswerRequest(prompt.ToString(), _settings));

    private static string Word(ReadOnlySpan<char> before, ulong hash)
    {
        string word = ScriptedWords.All[(int)(hash % (ulong)ScriptedWords.All.Length)];
        return before.IsEmpty || char.IsWhiteSpace(before[^1]) ? word : " " + word;
    }
}
