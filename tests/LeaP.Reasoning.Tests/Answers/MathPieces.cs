using FsCheck;
using FsCheck.Fluent;

namespace LeaP.Reasoning.Tests.Answers;

/// <summary>Pieces of LaTeX in any order, sensible or not.</summary>
public static class MathPieces
{
    private static readonly string[] Pieces =
    [
        "1", "12", "0", "000", ".", ",", "-", "−", "+", "/", " ", "  ", "%", @"\%", "$", @"\$", "{", "}", "(", ")", "=", "x", "n=",
        @"\frac", @"\dfrac12", @"\tfrac{3}{4}", @"{2}", @"\text{ cm}", @"\text{", @"\mathrm{m}^2", @"\left(", @"\right)", @"\,", @"\!",
        @"\pi", @"\sqrt{3}", @"^\circ", "°", "^{2}", @"\boxed{", "~", @"\quad", "\n", "{,}", @"\\", "yes",
    ];

    public static Arbitrary<string> Answer() =>
        Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces)).ToArbitrary();
}
