using Evaluate = System.Func<LeaP.Inference.ChatTemplates.TemplateScope, object?>;
using Execute = System.Func<LeaP.Inference.ChatTemplates.TemplateScope, LeaP.Inference.ChatTemplates.TemplateFlow>;

namespace LeaP.Inference.ChatTemplates;

/// <summary>Turns the parts of a template into something that can be run. A tag it does not know is refused by name.</summary>
internal sealed class StatementParser
{
    private readonly IReadOnlyList<TemplatePart> _parts;
    private int _at;

    private StatementParser(IReadOnlyList<TemplatePart> parts) => _parts = parts;

    public static Execute Parse(IReadOnlyList<TemplatePart> parts)
    {
        var parser = new StatementParser(parts);
        (Execute body, ExpressionParser? tag, string name) = parser.ParseUntil([]);
        return tag is null ? body : throw new ChatTemplateException($"Line {tag.Line}: the tag '{name}' has no beginning.");
    }

    /// <summary>Statements up to one of the tags that may end them.</summary>
    private (Execute Body, ExpressionParser? Tag, string Name) ParseUntil(string[] ends)
    {
        var statements = new List<Execute>();
        while (_at < _parts.Count)
        {
            TemplatePart part = _parts[_at++];
            switch (part.Kind)
            {
                case TemplatePart.Kinds.Text:
                    statements.Add(Print(_ => part.Text));
                    break;
                case TemplatePart.Kinds.Output:
                    var expression = new ExpressionParser(part);
                    Evaluate value = expression.ParseTuple();
                    expression.RequireEnd();
                    statements.Add(Print(scope => ValueFacts.ToText(value(scope))));
                    break;
                default:
                    var tag = new ExpressionParser(part);
                    string name = tag.RequireName();
                    if (ends.Contains(name))
                    {
                        return (Sequence(statements), tag, name);
                    }

                    statements.Add(ParseStatement(tag, name));
                    break;
            }
        }

        return ends.Length == 0
            ? (Sequence(statements), null, "")
            : throw new ChatTemplateException($"The template ends before a tag '{string.Join("' or '", ends)}'.");
    }

    private Execute ParseBody(string end)
    {
        (Execute body, ExpressionParser? tag, _) = ParseUntil([end]);
        tag!.RequireEnd();
        return body;
    }

    private Execute ParseStatement(ExpressionParser tag, string name)
    {
        switch (name)
        {
            case "if":
                return ParseIf(tag);
            case "for":
                return ParseFor(tag);
            case "set":
                return ParseSet(tag);
            case "macro":
                return ParseMacro(tag);
            case "generation":
                tag.RequireEnd();
                return ParseBody("endgeneration");
            case "break":
                tag.RequireEnd();
                return static _ => TemplateFlow.Break;
            case "continue":
                tag.RequireEnd();
                return static _ => TemplateFlow.Continue;
            case "else" or "elif":
            case var end when end.StartsWith("end", StringComparison.Ordinal):
                throw new ChatTemplateException($"Line {tag.Line}: the tag '{name}' has no beginning.");
            default:
                throw new ChatTemplateException($"Line {tag.Line}: the tag '{name}' is not supported.");
        }
    }

    private Execute ParseIf(ExpressionParser tag)
    {
        Evaluate condition = tag.Parse();
        tag.RequireEnd();
        (Execute then, ExpressionParser? next, string name) = ParseUntil(["elif", "else", "endif"]);
        Execute otherwise = static _ => TemplateFlow.Next;
        if (name == "elif")
        {
            otherwise = ParseIf(next!);
        }
        else
        {
            next!.RequireEnd();
            otherwise = name == "else" ? ParseBody("endif") : otherwise;
        }

        return scope => ValueFacts.IsTrue(condition(scope)) ? then(scope) : otherwise(scope);
    }

    private Execute ParseFor(ExpressionParser tag)
    {
        string[] targets = ParseNames(tag);
        if (!tag.TakeWord("in"))
        {
            throw tag.Wrong("'in'");
        }

        Evaluate source = tag.ParseWithoutChoice();
        Evaluate? condition = tag.TakeWord("if") ? tag.Parse() : null;
        if (!tag.IsAtEnd)
        {
            throw new ChatTemplateException($"Line {tag.Line}: a loop with anything but a condition behind its list is not supported.");
        }

        (Execute body, ExpressionParser? next, string name) = ParseUntil(["else", "endfor"]);
        next!.RequireEnd();
        Execute? otherwise = name == "else" ? ParseBody("endfor") : null;
        return scope => TemplateLoop.Run(scope, targets, source(scope), condition, body, otherwise);
    }

    private Execute ParseSet(ExpressionParser tag)
    {
        string[] names = ParseNames(tag);
        string? member = names.Length == 1 && tag.TakeSign(".") ? tag.RequireName() : null;
        if (tag.TakeSign("="))
        {
            Evaluate value = tag.ParseTuple();
            tag.RequireEnd();
            return member is null
                ? scope => Done(() => TemplateLoop.Assign(scope, names, value(scope)))
                : scope => Done(() => SetMember(scope, names[0], member, value(scope)));
        }

        tag.RequireEnd();
        Execute body = ParseBody("endset");
        return scope => Done(() =>
        {
            string text = scope.Run.Capture(() => body(scope.Inner()));
            TemplateLoop.Assign(scope, names, text);
        });
    }

    private Execute ParseMacro(ExpressionParser tag)
    {
        string name = tag.RequireName();
        tag.RequireSign("(");
        var parameters = new List<(string Name, Evaluate? Absent)>();
        while (!tag.TakeSign(")"))
        {
            string parameter = tag.RequireName();
            parameters.Add((parameter, tag.TakeSign("=") ? tag.Parse() : null));
            if (!tag.IsAtSign(")"))
            {
                tag.RequireSign(",");
            }
        }

        tag.RequireEnd();
        Execute body = ParseBody("endmacro");
        return scope => Done(() => scope.Set(name, new TemplateFunction(name, arguments =>
        {
            arguments.Allow(parameters.Count, [.. parameters.Select(parameter => parameter.Name)]);
            TemplateScope inner = scope.Inner();
            for (int i = 0; i < parameters.Count; i++)
            {
                (string parameter, Evaluate? absent) = parameters[i];
                bool given = i < arguments.Values.Count || arguments.Named.ContainsKey(parameter);
                inner.Set(parameter, given ? arguments.Get(i, parameter) : absent is null ? new Undefined(parameter) : absent(inner));
            }

            return scope.Run.Capture(() => body(inner));
        })));
    }

    private static string[] ParseNames(ExpressionParser tag)
    {
        bool bracketed = tag.TakeSign("(");
        var names = new List<string> { tag.RequireName() };
        while (tag.TakeSign(","))
        {
            names.Add(tag.RequireName());
        }

        if (bracketed)
        {
            tag.RequireSign(")");
        }

        return [.. names];
    }

    private static void SetMember(TemplateScope scope, string name, string member, object? value)
    {
        if (scope.Get(name) is not TemplateMap { IsNamespace: true } map)
        {
            throw new ChatTemplateException($"'{name}.{member}' cannot be set: '{name}' is no namespace.");
        }

        map[member] = value;
    }

    private static Execute Print(Func<TemplateScope, string> text) => scope =>
    {
        scope.Run.Step();
        scope.Run.Output.Append(text(scope));
        return TemplateFlow.Next;
    };

    private static TemplateFlow Done(Action action)
    {
        action();
        return TemplateFlow.Next;
    }

    private static Execute Sequence(List<Execute> statements) => scope =>
    {
        foreach (Execute statement in statements)
        {
            TemplateFlow flow = statement(scope);
            if (flow != TemplateFlow.Next)
            {
                return flow;
            }
        }

        return TemplateFlow.Next;
    };
}
