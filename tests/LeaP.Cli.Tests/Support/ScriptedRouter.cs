using Grpc.Core;

namespace LeaP.Cli.Tests.Support;

/// <summary>Answers calls from a script instead of a network, and keeps the requests.</summary>
internal sealed class ScriptedRouter : CallInvoker
{
    private readonly Dictionary<string, Func<object, IEnumerable<object>>> _answers = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Requests in the order they came.</summary>
    public List<object> Requests { get; } = [];

    /// <summary>True when the connection was closed.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Answers a method; may throw an RpcException, also between messages.</summary>
    public ScriptedRouter On<TRequest, TResponse>(string method, Func<TRequest, IEnumerable<TResponse>> answer)
        where TResponse : class
    {
        _answers[method] = request => answer((TRequest)request);
        return this;
    }

    /// <summary>What a session would be answered with; for a router that answers some itself.</summary>
    public IEnumerable<Protocol.Reasoning.V1.ReasonResponse> Reason(Protocol.Reasoning.V1.ReasonRequest request) =>
        Answer("Reason", request).Cast<Protocol.Reasoning.V1.ReasonResponse>();

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        Task<TResponse> response = Task.Run(() => (TResponse)Answer(method.Name, request).Single());
        return new(response, Task.FromResult(Metadata.Empty), () => Status.DefaultSuccess, () => [], () => { });
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var reader = new ScriptedReader<TResponse>(Answer(method.Name, request).Cast<TResponse>(), options.CancellationToken);
        return new(reader, Task.FromResult(Metadata.Empty), () => Status.DefaultSuccess, () => [], reader.Dispose);
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    private IEnumerable<object> Answer(string method, object request)
    {
        lock (_gate)
        {
            Requests.Add(request);
        }

        return _answers[method](request);
    }
}
