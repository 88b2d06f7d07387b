namespace LeaP.Inference.ChatTemplates;

/// <summary>
/// Functions that every template can call. There is none that tells the date: a prompt must be the same whenever its worker
/// was started, and templates that print a date have one of their own for that case.
/// </summary>
internal static class TemplateGlobals
{
    private const int LongestRange = 100_000;

    public static void AddTo(TemplateScope scope)
    {
        Add(scope, "raise_exception", arguments => throw new ChatTemplateException($"The template refuses it: {arguments.Text(0, "message")}"));
        Add(scope, "namespace", arguments => Map(arguments, isNamespace: true));
        Add(scope, "dict", arguments => Map(arguments, isNamespace: false));
        Add(scope, "range", Range);
    }

    private static void Add(TemplateScope scope, string name, Func<CallArguments, object?> body)
        => scope.Set(name, new TemplateFunction(name, body));

    private static TemplateMap Map(CallArguments arguments, bool isNamespace)
    {
        arguments.Allow(0, [.. arguments.Named.Keys]);
        var map = new TemplateMap { IsNamespace = isNamespace };
        foreach ((string name, object? value) in arguments.Named)
        {
            map[name] = value;
        }

        return map;
    }

    private static List<object?> Range(CallArguments arguments)
    {
        arguments.Allow(3);
        bool one = arguments.Values.Count == 1;
        long start = one ? 0 : arguments.Whole(0, "start");
        long end = arguments.Whole(one ? 0 : 1, "stop");
        long step = arguments.Whole(2, "step", 1L);
        if (step == 0 || Math.Abs(end - start) / Math.Max(1, Math.Abs(step)) > LongestRange)
        {
            throw new ChatTemplateException($"'range' needs a step other than 0 and at most {LongestRange} numbers.");
        }

        var numbers = new List<object?>();
        for (long number = start; step > 0 ? number < end : number > end; number += step)
        {
            numbers.Add(number);
        }

        return numbers;
    }
}
