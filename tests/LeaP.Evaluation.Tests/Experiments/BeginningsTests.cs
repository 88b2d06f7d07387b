using FsCheck;
using FsCheck.Xunit;
using LeaP.Evaluation.Experiments;

namespace LeaP.Evaluation.Tests.Experiments;

public sealed class BeginningsTests
{
    private const string Chain = "#1: 27 - 02 = 25\n\n#2: 25 * 08 = 00\n\n#3: 00 + 17 = 17\n\n#4: 17 - 09 = 08\n\n</think>";

    [Theory]
    [InlineData(0.12, "#1: 27 - 02 = 25\n\n")]
    [InlineData(0.15, "#1: 27 - 02 = 25\n\n")]
    [InlineData(0.30, "#1: 27 - 02 = 25\n\n#2: 25 * 08 = 00\n\n")]
    public void A_beginning_ends_with_the_paragraph_that_the_share_falls_into(double share, string beginning) =>
        Beginnings.Cut(Chain, share).ShouldBe(beginning);

    [Fact]
    public void A_paragraph_much_longer_than_the_share_is_cut_within() =>
        Beginnings.Cut(new string('a', 100) + "\n\n" + new string('b', 100), 0.1).ShouldBe(new string('a', 21));

    [Property]
    public bool A_beginning_is_never_longer_than_twice_the_share_and_splits_no_character(NonEmptyString text, byte percent)
    {
        double share = ((percent % 98) + 1) / 100.0;
        string whole = text.Get + "😀😀😀😀";
        string cut = Beginnings.Cut(whole, share);
        return whole.StartsWith(cut, StringComparison.Ordinal)
            && cut.Length <= 2 * Math.Ceiling(whole.Length * share)
            && (cut.Length == 0 || !char.IsHighSurrogate(cut[^1]) || cut.Length == whole.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_share_is_neither_nothing_nor_everything(double share) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Beginnings.Cut(Chain, share));
}
