using LeaP.TestKit;

namespace LeaP.FunctionalTests.Support;

/// <summary>Settings of routers that keep their sessions in a test's Redis, with short waits.</summary>
internal static class RedisSettings
{
    public static string[] Of(RedisServer redis, params string[] more) =>
    [
        "--Router:Store", "redis",
        "--Router:Redis:Endpoints", redis.Endpoint,
        "--Router:Redis:ConnectTimeLimit", "00:00:01",
        "--Router:Redis:RetryDelay", "00:00:00.1",
        "--Router:Redis:LossDelay", "00:00:00.5",
        "--Router:Redis:PollInterval", "00:00:00.02",
        "--Router:Redis:SnapshotInterval", "00:00:00.1",
        "--Router:Redis:LeaseTime", "00:00:03",
        "--Router:Redis:FlushTimeLimit", "00:00:20",
        .. more,
    ];
}
