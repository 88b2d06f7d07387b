using Evaluate = System.Func<LeaP.Inference.ChatTemplates.TemplateScope, object?>;
using Execute = System.Func<LeaP.Inference.ChatTemplates.TemplateScope, LeaP.Inference.ChatTemplates.TemplateFlow>;

namespace LeaP.Inference.ChatTemplates;

/// <summary>Runs loops and sets names.</summary>
internal static class TemplateLoop
{
    public static TemplateFlow Run(
        TemplateScope scope, string[] targets, object? source, Evaluate? condition, Execute body, Execute? otherwise)
    {
        List<object?> items = ValueFacts.Items(source);
        if (condition is not null)
        {
            items = items.FindAll(item =>
            {
                TemplateScope inner = scope.Inner();
                Assign(inner, targets, item);
                return ValueFacts.IsTrue(condition(inner));
            });
        }

        for (int index = 0; index < items.Count; index++)
        {
            scope.Run.Step();
            TemplateScope inner = scope.Inner();
            Assign(inner, targets, items[index]);
            inner.Set("loop", State(items, index));
            if (body(inner) == TemplateFlow.Break)
            {
                break;
            }
        }

        return items.Count == 0 && otherwise is not null ? otherwise(scope) : TemplateFlow.Next;
    }

    /// <summary>Sets a name, or several to the items of a value.</summary>
    public static void Assign(TemplateScope scope, string[] names, object? value)
    {
        if (names.Length == 1)
        {
            scope.Set(names[0], value);
            return;
        }

        List<object?> items = ValueFacts.Items(value);
        if (items.Count != names.Length)
        {
            throw new ChatTemplateException($"{items.Count} values cannot be given to the {names.Length} names {string.Join(", ", names)}.");
        }

        for (int i = 0; i < names.Length; i++)
        {
            scope.Set(names[i], items[i]);
        }
    }

    private static TemplateMap State(List<object?> items, int index) => new()
    {
        ["index"] = index + 1L,
        ["index0"] = (long)index,
        ["revindex"] = (long)(items.Count - index),
        ["revindex0"] = items.Count - index - 1L,
        ["first"] = index == 0,
        ["last"] = index == items.Count - 1,
        ["length"] = (long)items.Count,
        ["previtem"] = index > 0 ? items[index - 1] : new Undefined("loop.previtem"),
        ["nextitem"] = index + 1 < items.Count ? items[index + 1] : new Undefined("loop.nextitem"),
    };
}
