using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using LeaP.Cli.Commands;
using LeaP.Cli.Errors;
using LeaP.Cli.Rendering;
using LeaP.Evaluation.Runs;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Experiments;

/// <summary>
/// Settings as people type them: a mode and fields, such as <c>leap policy=clustered k=4 T=29</c>. Besides the short
/// names, every field of a request can be named by its path in the protocol, such as <c>rounds.summary_tokens=32</c>;
/// commas separate the values of a list.
/// </summary>
internal static class SettingText
{
    private const string NameKey = "name";

    private static readonly Dictionary<string, string> ShortNames = new(StringComparer.Ordinal)
    {
        ["N"] = "path_count",
        ["k"] = "peer_routing.peer_count",
        ["T"] = "rounds.interval_tokens",
        ["M"] = "rounds.max_turns",
        ["policy"] = "peer_routing.policy",
        ["similarity"] = "peer_routing.similarity",
        ["temperature"] = "sampling.temperature",
        ["top_p"] = "sampling.top_p",
        ["top_k"] = "sampling.top_k",
        ["min_p"] = "sampling.min_p",
        ["repetition_penalty"] = "sampling.repetition_penalty",
        ["exchange_rounds"] = "rounds.exchange_rounds",
        ["summary_tokens"] = "rounds.summary_tokens",
    };

    // What the plan decides for every session.
    private static readonly string[] Taken = ["problem", "request_id", "event_detail", "detached", "sampling.seed", "mode"];

    /// <summary>Reads a setting.</summary>
    /// <param name="text">The text.</param>
    /// <param name="template">What requests of all settings have in common.</param>
    /// <exception cref="CommandFailedException">A word of it is wrong; the message names it.</exception>
    public static RunSetting Parse(string text, ReasonRequest template)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || words[0].Contains('=', StringComparison.Ordinal))
        {
            throw Wrong(text, "it must begin with a mode, such as leap or independent, and go on with FIELD=VALUE.");
        }

        string? name = null;
        var json = new JsonObject { ["mode"] = words[0] };
        foreach (string word in words[1..])
        {
            int equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || equals == word.Length - 1)
            {
                throw Wrong(text, $"'{SafeText.OneLine(word)}' is not FIELD=VALUE.");
            }

            if (word[..equals] == NameKey)
            {
                name = word[(equals + 1)..];
            }
            else
            {
                Set(json, word[..equals], word[(equals + 1)..], text);
            }
        }

        return Merge(name ?? string.Join(' ', words), json.ToJsonString(), template, text);
    }

    /// <summary>A setting from a request in the protocol's JSON.</summary>
    /// <param name="name">Name of the setting.</param>
    /// <param name="json">The request.</param>
    /// <param name="template">What requests of all settings have in common; the request's fields come before.</param>
    /// <param name="place">Where it stands, for messages.</param>
    /// <exception cref="CommandFailedException">It is not a request; the message says why.</exception>
    public static RunSetting Merge(string name, string json, ReasonRequest template, string place)
    {
        try
        {
            ReasonRequest request = template.Clone();
            request.MergeFrom(JsonParser.Default.Parse<ReasonRequest>(json));
            return new RunSetting(name, request);
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidJsonException or JsonException)
        {
            throw Wrong(place, exception.Message);
        }
    }

    private static void Set(JsonObject json, string key, string value, string text)
    {
        string path = ShortNames.GetValueOrDefault(key, key);
        if (Taken.Contains(path))
        {
            throw Wrong(text, $"{key} is not part of a setting: the plan gives it to every session.");
        }

        MessageDescriptor message = ReasonRequest.Descriptor;
        JsonObject at = json;
        string[] names = path.Split('.');
        for (int i = 0; i < names.Length; i++)
        {
            FieldDescriptor field = message.FindFieldByName(names[i]) ?? throw Wrong(
                text,
                $"there is no field '{SafeText.OneLine(key)}'; short names are {string.Join(", ", ShortNames.Keys)}, and fields of "
                + $"{message.Name} are {string.Join(", ", message.Fields.InDeclarationOrder().Select(known => known.Name))}.");
            if (i == names.Length - 1)
            {
                at[field.Name] = Value(field, value);
                return;
            }

            if (field.FieldType != FieldType.Message || field.IsRepeated)
            {
                throw Wrong(text, $"'{SafeText.OneLine(key)}': {field.Name} has no fields of its own.");
            }

            at[field.Name] ??= new JsonObject();
            at = at[field.Name]!.AsObject();
            message = field.MessageType;
        }
    }

    private static JsonNode Value(FieldDescriptor field, string value) => field.IsRepeated
        ? new JsonArray([.. value.Split(',').Select(part => Scalar(field, part))])
        : Scalar(field, value);

    // Numbers may stand in quotes in the protocol's JSON, true and false may not.
    private static JsonValue Scalar(FieldDescriptor field, string value) =>
        field.FieldType == FieldType.Bool && bool.TryParse(value, out bool flag) ? JsonValue.Create(flag) : JsonValue.Create(value);

    private static CommandFailedException Wrong(string text, string reason) =>
        new(ExitCodes.BadArguments, $"setting '{SafeText.OneLine(text)}': {reason}");
}
