using FsCheck;
using FsCheck.Xunit;
using LeaP.Router.Placement;

namespace LeaP.Router.Tests.Placement;

public sealed class LeastLoadedPlacementTests
{
    private readonly LeastLoadedPlacement _placement = new();

    [Fact]
    public void The_worker_with_the_most_free_slots_is_next_and_the_first_wins_a_tie()
    {
        _placement.Choose([1, 3, 2], 5).ShouldBe([1, 1, 2, 0, 1]);
        _placement.Choose([2, 2], 3).ShouldBe([0, 1, 0]);
        _placement.Choose([4], 0).ShouldBeEmpty();
    }

    [Fact]
    public void It_is_found_by_its_name() => _placement.Name.ShouldBe("least-loaded");

    [Property(MaxTest = 300)]
    public void No_worker_gets_more_than_it_has_free_and_what_is_left_is_level(NonNegativeInt[] free, NonNegativeInt wanted)
    {
        int[] slots = [.. free.Select(worker => worker.Get % 20)];
        int count = slots.Sum() == 0 ? 0 : wanted.Get % (slots.Sum() + 1);

        IReadOnlyList<int> chosen = _placement.Choose(slots, count);

        chosen.Count.ShouldBe(count);
        int[] left = [.. slots.Select((before, worker) => before - chosen.Count(choice => choice == worker))];
        left.ShouldAllBe(slot => slot >= 0);
        for (int worker = 0; worker < slots.Length; worker++)
        {
            if (left[worker] < slots[worker])
            {
                left[worker].ShouldBeGreaterThanOrEqualTo(left.Max() - 1);
            }
        }
    }
}
