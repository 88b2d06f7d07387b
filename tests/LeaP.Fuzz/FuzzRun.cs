using LeaP.Fuzz.Targets;
using LeaP.Reasoning.Randomness;

namespace LeaP.Fuzz;

/// <summary>Runs cases and collects what did not hold.</summary>
/// <param name="plan">What to run.</param>
/// <param name="time">The clock.</param>
public sealed class FuzzRun(FuzzPlan plan, TimeProvider time)
{
    private const int MaxFailures = 50;
    private static readonly TimeSpan CaseLimit = TimeSpan.FromSeconds(60);

    private readonly List<FuzzFailure> _failures = [];

    /// <summary>Names of the targets.</summary>
    public static IReadOnlyList<string> TargetNames { get; } = [.. Makers.Keys];

    /// <summary>Cases that were run.</summary>
    public int Cases { get; private set; }

    /// <summary>What did not hold; at most 50 of a target.</summary>
    public IReadOnlyList<FuzzFailure> Failures => _failures;

    /// <summary>Bytes in use when the last target had run, beyond those at the start, once garbage is gone.</summary>
    public long MemoryGrowth { get; private set; }

    private static IReadOnlyDictionary<string, Func<IFuzzTarget>> Makers => new Dictionary<string, Func<IFuzzTarget>>
    {
        ["link"] = () => new LinkTarget(),
        ["order"] = () => new OrderTarget(),
        ["request"] = () => new RequestTarget(),
        ["summary"] = () => new SummaryTarget(),
        ["profile"] = () => new ProfileTarget(),
        ["genai-config"] = () => new GenAIConfigTarget(),
        ["tokenizer"] = () => new TokenizerTarget(),
        ["data-set"] = () => new DataSetTarget(),
    };

    /// <summary>Runs every case of the plan.</summary>
    /// <param name="progress">Told when a target has run.</param>
    public async Task RunAsync(Action<string> progress)
    {
        // What every target needs once is no growth.
        foreach (string name in TargetNames)
        {
            await using IFuzzTarget target = Makers[name]();
            await RunCaseAsync(target, 0);
        }

        _failures.Clear();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (string name in TargetNames.Where(name => plan.Target is null || plan.Target == name))
        {
            await using IFuzzTarget target = Makers[name]();
            await RunTargetAsync(target);
            progress(name);
        }

        MemoryGrowth = GC.GetTotalMemory(forceFullCollection: true) - before;
    }

    private async Task RunTargetAsync(IFuzzTarget target)
    {
        int count = plan.Target is null ? (int)Math.Max(1, (long)plan.Cases * target.Share / 1000) : plan.Cases;
        int first = plan.Only ?? 0;
        int end = plan.Only is { } only ? only + 1 : count;
        int failed = 0;
        for (int number = first; number < end && failed < MaxFailures; number++)
        {
            Cases++;
            if (await RunCaseAsync(target, number) is { } failure)
            {
                failed++;
                _failures.Add(failure);
                if (failure.What.StartsWith(nameof(TimeoutException), StringComparison.Ordinal))
                {
                    return;
                }
            }
        }
    }

    private async Task<FuzzFailure?> RunCaseAsync(IFuzzTarget target, int number)
    {
        var random = new SeededRandom(SeedDerivation.Derive(plan.Seed, target.Name, number));
        try
        {
            // On another thread, so that a case that never ends is noticed.
            await Task.Run(() => target.RunAsync(random).AsTask()).WaitAsync(CaseLimit, time);
            return null;
        }
        catch (Exception exception)
        {
            return new FuzzFailure(target.Name, number, $"{exception.GetType().Name}: {exception}");
        }
    }
}
