using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace LeaP.Reasoning.Answers;

/// <summary>An exact fraction in lowest terms with a positive denominator.</summary>
internal readonly partial record struct Rational(BigInteger Numerator, BigInteger Denominator)
{
    // Parsing takes time quadratic in the length; no real answer is near this.
    private const int LongestNumber = 1000;

    public static bool TryParse(string text, out Rational value)
    {
        value = default;
        if (text.Length > LongestNumber)
        {
            return false;
        }

        Match match = Decimals().Match(text);
        match = match.Success ? match : Command().Match(text);
        if (!match.Success)
        {
            return false;
        }

        (BigInteger top, BigInteger topScale) = Parse(Captured(match, "top"));
        (BigInteger bottom, BigInteger bottomScale) = Parse(match.Groups["bottom"].Success ? Captured(match, "bottom") : "1");
        if (bottom.IsZero)
        {
            return false;
        }

        BigInteger numerator = top * bottomScale * (match.Groups["sign"].Value == "-" ? -1 : 1);
        BigInteger denominator = bottom * topScale;
        BigInteger divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        value = new Rational(numerator / divisor, denominator / divisor);
        return true;
    }

    public override string ToString() =>
        Denominator.IsOne
            ? Numerator.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static string Captured(Match match, string group) => match.Groups[group].Value.Trim('{', '}', ' ');

    private static (BigInteger Value, BigInteger Scale) Parse(string number)
    {
        int point = number.IndexOf('.', StringComparison.Ordinal);
        int decimals = point < 0 ? 0 : number.Length - point - 1;
        string digits = number.Replace(".", "", StringComparison.Ordinal);
        return (BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), BigInteger.Pow(10, decimals));
    }

    [GeneratedRegex(@"^(?<sign>[+-]?)(?<top>[0-9]+\.?[0-9]*|\.[0-9]+)(?:/(?<bottom>-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)))?$")]
    private static partial Regex Decimals();

    [GeneratedRegex(@"^(?<sign>[+-]?)\\[dt]?frac *(?<top>\{ *[+-]?[0-9]+ *\}|[0-9]) *(?<bottom>\{ *[+-]?[0-9]+ *\}|[0-9])$")]
    private static partial Regex Command();
}
