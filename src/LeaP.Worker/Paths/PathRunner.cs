using LeaP.Inference.Engines;
using LeaP.Reasoning.Answers;
using LeaP.Reasoning.Paths;
using LeaP.Reasoning.Prompts;
using LeaP.Reasoning.Sessions;
using LeaP.Worker.Models;

namespace LeaP.Worker.Paths;

/// <summary>
/// Runs one path from where it stands to its answer: turns of reasoning, between them an exchange (cut, summary,
/// peers), at the end the answer section or the forced answer (section 2 of the paper).
/// </summary>
internal sealed class PathRunner(
    SessionOrder session,
    PathOrder order,
    LoadedModel model,
    IGeneration generation,
    ISummaryPromptSelector summaryPrompts,
    IAnswerFormat answerFormat,
    IPathReports reports,
    PeerMailbox peers,
    LiveText live)
{
    private readonly PromptProfile _profile = model.Profile;
    private readonly bool _hearsPeers =
        session.Mode is ReasoningModes.Leap or ReasoningModes.LeapT or ReasoningModes.LeapS;

    private readonly PathText _text = new(order.PriorText);
    private TokenCounts _usage = order.Usage;
    private PathConfidence? _confidence = order.Confidence;
    private int _reported;
    private int _ownStart;
    private int _begun;

    /// <summary>What the path drew so far, without its text: also of a generation that was cancelled.</summary>
    public PathReport Counts => new(order.Attempt, [], _usage) { Confidence = _confidence };

    /// <summary>Runs the path; its end is reported.</summary>
    /// <param name="cancellationToken">Stops it within one decode step; nothing more is reported then.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (order.PriorText.Count == 0)
        {
            _text.Append(TextKind.Prompt, generation.Text);
            _usage = _usage with { Prompt = generation.TokenCount };
            await BeginAsync(cancellationToken);
        }
        else
        {
            _reported = _text.Segments.Count;
        }

        _ownStart = generation.Text.Length;
        if (order.Round > 0 && !await HearPeersAsync(order.Round, order.Peers, cancellationToken))
        {
            await ForceAnswerAsync(cancellationToken);
            return;
        }

        for (int turn = order.Round + 1; ; turn++)
        {
            if (await ReasonAsync(turn, cancellationToken))
            {
                await FinishAsync(PathFinishReason.Stop, cancellationToken);
                return;
            }

            bool exchanges = _hearsPeers && session.Rounds.IsExchange(turn);
            if (turn >= session.Rounds.MaxTurns
                || Room() <= 0
                || Allowance() <= 0
                || (exchanges && !await ExchangeAsync(turn, cancellationToken)))
            {
                await ForceAnswerAsync(cancellationToken);
                return;
            }
        }
    }

    /// <summary>
    /// Begins the path with the text it was given, which is its own reasoning from here on: no cut reaches into it.
    /// </summary>
    private async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        if (order.Beginning.Length > 0)
        {
            int before = generation.TokenCount;
            await InsertAsync(TextKind.Reasoning, order.Beginning, cancellationToken);
            _begun = generation.TokenCount - before;
            _usage = _usage with { Reasoning = _usage.Reasoning + _begun };
        }
    }

    /// <summary>Tokens the path may still draw for reasoning and summaries.</summary>
    private long Allowance() => (peers.TokenAllowance ?? order.TokenAllowance ?? long.MaxValue) - _usage.Drawn;

    /// <summary>Tokens left in the context once the forced answer has its share.</summary>
    private int Room() =>
        (session.Rounds.MaxContextTokens == 0
            ? model.Engine.Model.MaxContextTokens
            : Math.Min(session.Rounds.MaxContextTokens, model.Engine.Model.MaxContextTokens))
        - generation.TokenCount
        - model.Engine.CountTokens(_profile.FinalAnswerFor(session.AnswerFormat))
        - session.Rounds.AnswerTokens;

    /// <summary>One turn. True when the path ended its own reasoning.</summary>
    private async ValueTask<bool> ReasonAsync(int turn, CancellationToken cancellationToken)
    {
        int given = turn == 1 ? _begun : 0;
        int limit = (int)Math.Min(Math.Min(session.Rounds.TokensOf(turn) - given, Room()), Allowance());
        if (limit <= 0)
        {
            return false;
        }

        live.BeginTurn(turn);
        string thinkEnd = _profile.Tags.ThinkEnd;
        List<string> stops = [thinkEnd, .. _profile.StopStrings, .. session.StopStrings];
        if (session.Mode == ReasoningModes.LeapT)
        {
            stops.Add(_profile.Tags.SummaryOpen);
        }

        GenerationResult result = await GenerateAsync(TextKind.Reasoning, limit, stops, cancellationToken);
        _usage = _usage with { Reasoning = _usage.Reasoning + result.TokenCount };
        _confidence = PathConfidence.Add(_confidence, result.MeanLogProbability, result.TokenCount);
        if (result.Stop == GenerationStop.EndOfSequence)
        {
            return true;
        }

        if (result.StopString is null || result.StopString == _profile.Tags.SummaryOpen)
        {
            return false;
        }

        if (result.StopString == thinkEnd && session.AnswerSection)
        {
            await AnswerAsync([.. _profile.StopStrings, .. session.StopStrings], cancellationToken);
        }

        return true;
    }

    /// <summary>Cut, summary, peers. False when the context has no room for it.</summary>
    private async ValueTask<bool> ExchangeAsync(int round, CancellationToken cancellationToken)
    {
        await CutAsync(cancellationToken);
        string prompt = summaryPrompts.Select(
            new SummaryPromptRequest(order.Attempt.PathIndex, round, session.SessionSeed, generation.Text));
        int mended = model.Engine.CountTokens(SummaryRepair.Repair("", _profile.Tags));
        if (Room() < model.Engine.CountTokens(prompt) + session.Rounds.SummaryTokens + mended)
        {
            return false;
        }

        await InsertAsync(TextKind.SummaryPrompt, prompt, cancellationToken);
        string written = await SummarizeAsync(cancellationToken);
        string summary = SummaryText.Extract(prompt + written, _profile.Tags) ?? "";
        await reports.SummaryAsync(TakeReport(), round, summary, cancellationToken);
        IReadOnlyList<string>? heard = await peers.WaitAsync(round, session.PeerWaitLimit, cancellationToken);
        return await HearPeersAsync(round, heard ?? [], cancellationToken);
    }

    private async ValueTask CutAsync(CancellationToken cancellationToken)
    {
        string text = generation.Text;
        int length = ParagraphCut.Find(text, _ownStart);
        string open = _profile.Tags.SummaryOpen;
        if (session.Mode == ReasoningModes.LeapT && text.AsSpan(0, length).EndsWith(open))
        {
            // The model opened a summary itself; the prompt below opens it again.
            length = Math.Max(_ownStart, length - open.Length);
        }

        if (length == text.Length)
        {
            return;
        }

        int before = generation.TokenCount;
        await generation.RewindAsync(length, cancellationToken);
        _text.CutTo(length);
        int dropped = before - generation.TokenCount;
        _usage = _usage with
        {
            Reasoning = _usage.Reasoning - dropped,
            Discarded = _usage.Discarded + dropped,
        };
    }

    private async ValueTask<string> SummarizeAsync(CancellationToken cancellationToken)
    {
        PromptTags tags = _profile.Tags;
        int start = generation.Text.Length;
        int limit = (int)Math.Min(session.Rounds.SummaryTokens, Allowance());
        GenerationResult result = await GenerateAsync(
            TextKind.Summary, limit, [tags.SummaryClose, tags.ThinkEnd], cancellationToken);
        _usage = _usage with { Summary = _usage.Summary + result.TokenCount };
        string repaired = SummaryRepair.Repair(result.Text, tags);
        int same = result.Text.AsSpan().CommonPrefixLength(repaired);
        if (same < result.Text.Length)
        {
            await generation.RewindAsync(start + same, cancellationToken);
            _text.CutTo(start + same);
        }

        await InsertAsync(TextKind.Summary, repaired[same..], cancellationToken);
        return repaired;
    }

    /// <summary>Puts peers' summaries into the context, once they are known. False when they do not fit.</summary>
    private async ValueTask<bool> HearPeersAsync(
        int round,
        IReadOnlyList<string>? heard,
        CancellationToken cancellationToken)
    {
        heard ??= await peers.WaitAsync(round, session.PeerWaitLimit, cancellationToken) ?? [];
        string block = PeerBlockRenderer.Render(_profile, heard);
        int tokens = model.Engine.CountTokens(block);
        if (Room() < tokens)
        {
            return false;
        }

        await InsertAsync(TextKind.PeerBlock, block, cancellationToken);
        _usage = _usage with { Peer = _usage.Peer + tokens };
        _ownStart = generation.Text.Length;
        return true;
    }

    private async ValueTask ForceAnswerAsync(CancellationToken cancellationToken)
    {
        PathFinishReason reason = Allowance() <= 0 ? PathFinishReason.Budget : PathFinishReason.Length;
        PromptTags tags = _profile.Tags;
        await InsertAsync(
            TextKind.AnswerPrompt, _profile.FinalAnswerFor(session.AnswerFormat), cancellationToken);
        await AnswerAsync([tags.SummaryClose, tags.ThinkEnd, .. _profile.StopStrings], cancellationToken);
        await FinishAsync(reason, cancellationToken);
    }

    private async ValueTask AnswerAsync(IReadOnlyList<string> stops, CancellationToken cancellationToken)
    {
        int room = model.Engine.Model.MaxContextTokens - generation.TokenCount;
        int limit = Math.Min(session.Rounds.AnswerTokens, room);
        if (limit > 0)
        {
            GenerationResult result = await GenerateAsync(TextKind.Answer, limit, stops, cancellationToken);
            _usage = _usage with { Reasoning = _usage.Reasoning + result.TokenCount };
        }
    }

    private async ValueTask FinishAsync(PathFinishReason reason, CancellationToken cancellationToken)
    {
        string answer = answerFormat.Extract(_text) is { } found ? answerFormat.Normalize(found) : "";
        await reports.FinishedAsync(TakeReport(), reason, answer, cancellationToken);
    }

    private async ValueTask<GenerationResult> GenerateAsync(
        TextKind kind,
        int maxTokens,
        IReadOnlyList<string> stops,
        CancellationToken cancellationToken)
    {
        int before = generation.TokenCount;
        try
        {
            GenerationResult result = await generation.GenerateAsync(
                new GenerateOptions
                {
                    MaxTokens = maxTokens,
                    StopStrings = stops,
                    OnText = session.TextWanted ? live.Add : null,
                },
                cancellationToken);
            _text.Append(kind, result.Text);
            return result;
        }
        catch (OperationCanceledException)
        {
            // What was drawn until then was paid for.
            int drawn = Math.Max(0, generation.TokenCount - before);
            _usage = kind == TextKind.Summary
                ? _usage with { Summary = _usage.Summary + drawn }
                : _usage with { Reasoning = _usage.Reasoning + drawn };
            throw;
        }
    }

    private async ValueTask InsertAsync(TextKind kind, string text, CancellationToken cancellationToken)
    {
        await generation.AppendAsync(text, cancellationToken);
        _text.Append(kind, text);
        if (session.TextWanted)
        {
            live.AddInserted(text);
        }
    }

    /// <summary>Everything since the last report. The last reported stretch never grows: a report ends a kind.</summary>
    private PathReport TakeReport()
    {
        IReadOnlyList<TextSegment> segments = _text.Segments;
        TextSegment[] fresh = [.. segments.Skip(_reported)];
        _reported = segments.Count;
        return new PathReport(order.Attempt, fresh, _usage) { Confidence = _confidence };
    }
}
