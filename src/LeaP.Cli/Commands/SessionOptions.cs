using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Commands;

/// <summary>Options of every command that starts sessions. What is left out is the model's default.</summary>
internal sealed class SessionOptions
{
    private readonly Option<string?> _model = OptionKinds.Word("--model", "Model that reasons (needed when several are served).", "NAME");
    private readonly Option<int?> _interval = OptionKinds.Count("--interval", "Reasoning tokens of one turn (T).");
    private readonly Option<int?> _turns = OptionKinds.Count("--turns", "Turns a path may take before it must answer (M).");
    private readonly Option<int?> _summaryTokens = OptionKinds.Count("--summary-tokens", "Longest summary in tokens.");
    private readonly Option<string?> _similarity = OptionKinds.Word("--similarity", "How summaries are compared: indel, levenshtein, or semantic:NAME by an embedding model of the router.", "NAME");
    private readonly Option<float?> _temperature = OptionKinds.Number("--temperature", "Sampling temperature, 0 to 2; 0 is greedy.");
    private readonly Option<float?> _topP = OptionKinds.Number("--top-p", "Nucleus sampling mass, in (0, 1].");
    private readonly Option<int?> _topK = OptionKinds.Count("--top-k", "Most likely tokens kept.");
    private readonly Option<float?> _minP = OptionKinds.Number("--min-p", "Lowest probability kept, relative to the most likely token.");
    private readonly Option<float?> _repetitionPenalty = OptionKinds.Number("--repetition-penalty", "Makes tokens that were written already less likely, 0.1 to 10; 1 changes nothing.");
    private readonly Option<string?> _answerFormat = OptionKinds.Word("--answer-format", "How answers are found: boxed, choice or text.", "NAME");
    private readonly Option<TimeSpan?> _timeLimit = OptionKinds.Duration("--time-limit", "Longest a session may take.");

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        System.CommandLine.Option[] all =
        [
            _model, _interval, _turns, _summaryTokens, _similarity,
            _temperature, _topP, _topK, _minP, _repetitionPenalty, _answerFormat, _timeLimit,
        ];
        foreach (System.CommandLine.Option option in all)
        {
            command.Add(option);
        }
    }

    /// <summary>A request with the settings of the command line. Problem, paths, mode and policy are still open.</summary>
    /// <param name="parsed">The command line.</param>
    public ReasonRequest CreateRequest(ParseResult parsed)
    {
        var request = new ReasonRequest
        {
            Model = parsed.GetValue(_model) ?? "",
            AnswerFormat = parsed.GetValue(_answerFormat) ?? "",
            Rounds = new RoundSchedule
            {
                IntervalTokens = parsed.GetValue(_interval) ?? 0,
                MaxTurns = parsed.GetValue(_turns) ?? 0,
                SummaryTokens = parsed.GetValue(_summaryTokens) ?? 0,
            },
            PeerRouting = new PeerRoutingConfig { Similarity = parsed.GetValue(_similarity) ?? "" },
            Sampling = Sampling(parsed),
        };
        if (parsed.GetValue(_timeLimit) is { } limit)
        {
            request.TimeLimit = Duration.FromTimeSpan(limit);
        }

        return request;
    }

    private SamplingParameters Sampling(ParseResult parsed)
    {
        var sampling = new SamplingParameters();
        if (parsed.GetValue(_temperature) is { } temperature)
        {
            sampling.Temperature = temperature;
        }

        if (parsed.GetValue(_topP) is { } topP)
        {
            sampling.TopP = topP;
        }

        if (parsed.GetValue(_topK) is { } topK)
        {
            sampling.TopK = topK;
        }

        if (parsed.GetValue(_minP) is { } minP)
        {
            sampling.MinP = minP;
        }

        if (parsed.GetValue(_repetitionPenalty) is { } penalty)
        {
            sampling.RepetitionPenalty = penalty;
        }

        return sampling;
    }
}
