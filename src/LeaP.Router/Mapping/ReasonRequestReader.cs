using System.Globalization;
using Grpc.Core;
using LeaP.Hosting.Errors;
using LeaP.Protocol;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Answers;
using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.PeerRouting;
using LeaP.Reasoning.Sessions;
using LeaP.Reasoning.Similarity;
using LeaP.Router.Links;
using LeaP.Router.Options;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Mapping;

/// <summary>
/// Turns a request into settings: what it says, else what the model says, else what the router says. Everything
/// that is wrong is told at once.
/// </summary>
internal sealed class ReasonRequestReader(
    WorkerDirectory workers,
    NamedCatalog<IPeerRoutingPolicy> policies,
    NamedCatalog<ISimilarityMeasure> measures,
    NamedCatalog<IAnswerFormat> formats,
    IOptions<ReasoningOptions> options,
    ISeedSource seeds)
{
    private const int MaxTokens = 131_072;
    private const int MaxShortTokens = 4096;
    private const int MaxTurns = 1024;
    private const int MinContextTokens = 16;
    private const int MaxLabels = 16;
    private const int MaxLabelLength = 63;
    private const int MaxStopStrings = 8;
    private const int MaxStopLength = 64;

    /// <summary>Reads a request.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="RpcException">A field is wrong, or no linked worker serves the model.</exception>
    public SessionSettings Read(ReasonRequest request)
    {
        FieldChecks.RequireLength(request.Model, FieldChecks.MaxNameLength, "model");
        var checks = new FieldChecks();
        CheckPlainFields(request, checks);
        ServedModelInfo? model = FindModel(request, checks);
        SessionSettings? settings = model is null ? null : Resolve(request, model, checks);
        if (checks.Violations.Count > 0)
        {
            throw RpcErrors.InvalidFields(checks.Violations);
        }

        if (model is null || settings is null)
        {
            throw NotServed(request.Model);
        }

        if (!model.Modes.Contains(settings.Mode))
        {
            throw RpcErrors.InvalidFields(
                [
                    new FieldViolation(
                        "mode",
                        $"must be one of {string.Join(", ", model.Modes)} for the model {model.ModelId}: its prompt "
                        + $"profile has no wording for \"{settings.Mode}\"."),
                ],
                ErrorReasons.ModeNotOffered);
        }

        if (model.ProblemForm?.Check(request.Problem) is { } unreadable)
        {
            throw RpcErrors.InvalidFields(
                [
                    new FieldViolation(
                        "problem",
                        $"{unreadable} Other problems need another model: link a worker with "
                        + "--Worker:Model:Folder (a folder as ONNX Runtime GenAI's model builder writes it) and "
                        + "name it in `model`."),
                ],
                ErrorReasons.ProblemNotReadable);
        }

        return settings;
    }

    private void CheckPlainFields(ReasonRequest request, FieldChecks checks)
    {
        int most = options.Value.MaxProblemCharacters;
        checks.Require(
            !string.IsNullOrWhiteSpace(request.Problem) && request.Problem.Length <= most,
            "problem",
            string.Create(
                CultureInfo.InvariantCulture,
                $"must be 1 to {most} characters and not only white space; it has {request.Problem.Length}."));
        checks.Require(
            request.RequestId.Length == 0 || Guid.TryParse(request.RequestId, out _),
            "request_id",
            "must be a UUID, or empty.");
        checks.Require(Enum.IsDefined(request.EventDetail), "event_detail", "must be one of the named levels.");
        checks.Require(request.Labels.Count <= MaxLabels, "labels", $"must be at most {MaxLabels}.");
        checks.Require(
            request.Labels.All(label =>
                label.Key.Length is >= 1 and <= MaxLabelLength && label.Value.Length <= MaxLabelLength),
            "labels",
            $"must have keys of 1 to {MaxLabelLength} and values of up to {MaxLabelLength} characters.");
    }

    private ServedModelInfo? FindModel(ReasonRequest request, FieldChecks checks)
    {
        if (request.Model.Length > 0)
        {
            return workers.FindModel(request.Model);
        }

        string[] served = ServedModels();
        checks.Require(
            served.Length <= 1, "model", $"must be one of {string.Join(", ", served)}, since several are served.");
        return served.Length == 1 ? workers.FindModel(served[0]) : null;
    }

    private SessionSettings Resolve(ReasonRequest request, ServedModelInfo model, FieldChecks checks)
    {
        ModelDefaults defaults = model.Defaults;
        string mode = checks.Name(request.Mode, ReasoningModes.Leap, ReasoningModes.All, "mode");
        int most = options.Value.MaxPaths;
        var modes = new ModeReader(mode, most, checks);
        MixtureSettings? mixture = modes.ReadMixture(request);
        int paths = mixture?.PathCount
            ?? (request.HasPathCount
                ? checks.Range(request.PathCount, 1, most, "path_count")
                : Math.Min(defaults.PathCount, most));
        RoundSettings rounds = ReadRounds(request.Rounds ?? new RoundSchedule(), defaults.Rounds, model, checks);
        GroupSettings? groups = modes.ReadGroups(request, paths, rounds);
        return new SessionSettings
        {
            Problem = request.Problem,
            Model = model.ModelId,
            Mode = mode,
            PathCount = paths,
            Rounds = groups is null
                ? rounds
                : rounds with { ExchangeRounds = [.. Enumerable.Range(1, groups.CommunicateRounds)] },
            Groups = groups,
            Mixture = mixture,
            PathBeginnings = modes.ReadBeginnings(request, paths),
            Vote = EndingReader.ReadVote(request, checks),
            StopWhenDecided = request.StopWhenDecided,
            TokenBudget = EndingReader.ReadBudget(request, paths, checks),
            Routing = new RoutingReader(policies, measures, most, checks).Read(
                request.PeerRouting ?? new PeerRoutingConfig(), defaults.PeerRouting),
            Sampling = ReadSampling(request.Sampling ?? new SamplingParameters(), defaults.Sampling, checks),
            Seed = request.Sampling is { HasSeed: true } sampling ? sampling.Seed : seeds.Next(),
            AnswerFormat = ReadFormat(request, model, checks),
            AnswerSection = !request.HasAnswerSection || request.AnswerSection,
            TextWanted = request.EventDetail == EventDetail.Tokens,
            TimeLimit = ReadTimeLimit(request, checks),
            Labels = new Dictionary<string, string>(request.Labels, StringComparer.Ordinal),
        };
    }

    private RoundSettings ReadRounds(
        RoundSchedule asked,
        RoundSchedule defaults,
        ServedModelInfo model,
        FieldChecks checks)
    {
        int turns = checks.DefaultOrRange(asked.MaxTurns, defaults.MaxTurns, MaxTurns, "rounds.max_turns");
        checks.Require(
            asked.ExchangeRounds.Count <= MaxTurns && asked.ExchangeRounds.All(round => round >= 1),
            "rounds.exchange_rounds",
            $"must be at most {MaxTurns} numbers, each 1 or more.");
        return new RoundSettings
        {
            IntervalTokens = checks.DefaultOrRange(
                asked.IntervalTokens, defaults.IntervalTokens, MaxTokens, "rounds.interval_tokens"),
            SummaryTokens = checks.DefaultOrRange(
                asked.SummaryTokens, defaults.SummaryTokens, MaxShortTokens, "rounds.summary_tokens"),
            AnswerTokens = checks.DefaultOrRange(
                asked.AnswerTokens, defaults.AnswerTokens, MaxShortTokens, "rounds.answer_tokens"),
            MaxTurns = turns,
            // A client that sets the length of its turns means the first one too.
            FirstIntervalTokens = checks.DefaultOrRange(
                asked.FirstIntervalTokens,
                asked.IntervalTokens == 0 ? defaults.FirstIntervalTokens : 0,
                MaxTokens,
                "rounds.first_interval_tokens"),
            MaxContextTokens = asked.MaxContextTokens == 0
                ? 0
                : checks.Range(
                    asked.MaxContextTokens, MinContextTokens, model.MaxContextTokens, "rounds.max_context_tokens"),
            ExchangeRounds = [.. asked.ExchangeRounds.Distinct().Order()],
            TimeLimit = ReadRoundTimeLimit(asked, checks),
            Quorum = ReadQuorum(asked, checks),
        };
    }

    private TimeSpan ReadRoundTimeLimit(RoundSchedule asked, FieldChecks checks)
    {
        TimeSpan most = options.Value.RoundTimeLimit;
        if (asked.RoundTimeLimit is not { } limit)
        {
            return most;
        }

        bool allowed = Durations.IsWithinADay(limit) && limit.ToTimeSpan() > TimeSpan.Zero && limit.ToTimeSpan() <= most;
        checks.Require(
            allowed, "rounds.round_time_limit", $"must be more than 0 and at most {most}, the router's own limit.");
        return allowed ? limit.ToTimeSpan() : most;
    }

    private double ReadQuorum(RoundSchedule asked, FieldChecks checks)
    {
        checks.Require(
            !asked.HasQuorum || asked.Quorum is > 0 and <= 1, "rounds.quorum", "must be more than 0 and at most 1.");
        return asked.HasQuorum ? asked.Quorum : options.Value.RoundQuorum;
    }

    private static SamplingValues ReadSampling(
        SamplingParameters asked,
        SamplingParameters defaults,
        FieldChecks checks)
    {
        var values = new SamplingValues
        {
            Temperature = asked.HasTemperature ? asked.Temperature : defaults.HasTemperature ? defaults.Temperature : null,
            TopP = asked.HasTopP ? asked.TopP : defaults.HasTopP ? defaults.TopP : null,
            TopK = asked.HasTopK ? asked.TopK : defaults.HasTopK ? defaults.TopK : null,
            MinP = asked.HasMinP ? asked.MinP : defaults.HasMinP ? defaults.MinP : null,
            RepetitionPenalty = asked.HasRepetitionPenalty ? asked.RepetitionPenalty
                : defaults.HasRepetitionPenalty ? defaults.RepetitionPenalty : null,
            StopStrings = [.. asked.StopSequences],
        };
        checks.Optional(values.Temperature, t => t is >= 0 and <= 2, "sampling.temperature", "0 to 2");
        checks.Optional(values.TopP, p => p is > 0 and <= 1, "sampling.top_p", "more than 0 and at most 1");
        checks.Optional(values.MinP, p => p is >= 0 and <= 1, "sampling.min_p", "0 to 1");
        checks.Optional(values.RepetitionPenalty, p => p is >= 0.1f and <= 10, "sampling.repetition_penalty", "0.1 to 10");
        checks.Require(values.TopK is null or > 0, "sampling.top_k", $"must be more than 0; it is {values.TopK}.");
        checks.Require(
            values.StopStrings.Count <= MaxStopStrings
            && values.StopStrings.All(stop => stop.Length is >= 1 and <= MaxStopLength),
            "sampling.stop_sequences",
            $"must be at most {MaxStopStrings}, each 1 to {MaxStopLength} characters.");
        return values;
    }

    private string ReadFormat(ReasonRequest request, ServedModelInfo model, FieldChecks checks) => checks.Name(
        request.AnswerFormat,
        AnswerFormatNames.Boxed,
        [.. formats.Names.Where(model.AnswerFormats.Contains)],
        "answer_format");

    private TimeSpan ReadTimeLimit(ReasonRequest request, FieldChecks checks)
    {
        if (request.TimeLimit is null)
        {
            return options.Value.DefaultTimeLimit;
        }

        bool allowed = Durations.IsWithinADay(request.TimeLimit) && request.TimeLimit is not { Seconds: 0, Nanos: 0 };
        checks.Require(allowed, "time_limit", "must be more than 0 and at most 24 hours.");
        return allowed ? request.TimeLimit.ToTimeSpan() : options.Value.DefaultTimeLimit;
    }

    private RpcException NotServed(string model)
    {
        string[] served = ServedModels();
        string what = served.Length == 0
            ? "No worker is linked to this router, so no model is served. Start a worker with --Worker:RouterAddress."
            : $"model: no linked worker serves \"{model}\"; served are {string.Join(", ", served)}.";
        return RpcErrors.Create(
            StatusCode.NotFound, ErrorReasons.ModelNotServed, what, KeyValuePair.Create("model", model));
    }

    private string[] ServedModels() =>
    [
        .. workers.Linked.SelectMany(link => link.Worker.Models)
            .Select(model => model.ModelId)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];
}
