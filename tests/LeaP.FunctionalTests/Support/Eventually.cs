using System.Runtime.CompilerServices;

namespace LeaP.FunctionalTests.Support;

/// <summary>Waits for what another process or thread brings about, bounded.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    public static Task HoldsAsync(
        Func<Task<bool>> condition,
        string what,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) => HoldsAsync(condition, () => what, file, line);

    /// <summary>Waits; what it waited for is said as it stands at the end.</summary>
    public static async Task HoldsAsync(
        Func<Task<bool>> condition,
        Func<string> what,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Limit)
            {
                throw new TimeoutException($"Waited {Limit} for: {what()} ({file}:{line}).");
            }

            await Task.Delay(Step, TimeProvider.System, CancellationToken.None);
        }
    }
}
