namespace LeaP.Inference.ChatTemplates;

/// <summary>Names and their values. What is set in an inner scope is not seen outside.</summary>
internal sealed class TemplateScope(TemplateRun run, TemplateScope? outer)
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    public TemplateRun Run { get; } = run;

    public TemplateScope Inner() => new(Run, this);

    public void Set(string name, object? value) => _values[name] = value;

    public object? Get(string name)
    {
        for (TemplateScope? scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._values.TryGetValue(name, out object? value))
            {
                return value;
            }
        }

        return new Undefined(name);
    }

    private TemplateScope? Outer { get; } = outer;
}
