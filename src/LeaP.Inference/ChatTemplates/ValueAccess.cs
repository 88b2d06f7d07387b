namespace LeaP.Inference.ChatTemplates;

/// <summary>Members, items and slices of values.</summary>
internal static class ValueAccess
{
    public static object? Member(object? value, string name) => value switch
    {
        TemplateMap map => map.TryGet(name, out object? member) ? member : new Undefined(name),
        Undefined missing => throw new ChatTemplateException($"'{missing.Name}' is undefined and has no '{name}'."),
        _ => new Undefined(name),
    };

    public static object? Item(object? value, object? key) => (value, key) switch
    {
        (TemplateMap map, string name) => Member(map, name),
        (List<object?> list, long index) => At(list, index),
        (string text, long index) => At(ValueFacts.Items(text), index),
        (Undefined missing, _) => throw new ChatTemplateException($"'{missing.Name}' is undefined and has no items."),
        _ => new Undefined(ValueFacts.ToText(key)),
    };

    public static object? Slice(object? value, object? start, object? end, object? step)
    {
        List<object?> items = value is string or List<object?> ? ValueFacts.Items(value) : throw Unsliceable(value);
        long stride = step is null ? 1 : Whole(step);
        if (stride == 0)
        {
            throw new ChatTemplateException("The step of a slice must not be 0.");
        }

        long low = stride > 0 ? 0 : -1;
        long high = stride > 0 ? items.Count : items.Count - 1;
        long from = start is null ? (stride > 0 ? low : high) : Clamp(Whole(start), items.Count, low, high);
        long to = end is null ? (stride > 0 ? high : low) : Clamp(Whole(end), items.Count, low, high);
        var slice = new List<object?>();
        for (long index = from; stride > 0 ? index < to : index > to; index += stride)
        {
            slice.Add(items[(int)index]);
        }

        return value is string ? string.Concat(slice) : slice;
    }

    private static object? At(List<object?> items, long index)
    {
        long place = index < 0 ? index + items.Count : index;
        return place >= 0 && place < items.Count ? items[(int)place] : new Undefined($"item {index}");
    }

    private static long Clamp(long index, int count, long low, long high) => Math.Clamp(index < 0 ? index + count : index, low, high);

    private static long Whole(object value)
        => value is long whole ? whole : throw new ChatTemplateException("The bounds of a slice must be whole numbers.");

    private static ChatTemplateException Unsliceable(object? value) => new($"{ValueFacts.KindOf(value)} cannot be sliced.");
}
