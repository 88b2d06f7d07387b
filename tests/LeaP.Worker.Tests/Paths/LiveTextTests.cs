using FsCheck;
using FsCheck.Xunit;
using LeaP.Worker.Paths;

namespace LeaP.Worker.Tests.Paths;

public sealed class LiveTextTests
{
    [Fact]
    public void Nothing_new_is_nothing_to_tell()
    {
        var live = new LiveText();
        live.Take().ShouldBeNull();
        live.Add("one");
        live.Take();

        live.Take().ShouldBeNull();
        live.BeginTurn(2);
        live.Take().ShouldBeNull();
    }

    [Fact]
    public void Tokens_are_counted_within_the_turn_and_inserted_text_is_not()
    {
        var live = new LiveText();
        live.Add("one");
        live.Add(" two");

        live.Take().ShouldBe(new PathProgress("one two", 2, 1));
        live.Add(" three");
        live.AddInserted(" PEERS");
        live.Take().ShouldBe(new PathProgress(" three PEERS", 3, 1));
        live.BeginTurn(2);
        live.Add(" four");
        live.Take().ShouldBe(new PathProgress(" four", 1, 2));
    }

    [Property(MaxTest = 200)]
    public void However_often_it_is_taken_the_text_comes_whole_and_once(NonEmptyString[] pieces, bool[] takes)
    {
        var live = new LiveText();
        string taken = "";
        for (int i = 0; i < pieces.Length; i++)
        {
            live.Add(pieces[i].Get);
            if (i < takes.Length && takes[i])
            {
                taken += live.Take().ShouldNotBeNull().Text;
            }
        }

        taken += live.Take()?.Text;

        taken.ShouldBe(string.Concat(pieces.Select(piece => piece.Get)));
    }
}
