using FsCheck.Xunit;
using LeaP.Inference.OnnxRuntime;

namespace LeaP.Inference.Tests.OnnxRuntime;

public sealed class RowMapTests
{
    [Fact]
    public void Neighbours_are_taken_as_they_are()
        => new RowMap(8).Gather([3, 2, 4], (_, _) => throw new InvalidOperationException()).ShouldBe((2, 3));

    [Fact]
    public void A_few_idle_rows_are_tolerated_and_many_are_not()
    {
        new RowMap(8).Gather([0, 1, 3, 4], (_, _) => throw new InvalidOperationException()).ShouldBe((0, 5));
        var moves = new List<(int, int)>();

        (int start, int count) = new RowMap(8).Gather([0, 6, 7], (from, to) => moves.Add((from, to)));

        (start, count).ShouldBe((5, 3));
        moves.ShouldBe([(0, 5)]);
    }

    [Property(MaxTest = 200)]
    public void Contents_follow_their_slots_whatever_is_gathered(byte[][] batches)
    {
        const int Slots = 9;
        var map = new RowMap(Slots);
        int[] contents = [.. Enumerable.Range(0, Slots)];
        foreach (byte[] batch in batches)
        {
            int[] slots = [.. batch.Select(value => value % Slots).Distinct()];
            if (slots.Length == 0)
            {
                continue;
            }

            (int start, int count) = map.Gather(slots, (a, b) => (contents[a], contents[b]) = (contents[b], contents[a]));

            count.ShouldBeLessThanOrEqualTo(slots.Length + (slots.Length / 4));
            slots.ShouldAllBe(slot => map.RowOf(slot) >= start && map.RowOf(slot) < start + count);
            for (int slot = 0; slot < Slots; slot++)
            {
                contents[map.RowOf(slot)].ShouldBe(slot);
                map.SeatAt(map.RowOf(slot)).ShouldBe(slot);
            }
        }
    }
}
