namespace LeaP.Worker.Tests.Support;

/// <summary>How long a test waits for what must happen.</summary>
internal static class TestLimits
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);

    public static Task Soon(this Task task) => task.WaitAsync(Wait, TestContext.Current.CancellationToken);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Wait, TestContext.Current.CancellationToken);

    public static Task<T> Soon<T>(this ValueTask<T> task) => task.AsTask().Soon();
}
