using System.Globalization;
using FsCheck;
using FsCheck.Xunit;
using LeaP.Evaluation.Grading;

namespace LeaP.Evaluation.Tests.Grading;

public sealed class AnswerFormTests
{
    [Theory]
    [InlineData("1/2", "0.5", ".50", @"\frac12", @"\frac{1}{2}", @"\dfrac{2}{4}", @"\tfrac{1}{2}", "0.50", @"50\%", "50%", @"\frac{1.5}{3}", "$1/2$", @"\(0.5\)", @"\frac 1 2", "x=1/2", "+0.5", "5e-1", @"5\times 10^{-1}")]
    [InlineData("1024", "1,024", "1{,}024", @"1\,024", "1 024", @"1,\!024", "1024.0", "1024.", "01024", "2^{10}", "2^10", @"1.024\times10^3", @"1024\text{ cm}", "1024 cm", "1024cm", @"\$1024", "{1024}", "**1024**", "n = 1024", @"\left(1024\right)", "1.024e3")]
    [InlineData("-3/7", @"-\frac{3}{7}", @"\frac{-3}{7}", @"\frac{3}{-7}", "−3/7", "-6/14", @"-\dfrac37")]
    [InlineData("3/2", "1.5", @"1\frac12", @"1\frac{1}{2}", "1 1/2", "150%")]
    [InlineData("(3,4)", @"\left(3,4\right)", "( 3 , 4 )", "(3.0, 8/2)", "(003,4)")]
    [InlineData("1,2,3", "1, 2, 3", "1.0, 2, 6/2")]
    [InlineData(@"2\sqrt{3}", @"2 \sqrt{3}", @"$2\sqrt{3}$")]
    [InlineData("30", @"30^\circ", @"30^{\circ}", "30°", @"30\degree", "30 degrees")]
    [InlineData("12", "12 apples", @"12 \text{ apples}", @"12\mathrm{apples}")]
    [InlineData(@"12\pi", @"12 \pi", @"$12\pi$")]
    [InlineData("yes", "Yes", @"\text{Yes}")]
    [InlineData(@"\frac{\pi}{2}", @"\dfrac{\pi}{2}")]
    public void Forms_of_one_answer_are_equal(params string[] forms)
    {
        foreach (string one in forms)
        {
            foreach (string other in forms)
            {
                AnswerForm.Of(one).Answers(AnswerForm.Of(other)).ShouldBeTrue($"{one} and {other}");
            }
        }
    }

    [Theory]
    [InlineData("12", "2")]
    [InlineData("3,4", "34")]
    [InlineData("3,4", "3.4")]
    [InlineData("1,24", "124")]
    [InlineData("12, 345", "12345")]
    [InlineData("(1,024)", "1024")]
    [InlineData(@"12\pi", @"2\pi")]
    [InlineData("12x", "12")]
    [InlineData("2 x", "2")]
    [InlineData("2 pi", "2")]
    [InlineData("5 cm", "5 kg")]
    [InlineData("0.333", "1/3")]
    [InlineData("1/0", "0")]
    [InlineData("(3,4)", "(4,3)")]
    [InlineData("(3,4)", "[3,4]")]
    [InlineData("3 or 4", "3")]
    [InlineData(@"70\text{ cm and }5\text{ mm}", "70")]
    [InlineData("5%", "5.5")]
    [InlineData("", "0")]
    [InlineData("", "")]
    [InlineData("10000000000000001", "10000000000000000")]
    [InlineData("0.1000000000000000055", "0.1")]
    public void Different_answers_are_different(string one, string other)
    {
        AnswerForm.Of(one).Answers(AnswerForm.Of(other)).ShouldBeFalse();
        AnswerForm.Of(other).Answers(AnswerForm.Of(one)).ShouldBeFalse();
    }

    [Fact]
    public void A_bare_number_is_taken_as_percent_where_the_other_has_the_sign()
    {
        AnswerForm.Of(@"50\%").Answers(AnswerForm.Of("50")).ShouldBeTrue();
        AnswerForm.Of("50").Answers(AnswerForm.Of(@"50\%")).ShouldBeTrue();
        AnswerForm.Of(@"50\%").Answers(AnswerForm.Of("5")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("1/2", "1/2")]
    [InlineData("0.50", "1/2")]
    [InlineData("50%", "1/2")]
    [InlineData("1,024 cm", "1024")]
    [InlineData("-6/4", "-3/2")]
    [InlineData("(0.5, 2/4)", "(1/2,1/2)")]
    public void Normal_forms_put_votes_together(string answer, string normal) => AnswerForm.Of(answer).Text.ShouldBe(normal);

    [Fact]
    public void A_long_loop_of_tokens_is_no_number_and_takes_no_time() =>
        AnswerForm.Of(new string('9', 100_000)).IsNumber.ShouldBeFalse();

    [Property]
    public void Every_form_of_a_fraction_is_equal_to_every_other(int top, PositiveInt bottom, PositiveInt factor)
    {
        string[] forms =
        [
            Invariant($"{top}/{bottom.Get}"), Invariant($@"\frac{{{top}}}{{{bottom.Get}}}"), Invariant($@"\dfrac{{{-top}}}{{{-bottom.Get}}}"),
            Invariant($"${(long)top * factor.Get}/{(long)bottom.Get * factor.Get}$"), Invariant($@" {top} / {bottom.Get}\text{{ cm}}."),
        ];

        forms.Select(form => AnswerForm.Of(form).Text).Distinct().ShouldHaveSingleItem();
        forms.ShouldAllBe(form => AnswerForm.Of(form).Answers(AnswerForm.Of(forms[0])));
    }

    [Property]
    public void Every_form_of_a_decimal_is_equal_to_every_other(long value, byte places)
    {
        decimal number = value / (decimal)Math.Pow(10, places % 10);
        string plain = number.ToString("0.##########", CultureInfo.InvariantCulture);
        string[] forms =
        [
            plain, number.ToString("0.0000000000000", CultureInfo.InvariantCulture), number.ToString("#,0.0000000000", CultureInfo.InvariantCulture),
            number.ToString("#,0.0000000000", CultureInfo.InvariantCulture).Replace(",", "{,}", StringComparison.Ordinal),
            plain.Replace('-', '−'), (number * 100).ToString("0.##########", CultureInfo.InvariantCulture) + @"\%", $"x = {plain}",
        ];

        forms.Select(form => AnswerForm.Of(form).Text).Distinct().ShouldHaveSingleItem();
    }

    [Property]
    public void Different_numbers_are_never_equal(int one, PositiveInt oneBottom, int other, PositiveInt otherBottom)
    {
        bool areEqual = (long)one * otherBottom.Get == (long)other * oneBottom.Get;

        AnswerForm.Of(Invariant($"{one}/{oneBottom.Get}")).Answers(AnswerForm.Of(Invariant($@"\frac{{{other}}}{{{otherBottom.Get}}}"))).ShouldBe(areEqual);
    }

    [Property]
    public void Whole_numbers_are_equal_only_to_themselves(long one, long other) =>
        AnswerForm.Of(one.ToString("#,0", CultureInfo.InvariantCulture)).Answers(AnswerForm.Of(other.ToString(CultureInfo.InvariantCulture))).ShouldBe(one == other);

    [Property]
    public void Any_text_has_a_form_that_is_equal_to_itself_unless_nothing_remains(NonNull<string> text)
    {
        var form = AnswerForm.Of(text.Get);

        form.Answers(AnswerForm.Of(text.Get)).ShouldBe(form.Text.Length > 0);
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
