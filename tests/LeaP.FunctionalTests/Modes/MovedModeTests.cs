using LeaP.FunctionalTests.Support;
using LeaP.Inference.Scripted;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.FunctionalTests.Modes;

/// <summary>A worker that disappears changes nothing in what paths write, whatever the mode.</summary>
public sealed class MovedModeTests
{
    private static readonly ScriptedEngineOptions Slow = new() { TokenDelay = TimeSpan.FromMilliseconds(10) };

    /// <summary>Events told before the worker disappears: before and behind the first exchange.</summary>
    private static readonly int[] Moments = [3, 12];

    private static readonly Dictionary<string, Func<ReasonRequest>> Requests = new()
    {
        ["groups"] = () =>
        {
            ReasonRequest request = ModeSamples.Request("leap-s", paths: 6);
            request.Groups = new PathGroups { GroupSize = 3 };
            return request;
        },
        ["layers"] = () =>
        {
            ReasonRequest request = ModeSamples.Request("moa", paths: 0);
            request.ClearPathCount();
            request.Mixture = new AgentMixture { Layers = 3, Agents = 4 };
            return request;
        },
        ["beginnings and a budget"] = () =>
        {
            ReasonRequest request = ModeSamples.Request("leap", paths: 4);
            request.PathBeginnings.Add(["One.", "Two.", "Three.", "Four."]);
            request.TokenBudget = 400;
            request.PeerRouting.OfferConclusions = true;
            return request;
        },
    };

    public static TheoryData<string, int> Cases => new(
        Requests.Keys.SelectMany(name => Moments.Select(events => (name, events))));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_lost_worker_changes_nothing(string name, int eventsBefore)
    {
        ReasonRequest request = Requests[name]();
        await using TestCluster calm = await TestCluster.StartScriptedAsync(Slow, workers: 2);
        Session expected = await calm.Reasoning.ReasonAsync(request);

        await using TestCluster cluster = await TestCluster.StartScriptedAsync(Slow, workers: 2);
        IReadOnlyList<SessionEvent> events = await cluster.ReasonAndLoseWorkerAsync(request, eventsBefore);

        Session session = await cluster.Reasoning.GetFullAsync(events[0].SessionAccepted.Session.SessionId);
        session.State.ShouldBe(Session.Types.State.Succeeded);
        session.Paths.ShouldContain(path => path.Attempt == 2);
        session.Paths.Select(path => path.FullText()).ShouldBe(expected.Paths.Select(path => path.FullText()));
        session.Answer.ShouldBe(expected.Answer);
    }
}
