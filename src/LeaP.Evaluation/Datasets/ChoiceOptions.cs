using System.Globalization;
using System.Text.Json;
using LeaP.Evaluation.Grading;
using LeaP.Reasoning.Randomness;

namespace LeaP.Evaluation.Datasets;

/// <summary>The options of a multiple-choice problem.</summary>
/// <param name="Texts">The options in the order they are shown, 2 to 10.</param>
/// <param name="Right">Position of the right one, from 0.</param>
internal sealed record ChoiceOptions(IReadOnlyList<string> Texts, int Right)
{
    private const int Fewest = 2;
    private const int Most = 10;

    /// <summary>Reads options and finds the right one.</summary>
    /// <param name="options">A list of texts, or an object with a text for each letter.</param>
    /// <param name="answer">Letter, position from 0, or text of the right one.</param>
    /// <param name="optionsPlace">Where the options stand, for messages.</param>
    /// <param name="answerPlace">Where the answer stands, for messages.</param>
    /// <exception cref="DataSetException">They are none, or the answer is none of them.</exception>
    public static ChoiceOptions Read(JsonElement options, string answer, string optionsPlace, string answerPlace)
    {
        (string Letter, string Text)[] read = options.ValueKind switch
        {
            JsonValueKind.Array => [.. options.EnumerateArray().Select((option, i) => (Letter(i), Text(option, optionsPlace)))],
            JsonValueKind.Object => [.. options.EnumerateObject()
                .Select(option => (option.Name.Trim(), Text(option.Value, optionsPlace)))
                .OrderBy(option => option.Item1, StringComparer.Ordinal)],
            _ => throw new DataSetException($"{optionsPlace}: must be a list of texts or an object with a text for each letter."),
        };
        if (read.Length is < Fewest or > Most)
        {
            throw new DataSetException($"{optionsPlace}: there must be {Fewest} to {Most} options, not {read.Length}.");
        }

        int right = Find(read, answer.Trim());
        return right >= 0
            ? new ChoiceOptions([.. read.Select(option => option.Text)], right)
            : throw new DataSetException(
                $"{answerPlace}: \"{answer}\" is none of the options: allowed are {string.Join(", ", read.Select(option => option.Letter))}, "
                + $"a position from 0 to {read.Length - 1}, or the text of one option.");
    }

    /// <summary>The options in an order that seed and position decide.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="position">Position of the problem, from 0.</param>
    public ChoiceOptions Shuffled(long seed, int position)
    {
        var random = new SeededRandom(SeedDerivation.Derive((ulong)seed, "options", position));
        int[] order = [.. Enumerable.Range(0, Texts.Count)];
        for (int i = order.Length - 1; i > 0; i--)
        {
            int other = random.NextBelow(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return new ChoiceOptions([.. order.Select(i => Texts[i])], Array.IndexOf(order, Right));
    }

    /// <summary>The problem with its options, a line each.</summary>
    /// <param name="id">Name of the problem.</param>
    /// <param name="problem">Its text without options.</param>
    public EvaluationProblem Ask(string id, string problem) => new(
        id,
        $"{problem}\n{string.Join('\n', Texts.Select((text, i) => $"{Letter(i)}) {text}"))}",
        new ReferenceAnswer(Letter(Right), IsChoice: true));

    private static int Find((string Letter, string Text)[] options, string answer)
    {
        int byLetter = Array.FindIndex(options, option => string.Equals(option.Letter, answer, StringComparison.OrdinalIgnoreCase));
        if (byLetter >= 0)
        {
            return byLetter;
        }

        int[] byText = [.. Enumerable.Range(0, options.Length).Where(i => options[i].Text.Trim() == answer)];
        if (byText.Length == 1)
        {
            return byText[0];
        }

        return int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out int position) && position < options.Length ? position : -1;
    }

    private static string Letter(int position) => ((char)('A' + position)).ToString();

    private static string Text(JsonElement option, string place) => option.ValueKind switch
    {
        JsonValueKind.String when !string.IsNullOrWhiteSpace(option.GetString()) => option.GetString()!.Trim(),
        JsonValueKind.Number => option.GetRawText(),
        _ => throw new DataSetException($"{place}: every option must be a text that is not empty, or a number."),
    };
}
