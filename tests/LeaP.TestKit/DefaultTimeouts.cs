using System.Runtime.CompilerServices;

namespace LeaP.TestKit;

/// <summary>Bounds every await of a test and says where it was when time ran out.</summary>
public static class DefaultTimeouts
{
    // Generous: the machines that run the tests are shared.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Waits for a task, at most a minute.</summary>
    public static async Task DefaultTimeout(
        this Task task,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        try
        {
            await task.WaitAsync(Limit);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            throw new TimeoutException($"Not done after {Limit} at {file}:{line}.");
        }
    }

    /// <summary>Waits for a task, at most a minute.</summary>
    public static async Task<T> DefaultTimeout<T>(
        this Task<T> task,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        await ((Task)task).DefaultTimeout(file, line);
        return await task;
    }
}
