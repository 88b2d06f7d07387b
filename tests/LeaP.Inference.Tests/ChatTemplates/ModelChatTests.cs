using System.Text.Json;
using LeaP.Inference.ChatTemplates;
using LeaP.Inference.Engines;
using LeaP.Inference.Tests.Support;

namespace LeaP.Inference.Tests.ChatTemplates;

public sealed class ModelChatTests
{
    private const string Plain = "{{ bos_token }}{% for m in messages %}<|{{ m.role }}|>{{ m.content|trim }}<|end|>{% endfor %}"
        + "{% if add_generation_prompt %}<|assistant|><think>\n{% endif %}";

    [Theory]
    [InlineData("\"<s>\"")]
    [InlineData("{\"content\":\"<s>\",\"lstrip\":false}")]
    public void What_stands_around_a_users_message_is_read_from_the_tokenizers_configuration(string bos)
    {
        using TemporaryFolder folder = Write(JsonSerializer.Serialize(Plain), bos);

        ModelChat.ReadWrapping(folder.Path).ShouldBe(("<s><|user|>", "<|end|><|assistant|><think>\n"));
    }

    [Fact]
    public void Of_several_templates_the_default_one_is_taken()
    {
        string list = JsonSerializer.Serialize(new[] { new { name = "tools", template = "{% x %}" }, new { name = "default", template = Plain } });
        using TemporaryFolder folder = Write(list, "null");

        ModelChat.ReadWrapping(folder.Path).Prefix.ShouldBe("<|user|>");
    }

    [Fact]
    public void A_template_in_a_file_of_its_own_is_found()
    {
        using TemporaryFolder folder = Write("null", "\"<s>\"");
        File.WriteAllText(folder.File("chat_template.jinja"), Plain);

        ModelChat.ReadWrapping(folder.Path).Prefix.ShouldBe("<s><|user|>");
    }

    [Fact]
    public void A_folder_without_a_template_says_what_to_write_instead()
    {
        using TemporaryFolder folder = Write("null", "null");

        Should.Throw<ModelLoadException>(() => ModelChat.ReadWrapping(folder.Path)).Message.ShouldEndWith(
            "neither 'chat_template' in tokenizer_config.json nor a file chat_template.jinja. Write prefix and suffix into the profile's 'chat' instead.");
    }

    [Theory]
    [InlineData("{{ messages[0].content|urlize }}", "the filter 'urlize' is not supported")]
    [InlineData("{{ messages[0].content|upper }}", "does more with a user's message than putting text around it")]
    [InlineData("{{ messages[0].content }}{{ messages[0].content }}", "does more with a user's message than putting text around it")]
    [InlineData("{{ messages[0].content|length }}{{ messages[0].content[0] }}", "does more with a user's message than putting text around it")]
    [InlineData("{{ raise_exception('a system message is needed') }}", "a system message is needed")]
    public void A_template_that_cannot_be_reduced_to_a_wrapping_is_refused_with_the_reason(string template, string message)
    {
        using TemporaryFolder folder = Write(JsonSerializer.Serialize(template), "null");

        Should.Throw<ModelLoadException>(() => ModelChat.ReadWrapping(folder.Path)).Message.ShouldContain(message);
    }

    private static TemporaryFolder Write(string template, string bos)
    {
        var folder = new TemporaryFolder("chat");
        File.WriteAllText(folder.File("tokenizer_config.json"), $$"""{"bos_token":{{bos}},"eos_token":"</s>","chat_template":{{template}}}""");
        return folder;
    }
}
