using System.Collections.Frozen;

namespace LeaP.Inference.Engines;

/// <summary>Finds engine factories by name.</summary>
public sealed class EngineCatalog
{
    private readonly FrozenDictionary<string, IModelEngineFactory> _factories;

    /// <summary>Indexes the factories.</summary>
    /// <param name="factories">The engines to offer; their names must differ.</param>
    /// <exception cref="ArgumentException">Two factories have the same name.</exception>
    public EngineCatalog(IEnumerable<IModelEngineFactory> factories)
    {
        ArgumentNullException.ThrowIfNull(factories);
        var byName = new Dictionary<string, IModelEngineFactory>(StringComparer.Ordinal);
        foreach (IModelEngineFactory factory in factories)
        {
            if (!byName.TryAdd(factory.Name, factory))
            {
                throw new ArgumentException($"Two engines are called '{factory.Name}'.", nameof(factories));
            }
        }

        _factories = byName.ToFrozenDictionary(StringComparer.Ordinal);
        Names = [.. byName.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>The known names, in ordinal order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The factory called <paramref name="name"/>.</summary>
    /// <param name="name">Name of an engine, in kebab-case.</param>
    /// <exception cref="ModelLoadException">No engine has that name; the message lists those that exist.</exception>
    public IModelEngineFactory Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _factories.TryGetValue(name, out IModelEngineFactory? factory)
            ? factory
            : throw new ModelLoadException(
                $"There is no engine called '{name}'. Known engines: {string.Join(", ", Names)}.");
    }
}
