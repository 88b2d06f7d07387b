using Evaluate = System.Func<LeaP.Inference.ChatTemplates.TemplateScope, object?>;

namespace LeaP.Inference.ChatTemplates;

/// <summary>Reads literals, names and what is done to them directly: members, items, slices and calls.</summary>
internal sealed class OperandParser(ExpressionParser expression)
{
    public Evaluate Parse()
    {
        Evaluate value = ParseLiteralOrName();
        while (true)
        {
            if (expression.TakeSign("."))
            {
                value = ParseMember(value);
            }
            else if (expression.TakeSign("["))
            {
                value = ParseItem(value);
            }
            else if (expression.TakeSign("("))
            {
                value = ParseCall(value);
            }
            else
            {
                return value;
            }
        }
    }

    private Evaluate ParseLiteralOrName()
    {
        if (expression.TakeSign("("))
        {
            return ParseBracketed();
        }

        if (expression.TakeSign("["))
        {
            List<Evaluate> items = ParseItems("]");
            return scope => items.ConvertAll(item => item(scope));
        }

        if (expression.TakeSign("{"))
        {
            return ParseMap();
        }

        TemplateToken token = expression.TakeOperand();
        switch (token.Kind)
        {
            case TemplateToken.Kinds.Text:
                string text = token.Text;
                while (expression.TakeText(out string next))
                {
                    text += next;
                }

                return _ => text;
            case TemplateToken.Kinds.Number:
                return _ => token.Value;
            default:
                return Named(token.Text);
        }
    }

    private static Evaluate Named(string name) => name switch
    {
        "true" or "True" => static _ => true,
        "false" or "False" => static _ => false,
        "none" or "None" => static _ => null,
        _ => scope => scope.Get(name),
    };

    private Evaluate ParseBracketed()
    {
        if (expression.TakeSign(")"))
        {
            return static _ => new TemplateTuple([]);
        }

        Evaluate inner = expression.ParseTuple();
        expression.RequireSign(")");
        return inner;
    }

    private List<Evaluate> ParseItems(string end)
    {
        var items = new List<Evaluate>();
        while (!expression.TakeSign(end))
        {
            items.Add(expression.Parse());
            if (!expression.IsAtSign(end))
            {
                expression.RequireSign(",");
            }
        }

        return items;
    }

    private Evaluate ParseMap()
    {
        var members = new List<(Evaluate Key, Evaluate Value)>();
        while (!expression.TakeSign("}"))
        {
            Evaluate key = expression.Parse();
            expression.RequireSign(":");
            members.Add((key, expression.Parse()));
            if (!expression.IsAtSign("}"))
            {
                expression.RequireSign(",");
            }
        }

        return scope =>
        {
            var map = new TemplateMap();
            foreach ((Evaluate key, Evaluate value) in members)
            {
                map[ValueFacts.ToText(key(scope))] = value(scope);
            }

            return map;
        };
    }

    private Evaluate ParseMember(Evaluate value)
    {
        string name = expression.RequireName();
        if (!expression.TakeSign("("))
        {
            return scope => ValueAccess.Member(value(scope), name);
        }

        TemplateMethods.RequireKnown(name, expression.Line);
        Func<TemplateScope, string, CallArguments> arguments = expression.ParseArguments();
        return scope => TemplateMethods.Call(value(scope), arguments(scope, name));
    }

    private Evaluate ParseItem(Evaluate value)
    {
        Evaluate? start = expression.IsAtSign(":") ? null : expression.Parse();
        if (expression.TakeSign("]"))
        {
            return scope => ValueAccess.Item(value(scope), start!(scope));
        }

        expression.RequireSign(":");
        Evaluate? end = expression.IsAtSign(":") || expression.IsAtSign("]") ? null : expression.Parse();
        Evaluate? step = expression.TakeSign(":") && !expression.IsAtSign("]") ? expression.Parse() : null;
        expression.RequireSign("]");
        return scope => ValueAccess.Slice(value(scope), start?.Invoke(scope), end?.Invoke(scope), step?.Invoke(scope));
    }

    private Evaluate ParseCall(Evaluate callee)
    {
        Func<TemplateScope, string, CallArguments> arguments = expression.ParseArguments();
        int line = expression.Line;
        return scope => callee(scope) switch
        {
            TemplateFunction function => function.Body(arguments(scope, function.Name)),
            Undefined missing => throw new ChatTemplateException($"Line {line}: there is no function '{missing.Name}'."),
            object other => throw new ChatTemplateException($"Line {line}: {ValueFacts.KindOf(other)} cannot be called."),
            null => throw new ChatTemplateException($"Line {line}: none cannot be called."),
        };
    }
}
