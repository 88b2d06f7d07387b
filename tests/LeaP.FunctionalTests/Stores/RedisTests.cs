using LeaP.FunctionalTests.Support;
using LeaP.Inference.Scripted;
using LeaP.Protocol.Reasoning.V1;
using LeaP.TestKit;

namespace LeaP.FunctionalTests.Stores;

/// <summary>Tests over a redis-server of their own.</summary>
public abstract class RedisTests : IAsyncLifetime
{
    private RedisServer? _redis;

    private protected static ScriptedEngineOptions Slow { get; } = new() { TokenDelay = TimeSpan.FromMilliseconds(15) };

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected RedisServer Redis => _redis ?? throw new InvalidOperationException("The test has not begun.");

    public async ValueTask InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Redis.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static ReasonRequest NewRequest()
    {
        ReasonRequest request = SessionTests.Request(paths: 4);
        request.RequestId = Guid.NewGuid().ToString();
        request.EventDetail = EventDetail.Tokens;
        return request;
    }

    private protected Task<TestCluster> StartAsync(ScriptedEngineOptions? script = null) =>
        TestCluster.StartScriptedAsync(script, routerSettings: RedisSettings.Of(Redis));

    private protected Task<TestCluster> StartRouterAsync() => TestCluster.StartRouterAsync(RedisSettings.Of(Redis));
}
