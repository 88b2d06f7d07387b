using System.Text.Json;
using LeaP.Inference.Engines;
using LeaP.Reasoning.Prompts;
using LeaP.Worker.Models;

namespace LeaP.Worker.Tests.Models;

public sealed class ProfileChatTests : IDisposable
{
    private const string Template = "<s>{% for m in messages %}[{{ m.role }}]{{ m.content }}{% endfor %}"
        + "{% if add_generation_prompt %}[assistant]<think>\n{% endif %}";

    private readonly string _folder = Directory.CreateTempSubdirectory("leap-chat-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_models_template_stands_around_the_problem_and_thoughts_begin_once()
    {
        Write(Template);
        PromptProfile profile = await ProfileAsync();

        PromptProfile complete = ProfileChat.Complete(profile, _folder);

        complete.ChatFromModel.ShouldBeFalse();
        complete.Chat.ShouldBe(new ChatWrapping("<s>[user]", "[assistant]"));
        PromptRenderer.Render(complete, "6 x 7?", PromptMode.Alone, "boxed").ShouldEndWith("[assistant]<think>\n");
    }

    [Fact]
    public async Task Openings_of_which_only_one_begins_as_the_template_ends_are_refused()
    {
        Write(Template);
        PromptProfile profile = await ProfileAsync() with { PlainOpening = "" };

        Should.Throw<ModelLoadException>(() => ProfileChat.Complete(profile, _folder)).Message.ShouldContain("'opening' and 'plain_opening'");
    }

    [Fact]
    public async Task Without_a_template_or_a_folder_the_profile_is_refused_with_what_to_do()
    {
        PromptProfile profile = await ProfileAsync();

        Should.Throw<ModelLoadException>(() => ProfileChat.Complete(profile, _folder)).Message.ShouldContain("no chat template");
        Should.Throw<ModelLoadException>(() => ProfileChat.Complete(profile, "")).Message.ShouldContain("no model folder");
    }

    private static async Task<PromptProfile> ProfileAsync()
    {
        await using Stream generic = typeof(ModelHost).Assembly
            .GetManifestResourceStream("LeaP.Worker.Profiles.generic.json").ShouldNotBeNull();
        using var reader = new StreamReader(generic);
        string json = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        PromptProfile profile = PromptProfileParser.Parse(json.Replace(
            """{ "prefix": "", "suffix": "\n\n" }""", """{ "from": "model" }""", StringComparison.Ordinal));
        profile.ChatFromModel.ShouldBeTrue();
        return profile;
    }

    private void Write(string template) => File.WriteAllText(
        Path.Combine(_folder, "tokenizer_config.json"), $$"""{"chat_template":{{JsonSerializer.Serialize(template)}}}""");
}
