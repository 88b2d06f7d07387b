using Microsoft.Extensions.Options;

namespace LeaP.Storage.Redis.Tests.Redis;

/// <summary>Makes stores for tests, and waits for what takes its time outside.</summary>
internal static class Stores
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    public static RedisSessionStore Create(string endpoint, Action<RedisStorageOptions>? configure = null)
    {
        var options = new RedisStorageOptions { Endpoints = endpoint, ConnectTimeLimit = TimeSpan.FromSeconds(10), CommandTimeLimit = TimeSpan.FromSeconds(10) };
        configure?.Invoke(options);
        return new RedisSessionStore(Options.Create(options));
    }

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Limit)
            {
                throw new TimeoutException($"What was waited for did not come within {Limit}.");
            }

            await Task.Delay(Step, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
