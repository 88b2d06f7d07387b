using System.Text.Json;
using LeaP.Inference.Tokenizers.NormalForms;

namespace LeaP.Inference.Tests.Tokenizers;

public sealed class NormalFormCTests
{
    // Made by Node.js with ICU's tables of Unicode: text and its normal form C.
    private static readonly string[][] Vectors = JsonSerializer.Deserialize<string[][]>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "normal_form_c.json")))!;

    [Fact]
    public void Texts_come_into_the_form_that_another_implementation_gives_them()
    {
        Vectors.Length.ShouldBeGreaterThan(300);
        foreach (string[] vector in Vectors)
        {
            string.Join(' ', NormalFormC.Apply(vector[0]).Select(c => $"{(int)c:X4}"))
                .ShouldBe(string.Join(' ', vector[1].Select(c => $"{(int)c:X4}")));
        }
    }

    [Fact]
    public void A_text_in_the_form_stays_as_it_is()
    {
        foreach (string[] vector in Vectors)
        {
            NormalFormC.Apply(vector[1]).ShouldBe(vector[1]);
        }
    }

    [Fact]
    public void Every_hangul_syllable_comes_back_from_its_letters()
    {
        for (int syllable = 0xAC00; syllable <= 0xD7A3; syllable++)
        {
            var letters = new List<int>();
            HangulSyllables.TryDecompose(syllable, letters).ShouldBeTrue();

            NormalFormC.Apply(string.Concat(letters.Select(letter => (char)letter))).ShouldBe(((char)syllable).ToString());
        }
    }

    [Fact]
    public void A_long_run_of_marks_is_brought_into_order_in_one_go()
    {
        string marks = string.Concat(Enumerable.Repeat("\u0307\u0323", 20_000));

        string form = NormalFormC.Apply("q" + marks);

        form.ShouldBe("q" + new string('\u0323', 20_000) + new string('\u0307', 20_000));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("caf\u00E9", false)]
    [InlineData("cafe\u0301", true)]
    [InlineData("\u6F22", true)]
    public void Texts_below_the_first_mark_need_no_look(string text, bool mayChange)
        => NormalFormC.MayChange(text).ShouldBe(mayChange);
}
