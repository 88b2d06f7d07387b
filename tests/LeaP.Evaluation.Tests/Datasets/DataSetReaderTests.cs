using LeaP.Evaluation.Datasets;

namespace LeaP.Evaluation.Tests.Datasets;

public sealed class DataSetReaderTests
{
    private const string Choices = """
        [{"problem": "Which?", "options": {"A": "one", "B": "two", "C": "three", "D": "four"}, "answer": "A"}]
        """;

    [Fact]
    public void A_json_list_of_problems_is_read()
    {
        IReadOnlyList<EvaluationProblem> problems = Parse("""
            [{"id": "I-1", "problem": "Sum?", "answer": "070", "url": null}, {"problem": "Count?", "solution": "...", "answer": 25}]
            """);

        problems.Select(problem => (problem.Id, problem.Text, problem.Reference.Text, problem.Reference.IsChoice))
            .ShouldBe([("I-1", "Sum?", "070", false), ("2", "Count?", "25", false)]);
    }

    [Fact]
    public void Json_lines_are_read_with_the_fields_that_are_named()
    {
        var fields = new DataSetFields { Problem = "question", Answer = "gold", Id = "uid" };

        IReadOnlyList<EvaluationProblem> problems = new DataSetReader(fields, seed: 1).Parse(
            "{\"question\": \"a\", \"gold\": 1, \"uid\": \"x\"}\n\n{\"question\": \"b\", \"gold\": \"2\", \"uid\": 7}\n", "set.jsonl");

        problems.Select(problem => (problem.Id, problem.Text, problem.Reference.Text)).ShouldBe([("x", "a", "1"), ("7", "b", "2")]);
    }

    [Fact]
    public void Options_are_shown_with_letters_and_the_answer_moves_with_its_text()
    {
        int[] positions =
        [
            .. Enumerable.Range(0, 40).Select(seed =>
            {
                EvaluationProblem problem = new DataSetReader(new DataSetFields(), seed).Parse(Choices, "gpqa.json")[0];
                problem.Reference.IsChoice.ShouldBeTrue();
                string[] lines = problem.Text.Split('\n');
                lines[0].ShouldBe("Which?");
                lines[1..].Select(line => line[..3]).ShouldBe(["A) ", "B) ", "C) ", "D) "]);
                lines[1..].Select(line => line[3..]).ShouldBe(["one", "two", "three", "four"], ignoreOrder: true);
                lines.ShouldContain($"{problem.Reference.Text}) one");
                return problem.Reference.Text[0] - 'A';
            }),
        ];

        positions.Distinct().Count().ShouldBe(4);
        Parse(Choices).ShouldBe(Parse(Choices));
    }

    [Theory]
    [InlineData("""{"problem": "p", "options": ["u", "v"], "answer": "B"}""")]
    [InlineData("""{"problem": "p", "options": ["u", "v"], "answer": 1}""")]
    [InlineData("""{"problem": "p", "options": ["u", "v"], "answer": "v"}""")]
    [InlineData("""{"problem": "p", "options": {"B": "v", "A": "u"}, "answer": "b"}""")]
    public void The_right_option_is_named_by_letter_position_or_text(string line)
    {
        EvaluationProblem problem = Parse(line)[0];

        problem.Text.ShouldContain($"{problem.Reference.Text}) v");
    }

    [Theory]
    [InlineData("[", "set.json: not JSON")]
    [InlineData("[]", "set.json: there is no problem")]
    [InlineData("", "set.json: there is no problem")]
    [InlineData("""[{"problem": "p", "answer": 1}, 5]""", "set.json, element 2: must be an object")]
    [InlineData("""[{"problem": "p", "answer": 1}, {"problem": "q"}]""", "set.json, element 2: field \"answer\" is missing; there are: problem")]
    [InlineData("{\"problem\": \"p\", \"answer\": 1}\n{\"answer\": 1}", "set.json, line 2: field \"problem\" is missing")]
    [InlineData("{\"problem\": \"p\", \"answer\": 1}\n\n{oops", "set.json, line 3: not JSON")]
    [InlineData("""[{"problem": "p", "answer": [1]}]""", "set.json, element 1, field \"answer\": must be a text or a number, not a list")]
    [InlineData("""[{"problem": " ", "answer": 1}]""", "set.json, element 1, field \"problem\": must not be empty")]
    [InlineData("""[{"problem": "p", "answer": "E", "options": ["u", "v"]}]""", "field \"answer\": \"E\" is none of the options: allowed are A, B")]
    [InlineData("""[{"problem": "p", "answer": "A", "options": ["u"]}]""", "field \"options\": there must be 2 to 10 options, not 1")]
    [InlineData("""[{"problem": "p", "answer": "A", "options": "u"}]""", "field \"options\": must be a list")]
    [InlineData("""[{"problem": "\ud800", "answer": 1}]""", "set.json, element 1: there is half of a surrogate pair")]
    [InlineData("""[{"id": 1, "problem": "p", "answer": 1}, {"id": 1, "problem": "q", "answer": 1}]""", "two problems are named \"1\"")]
    public void Errors_name_file_place_and_field(string content, string message) =>
        Should.Throw<DataSetException>(() => Parse(content)).Message.ShouldContain(message);

    [Fact]
    public void A_field_that_somebody_named_must_be_there() =>
        Should.Throw<DataSetException>(() => new DataSetReader(new DataSetFields { Id = "uid" }, 1).Parse("""[{"problem": "p", "answer": 1}]""", "s"))
            .Message.ShouldContain("field \"uid\" is missing");

    private static IReadOnlyList<EvaluationProblem> Parse(string content) => new DataSetReader(new DataSetFields(), seed: 1).Parse(content, "set.json");
}
