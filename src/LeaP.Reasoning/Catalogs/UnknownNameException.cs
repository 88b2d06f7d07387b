namespace LeaP.Reasoning.Catalogs;

/// <summary>A name was asked for that the catalog of its kind does not hold.</summary>
/// <param name="kind">What was looked for, in words, such as <c>peer routing policy</c>.</param>
/// <param name="name">The name that was asked for.</param>
/// <param name="knownNames">Every name that would have been found.</param>
public sealed class UnknownNameException(string kind, string name, IReadOnlyList<string> knownNames)
    : Exception($"There is no {kind} named \"{name}\"; known are: {(knownNames.Count == 0 ? "none" : string.Join(", ", knownNames))}.")
{
    /// <summary>What was looked for, in words.</summary>
    public string Kind { get; } = kind;

    /// <summary>The name that was asked for.</summary>
    public string RequestedName { get; } = name;

    /// <summary>Every name that would have been found.</summary>
    public IReadOnlyList<string> KnownNames { get; } = knownNames;
}
