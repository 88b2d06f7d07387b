using LeaP.EmbeddedModel;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Experiments;

/// <summary>What an accuracy experiment measures.</summary>
internal sealed record AccuracyPlan
{
    /// <summary>The problems, the same for every setting.</summary>
    public required IReadOnlyList<ChainProblem> Problems { get; init; }

    /// <summary>The settings; the first is independent reasoning.</summary>
    public required IReadOnlyList<ExperimentSetting> Settings { get; init; }

    /// <summary>Paths of each session.</summary>
    public required int Paths { get; init; }

    /// <summary>Sessions at once.</summary>
    public required int Concurrency { get; init; }

    /// <summary>Seed that every session's sampling seed is made from.</summary>
    public required int Seed { get; init; }

    /// <summary>What all requests have in common.</summary>
    public required ReasonRequest Template { get; init; }

    /// <summary>Number of sessions.</summary>
    public int SessionCount => Problems.Count * Settings.Count;

    /// <summary>Fresh problems from a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="count">How many.</param>
    /// <param name="operations">Steps of each.</param>
    public static IReadOnlyList<ChainProblem> Draw(int seed, int count, int operations)
    {
        var generator = new ChainProblemGenerator(seed);
        return [.. Enumerable.Range(0, count).Select(_ => generator.Next(operations))];
    }

    /// <summary>The request for one problem under one setting. A problem samples from one seed under every setting.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="problem">Position of the problem.</param>
    public ReasonRequest CreateRequest(ExperimentSetting setting, int problem)
    {
        ReasonRequest request = Template.Clone();
        request.Problem = Problems[problem].Text;
        request.PathCount = Paths;
        request.Mode = setting.Mode;
        request.EventDetail = EventDetail.Lifecycle;
        request.PeerRouting ??= new();
        request.PeerRouting.Policy = setting.Policy;
        if (setting.PeerCount is { } peers)
        {
            request.PeerRouting.PeerCount = peers;
        }

        request.Sampling ??= new();
        request.Sampling.Seed = ((long)Seed << 20) + problem;
        return request;
    }
}
