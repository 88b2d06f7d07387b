using LeaP.Reasoning.Paths;

namespace LeaP.Reasoning.Answers;

/// <summary>
/// A mathematical answer in <c>\boxed{}</c>: the last closed, non-empty box of the path's own text. Numbers are equal
/// by value, exactly: <c>1,024</c> = <c>1024.0</c>, <c>.50</c> = <c>1/2</c> = <c>\frac12</c>.
/// </summary>
public sealed class BoxedAnswer : IAnswerFormat
{
    /// <inheritdoc/>
    public string Name => AnswerFormatNames.Boxed;

    /// <inheritdoc/>
    public string? Extract(PathText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Box.LastContent(text.OwnText);
    }

    /// <inheritdoc/>
    public string Normalize(string answer) => MathText.Normalize(answer);
}
