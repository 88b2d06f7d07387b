using System.Numerics;
using LeaP.Reasoning.Answers;

namespace LeaP.Evaluation.Grading;

/// <summary>
/// An answer in normal form. Numbers are equal by value, exactly: <c>1/2</c>, <c>0.5</c>, <c>.50</c>,
/// <c>\frac12</c>, <c>\dfrac{2}{4}</c> and <c>50\%</c>; <c>1,024</c>, <c>1024.0</c>, <c>1{,}024</c>, <c>1\,024</c> and
/// <c>2^{10}</c>; <c>1\frac12</c> and <c>3/2</c>. A unit may be left out, but two different units differ. Lists and tuples are
/// equal element by element. Anything else is equal as text without layout; nothing is right for being a part of
/// something.
/// </summary>
public sealed record AnswerForm
{
    // No answer is near this; a loop of tokens that is longer is not worth the time.
    private const int LongestAnswer = 4096;
    private static readonly BoxedAnswer Texts = new();
    private readonly ExactNumber? _value;
    private readonly string _unit;

    private AnswerForm(string text, ExactNumber? value = null, string unit = "")
    {
        Text = text;
        _value = value;
        _unit = unit;
    }

    /// <summary>The normal form: equal answers have equal ones, units aside. A number is <c>3</c> or <c>-5/7</c>; half and 50 % are both <c>1/2</c>.</summary>
    public string Text { get; }

    /// <summary>True when the answer is a number, with or without unit.</summary>
    public bool IsNumber => _value is not null;

    /// <summary>Reads an answer.</summary>
    /// <param name="answer">An answer as it was written, or a reference answer.</param>
    public static AnswerForm Of(string answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.Length > LongestAnswer ? new AnswerForm(answer.Trim()) : OfClean(AnswerLayout.Remove(answer));
    }

    /// <summary>
    /// Whether this answers the reference. Where one of the two has a percent sign and the other is a bare number, the
    /// number is taken both as the value and as the number of percent, since questions ask for either.
    /// </summary>
    /// <param name="reference">The right answer.</param>
    public bool Answers(AnswerForm reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (_value is { } own && reference._value is { } right)
        {
            return own == right
                ? UnitsAgree(reference)
                : (IsPercent && reference._unit.Length == 0 && InPercent(own) == right)
                    || (reference.IsPercent && _unit.Length == 0 && InPercent(right) == own);
        }

        return Text.Length > 0 && string.Equals(
            Text, reference.Text, IsWord(Text) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
    }

    private bool IsPercent => _unit == MeasuredText.Percent;

    private static AnswerForm OfClean(string text)
    {
        if (AnswerList.Split(text) is { } list)
        {
            return new AnswerForm(list.Open + string.Join(',', list.Elements.Select(element => OfClean(element).Text)) + list.Close);
        }

        var measured = MeasuredText.Of(text);
        if (NumberReader.Read(measured.Text) is not { } value)
        {
            return new AnswerForm(Texts.Normalize(text));
        }

        ExactNumber exact = measured.Unit == MeasuredText.Percent ? value * ExactNumber.Of(1, 100) : value;
        return new AnswerForm(exact.ToString(), exact, measured.Unit);
    }

    private static ExactNumber InPercent(ExactNumber value) => value * new ExactNumber(100, BigInteger.One);

    private static bool IsWord(string text) => text.Length > 1 && text.All(char.IsLetter);

    // Percent is part of the value and not of what it measures.
    private bool UnitsAgree(AnswerForm reference) =>
        _unit.Length == 0 || reference._unit.Length == 0 || IsPercent || reference.IsPercent || _unit == reference._unit;
}
