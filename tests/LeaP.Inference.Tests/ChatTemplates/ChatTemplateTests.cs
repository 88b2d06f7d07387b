using System.Text.Json;
using LeaP.Inference.ChatTemplates;

namespace LeaP.Inference.Tests.ChatTemplates;

public sealed class ChatTemplateTests
{
    private static readonly Dictionary<string, string> NoValues = [];

    [Fact]
    public void Every_template_renders_as_jinja_renders_it()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "Golden", "chat_templates.json");
        var vectors = JsonSerializer.Deserialize<TemplateVector[]>(File.ReadAllText(file), JsonSerializerOptions.Web)!;
        vectors.Length.ShouldBeGreaterThan(45);

        string[] wrong = [.. vectors.Select(Difference).Where(difference => difference.Length > 0)];

        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{% include 'x' %}", "Line 1: the tag 'include' is not supported.")]
    [InlineData("a\n{% filter upper %}{% endfilter %}", "Line 2: the tag 'filter' is not supported.")]
    [InlineData("{% if false %}{{ x|urlize }}{% endif %}", "Line 1: the filter 'urlize' is not supported.")]
    [InlineData("{% if false %}{{ x is filter }}{% endif %}", "Line 1: the test 'filter' is not supported.")]
    [InlineData("{% if false %}{{ x.encode() }}{% endif %}", "Line 1: the method 'encode' is not supported.")]
    [InlineData("{{ 2 ** 3 }}", "Line 1: the end of the tag has to stand where '**' stands.")]
    [InlineData("{{ a @ b }}", "Line 1: the sign '@' is not supported.")]
    [InlineData("{% if true %}", "The template ends before a tag 'elif' or 'else' or 'endif'.")]
    [InlineData("{% endfor %}", "Line 1: the tag 'endfor' has no beginning.")]
    [InlineData("{{ 'a }}", "Line 1: '{{' has no end.")]
    [InlineData("{{ (1 }}", "Line 1: ')' has to stand where 'the end of the tag' stands.")]
    [InlineData("{% for x in [1] recursive %}{% endfor %}", "Line 1: a loop with anything but a condition behind its list is not supported.")]
    public void What_is_broken_or_unknown_is_refused_by_name_when_the_template_is_read(string source, string message)
        => Should.Throw<ChatTemplateException>(() => ChatTemplate.Parse(source)).Message.ShouldBe(message);

    [Theory]
    [InlineData("{{ strftime_now('%Y') }}", "Line 1: there is no function 'strftime_now'.")]
    [InlineData("{{ missing.member }}", "'missing' is undefined and has no 'member'.")]
    [InlineData("{{ raise_exception('Roles must alternate') }}", "The template refuses it: Roles must alternate")]
    [InlineData("{{ 'a' + 1 }}", "'+' cannot be used between a text and a number.")]
    [InlineData("{{ messages + 1 }}", "'+' cannot be used between a list and a number.")]
    [InlineData("{{ 1 // 0 }}", "'//' divides by zero.")]
    [InlineData("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "Macros call each other more than 100 deep.")]
    [InlineData("{% for a in range(400) %}{% for b in range(400) %}{% endfor %}{% endfor %}", "Rendering takes more than 100000 steps or 16777216 characters.")]
    [InlineData("{% set messages.x = 1 %}", "'messages.x' cannot be set: 'messages' is no namespace.")]
    public void What_goes_wrong_while_rendering_is_named(string source, string message)
        => Should.Throw<ChatTemplateException>(() => ChatTemplate.Parse(source).Render([], addsGenerationPrompt: true, NoValues))
            .Message.ShouldBe(message);

    private static string Difference(TemplateVector vector)
    {
        try
        {
            Dictionary<string, object?> values = vector.Values.EnumerateObject()
                .ToDictionary(member => member.Name, member => Convert(member.Value), StringComparer.Ordinal);
            string output = ChatTemplate.Parse(vector.Template).Render(values);
            return output == vector.Output ? "" : $"{vector.Name}: expected <{vector.Output}>, got <{output}>";
        }
        catch (ChatTemplateException error)
        {
            return $"{vector.Name}: {error.Message}";
        }
    }

    private static object? Convert(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var map = new TemplateMap();
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    map[member.Name] = Convert(member.Value);
                }

                return map;
            case JsonValueKind.Array:
                return value.EnumerateArray().Select(Convert).ToList();
            case JsonValueKind.Number:
                return value.TryGetInt64(out long whole) ? (object)whole : value.GetDouble();
            case JsonValueKind.True or JsonValueKind.False:
                return value.GetBoolean();
            default:
                return value.GetString();
        }
    }
}
