using System.Runtime.InteropServices;
using System.Text;
using LeaP.Inference.Engines;
using LeaP.Inference.Text;
using LeaP.Inference.Tokenizers;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>
/// Tokens and text of one path. The KV cache may lag behind: tokens from <see cref="CachedCount"/> on are pending and
/// go through the model with the next run. The last drawn token is always pending. Changed by the decode loop only.
/// </summary>
internal sealed class PathContext
{
    private readonly ByteLevelTokenizer _tokenizer;
    private readonly List<ContextToken> _tokens;
    private readonly TextBuffer _text;
    private readonly StringBuilder _decoded = new();
    private PieceDecoder _decoder;

    public PathContext(ByteLevelTokenizer tokenizer, int slot, int maxTokens, int promptLength)
        : this(tokenizer, slot, maxTokens, promptLength, [], new TextBuffer(), new PieceDecoder(), new SessionShare())
    {
    }

    private PathContext(
        ByteLevelTokenizer tokenizer,
        int slot,
        int maxTokens,
        int promptLength,
        List<ContextToken> tokens,
        TextBuffer text,
        PieceDecoder decoder,
        SessionShare share)
    {
        _tokenizer = tokenizer;
        _tokens = tokens;
        _text = text;
        _decoder = decoder;
        Slot = slot;
        MaxTokens = maxTokens;
        PromptLength = promptLength;
        Share = share;
    }

    public int Slot { get; }

    /// <summary>The paths it was started with.</summary>
    public SessionShare Share { get; }

    /// <summary>Where its KV lies; negative when it has none.</summary>
    public int Seat { get; set; } = -1;

    public bool IsSeated => Seat >= 0;

    /// <summary>Jobs that work on it now.</summary>
    public int Jobs { get; set; }

    public bool IsBusy => Jobs > 0;

    public int MaxTokens { get; }

    /// <summary>Characters that a rewind cannot take away.</summary>
    public int PromptLength { get; }

    public TextBuffer Text => _text;

    public int TokenCount => _tokens.Count;

    /// <summary>Tokens at the start that are in the KV cache.</summary>
    public int CachedCount { get; private set; }

    /// <summary>Tokens at the start that were in the KV cache before it was given up.</summary>
    private int LostCount { get; set; }

    public int PendingCount => _tokens.Count - CachedCount;

    public bool IsFull => _tokens.Count >= MaxTokens;

    /// <summary>Whether the last tokens hold bytes that are no whole character yet.</summary>
    public bool IsOpen => _decoder.IsOpen;

    /// <summary>Logits behind the last token; null when no token is cached up to there or they were not kept.</summary>
    public float[]? Logits { get; set; }

    /// <summary>The tokens; valid until the next change.</summary>
    public ReadOnlySpan<ContextToken> Tokens => CollectionsMarshal.AsSpan(_tokens);

    /// <summary>The tokens that are not in the KV cache yet.</summary>
    public ReadOnlySpan<ContextToken> Pending => Tokens[CachedCount..];

    /// <summary>Appends text that was encoded as <paramref name="ids"/>. Bytes held back are dropped with their tokens.</summary>
    /// <param name="ids">The tokens.</param>
    /// <param name="text">The text, where the tokens spell it in another form; null for what they spell.</param>
    /// <exception cref="ContextOverflowException">It does not fit; nothing has changed.</exception>
    public ContextCheckpoint Append(List<int> ids, string? text = null)
    {
        int keep = LastBoundary(_text.Length);
        if (keep + ids.Count > MaxTokens)
        {
            throw new ContextOverflowException(keep + ids.Count, MaxTokens);
        }

        var checkpoint = new ContextCheckpoint(
            keep, [.. _tokens[keep..]], _decoder.Clone(), _text.Length, CachedCount, Logits);
        CutTokens(keep);
        AddText(ids, text);
        return checkpoint;
    }

    /// <summary>Takes an append back.</summary>
    public void Restore(ContextCheckpoint checkpoint)
    {
        CutTokens(checkpoint.TokenCount);
        _text.Truncate(checkpoint.TextLength);
        _tokens.AddRange(checkpoint.Dropped);
        _decoder = checkpoint.Decoder;
        CachedCount = Math.Min(checkpoint.CachedCount, checkpoint.TokenCount);
        Logits = checkpoint.Dropped.Length == 0 ? checkpoint.Logits : null;
    }

    /// <summary>Adds a drawn token.</summary>
    /// <returns>Where the text that became certain with it starts.</returns>
    public int AddDrawn(int id)
    {
        int start = _text.Length;
        AddToken(id, isCounted: true);
        return start;
    }

    /// <summary>Ends the text: bytes held back become U+FFFD.</summary>
    /// <returns>Where the new text starts.</returns>
    public int Flush()
    {
        int start = _text.Length;
        if (_decoder.IsOpen)
        {
            _decoded.Clear();
            _decoder.Flush(_decoded);
            _text.Append(_decoded.ToString());
            _tokens[^1] = _tokens[^1] with { TextEnd = _text.Length, IsBoundary = true };
        }

        return start;
    }

    /// <summary>Shortens the text. What stays of a token that is cut is encoded anew and pending.</summary>
    /// <returns>Tokens dropped.</returns>
    /// <exception cref="ContextOverflowException">The part that stays takes more tokens than there is room for.</exception>
    public int Rewind(int textLength)
    {
        int keep = LastBoundary(textLength);
        int start = keep == 0 ? 0 : _tokens[keep - 1].TextEnd;
        List<int> rest = _tokenizer.Encode(_text.Span[start..textLength]);
        if (keep + rest.Count > MaxTokens)
        {
            throw new ContextOverflowException(keep + rest.Count, MaxTokens);
        }

        int dropped = _tokens.Count - keep;
        ReadOnlySpan<char> kept = _text.Span[start..textLength];
        string? spelled = _tokenizer.Respells(kept) ? kept.ToString() : null;
        CutTokens(keep);
        _text.Truncate(start);
        AddText(rest, spelled);
        return dropped;
    }

    /// <summary>Makes the last token pending again, to get the logits behind it.</summary>
    public void Uncache() => CachedCount = Math.Min(CachedCount, _tokens.Count - 1);

    /// <summary>Gives up the KV cache: every token is pending again.</summary>
    public void Evict()
    {
        LostCount = Math.Max(LostCount, CachedCount);
        CachedCount = 0;
        Seat = -1;
    }

    /// <summary>How many of the next pending tokens were in the KV cache before it was given up.</summary>
    public int LostAmong(int count) => Math.Clamp(LostCount - CachedCount, 0, count);

    /// <summary>Marks pending tokens as cached.</summary>
    /// <returns>How many of them no counter had yet.</returns>
    public int Cached(int count)
    {
        int uncounted = 0;
        foreach (ref ContextToken token in CollectionsMarshal.AsSpan(_tokens).Slice(CachedCount, count))
        {
            uncounted += token.IsCounted ? 0 : 1;
            token = token with { IsCounted = true };
        }

        CachedCount += count;
        LostCount = CachedCount >= LostCount ? 0 : LostCount;
        return uncounted;
    }

    /// <summary>A copy for another slot; its KV rows must be copied too.</summary>
    public PathContext Clone(int slot)
        => new(_tokenizer, slot, MaxTokens, PromptLength, [.. _tokens], _text.Clone(), _decoder.Clone(), Share)
        {
            CachedCount = CachedCount,
            LostCount = LostCount,
            Logits = Logits,
        };

    /// <summary>Tokens up to the last one that ends a character at or before <paramref name="textLength"/>.</summary>
    private int LastBoundary(int textLength)
    {
        int keep = _tokens.Count;
        while (keep > 0 && !(_tokens[keep - 1].IsBoundary && _tokens[keep - 1].TextEnd <= textLength))
        {
            keep--;
        }

        return keep;
    }

    private void CutTokens(int keep)
    {
        if (keep < _tokens.Count)
        {
            _tokens.RemoveRange(keep, _tokens.Count - keep);
            CachedCount = Math.Min(CachedCount, keep);
            LostCount = Math.Min(LostCount, keep);
            Logits = null;
        }

        _decoder.Clear();
    }

    private void AddText(List<int> ids, string? text)
    {
        if (text is null)
        {
            foreach (int id in ids)
            {
                AddToken(id, isCounted: false);
            }

            return;
        }

        // Which token stands for which of its characters is not known, so that it can be cut at its ends only.
        foreach (int id in ids)
        {
            _tokens.Add(new ContextToken(id, _text.Length, IsBoundary: false, IsCounted: false));
        }

        _text.Append(text);
        _tokens[^1] = _tokens[^1] with { TextEnd = _text.Length, IsBoundary = true };
        Logits = null;
    }

    private void AddToken(int id, bool isCounted)
    {
        _decoded.Clear();
        _decoder.Append(_tokenizer.BytesOf(id), _decoded);
        foreach (ReadOnlyMemory<char> chunk in _decoded.GetChunks())
        {
            _text.Append(chunk.Span);
        }

        _tokens.Add(new ContextToken(id, _text.Length, !_decoder.IsOpen, isCounted));
        Logits = null;
    }
}
