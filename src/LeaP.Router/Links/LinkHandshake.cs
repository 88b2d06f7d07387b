using System.Globalization;
using Grpc.Core;
using LeaP.Hosting.Errors;
using LeaP.Protocol;
using LeaP.Protocol.Link.V1;
using LeaP.Reasoning.Prompts;
using LeaP.Reasoning.Sessions;
using LeaP.Router.Mapping;
using LeaP.Router.Options;
using Microsoft.Extensions.Options;
using PathAttempt = LeaP.Reasoning.Sessions.PathAttempt;
using ProtoProblemForm = LeaP.Protocol.Common.V1.ProblemForm;

namespace LeaP.Router.Links;

/// <summary>Reads and checks the hello that opens a link.</summary>
internal sealed class LinkHandshake(IOptions<WorkerLinkOptions> options, TimeProvider time)
{
    private const int MaxIdLength = 63;
    private const int MaxSlots = 4096;
    private const int MaxTextLength = 256;
    private const int MaxLabels = 64;
    private const int MaxModels = 64;

    /// <summary>Waits for the hello and checks it.</summary>
    /// <param name="requests">The worker's messages.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RpcException">The hello is late, malformed, or speaks no version known here.</exception>
    public async Task<WorkerIdentity> ReceiveAsync(
        IAsyncStreamReader<ConnectRequest> requests,
        CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using ITimer timer = time.CreateTimer(
            _ => deadline.Cancel(), null, options.Value.HelloTimeLimit, Timeout.InfiniteTimeSpan);
        bool any;
        try
        {
            any = await requests.MoveNext(deadline.Token);
        }
        catch (Exception exception) when (IsCancellation(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw RpcErrors.Create(
                StatusCode.DeadlineExceeded,
                ErrorReasons.LinkSilent,
                $"No hello came within {options.Value.HelloTimeLimit}.");
        }

        if (!any || requests.Current.PayloadCase != ConnectRequest.PayloadOneofCase.Hello)
        {
            throw Invalid("The first message of a link must be hello.");
        }

        if (requests.Current.Sequence != 1)
        {
            throw Invalid($"sequence of the first message must be 1; it is {requests.Current.Sequence}.");
        }

        return Check(requests.Current.Hello);
    }

    /// <summary>True when an exception of a gRPC stream means that the reading was cancelled.</summary>
    /// <param name="exception">The exception.</param>
    internal static bool IsCancellation(Exception exception) =>
        exception is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled };

    private static WorkerIdentity Check(WorkerHello hello)
    {
        if (!hello.ProtocolVersions.Contains(LinkProtocol.Version))
        {
            throw RpcErrors.Create(
                StatusCode.FailedPrecondition,
                ErrorReasons.ProtocolUnsupported,
                $"protocol_versions: the worker speaks [{string.Join(", ", hello.ProtocolVersions)}]; this router "
                + $"speaks {LinkProtocol.Version}. Use builds of one release.",
                KeyValuePair.Create("routerVersion", LinkProtocol.Version.ToString(CultureInfo.InvariantCulture)));
        }

        Require(
            hello.WorkerId.Length is >= 1 and <= MaxIdLength && !hello.WorkerId.Any(char.IsControl),
            "worker_id",
            $"1 to {MaxIdLength} characters");
        Require(Guid.TryParse(hello.InstanceId, out _), "instance_id", "a UUID");
        Require(hello.MaxConcurrentPaths is >= 1 and <= MaxSlots, "max_concurrent_paths", $"1 to {MaxSlots}");
        Require(hello.BuildVersion.Length <= MaxTextLength, "build_version", $"at most {MaxTextLength} characters");
        Require(
            hello.Labels.Count <= MaxLabels
            && hello.Labels.All(label => label.Key.Length <= MaxTextLength && label.Value.Length <= MaxTextLength),
            "labels",
            $"at most {MaxLabels}, with keys and values of at most {MaxTextLength} characters");
        Require(hello.Models.Count is > 0 and <= MaxModels, "models", $"1 to {MaxModels} models");
        Require(
            hello.Models.Select(model => model.ModelId).Distinct(StringComparer.Ordinal).Count() == hello.Models.Count,
            "models",
            "each model once");
        return new WorkerIdentity(
            hello.WorkerId,
            hello.InstanceId,
            hello.BuildVersion,
            hello.MaxConcurrentPaths,
            [.. hello.Models.Select(CheckModel)],
            new Dictionary<string, string>(hello.Labels, StringComparer.Ordinal))
        {
            HeldPaths = ReadHeld(hello),
        };
    }

    private static PathAttempt[] ReadHeld(WorkerHello hello)
    {
        try
        {
            return [.. hello.HeldPaths.Select(held => LinkMapping.ToAttempt(held.Attempt, "held_paths"))];
        }
        catch (InvalidMessageException exception)
        {
            throw Invalid(exception.Message);
        }
    }

    private static ServedModelInfo CheckModel(ServedModel model)
    {
        Require(model.ModelId.Length is >= 1 and <= 256, "models.model_id", "1 to 256 characters");
        Require(model.MaxContextTokens > 0, "models.max_context_tokens", "more than 0");
        Require(model.Fingerprint.Length > 0, "models.fingerprint", "not empty");
        Require(model.AnswerFormats.Count > 0, "models.answer_formats", "at least one name");
        Require(
            model.Defaults is
            {
                PathCount: > 0,
                Rounds: { IntervalTokens: > 0, FirstIntervalTokens: >= 0, SummaryTokens: > 0, MaxTurns: > 0, AnswerTokens: > 0 },
                PeerRouting.Policy.Length: > 0,
                Sampling: not null,
            },
            "models.defaults",
            "every field set, and none below 0");
        return new ServedModelInfo(
            model.ModelId,
            model.MaxContextTokens,
            model.Fingerprint,
            model.Defaults,
            model.ProblemForm is null ? null : CheckForm(model.ProblemForm),
            [.. model.AnswerFormats])
        {
            Modes = model.Modes.Count == 0 ? ReasoningModes.Always : [.. model.Modes],
        };
    }

    private static ProblemForm CheckForm(ProtoProblemForm form)
    {
        try
        {
            // The sentence prefix concerns only the worker's prompt.
            return new ProblemForm(form.Pattern, form.Description, form.Example, sentencePrefix: "");
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw Invalid($"models.problem_form: {exception.Message}");
        }
    }

    private static void Require(bool holds, string field, string allowed)
    {
        if (!holds)
        {
            throw Invalid($"{field}: must be {allowed}.");
        }
    }

    private static RpcException Invalid(string message) =>
        RpcErrors.Create(StatusCode.InvalidArgument, ErrorReasons.HelloInvalid, message);
}
