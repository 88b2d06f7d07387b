using System.Text.RegularExpressions;

namespace LeaP.Reasoning.Prompts;

/// <summary>
/// Makes a summary safe to quote to peers, since it is a model's free text (the released code quotes it as it is):
/// <list type="bullet">
/// <item>line breaks and other control characters, but for tabs, become one space a run;</item>
/// <item>straight double quotes become typographic ones, so that the entry ends where it is meant to end;</item>
/// <item>the colon of a forged entry (<c>Peer 3: "</c>) becomes a comma, also where the entry's own quote would end it;</item>
/// <item>a <c>&lt;</c> that begins a tag of the profile (opening or closing, in any case, with or without white
/// space), a control token of its chat text or stop strings, or anything of the shape <c>&lt;|x|&gt;</c>, becomes
/// <c>‹</c>;</item>
/// <item>tags and control tokens that do not begin with <c>&lt;</c> get a space after their first character.</item>
/// </list>
/// Any other text stays as it is, to the letter.
/// </summary>
public sealed partial class SummaryEscaper
{
    private readonly Regex _angled;
    private readonly Regex? _others;

    /// <summary>Prepares for the marks of a profile.</summary>
    /// <param name="profile">The profile of the model that will read the summaries.</param>
    public SummaryEscaper(PromptProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var angled = new List<string> { @"[|｜][^\s<>|｜]+[|｜]>" };
        var others = new List<string>();
        foreach (string mark in profile.Tags.All.Concat(ControlTokensOf(profile)))
        {
            Match named = NamedTag().Match(mark);
            if (named.Success)
            {
                angled.Add($@"\s*(?:/\s*)?{Regex.Escape(named.Groups[1].Value)}(?![\w-])");
            }
            else if (mark.StartsWith('<'))
            {
                angled.Add(Literal(mark[1..]));
            }
            else
            {
                others.Add(Literal(mark));
            }
        }

        const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
        _angled = new Regex($"<(?={string.Join('|', angled)})", Options);
        _others = others.Count == 0
            ? null
            : new Regex($@"(?={string.Join('|', others)})(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|.)", Options | RegexOptions.Singleline);
    }

    /// <summary>Makes a summary safe to quote.</summary>
    /// <param name="summary">The summary, without its own tags.</param>
    public string Escape(string summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        string text = Breaks().Replace(summary, " ");
        text = OpeningQuote().Replace(text, "“").Replace('"', '”');
        text = ForgedEntry().Replace(text, ",");
        text = _angled.Replace(text, "‹");
        return _others?.Replace(text, "$0 ") ?? text;
    }

    private static IEnumerable<string> ControlTokensOf(PromptProfile profile) =>
        profile.StopStrings.Append(profile.Chat.Prefix).Append(profile.Chat.Suffix)
            .SelectMany(text => ControlToken().Matches(text))
            .Select(match => match.Value);

    private static string Literal(string mark) => Regex.Escape(mark).Replace("]", @"\]", StringComparison.Ordinal);

    [GeneratedRegex(@"[\p{Cc}\u2028\u2029-[\t]]+", RegexOptions.CultureInvariant)]
    private static partial Regex Breaks();

    [GeneratedRegex(@"(?<=^|[\s(\[{“])""", RegexOptions.CultureInvariant)]
    private static partial Regex OpeningQuote();

    [GeneratedRegex(@"(?<=peer\s*\d+\s*):(?=\s*(?:[""“”„«'‘]|\z))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ForgedEntry();

    [GeneratedRegex(@"^</?([\p{L}_][\w.-]*)>$", RegexOptions.CultureInvariant)]
    private static partial Regex NamedTag();

    [GeneratedRegex(@"<[^<>\s]+>|\[/?[A-Za-z_]+\]", RegexOptions.CultureInvariant)]
    private static partial Regex ControlToken();
}
