using System.Globalization;
using System.Numerics;

namespace LeaP.Evaluation.Grading;

/// <summary>An exact rational number in lowest terms with a positive denominator.</summary>
/// <param name="Numerator">Numerator; carries the sign.</param>
/// <param name="Denominator">Denominator, at least 1.</param>
internal readonly record struct ExactNumber(BigInteger Numerator, BigInteger Denominator)
{
    /// <summary>A fraction in lowest terms.</summary>
    /// <param name="numerator">Any integer.</param>
    /// <param name="denominator">Any integer but 0.</param>
    public static ExactNumber Of(BigInteger numerator, BigInteger denominator)
    {
        BigInteger divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        return new ExactNumber(numerator / divisor, denominator / divisor);
    }

    public static ExactNumber operator +(ExactNumber a, ExactNumber b) =>
        Of((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static ExactNumber operator *(ExactNumber a, ExactNumber b) =>
        Of(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static ExactNumber operator -(ExactNumber a) => new(-a.Numerator, a.Denominator);

    /// <summary>The quotient; null when divided by zero.</summary>
    /// <param name="divisor">The divisor.</param>
    public ExactNumber? DividedBy(ExactNumber divisor) => divisor.Numerator.IsZero
        ? null
        : Of(Numerator * divisor.Denominator, Denominator * divisor.Numerator);

    /// <summary>The power; null for zero to a negative one.</summary>
    /// <param name="exponent">Any exponent that is not huge.</param>
    public ExactNumber? Power(int exponent)
    {
        if (exponent >= 0)
        {
            return new ExactNumber(BigInteger.Pow(Numerator, exponent), BigInteger.Pow(Denominator, exponent));
        }

        return Numerator.IsZero ? null : Of(BigInteger.Pow(Denominator, -exponent), BigInteger.Pow(Numerator, -exponent));
    }

    /// <summary><c>3</c> or <c>-5/7</c>.</summary>
    public override string ToString() => Denominator.IsOne
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}
