using Grpc.Core;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Link.V1;
using LeaP.Router.Links;
using LeaP.Router.Options;
using LeaP.Router.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using MsOptions = Microsoft.Extensions.Options.Options;

namespace LeaP.Router.Tests.Links;

public sealed class LinkHandshakeTests
{
    private static readonly Dictionary<string, (Action<WorkerHello> Spoil, string Named)> Spoilers = new()
    {
        ["no name"] = (hello => hello.WorkerId = "", "worker_id"),
        ["a name of 64 characters"] = (hello => hello.WorkerId = new string('a', 64), "worker_id"),
        ["an instance that is no UUID"] = (hello => hello.InstanceId = "1", "instance_id"),
        ["no slot"] = (hello => hello.MaxConcurrentPaths = 0, "max_concurrent_paths"),
        ["4097 slots"] = (hello => hello.MaxConcurrentPaths = 4097, "max_concurrent_paths"),
        ["no model"] = (hello => hello.Models.Clear(), "models"),
        ["a model twice"] = (hello => hello.Models.Add(hello.Models[0].Clone()), "each model once"),
        ["a model without a name"] = (hello => hello.Models[0].ModelId = "", "models.model_id"),
        ["a model's name of 257 characters"] =
            (hello => hello.Models[0].ModelId = new string('m', 257), "models.model_id"),
        ["a model without context"] = (hello => hello.Models[0].MaxContextTokens = 0, "models.max_context_tokens"),
        ["a model without a fingerprint"] = (hello => hello.Models[0].Fingerprint = "", "models.fingerprint"),
        ["a model without answer formats"] = (hello => hello.Models[0].AnswerFormats.Clear(), "models.answer_formats"),
        ["no defaults"] = (hello => hello.Models[0].Defaults = null, "models.defaults"),
        ["no default path count"] = (hello => hello.Models[0].Defaults.PathCount = 0, "models.defaults"),
        ["no default rounds"] = (hello => hello.Models[0].Defaults.Rounds = null, "models.defaults"),
        ["no default interval"] = (hello => hello.Models[0].Defaults.Rounds.IntervalTokens = 0, "models.defaults"),
        ["negative default first interval"] = (hello => hello.Models[0].Defaults.Rounds.FirstIntervalTokens = -1, "models.defaults"),
        ["no default summary"] = (hello => hello.Models[0].Defaults.Rounds.SummaryTokens = 0, "models.defaults"),
        ["no default turns"] = (hello => hello.Models[0].Defaults.Rounds.MaxTurns = 0, "models.defaults"),
        ["no default answer"] = (hello => hello.Models[0].Defaults.Rounds.AnswerTokens = 0, "models.defaults"),
        ["no default routing"] = (hello => hello.Models[0].Defaults.PeerRouting = null, "models.defaults"),
        ["no default policy"] = (hello => hello.Models[0].Defaults.PeerRouting.Policy = "", "models.defaults"),
        ["no default sampling"] = (hello => hello.Models[0].Defaults.Sampling = null, "models.defaults"),
        ["a problem form that is no pattern"] = (hello => SpoilForm(hello, "(", "x"), "models.problem_form"),
        ["a problem form whose example does not match"] =
            (hello => SpoilForm(hello, "^a$", "b"), "models.problem_form"),
        ["a problem form that looks around"] = (hello => SpoilForm(hello, "(?=a)a", "a"), "models.problem_form"),
    };

    private readonly FakeTimeProvider _time = new();

    public static TheoryData<string> Faults => [.. Spoilers.Keys];

    [Fact]
    public async Task A_good_hello_is_taken_as_it_is()
    {
        WorkerHello hello = NewHello();
        hello.Models[0].ProblemForm = new ProblemForm { Pattern = "^a+$", Description = "Letters.", Example = "aa" };

        WorkerIdentity worker = await ReceiveAsync(Message(hello)).Soon();

        worker.WorkerId.ShouldBe("worker-a");
        worker.InstanceId.ShouldBe(hello.InstanceId);
        worker.SlotCount.ShouldBe(4);
        worker.BuildVersion.ShouldBe("1.2");
        worker.Labels["gpu"].ShouldBe("none");
        ServedModelInfo model = worker.Models.ShouldHaveSingleItem();
        model.ModelId.ShouldBe("model");
        model.MaxContextTokens.ShouldBe(4096);
        model.Fingerprint.ShouldBe("f00d");
        model.AnswerFormats.ShouldBe(["boxed"]);
        model.Defaults.ShouldBe(RouterParts.Defaults());
        model.ProblemForm.ShouldNotBeNull().Check("b").ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_hello_is_refused_for_good_and_the_field_named_when_it_has(string fault)
    {
        (Action<WorkerHello> spoil, string named) = Spoilers[fault];
        WorkerHello hello = NewHello();
        spoil(hello);

        RpcException refused = await RefusedAsync(Message(hello));

        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        RouterParts.ReasonOf(refused).ShouldBe("HELLO_INVALID");
        refused.Status.Detail.ShouldContain(named);
    }

    [Fact]
    public async Task A_worker_of_another_protocol_version_is_told_which_one_is_spoken()
    {
        WorkerHello hello = NewHello();
        hello.ProtocolVersions.Clear();
        hello.ProtocolVersions.Add([9, 8]);

        RpcException refused = await RefusedAsync(Message(hello));

        refused.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        RouterParts.ReasonOf(refused).ShouldBe("PROTOCOL_UNSUPPORTED");
        refused.Status.Detail.ShouldContain("[9, 8]");
    }

    [Fact]
    public async Task Anything_else_in_place_of_the_hello_is_refused()
    {
        RpcException other = await RefusedAsync(new ConnectRequest { Sequence = 1, LoadReport = new LoadReport() });
        RpcException late = await RefusedAsync(new ConnectRequest { Sequence = 2, Hello = NewHello() });
        RpcException nothing = await Should.ThrowAsync<RpcException>(
            ReceiveAsync(MessageReader<ConnectRequest>.Of(ends: true)).Soon());

        foreach (RpcException refused in new[] { other, late, nothing })
        {
            refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
            RouterParts.ReasonOf(refused).ShouldBe("HELLO_INVALID");
        }

        late.Status.Detail.ShouldContain("sequence");
    }

    [Fact]
    public async Task A_hello_that_does_not_come_is_not_waited_for_longer_than_the_limit()
    {
        Task<WorkerIdentity> waiting = ReceiveAsync(MessageReader<ConnectRequest>.Of(ends: false));
        _time.Advance(TimeSpan.FromSeconds(9));
        waiting.IsCompleted.ShouldBeFalse();

        _time.Advance(TimeSpan.FromSeconds(1));

        RpcException refused = await Should.ThrowAsync<RpcException>(waiting.Soon());
        refused.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        RouterParts.ReasonOf(refused).ShouldBe("LINK_SILENT");
    }

    private static void SpoilForm(WorkerHello hello, string pattern, string example) =>
        hello.Models[0].ProblemForm = new ProblemForm { Pattern = pattern, Description = "Something.", Example = example };

    private static WorkerHello NewHello()
    {
        var model = new ServedModel
        {
            ModelId = "model",
            MaxContextTokens = 4096,
            Fingerprint = "f00d",
            Defaults = RouterParts.Defaults(),
        };
        model.AnswerFormats.Add("boxed");
        var hello = new WorkerHello
        {
            WorkerId = "worker-a",
            InstanceId = "0199f4a2-0000-7000-8000-00000000000a",
            BuildVersion = "1.2",
            MaxConcurrentPaths = 4,
        };
        hello.ProtocolVersions.Add([2, 1]);
        hello.Models.Add(model);
        hello.Labels.Add("gpu", "none");
        return hello;
    }

    private static ConnectRequest Message(WorkerHello hello) => new() { Sequence = 1, Hello = hello };

    private Task<WorkerIdentity> ReceiveAsync(ConnectRequest first) =>
        ReceiveAsync(MessageReader<ConnectRequest>.Of(ends: false, first));

    private Task<WorkerIdentity> ReceiveAsync(MessageReader<ConnectRequest> requests)
    {
        var options = new WorkerLinkOptions { HelloTimeLimit = TimeSpan.FromSeconds(10) };
        return new LinkHandshake(MsOptions.Create(options), _time)
            .ReceiveAsync(requests, TestContext.Current.CancellationToken);
    }

    private Task<RpcException> RefusedAsync(ConnectRequest first) =>
        Should.ThrowAsync<RpcException>(ReceiveAsync(first).Soon());
}
