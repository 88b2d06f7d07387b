using System.Globalization;
using System.Text.Json;
using LeaP.Evaluation.Grading;

namespace LeaP.Evaluation.Datasets;

/// <summary>Reads data sets: a JSON list of objects, or JSON lines with an object each.</summary>
/// <param name="fields">Names of the fields.</param>
/// <param name="seed">Seed that options are shuffled from, so that the right one does not always stand first.</param>
public sealed class DataSetReader(DataSetFields fields, long seed)
{
    private static readonly DataSetFields Usual = new();
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DataSetException">It is not a data set; the message names file, element and field.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public async Task<IReadOnlyList<EvaluationProblem>> ReadAsync(string path, CancellationToken cancellationToken) =>
        Parse(await File.ReadAllTextAsync(path, cancellationToken), path);

    /// <summary>Reads a data set.</summary>
    /// <param name="content">The whole text of the file.</param>
    /// <param name="name">The file's name in messages.</param>
    /// <exception cref="DataSetException">As <see cref="ReadAsync"/>.</exception>
    public IReadOnlyList<EvaluationProblem> Parse(string content, string name)
    {
        ArgumentNullException.ThrowIfNull(content);
        List<EvaluationProblem> problems = content.TrimStart('\uFEFF', ' ', '\t', '\r', '\n').StartsWith('[')
            ? ParseList(content, name)
            : ParseLines(content, name);
        if (problems.Count == 0)
        {
            throw new DataSetException($"{name}: there is no problem in it.");
        }

        string? twice = problems.GroupBy(problem => problem.Id, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null
            ? problems
            : throw new DataSetException($"{name}: two problems are named \"{twice}\" in field \"{fields.Id}\".");
    }

    private List<EvaluationProblem> ParseList(string content, string name)
    {
        using JsonDocument document = ParseJson(content, name);
        var problems = new List<EvaluationProblem>();
        foreach (JsonElement element in document.RootElement.EnumerateArray())
        {
            problems.Add(Read(element, problems.Count, $"{name}, element {problems.Count + 1}"));
        }

        return problems;
    }

    private List<EvaluationProblem> ParseLines(string content, string name)
    {
        var problems = new List<EvaluationProblem>();
        string[] lines = content.TrimStart('\uFEFF').Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
            {
                continue;
            }

            string place = $"{name}, line {i + 1}";
            using JsonDocument document = ParseJson(lines[i], place);
            problems.Add(Read(document.RootElement, problems.Count, place));
        }

        return problems;
    }

    private static JsonDocument ParseJson(string json, string place)
    {
        try
        {
            return JsonDocument.Parse(json, Lenient);
        }
        catch (JsonException exception)
        {
            throw new DataSetException(
                $"{place}: not JSON: {exception.Message} A data set is one JSON list of objects, or an object on each line.", exception);
        }
    }

    private EvaluationProblem Read(JsonElement element, int position, string place)
    {
        try
        {
            return ReadFields(element, position, place);
        }
        catch (InvalidOperationException exception)
        {
            // What JSON can escape and no text can hold.
            throw new DataSetException($"{place}: there is half of a surrogate pair in it.", exception);
        }
    }

    private EvaluationProblem ReadFields(JsonElement element, int position, string place)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new DataSetException($"{place}: must be an object with the fields \"{fields.Problem}\" and \"{fields.Answer}\", not {Kind(element)}.");
        }

        string id = Optional(element, fields.Id, Usual.Id, place) is { } named
            ? Scalar(named, fields.Id, place)
            : (position + 1).ToString(CultureInfo.InvariantCulture);
        string problem = Scalar(Required(element, fields.Problem, place), fields.Problem, place);
        string answer = Scalar(Required(element, fields.Answer, place), fields.Answer, place);
        if (Optional(element, fields.Options, Usual.Options, place) is not { } options)
        {
            return new EvaluationProblem(id, problem, new ReferenceAnswer(answer));
        }

        var choices = ChoiceOptions.Read(options, answer, $"{place}, field \"{fields.Options}\"", $"{place}, field \"{fields.Answer}\"");
        return choices.Shuffled(seed, position).Ask(id, problem);
    }

    // A field that somebody named is one that they count on.
    private static JsonElement? Optional(JsonElement element, string field, string usual, string place)
    {
        if (field != usual)
        {
            return Required(element, field, place);
        }

        return element.TryGetProperty(field, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private static JsonElement Required(JsonElement element, string field, string place) =>
        element.TryGetProperty(field, out JsonElement value) && value.ValueKind != JsonValueKind.Null
            ? value
            : throw new DataSetException(
                $"{place}: field \"{field}\" is missing; there are: {string.Join(", ", element.EnumerateObject().Select(property => property.Name))}.");

    private static string Scalar(JsonElement value, string field, string place)
    {
        string text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString() ?? "",
            JsonValueKind.Number => value.GetRawText(),
            _ => throw new DataSetException($"{place}, field \"{field}\": must be a text or a number, not {Kind(value)}."),
        };
        return string.IsNullOrWhiteSpace(text)
            ? throw new DataSetException($"{place}, field \"{field}\": must not be empty.")
            : text;
    }

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
