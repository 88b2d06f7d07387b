using System.Globalization;
using System.Numerics;

namespace LeaP.Evaluation.Grading;

/// <summary>
/// Reads a number from text without layout (<see cref="AnswerForm"/> removes it): integers with or without thousands
/// separators, decimals, fractions as <c>a/b</c> or <c>\frac</c>, mixed numbers, powers, and products with <c>\times</c> or
/// <c>\cdot</c> as in <c>3\times10^{4}</c>.
/// </summary>
internal ref struct NumberReader
{
    // What takes time quadratic in its length is bounded; no real answer is near this.
    private const int LongestNumber = 1000;
    private const int LargestExponent = 4096;
    private readonly ReadOnlySpan<char> _text;
    private int _at;

    private NumberReader(ReadOnlySpan<char> text) => _text = text;

    /// <summary>The number the whole text is; null when it is none.</summary>
    /// <param name="text">The text.</param>
    public static ExactNumber? Read(string text)
    {
        if (text.Length is 0 or > LongestNumber)
        {
            return null;
        }

        var reader = new NumberReader(text);
        ExactNumber? value = reader.Product();
        return reader._at == text.Length ? value : null;
    }

    private ExactNumber? Product()
    {
        bool negative = Sign();
        ExactNumber? value = Quotient();
        while (value is { } left && (Take(@"\times") || Take(@"\cdot") || Take("×") || Take("·") || Take("*")))
        {
            Space();
            value = Quotient() is { } right ? left * right : null;
        }

        return negative ? -value : value;
    }

    private ExactNumber? Quotient()
    {
        ExactNumber? value = Power();
        if (value is { } top && Take("/"))
        {
            bool negative = Sign();
            value = Power() is { } bottom ? top.DividedBy(negative ? -bottom : bottom) : null;
        }

        return value;
    }

    private ExactNumber? Power()
    {
        ExactNumber? value = Factor();
        if (value is { } number && Take("^"))
        {
            bool braced = Take("{");
            bool negative = Sign();
            return Digits() is { Length: > 0 and < 6 } digits
                && int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) is <= LargestExponent and var exponent
                && (!braced || Take("}"))
                ? number.Power(negative ? -exponent : exponent)
                : null;
        }

        return value;
    }

    private ExactNumber? Factor()
    {
        if (Take("("))
        {
            return Product() is { } inner && Take(")") ? inner : null;
        }

        if (At(@"\frac"))
        {
            return Fraction();
        }

        int start = _at;
        ExactNumber? value = Decimal();
        bool isWhole = value is { Denominator.IsOne: true } && !_text[start.._at].Contains('.');

        // 1\frac{1}{2} is one and a half; a product would be written as one.
        if (value is { } whole && isWhole && (At(@"\frac") || At(" ")))
        {
            int mark = _at;
            ExactNumber? part = Take(" ") ? PlainFraction() : Fraction();
            if (part is { } proper && proper.Numerator < proper.Denominator && proper.Numerator.Sign > 0)
            {
                return whole + proper;
            }

            _at = mark;
        }

        return value;
    }

    private ExactNumber? PlainFraction() =>
        Whole() is { } top && Take("/") && Whole() is { IsZero: false } bottom ? ExactNumber.Of(top, bottom) : null;

    private BigInteger? Whole() => Digits() is { Length: > 0 } digits ? Integer(digits) : null;

    private ExactNumber? Fraction()
    {
        if (!Take(@"\frac"))
        {
            return null;
        }

        Space();
        return Argument() is { } top && Argument() is { } bottom ? top.DividedBy(bottom) : null;
    }

    private ExactNumber? Argument()
    {
        if (Take("{"))
        {
            return Product() is { } inner && Take("}") ? inner : null;
        }

        return _at < _text.Length && char.IsAsciiDigit(_text[_at])
            ? ExactNumber.Of(_text[_at++] - '0', BigInteger.One)
            : null;
    }

    private ExactNumber? Decimal()
    {
        ReadOnlySpan<char> whole = Digits();
        string digits = Grouped(whole);
        ReadOnlySpan<char> decimals = Take(".") ? Digits() : [];
        if (digits.Length + decimals.Length == 0)
        {
            return null;
        }

        var value = ExactNumber.Of(Integer(string.Concat(digits, decimals)), BigInteger.Pow(10, decimals.Length));
        return Exponent() is { } exponent ? value * exponent : value;
    }

    private ExactNumber? Exponent()
    {
        int mark = _at;
        if (Take("e") || Take("E"))
        {
            bool negative = Sign();
            if (Digits() is { Length: > 0 and < 5 } digits
                && int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) is <= LargestExponent and var exponent)
            {
                return ExactNumber.Of(10, BigInteger.One).Power(negative ? -exponent : exponent);
            }
        }

        _at = mark;
        return null;
    }

    // A comma or space separates thousands only where exactly three digits follow, group for group.
    private string Grouped(ReadOnlySpan<char> first)
    {
        string digits = first.ToString();
        if (first.Length is 0 or > 3)
        {
            return digits;
        }

        char separator = _at < _text.Length ? _text[_at] : '\0';
        while (separator is ',' or ' ' && _at + 4 <= _text.Length && _text[_at] == separator
            && IsGroup(_text.Slice(_at + 1, 3)) && (_at + 4 == _text.Length || !char.IsAsciiDigit(_text[_at + 4])))
        {
            digits += _text.Slice(_at + 1, 3).ToString();
            _at += 4;
        }

        return digits;
    }

    private static bool IsGroup(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;

    private static BigInteger Integer(ReadOnlySpan<char> digits) =>
        BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private ReadOnlySpan<char> Digits()
    {
        int start = _at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
        {
            _at++;
        }

        return _text[start.._at];
    }

    private bool Sign()
    {
        bool negative = Take("-");
        if (!negative)
        {
            Take("+");
        }

        return negative;
    }

    private void Space() => Take(" ");

    private readonly bool At(string text) => _text[_at..].StartsWith(text, StringComparison.Ordinal);

    private bool Take(string text)
    {
        if (!At(text))
        {
            return false;
        }

        _at += text.Length;
        return true;
    }
}
