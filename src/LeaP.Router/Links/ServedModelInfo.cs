using LeaP.Protocol.Common.V1;
using LeaP.Reasoning.Sessions;
using ProblemForm = LeaP.Reasoning.Prompts.ProblemForm;

namespace LeaP.Router.Links;

/// <summary>A model a worker serves.</summary>
internal sealed record ServedModelInfo(
    string ModelId,
    int MaxContextTokens,
    string Fingerprint,
    ModelDefaults Defaults,
    ProblemForm? ProblemForm,
    IReadOnlyList<string> AnswerFormats)
{
    /// <summary>Modes its prompt profile has wording for.</summary>
    public IReadOnlyList<string> Modes { get; init; } = ReasoningModes.Always;
}
