using LeaP.Cli.Tests.Support;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Fleet.V1;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Tests.Experiments;

/// <summary>A router on which every session has two paths: the first answers right, and so does the vote.</summary>
internal static class ScriptedSessions
{
    /// <summary>Answers sessions.</summary>
    /// <param name="router">The router.</param>
    /// <param name="answers">The right answer to a problem.</param>
    public static void Serve(ScriptedRouter router, Func<string, string> answers)
    {
        router.On<ReasonRequest, ReasonResponse>("Reason", request => SampleEvents.Responses(SampleEvents.Numbered(
            SampleEvents.Accepted(),
            SampleEvents.Summary("p0", "#1 = 5"),
            SampleEvents.Routed(),
            SampleEvents.Ended(Whole(request.Mode, request.Problem, answers)))));
        router.On<GetSessionRequest, GetSessionResponse>("GetSession", request =>
        {
            string[] parts = request.SessionId.Split(':', 2);
            return [new GetSessionResponse { Session = Whole(parts[0], parts[1], answers) }];
        });
        router.On<ListModelsRequest, ListModelsResponse>("ListModels", _ => [new ListModelsResponse
        {
            Models = { new Model { ModelId = "leap-embedded", FreePathSlots = 4, Defaults = new ModelDefaults { PathCount = 2 } } },
        }]);
    }

    // Mode and problem are the session's name, so that it can be asked for.
    private static Session Whole(string mode, string problem, Func<string, string> answers)
    {
        string right = answers(problem);
        Session session = SampleEvents.Succeeded();
        session.SessionId = $"{mode}:{problem}";
        session.Mode = mode;
        session.Answer.Text = right;
        session.Answer.Tallies[0].Text = right;
        session.Answer.Tallies[0].PathIds.Remove("p1");
        session.Paths.Add(Path("p0", right));
        session.Paths.Add(Path("p1", "wrong"));
        return session;
    }

    private static ReasoningPath Path(string pathId, string answer)
    {
        ReasoningPath path = SampleEvents.Path(pathId, answer);
        path.Transcript.Add(new TextSegment { Kind = TextSegment.Types.Kind.Reasoning, Text = "#1 = 5\n\n" });
        path.Transcript.Add(new TextSegment { Kind = TextSegment.Types.Kind.PeerBlock, Text = "#1 = 6" });
        path.Transcript.Add(new TextSegment { Kind = TextSegment.Types.Kind.Answer, Text = $@"\boxed{{{answer}}}" });
        return path;
    }
}
