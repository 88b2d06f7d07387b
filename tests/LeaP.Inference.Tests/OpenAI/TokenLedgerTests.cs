using FsCheck.Xunit;
using LeaP.Inference.OpenAI;

namespace LeaP.Inference.Tests.OpenAI;

public sealed class TokenLedgerTests
{
    [Fact]
    public void A_cut_stretch_keeps_its_share_rounded_up()
    {
        var ledger = new TokenLedger("prompt", 3);
        ledger.Append("0123456789", 4);
        ledger.Append("tail", 1);

        ledger.Truncate(6 + 3).ShouldBe(3);

        ledger.TokenCount.ShouldBe(5);
        ledger.Text.ToString().ShouldBe("prompt012");
    }

    [Fact]
    public void A_known_count_replaces_the_estimate_and_later_text_counts_from_there()
    {
        var ledger = new TokenLedger("prompt", 3);
        ledger.Append("text", 5);

        ledger.Settle(20);
        ledger.Append("more", 2);

        ledger.TokenCount.ShouldBe(22);
        ledger.Truncate(10).ShouldBe(2);
        ledger.TokenCount.ShouldBe(20);
    }

    [Fact]
    public void Tokens_without_text_go_with_the_text_before_them()
    {
        var ledger = new TokenLedger("ab", 1);
        ledger.Append("cd", 1);
        ledger.Append("", 2);

        ledger.TokenCount.ShouldBe(4);
        ledger.Truncate(2).ShouldBe(3);
        ledger.TokenCount.ShouldBe(1);
    }

    [Fact]
    public void A_copy_goes_its_own_way()
    {
        var ledger = new TokenLedger("ab", 1);
        ledger.Settle(5);
        TokenLedger copy = ledger.Clone();

        copy.Append("cd", 2);
        ledger.Truncate(1);

        copy.TokenCount.ShouldBe(7);
        copy.Text.ToString().ShouldBe("abcd");
        ledger.Text.ToString().ShouldBe("a");
    }

    [Property]
    public void Cutting_in_two_steps_leaves_no_fewer_tokens_than_characters_need(byte[] stretches, byte first, byte second)
    {
        var ledger = new TokenLedger("p", 1);
        foreach (byte stretch in stretches ?? [])
        {
            int length = stretch % 7;
            ledger.Append(new string('x', length), length == 0 ? 0 : 1 + (stretch % 3));
        }

        int whole = ledger.Text.Length;
        int early = Math.Min(first, second) % whole;
        int late = Math.Max(early, Math.Max(first, second) % whole);
        int before = ledger.TokenCount;
        int dropped = ledger.Truncate(late) + ledger.Truncate(early);

        ledger.Text.Length.ShouldBe(early);
        dropped.ShouldBeGreaterThanOrEqualTo(0);
        ledger.TokenCount.ShouldBe(Math.Max(1, before - dropped));
    }
}
