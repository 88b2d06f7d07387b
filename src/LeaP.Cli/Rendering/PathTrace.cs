using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Rendering;

/// <summary>What a session's events told about one path so far.</summary>
/// <param name="pathId">Identifier within the session.</param>
internal sealed class PathTrace(string pathId)
{
    private const int KeptText = 512;
    private string _tail = "";

    /// <summary>Identifier within the session.</summary>
    public string PathId { get; } = pathId;

    /// <summary>Worker it was placed on last; empty before.</summary>
    public string WorkerId { get; private set; } = "";

    /// <summary>Where it stands.</summary>
    public PathState State { get; private set; } = PathState.Pending;

    /// <summary>Its present turn, from 1; zero before it was placed.</summary>
    public int Turn { get; private set; }

    /// <summary>Tokens it drew in its present turn.</summary>
    public int TurnTokens { get; private set; }

    /// <summary>Its answer; empty while there is none.</summary>
    public string Answer { get; private set; } = "";

    /// <summary>Why it stopped; unspecified while it runs.</summary>
    public FinishReason FinishReason { get; private set; }

    /// <summary>Token counts at its end; null while it runs.</summary>
    public TokenUsage? Usage { get; private set; }

    /// <summary>Why it failed; null when it did not.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>The newest line of its text or its newest summary, safe to show.</summary>
    public string NewestLine { get; private set; } = "";

    /// <summary>The path was placed on a worker.</summary>
    /// <param name="placed">The event.</param>
    public void Apply(PathPlaced placed)
    {
        WorkerId = placed.WorkerId;
        State = PathState.Running;
        Turn = Math.Max(Turn, 1);
    }

    /// <summary>The path generated text.</summary>
    /// <param name="generated">The event.</param>
    public void Apply(TextGenerated generated)
    {
        State = PathState.Running;
        Turn = generated.Turn;
        TurnTokens = generated.TurnTokens;
        string text = _tail + SafeText.Lines(generated.Text);
        _tail = text.Length > KeptText ? text[^KeptText..] : text;
        NewestLine = _tail.Split('\n').LastOrDefault(line => !string.IsNullOrWhiteSpace(line))?.Trim() ?? "";
    }

    /// <summary>The path waits for its peers.</summary>
    /// <param name="published">The event.</param>
    public void Apply(SummaryPublished published)
    {
        State = PathState.Waiting;
        Turn = published.Round;
        NewestLine = SafeText.OneLine(published.Summary).Trim();
        _tail = "";
    }

    /// <summary>The path heard its peers and goes on.</summary>
    /// <param name="round">The round, from 1.</param>
    public void GoOnAfter(int round)
    {
        // A path of a later layer is told what it will read before it begins.
        if (State == PathState.Pending)
        {
            return;
        }

        State = PathState.Running;
        Turn = round + 1;
        TurnTokens = 0;
    }

    /// <summary>The path as the router holds it.</summary>
    /// <param name="path">The path.</param>
    public void Apply(ReasoningPath path)
    {
        State = path.State;
        WorkerId = path.WorkerId;
        Answer = SafeText.OneLine(path.Answer);
        FinishReason = path.FinishReason;
        Usage = path.Usage;
        Failure = path.Failure;
    }
}
