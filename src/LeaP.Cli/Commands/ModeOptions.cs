using System.CommandLine;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Commands;

/// <summary>Options of modes, schedules and endings beyond the plain method. What is left out changes nothing.</summary>
internal sealed class ModeOptions
{
    private readonly Option<int?> _firstInterval = OptionKinds.Count("--first-interval", "Reasoning tokens of the first turn.");
    private readonly Option<int?> _maxContext = OptionKinds.Count("--max-context", "Longest context of a path in tokens.");
    private readonly Option<int[]?> _exchangeRounds = ScheduleOptions.Rounds("--exchange-rounds", "Rounds with an exchange, from 1; all others go straight on.");
    private readonly Option<int?> _groupSize = OptionKinds.Count("--group-size", "Paths of a group (leap-s).", least: 2);
    private readonly Option<int?> _communicate = OptionKinds.Count("--communicate", "Exchanges before one path of a group goes on alone (leap-s).");
    private readonly Option<int?> _layers = OptionKinds.Count("--layers", "Layers (moa).", least: 2);
    private readonly Option<int?> _agents = OptionKinds.Count("--agents", "Paths of a layer (moa).");
    private readonly Option<int?> _finalAgents = OptionKinds.Count("--final-agents", "Paths of the last layer, which vote (moa).");
    private readonly Option<RoutingStage[]?> _schedule = ScheduleOptions.Stages("--schedule", "Policies of later rounds, such as 3:clustered:2,5:all.");
    private readonly Option<double?> _quantile = ScheduleOptions.Fraction("--confidence-quantile", "Bar of the policy confident, 0 to 1.");
    private readonly Option<double?> _collapse = ScheduleOptions.Fraction("--collapse", "Similarity from which summaries count as one, in (0, 1].");
    private readonly Option<bool> _offer = OptionKinds.Switch("--offer-conclusions", "Keep conclusions of ended paths on offer to the others.");
    private readonly Option<bool> _stop = OptionKinds.Switch("--stop-when-decided", "End as soon as the vote can no longer change.");
    private readonly Option<long?> _budget = OptionKinds.Whole("--token-budget", "Tokens all paths together may draw before they must answer.");
    private readonly Option<string?> _vote = OptionKinds.Word("--vote", "How the answer is chosen: majority, confidence or shortest.", "NAME");
    private readonly Option<string[]> _begin = new("--begin")
    {
        Description = "Text that paths begin with; once for all, or once for each path in order.",
        HelpName = "TEXT",
    };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        System.CommandLine.Option[] all =
        [
            _firstInterval, _maxContext, _exchangeRounds, _groupSize, _communicate, _layers, _agents, _finalAgents,
            _schedule, _quantile, _collapse, _offer, _stop, _budget, _vote, _begin,
        ];
        foreach (System.CommandLine.Option option in all)
        {
            command.Add(option);
        }
    }

    /// <summary>Puts what the command line says into a request whose rounds and routing are there.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="request">The request.</param>
    public void Apply(ParseResult parsed, ReasonRequest request)
    {
        request.Rounds.FirstIntervalTokens = parsed.GetValue(_firstInterval) ?? 0;
        request.Rounds.MaxContextTokens = parsed.GetValue(_maxContext) ?? 0;
        request.Rounds.ExchangeRounds.AddRange(parsed.GetValue(_exchangeRounds) ?? []);
        request.PeerRouting.Schedule.AddRange(parsed.GetValue(_schedule) ?? []);
        request.PeerRouting.OfferConclusions = parsed.GetValue(_offer);
        if (parsed.GetValue(_quantile) is { } quantile)
        {
            request.PeerRouting.ConfidenceQuantile = quantile;
        }

        if (parsed.GetValue(_collapse) is { } collapse)
        {
            request.PeerRouting.CollapseSimilarity = collapse;
        }

        request.StopWhenDecided = parsed.GetValue(_stop);
        request.TokenBudget = parsed.GetValue(_budget) ?? 0;
        request.Vote = parsed.GetValue(_vote) ?? "";
        request.PathBeginnings.AddRange(parsed.GetValue(_begin) ?? []);
        ApplyGroups(parsed, request);
    }

    private void ApplyGroups(ParseResult parsed, ReasonRequest request)
    {
        int? size = parsed.GetValue(_groupSize);
        int? communicate = parsed.GetValue(_communicate);
        if (size is not null || communicate is not null)
        {
            request.Groups = new PathGroups { GroupSize = size ?? 0, CommunicateRounds = communicate ?? 0 };
        }

        int? layers = parsed.GetValue(_layers);
        int? agents = parsed.GetValue(_agents);
        int? final = parsed.GetValue(_finalAgents);
        if (layers is not null || agents is not null || final is not null)
        {
            request.Mixture = new AgentMixture { Layers = layers ?? 0, Agents = agents ?? 0, FinalAgents = final ?? 0 };
        }
    }
}
