using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace LeaP.Reasoning.Catalogs;

/// <summary>All things of one kind, found by name. Names are compared exactly.</summary>
/// <typeparam name="T">The kind of thing.</typeparam>
public sealed partial class NamedCatalog<T>
    where T : INamed
{
    private readonly Dictionary<string, T> _byName = new(StringComparer.Ordinal);
    private readonly List<T> _items = [];
    private readonly string _kind;

    /// <summary>Builds the catalog; the kind is named after the type.</summary>
    /// <param name="items">The things, in the order in which names are listed.</param>
    /// <exception cref="ArgumentException">A name is blank or occurs twice.</exception>
    public NamedCatalog(IEnumerable<T> items)
        : this(items, DescribeType())
    {
    }

    /// <summary>Builds the catalog.</summary>
    /// <param name="items">The things, in the order in which names are listed.</param>
    /// <param name="kind">What the things are, in words, for error messages.</param>
    /// <exception cref="ArgumentException">A name is blank or occurs twice, or <paramref name="kind"/> is blank.</exception>
    public NamedCatalog(IEnumerable<T> items, string kind)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        _kind = kind;
        foreach (T item in items)
        {
            if (string.IsNullOrWhiteSpace(item.Name))
            {
                throw new ArgumentException($"A {kind} has a blank name ({item.GetType().Name}).", nameof(items));
            }

            if (!_byName.TryAdd(item.Name, item))
            {
                throw new ArgumentException(
                    $"Two entries of kind {kind} are named \"{item.Name}\": {_byName[item.Name].GetType().Name} and {item.GetType().Name}.",
                    nameof(items));
            }

            _items.Add(item);
        }

        Names = [.. _items.Select(item => item.Name)];
    }

    /// <summary>All names, in the order given at construction.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>All things, in the order given at construction.</summary>
    public IReadOnlyList<T> Items => _items;

    /// <summary>Finds the thing of this name.</summary>
    /// <param name="name">The name, compared exactly.</param>
    /// <exception cref="UnknownNameException">There is none; the message lists the known names.</exception>
    public T Find(string name) =>
        TryFind(name, out T? item) ? item : throw new UnknownNameException(_kind, name, Names);

    /// <summary>Finds the thing of this name, if there is one.</summary>
    /// <param name="name">The name, compared exactly.</param>
    /// <param name="item">The thing, when found.</param>
    public bool TryFind(string name, [MaybeNullWhen(false)] out T item)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.TryGetValue(name, out item);
    }

    private static string DescribeType()
    {
        string name = typeof(T).Name;
        string bare = typeof(T).IsInterface && name.Length > 1 && name[0] == 'I' && char.IsUpper(name[1]) ? name[1..] : name;
        return WordStart().Replace(bare, " ").ToLowerInvariant();
    }

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex WordStart();
}
