namespace LeaP.Inference.ChatTemplates;

/// <summary>Arguments of a call of a function, method, filter or test.</summary>
/// <param name="Callee">Who is called, for complaints.</param>
/// <param name="Values">Arguments by place.</param>
/// <param name="Named">Arguments by name.</param>
internal sealed record CallArguments(string Callee, IReadOnlyList<object?> Values, IReadOnlyDictionary<string, object?> Named)
{
    /// <summary>An argument, or <paramref name="absent"/>.</summary>
    public object? Get(int place, string name, object? absent = null)
        => place < Values.Count ? Values[place] : Named.GetValueOrDefault(name, absent);

    /// <summary>An argument that has to be text.</summary>
    public string Text(int place, string name)
        => Get(place, name) as string ?? throw new ChatTemplateException($"'{Callee}' needs a text as its argument '{name}'.");

    /// <summary>A text, or null when it is not given.</summary>
    public string? TextOrNull(int place, string name) => Get(place, name) is null ? null : Text(place, name);

    /// <summary>An argument that has to be a whole number.</summary>
    public long Whole(int place, string name, long? absent = null) => Get(place, name, absent) is long value
        ? value
        : throw new ChatTemplateException($"'{Callee}' needs a whole number as its argument '{name}'.");

    /// <summary>Refuses arguments that <paramref name="most"/> places and these names do not cover.</summary>
    public void Allow(int most, params string[] names)
    {
        if (Values.Count > most)
        {
            throw new ChatTemplateException($"'{Callee}' takes at most {most} arguments by place.");
        }

        foreach (string name in Named.Keys.Except(names))
        {
            throw new ChatTemplateException($"'{Callee}' has no argument '{name}'.");
        }
    }
}
