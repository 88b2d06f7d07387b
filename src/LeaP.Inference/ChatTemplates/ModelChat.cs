using LeaP.Inference.Engines;
using LeaP.Inference.Models;

namespace LeaP.Inference.ChatTemplates;

/// <summary>The chat template of a model folder: from <c>tokenizer_config.json</c>, else from <c>chat_template.jinja</c>.</summary>
public static class ModelChat
{
    private const string ConfigName = "tokenizer_config.json";
    private const string TemplateName = "chat_template.jinja";

    // Letters that no template changes, trims or looks for.
    private static readonly string[] Marks = ["Q7xVbTzK", "W3mHdRpL"];

    /// <summary>What the model's chat template puts around the only message of a user.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <returns>Text before the message, and text behind it up to where the model's turn begins.</returns>
    /// <exception cref="ModelLoadException">
    /// There is no template, it uses what is not supported, or it does more with a message than putting text around it.
    /// </exception>
    public static (string Prefix, string Suffix) ReadWrapping(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        (string file, string source, IReadOnlyDictionary<string, string> tokens) = Read(folder);
        try
        {
            ChatTemplate template = ChatTemplate.Parse(source);
            string[][] pieces = [.. Marks.Select(mark =>
                template.Render([new ChatMessage("user", mark)], addsGenerationPrompt: true, tokens).Split(mark))];
            bool wraps = pieces.All(around => around.Length == 2) && pieces[0].SequenceEqual(pieces[1]);
            return wraps
                ? (pieces[0][0], pieces[0][1])
                : throw new ModelLoadException(
                    $"The chat template in {file} does more with a user's message than putting text around it. Write prefix and "
                    + "suffix into the profile's 'chat' instead.");
        }
        catch (ChatTemplateException error)
        {
            throw new ModelLoadException(
                $"The chat template in {file} cannot be used: {error.Message} Write prefix and suffix into the profile's 'chat' instead.", error);
        }
    }

    private static (string File, string Source, IReadOnlyDictionary<string, string> Tokens) Read(string folder)
    {
        string file = Path.Combine(folder, ConfigName);
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal);
        string? source = null;
        if (File.Exists(file))
        {
            ModelJson config = ModelJson.Load(file);
            foreach (string name in (string[])["bos_token", "eos_token", "pad_token", "unk_token"])
            {
                tokens[name] = TokenText(config[name]);
            }

            source = TemplateText(config["chat_template"]);
        }

        string alone = Path.Combine(folder, TemplateName);
        if (source is null && File.Exists(alone))
        {
            (file, source) = (alone, File.ReadAllText(alone));
        }

        return source is null
            ? throw new ModelLoadException(
                $"'{folder}' has no chat template: neither 'chat_template' in {ConfigName} nor a file {TemplateName}. Write prefix and "
                + "suffix into the profile's 'chat' instead.")
            : (file, source, tokens);
    }

    private static string TokenText(ModelJson token)
        => !token.IsPresent ? "" : (token.IsObject ? token["content"] : token).String();

    // Models with several templates name them; the one for plain conversations is called default.
    private static string? TemplateText(ModelJson template) => template.IsArray
        ? template.Items().Where(named => named["name"].StringOrNull() == "default").Select(named => named["template"].String()).FirstOrDefault()
            ?? throw template.Wrong("a text, or a list with a template called default")
        : template.StringOrNull();
}
