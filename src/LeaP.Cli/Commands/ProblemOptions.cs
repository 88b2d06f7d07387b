using System.CommandLine;
using LeaP.Cli.Experiments;
using LeaP.EmbeddedModel;
using LeaP.Evaluation.Datasets;

namespace LeaP.Cli.Commands;

/// <summary>Where the problems of <c>leap eval</c> come from.</summary>
internal sealed class ProblemOptions
{
    private const int UsualProblems = 200;
    private const int UsualOperations = 12;
    private static readonly DataSetFields Usual = new();

    private readonly Argument<string?> _data = new("DATA")
    {
        Description = "Data set: a JSON list, or JSON lines. Without one, fresh problems of the embedded model.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<int?> _problems = OptionKinds.Count(
        "--problems", $"Problems: the first of the data set, all by default; or fresh ones, {UsualProblems} by default.");
    private readonly Option<int?> _operations = OptionKinds.Count(
        "--operations", $"Steps of each fresh problem, 2 to 16; {UsualOperations} by default.", ChainProblem.MinOperations);
    private readonly Option<string?> _problemField = OptionKinds.Word("--field-problem", $"Field of the problem's text; \"{Usual.Problem}\" by default.", "NAME");
    private readonly Option<string?> _answerField = OptionKinds.Word("--field-answer", $"Field of the right answer; \"{Usual.Answer}\" by default.", "NAME");
    private readonly Option<string?> _optionsField = OptionKinds.Word("--field-options", $"Field of the options; \"{Usual.Options}\" by default.", "NAME");
    private readonly Option<string?> _idField = OptionKinds.Word("--field-id", $"Field of the problem's name; \"{Usual.Id}\" by default.", "NAME");

    /// <summary>Adds them to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(_data);
        command.Add(_problems);
        command.Add(_operations);
        command.Add(_problemField);
        command.Add(_answerField);
        command.Add(_optionsField);
        command.Add(_idField);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_operations) > ChainProblem.MaxOperations)
            {
                result.AddError($"--operations must be at most {ChainProblem.MaxOperations}.");
            }

            if (result.GetValue(_data) is not null && result.GetValue(_operations) is not null)
            {
                result.AddError("--operations is for fresh problems and not for a data set.");
            }
        });
    }

    /// <summary>Name of the run set: the data set's file without its ending, or <c>chains</c>.</summary>
    /// <param name="parsed">The command line.</param>
    public string Name(ParseResult parsed) =>
        parsed.GetValue(_data) is { } path ? System.IO.Path.GetFileNameWithoutExtension(path) : "chains";

    /// <summary>Reads or draws the problems.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="seed">Seed of fresh problems, and of the order of options.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DataSetException">The data set cannot be read.</exception>
    public async Task<IReadOnlyList<EvaluationProblem>> ReadAsync(ParseResult parsed, int seed, CancellationToken cancellationToken)
    {
        int? count = parsed.GetValue(_problems);
        if (parsed.GetValue(_data) is not { } path)
        {
            return ChainProblems.Draw(seed, count ?? UsualProblems, parsed.GetValue(_operations) ?? UsualOperations);
        }

        var fields = new DataSetFields
        {
            Problem = parsed.GetValue(_problemField) ?? Usual.Problem,
            Answer = parsed.GetValue(_answerField) ?? Usual.Answer,
            Options = parsed.GetValue(_optionsField) ?? Usual.Options,
            Id = parsed.GetValue(_idField) ?? Usual.Id,
        };
        IReadOnlyList<EvaluationProblem> problems = await new DataSetReader(fields, seed).ReadAsync(path, cancellationToken);
        return [.. problems.Take(count ?? problems.Count)];
    }
}
