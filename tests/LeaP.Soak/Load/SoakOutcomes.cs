using System.Collections.Concurrent;

namespace LeaP.Soak.Load;

/// <summary>Counts how sessions ended. Safe to use from several threads.</summary>
internal sealed class SoakOutcomes
{
    private readonly ConcurrentDictionary<string, int> _right = new();
    private readonly ConcurrentQueue<string> _wrong = new();

    /// <summary>Sessions and refusals that ended as they should, by kind of client.</summary>
    public IReadOnlyDictionary<string, int> Right => _right;

    /// <summary>What ended otherwise, in words.</summary>
    public IReadOnlyCollection<string> Wrong => _wrong;

    /// <summary>Notes a right end.</summary>
    /// <param name="kind">Kind of client.</param>
    public void Count(string kind) => _right.AddOrUpdate(kind, 1, (_, count) => count + 1);

    /// <summary>Notes a wrong end.</summary>
    /// <param name="what">What happened.</param>
    public void Complain(string what) => _wrong.Enqueue(what);
}
