using System.Collections.Concurrent;

namespace LeaP.Inference.OpenAI;

/// <summary>
/// Counts tokens: by the servers' <c>/tokenize</c> where they have it, else by <see cref="TokenEstimate"/>. A count that
/// no server gives in time is estimated too, and the notice says so.
/// </summary>
internal sealed class TokenCounter
{
    private const int MaxRemembered = 256;
    private const int LongestRemembered = 4096;

    private readonly CompletionsClient _client;
    private readonly bool _servers;
    private readonly Action<CompletionsNotice> _onNotice;
    private readonly ConcurrentDictionary<string, int> _remembered = new(StringComparer.Ordinal);

    /// <param name="client">Reaches the servers.</param>
    /// <param name="servers">Whether they count tokens.</param>
    /// <param name="onNotice">Hears of servers that did not.</param>
    public TokenCounter(CompletionsClient client, bool servers, Action<CompletionsNotice> onNotice)
    {
        _client = client;
        _servers = servers;
        _onNotice = onNotice;
    }

    /// <summary>Tokens of a text on its own. Holds the thread for a text it has not met lately.</summary>
    public int Count(string text)
    {
        if (text.Length == 0 || !_servers)
        {
            return TokenEstimate.Of(text);
        }

        if (_remembered.TryGetValue(text, out int known))
        {
            return known;
        }

        foreach (Uri server in _client.Servers)
        {
            try
            {
                if (_client.Count(server, text, withSpecialTokens: false) is { } tokens)
                {
                    return Remember(text, tokens);
                }
            }
            catch (CompletionsException exception)
            {
                _onNotice(new CompletionsNotice(server, exception.Message, TimeSpan.Zero));
            }
        }

        return TokenEstimate.Of(text);
    }

    /// <summary>Tokens of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isPrompt">Whether it begins a context, where servers put tokens of their own.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<int> CountAsync(string text, bool isPrompt, CancellationToken cancellationToken)
    {
        if (text.Length == 0 || !_servers)
        {
            return TokenEstimate.Of(text);
        }

        if (!isPrompt && _remembered.TryGetValue(text, out int known))
        {
            return known;
        }

        foreach (Uri server in _client.Servers)
        {
            try
            {
                if (await _client.CountAsync(server, text, isPrompt, cancellationToken) is { } tokens)
                {
                    return isPrompt ? tokens : Remember(text, tokens);
                }
            }
            catch (CompletionsException exception)
            {
                _onNotice(new CompletionsNotice(server, exception.Message, TimeSpan.Zero));
            }
        }

        return TokenEstimate.Of(text);
    }

    private int Remember(string text, int tokens)
    {
        if (text.Length <= LongestRemembered)
        {
            if (_remembered.Count >= MaxRemembered)
            {
                _remembered.Clear();
            }

            _remembered[text] = tokens;
        }

        return tokens;
    }
}
