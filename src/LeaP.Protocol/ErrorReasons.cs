namespace LeaP.Protocol;

/// <summary>
/// Machine-readable causes of errors: the <c>reason</c> of <c>google.rpc.ErrorInfo</c> in a call's status and of
/// <c>leap.common.v1.Failure</c> inside a stream. docs/errors.md says what each means and what to do.
/// </summary>
public static class ErrorReasons
{
    /// <summary>Domain of every <c>ErrorInfo</c>.</summary>
    public const string Domain = "leap";

    /// <summary>A request field is wrong.</summary>
    public const string InvalidField = "INVALID_FIELD";

    /// <summary>No linked worker serves the model.</summary>
    public const string ModelNotServed = "MODEL_NOT_SERVED";

    /// <summary>The model cannot read this problem.</summary>
    public const string ProblemNotReadable = "PROBLEM_NOT_READABLE";

    /// <summary>The model's prompt profile has no wording for the mode.</summary>
    public const string ModeNotOffered = "MODE_NOT_OFFERED";

    /// <summary>A call shows no credentials that are accepted.</summary>
    public const string ClientUnknown = "CLIENT_UNKNOWN";

    /// <summary>The client may not make this call.</summary>
    public const string RoleMissing = "ROLE_MISSING";

    /// <summary>The client takes as much as it may already.</summary>
    public const string ClientLimit = "CLIENT_LIMIT";

    /// <summary>The queue of sessions is full.</summary>
    public const string QueueFull = "QUEUE_FULL";

    /// <summary>The router is stopping.</summary>
    public const string RouterStopping = "ROUTER_STOPPING";

    /// <summary>The session store does not answer.</summary>
    public const string StoreUnreachable = "STORE_UNREACHABLE";

    /// <summary>The router that ran the session is gone.</summary>
    public const string RouterLost = "ROUTER_LOST";

    /// <summary>Another router runs the session.</summary>
    public const string SessionElsewhere = "SESSION_ELSEWHERE";

    /// <summary>The session went on at another router while it was watched here.</summary>
    public const string SessionMoved = "SESSION_MOVED";

    /// <summary>The client reads its event stream too slowly.</summary>
    public const string FeedOverflow = "FEED_OVERFLOW";

    /// <summary>The session is unknown or expired.</summary>
    public const string SessionNotFound = "SESSION_NOT_FOUND";

    /// <summary>Events asked for are no longer kept.</summary>
    public const string EventsTrimmed = "EVENTS_TRIMMED";

    /// <summary>The worker is unknown.</summary>
    public const string WorkerNotFound = "WORKER_NOT_FOUND";

    /// <summary>No version of the link protocol is spoken by both sides.</summary>
    public const string ProtocolUnsupported = "PROTOCOL_UNSUPPORTED";

    /// <summary>A link's hello is malformed or out of place.</summary>
    public const string HelloInvalid = "HELLO_INVALID";

    /// <summary>A message on a link breaks the protocol.</summary>
    public const string MessageInvalid = "MESSAGE_INVALID";

    /// <summary>A message on a link is of a kind the router does not know.</summary>
    public const string MessageUnknown = "MESSAGE_UNKNOWN";

    /// <summary>The worker is not trusted.</summary>
    public const string WorkerNotTrusted = "WORKER_NOT_TRUSTED";

    /// <summary>Nothing was heard on a link for too long.</summary>
    public const string LinkSilent = "LINK_SILENT";

    /// <summary>A newer instance of the worker took its name.</summary>
    public const string WorkerReplaced = "WORKER_REPLACED";

    /// <summary>The worker does not read its side of the link.</summary>
    public const string LinkOverflow = "LINK_OVERFLOW";

    /// <summary>Messages on a link are missing.</summary>
    public const string SequenceGap = "SEQUENCE_GAP";

    /// <summary>The prompt or text does not fit into the model's context.</summary>
    public const string ContextOverflow = "CONTEXT_OVERFLOW";

    /// <summary>The model engine failed.</summary>
    public const string EngineFailed = "ENGINE_FAILED";

    /// <summary>A path was placed as often as the router allows and still lost its worker.</summary>
    public const string AttemptsExhausted = "ATTEMPTS_EXHAUSTED";

    /// <summary>No worker took the session's paths in time.</summary>
    public const string PlacementTimeout = "PLACEMENT_TIMEOUT";

    /// <summary>The session took longer than its time limit.</summary>
    public const string TimeLimit = "TIME_LIMIT";

    /// <summary>A caller stopped the session.</summary>
    public const string Cancelled = "CANCELLED";

    /// <summary>The session asks for more paths than all workers of its model can hold.</summary>
    public const string CapacityExceeded = "CAPACITY_EXCEEDED";

    /// <summary>No path gave an answer.</summary>
    public const string NoAnswer = "NO_ANSWER";

    /// <summary>Something that was not foreseen.</summary>
    public const string Internal = "INTERNAL";
}
