using System.Diagnostics.CodeAnalysis;

namespace LeaP.Inference.ChatTemplates;

/// <summary>Members by name, in the order in which they came.</summary>
internal sealed class TemplateMap
{
    private readonly OrderedDictionary<string, object?> _members = new(StringComparer.Ordinal);

    /// <summary>Whether a template may set members.</summary>
    public bool IsNamespace { get; init; }

    public int Count => _members.Count;

    public IEnumerable<string> Keys => _members.Keys;

    public IEnumerable<object?> Values => _members.Values;

    public IEnumerable<KeyValuePair<string, object?>> Members => _members;

    public object? this[string key]
    {
        set => _members[key] = value;
    }

    public bool Contains(string key) => _members.ContainsKey(key);

    public bool TryGet(string key, [MaybeNullWhen(false)] out object? value) => _members.TryGetValue(key, out value);
}
