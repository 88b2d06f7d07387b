using LeaP.Inference.Tests.Support;

namespace LeaP.Inference.Tests.OpenAI;

/// <summary>Waits for what a server notices in its own time.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    public static Task ForAsync(Func<bool> condition) => PollAsync(condition).Soon();

    private static async Task PollAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(Step, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
