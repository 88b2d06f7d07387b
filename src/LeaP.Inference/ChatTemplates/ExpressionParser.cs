using Evaluate = System.Func<LeaP.Inference.ChatTemplates.TemplateScope, object?>;

namespace LeaP.Inference.ChatTemplates;

/// <summary>Turns the tokens of a tag into something that can be evaluated. Names of filters, tests and methods are checked here.</summary>
internal sealed class ExpressionParser
{
    private readonly List<TemplateToken> _tokens;
    private int _at;

    public ExpressionParser(TemplatePart part)
    {
        _tokens = TokenScanner.Scan(part);
        Line = part.Line;
    }

    public int Line { get; }

    private TemplateToken Current => _at < _tokens.Count ? _tokens[_at] : new(TemplateToken.Kinds.End, "the end of the tag");

    public bool TakeSign(string sign) => Take(TemplateToken.Kinds.Sign, sign);

    public bool TakeWord(string word) => Take(TemplateToken.Kinds.Name, word);

    public void RequireSign(string sign)
    {
        if (!TakeSign(sign))
        {
            throw Wrong($"'{sign}'");
        }
    }

    public string RequireName()
    {
        string name = Current.Kind == TemplateToken.Kinds.Name ? Current.Text : throw Wrong("a name");
        _at++;
        return name;
    }

    public void RequireEnd()
    {
        if (Current.Kind != TemplateToken.Kinds.End)
        {
            throw Wrong("the end of the tag");
        }
    }

    public bool IsAtSign(string sign) => Current.Kind == TemplateToken.Kinds.Sign && Current.Text == sign;

    public bool IsAtEnd => Current.Kind == TemplateToken.Kinds.End;

    public ChatTemplateException Wrong(string expected) => new($"Line {Line}: {expected} has to stand where '{Current.Text}' stands.");

    /// <summary>A whole expression; several separated by commas make a tuple.</summary>
    public Evaluate ParseTuple()
    {
        Evaluate first = Parse();
        if (!IsAtSign(","))
        {
            return first;
        }

        var parts = new List<Evaluate> { first };
        while (TakeSign(",") && Current.Kind != TemplateToken.Kinds.End && !IsAtSign(")"))
        {
            parts.Add(Parse());
        }

        return scope => new TemplateTuple(parts.Select(part => part(scope)));
    }

    /// <summary>An expression, with the choice that <c>if</c> and <c>else</c> make.</summary>
    public Evaluate Parse()
    {
        Evaluate value = ParseWithoutChoice();
        while (TakeWord("if"))
        {
            Evaluate then = value;
            Evaluate condition = ParseWithoutChoice();
            Evaluate otherwise = TakeWord("else") ? Parse() : static _ => new Undefined("else");
            value = scope => ValueFacts.IsTrue(condition(scope)) ? then(scope) : otherwise(scope);
        }

        return value;
    }

    public Evaluate ParseWithoutChoice()
    {
        Evaluate left = ParseAnd();
        while (TakeWord("or"))
        {
            (Evaluate first, Evaluate second) = (left, ParseAnd());
            left = scope => first(scope) is var value && ValueFacts.IsTrue(value) ? value : second(scope);
        }

        return left;
    }

    private Evaluate ParseAnd()
    {
        Evaluate left = ParseNot();
        while (TakeWord("and"))
        {
            (Evaluate first, Evaluate second) = (left, ParseNot());
            left = scope => first(scope) is var value && ValueFacts.IsTrue(value) ? second(scope) : value;
        }

        return left;
    }

    private Evaluate ParseNot()
    {
        if (!TakeWord("not"))
        {
            return ParseComparison();
        }

        Evaluate value = ParseNot();
        return scope => !ValueFacts.IsTrue(value(scope));
    }

    private Evaluate ParseComparison()
    {
        Evaluate left = ParseSum();
        while (TakeComparison() is { } operation)
        {
            (Evaluate first, Evaluate second) = (left, ParseSum());
            left = scope => ValueOperators.Compare(operation, first(scope), second(scope));
        }

        return left;
    }

    private string? TakeComparison()
    {
        foreach (string sign in (string[])["==", "!=", "<=", ">=", "<", ">"])
        {
            if (TakeSign(sign))
            {
                return sign;
            }
        }

        if (TakeWord("in"))
        {
            return "in";
        }

        if (Current is { Kind: TemplateToken.Kinds.Name, Text: "not" } && _at + 1 < _tokens.Count && _tokens[_at + 1].Text == "in")
        {
            _at += 2;
            return "not in";
        }

        return null;
    }

    private Evaluate ParseSum() => ParseChain(["+", "-"], ParseJoined);

    private Evaluate ParseJoined() => ParseChain(["~"], ParseProduct);

    private Evaluate ParseProduct() => ParseChain(["*", "//", "/", "%"], ParseSigned);

    private Evaluate ParseChain(string[] signs, Func<Evaluate> parseOperand)
    {
        Evaluate left = parseOperand();
        while (Array.Find(signs, TakeSign) is { } sign)
        {
            (Evaluate first, Evaluate second) = (left, parseOperand());
            left = scope => ValueOperators.Combine(sign, first(scope), second(scope));
        }

        return left;
    }

    // A filter behind a signed value filters the value with its sign.
    private Evaluate ParseSigned() => ParseFiltered(ParseSignedOperand());

    private Evaluate ParseSignedOperand()
    {
        if (TakeSign("-"))
        {
            Evaluate value = ParseSignedOperand();
            return scope => ValueOperators.Combine("-", 0L, value(scope));
        }

        return TakeSign("+") ? ParseSignedOperand() : new OperandParser(this).Parse();
    }

    /// <summary>Filters and tests behind a value.</summary>
    private Evaluate ParseFiltered(Evaluate value)
    {
        while (true)
        {
            Evaluate input = value;
            if (TakeSign("|"))
            {
                string name = RequireName();
                TemplateFilters.RequireKnown(name, Line);
                Func<TemplateScope, string, CallArguments> arguments = TakeSign("(") ? ParseArguments() : static (_, callee) => new(callee, [], NoNames);
                value = scope => TemplateFilters.Apply(input(scope), arguments(scope, name));
            }
            else if (TakeWord("is"))
            {
                bool negated = TakeWord("not");
                string name = RequireName();
                TemplateTests.RequireKnown(name, Line);
                Func<TemplateScope, string, CallArguments> arguments = ParseTestArguments();
                value = scope => TemplateTests.Holds(input(scope), arguments(scope, name)) != negated;
            }
            else
            {
                return value;
            }
        }
    }

    // A test's argument may stand behind it without brackets.
    private Func<TemplateScope, string, CallArguments> ParseTestArguments()
    {
        if (TakeSign("("))
        {
            return ParseArguments();
        }

        bool bare = Current.Kind is TemplateToken.Kinds.Text or TemplateToken.Kinds.Number
            || (Current.Kind == TemplateToken.Kinds.Name && Current.Text is not ("and" or "or" or "if" or "else" or "is" or "in" or "not"));
        if (!bare)
        {
            return static (_, callee) => new(callee, [], NoNames);
        }

        Evaluate argument = new OperandParser(this).Parse();
        return (scope, callee) => new(callee, [argument(scope)], NoNames);
    }

    /// <summary>Arguments up to the closing bracket; the opening one is taken already.</summary>
    public Func<TemplateScope, string, CallArguments> ParseArguments()
    {
        var values = new List<Evaluate>();
        var named = new List<(string Name, Evaluate Value)>();
        while (!TakeSign(")"))
        {
            if (Current.Kind == TemplateToken.Kinds.Name && _at + 1 < _tokens.Count && _tokens[_at + 1] is { Kind: TemplateToken.Kinds.Sign, Text: "=" })
            {
                string name = RequireName();
                RequireSign("=");
                named.Add((name, Parse()));
            }
            else
            {
                values.Add(Parse());
            }

            if (!IsAtSign(")"))
            {
                RequireSign(",");
            }
        }

        return (scope, callee) => new(
            callee, values.ConvertAll(value => value(scope)), named.ToDictionary(pair => pair.Name, pair => pair.Value(scope), StringComparer.Ordinal));
    }

    /// <summary>Takes a literal or a name.</summary>
    public TemplateToken TakeOperand()
    {
        TemplateToken token = Current;
        if (token.Kind is TemplateToken.Kinds.Sign or TemplateToken.Kinds.End)
        {
            throw Wrong("a value");
        }

        _at++;
        return token;
    }

    public bool TakeText(out string text)
    {
        text = Current.Text;
        if (Current.Kind != TemplateToken.Kinds.Text)
        {
            return false;
        }

        _at++;
        return true;
    }

    private static IReadOnlyDictionary<string, object?> NoNames { get; } = new Dictionary<string, object?>();

    private bool Take(TemplateToken.Kinds kind, string text)
    {
        bool found = Current.Kind == kind && Current.Text == text;
        _at += found ? 1 : 0;
        return found;
    }
}
