namespace LeaP.Inference.ChatTemplates;

/// <summary>
/// A chat template: the part of Jinja that the templates of chat models are written in. What it does not know is refused
/// by name when the template is read, as far as it can be seen then, else when it is rendered. Safe to use from several threads.
/// </summary>
public sealed class ChatTemplate
{
    private readonly Func<TemplateScope, TemplateFlow> _body;

    private ChatTemplate(Func<TemplateScope, TemplateFlow> body) => _body = body;

    /// <summary>Reads a template.</summary>
    /// <param name="source">Its text.</param>
    /// <exception cref="ChatTemplateException">It is broken or uses what is not supported; the message names it.</exception>
    public static ChatTemplate Parse(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new ChatTemplate(StatementParser.Parse(TemplateSplitter.Split(source)));
    }

    /// <summary>Renders a conversation.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="addsGenerationPrompt">Whether the beginning of the model's next message is put behind them.</param>
    /// <param name="values">Texts by name that the template can use, such as <c>bos_token</c>.</param>
    /// <exception cref="ChatTemplateException">The template refuses the conversation or does something that is not supported.</exception>
    public string Render(IReadOnlyList<ChatMessage> messages, bool addsGenerationPrompt, IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentNullException.ThrowIfNull(values);
        var members = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["messages"] = messages.Select(object? (message) => new TemplateMap { ["role"] = message.Role, ["content"] = message.Content }).ToList(),
            ["add_generation_prompt"] = addsGenerationPrompt,
        };
        foreach ((string name, string value) in values)
        {
            members[name] = value;
        }

        return Render(members);
    }

    /// <summary>Renders with any values.</summary>
    internal string Render(IReadOnlyDictionary<string, object?> values)
    {
        var run = new TemplateRun();
        var scope = new TemplateScope(run, outer: null);
        TemplateGlobals.AddTo(scope);
        foreach ((string name, object? value) in values)
        {
            scope.Set(name, value);
        }

        _body(scope);
        return run.Output.ToString();
    }
}
