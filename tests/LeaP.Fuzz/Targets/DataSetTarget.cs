using System.Text;
using LeaP.Evaluation.Datasets;
using LeaP.Evaluation.Grading;
using LeaP.Fuzz.Mutations;
using LeaP.Reasoning.Paths;
using LeaP.Reasoning.Randomness;

namespace LeaP.Fuzz.Targets;

/// <summary>Broken data sets are refused by name; problems that are taken can be graded, whatever a path wrote.</summary>
internal sealed class DataSetTarget : IFuzzTarget
{
    private const string File = "data.json";

    private const string Json = """
        [
          { "id": "first", "problem": "What is 1/2 + 1/4?", "answer": "\\frac{3}{4}" },
          { "id": 2, "problem": "How many?", "answer": 1024 },
          { "problem": "Which one?", "answer": "B", "options": ["one", "two", "three"] },
          { "problem": "Which letter?", "answer": "A", "options": { "A": "yes", "B": "no" } }
        ]
        """;

    private readonly DataSetReader _reader = new(new DataSetFields(), 7);

    public string Name => "data-set";

    public int Share => 40;

    public ValueTask RunAsync(SeededRandom random)
    {
        string content = Encoding.UTF8.GetString(JsonMutator.Mutate(Json, random));
        if (random.NextBelow(3) == 0)
        {
            content = content.Replace("},{", "}\n{", StringComparison.Ordinal).Trim('[', ']');
        }

        IReadOnlyList<EvaluationProblem> problems;
        try
        {
            problems = _reader.Parse(content, File);
        }
        catch (DataSetException exception) when (exception.Message.Contains(File, StringComparison.Ordinal))
        {
            return ValueTask.CompletedTask;
        }

        foreach (EvaluationProblem problem in problems)
        {
            var text = new PathText(
            [
                new TextSegment(TextKind.Prompt, problem.Text),
                new TextSegment(TextKind.Reasoning, HostileText.Draw(random)),
                new TextSegment(TextKind.Answer, HostileText.Draw(random)),
            ]);
            foreach (string grader in Graders.Catalog.Names)
            {
                Graders.Catalog.Find(grader).Grade(text, problem.Reference);
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
