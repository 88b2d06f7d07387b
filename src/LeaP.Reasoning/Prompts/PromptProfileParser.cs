using System.Text;
using System.Text.Json;
using LeaP.Reasoning.Answers;

namespace LeaP.Reasoning.Prompts;

/// <summary>Reads a prompt profile from JSON. Strict: an unknown key is a fault just as a missing one.</summary>
public static class PromptProfileParser
{
    /// <summary>The version of the profile's schema that is understood.</summary>
    public const int SchemaVersion = 1;

    /// <summary>What <c>chat.from</c> says when the model's own chat template is to be used.</summary>
    public const string ChatFromModelTemplate = "model";

    private static readonly JsonDocumentOptions DocumentOptions = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a profile whose answer formats are those that ship with the product.</summary>
    /// <param name="json">The profile.</param>
    /// <exception cref="PromptProfileException">The profile cannot be used; holds every fault found.</exception>
    public static PromptProfile Parse(string json) => Parse(json, AnswerFormatNames.All);

    /// <summary>Reads a profile.</summary>
    /// <param name="json">The profile.</param>
    /// <param name="answerFormats">Names of the answer formats a profile may offer.</param>
    /// <exception cref="PromptProfileException">The profile cannot be used; holds every fault found.</exception>
    public static PromptProfile Parse(string json, IReadOnlyCollection<string> answerFormats)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(answerFormats);
        using JsonDocument document = Document(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new PromptProfileException(["The profile must be a JSON object."]);
        }

        try
        {
            var errors = new List<string>();
            PromptProfile profile = Read(new ProfileReader(document.RootElement, "", errors), answerFormats);
            return errors.Count == 0 ? profile : throw new PromptProfileException(errors);
        }
        catch (InvalidOperationException exception)
        {
            throw new PromptProfileException([$"The profile holds a text that is not Unicode: {exception.Message}"]);
        }
    }

    private static JsonDocument Document(string json)
    {
        try
        {
            return JsonDocument.Parse(json, DocumentOptions);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new PromptProfileException([$"The profile is not valid JSON: {exception.Message}"]);
        }
    }

    private static PromptProfile Read(ProfileReader reader, IReadOnlyCollection<string> answerFormats)
    {
        if (reader.Whole("version", SchemaVersion) != SchemaVersion)
        {
            reader.Fault("version", $"must be {SchemaVersion}");
        }

        string opening = reader.Text("opening", mayBeEmpty: true);
        var profile = new PromptProfile
        {
            Chat = ReadChat(reader, out bool fromModel),
            ChatFromModel = fromModel,
            Instructions = reader.TextsByName("instructions", answerFormats, mayBeEmpty: true),
            PlainInstructions = reader.TextsByName("plain_instructions", answerFormats, mayBeEmpty: true),
            Opening = opening,
            PlainOpening = reader.Has("plain_opening") ? reader.Text("plain_opening", mayBeEmpty: true) : "",
            Triggers = reader.Texts("triggers", atLeast: 1),
            Leads = reader.Texts("leads", atLeast: 1, mayBeEmpty: true),
            Reflection = reader.Text("reflection"),
            NoComments = reader.Text("no_comments"),
            FinalAnswers = reader.TextsByName("final_answer", answerFormats, mayBeEmpty: false),
            Tags = ReadTags(reader),
            StopStrings = reader.Texts("stop_strings", atLeast: 0),
            Mixture = reader.Has("mixture") ? ReadMixture(reader) : null,
            ProblemForm = reader.Has("problem_form") ? ReadProblemForm(reader) : null,
            Defaults = ReadDefaults(reader),
        };
        CheckFormats(reader, profile);
        reader.RefuseOtherKeys();
        return profile;
    }

    private static void CheckFormats(ProfileReader reader, PromptProfile profile)
    {
        if (profile.FinalAnswers.Count == 0)
        {
            reader.Fault("final_answer", "must offer at least one answer format");
        }

        foreach ((string key, IReadOnlyDictionary<string, string> wording) in new[]
        {
            ("instructions", profile.Instructions), ("plain_instructions", profile.PlainInstructions),
        })
        {
            if (!wording.Keys.ToHashSet().SetEquals(profile.FinalAnswers.Keys))
            {
                reader.Fault(key, $"must have the same answer formats as final_answer ({string.Join(", ", profile.FinalAnswers.Keys)})");
            }
        }
    }

    private static ChatWrapping ReadChat(ProfileReader reader, out bool fromModel)
    {
        fromModel = false;
        ProfileReader? chat = reader.Inner("chat");
        if (chat is null)
        {
            return new ChatWrapping("", "");
        }

        if (chat.Has("from"))
        {
            fromModel = true;
            if (chat.Text("from") != ChatFromModelTemplate)
            {
                chat.Fault("from", $"must be {ChatFromModelTemplate}; without it there are prefix and suffix");
            }

            chat.RefuseOtherKeys();
            return new ChatWrapping("", "");
        }

        var wrapping = new ChatWrapping(chat.Text("prefix", mayBeEmpty: true), chat.Text("suffix", mayBeEmpty: true));
        chat.RefuseOtherKeys();
        return wrapping;
    }

    private static PromptTags ReadTags(ProfileReader reader)
    {
        ProfileReader? inner = reader.Inner("tags");
        if (inner is null)
        {
            return new PromptTags("", "", "", "", "");
        }

        string Tag(string key)
        {
            string tag = inner.Text(key);
            if (tag.EnumerateRunes().Count() < 2 || tag.EnumerateRunes().Any(Rune.IsWhiteSpace))
            {
                inner.Fault(key, "must be at least two characters without white space");
            }

            return tag;
        }

        var tags = new PromptTags(Tag("summary_open"), Tag("summary_close"), Tag("comment_open"), Tag("comment_close"), Tag("think_end"));
        if (tags.All.Distinct(StringComparer.OrdinalIgnoreCase).Count() < tags.All.Count)
        {
            reader.Fault("tags", "must all differ");
        }

        inner.RefuseOtherKeys();
        return tags;
    }

    private static MixtureWording? ReadMixture(ProfileReader reader)
    {
        ProfileReader? inner = reader.Inner("mixture");
        if (inner is null)
        {
            return null;
        }

        var wording = new MixtureWording(inner.Text("introduction"), inner.Text("entry"));
        if (!wording.Entry.Contains("{0}", StringComparison.Ordinal))
        {
            inner.Fault("entry", "must hold {0}, where the number of the answer stands");
        }

        inner.RefuseOtherKeys();
        return wording;
    }

    private static ProblemForm? ReadProblemForm(ProfileReader reader)
    {
        ProfileReader? inner = reader.Inner("problem_form");
        if (inner is null)
        {
            return null;
        }

        string pattern = inner.Text("pattern");
        string description = inner.Text("description");
        string example = inner.Text("example");
        string prefix = inner.Has("sentence_prefix") ? inner.Text("sentence_prefix", mayBeEmpty: true) : "";
        inner.RefuseOtherKeys();
        try
        {
            return new ProblemForm(pattern, description, example, prefix);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            reader.Fault("problem_form", exception.Message.TrimEnd('.'));
            return null;
        }
    }

    private static ProfileDefaults ReadDefaults(ProfileReader reader)
    {
        ProfileReader? inner = reader.Inner("defaults");
        if (inner is null)
        {
            return new ProfileDefaults(1, 1, 0, 1, 1, 1, "", 0, 0, 1, 0);
        }

        var defaults = new ProfileDefaults(
            inner.Whole("path_count", 1),
            inner.Whole("interval_tokens", 1),
            inner.Has("first_interval_tokens") ? inner.Whole("first_interval_tokens", 1) : 0,
            inner.Whole("summary_tokens", 1),
            inner.Whole("answer_tokens", 1),
            inner.Whole("max_turns", 1),
            inner.Text("policy"),
            inner.Whole("peer_count", 0),
            inner.Number("temperature", value => value is >= 0 and <= 100, "a number from 0 to 100"),
            inner.Number("top_p", value => value is > 0 and <= 1, "a number above 0 and at most 1"),
            inner.Has("top_k") ? inner.Whole("top_k", 0) : 0);
        inner.RefuseOtherKeys();
        return defaults;
    }
}
