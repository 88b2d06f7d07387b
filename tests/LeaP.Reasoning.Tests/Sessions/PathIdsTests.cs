using FsCheck;
using FsCheck.Xunit;
using LeaP.Reasoning.Sessions;

namespace LeaP.Reasoning.Tests.Sessions;

public sealed class PathIdsTests
{
    [Property(MaxTest = 300)]
    public void Every_index_is_read_back_from_its_identifier(NonNegativeInt index)
    {
        PathIds.TryParse(PathIds.Format(index.Get), out int read).ShouldBeTrue();

        read.ShouldBe(index.Get);
    }

    [Theory]
    [InlineData("")]
    [InlineData("p")]
    [InlineData("0")]
    [InlineData("P0")]
    [InlineData("p-1")]
    [InlineData("p+1")]
    [InlineData("p01")]
    [InlineData("p 1")]
    [InlineData("p1 ")]
    [InlineData("p1x")]
    [InlineData("p2147483648")]
    public void Anything_else_is_no_identifier(string text)
    {
        PathIds.TryParse(text, out int read).ShouldBeFalse();

        read.ShouldBe(-1);
    }

    [Property(MaxTest = 300)]
    public void What_is_read_is_written_back_the_same(NonNull<string> text)
    {
        string id = "p" + text.Get;

        if (PathIds.TryParse(id, out int index))
        {
            PathIds.Format(index).ShouldBe(id);
        }
        else
        {
            index.ShouldBe(-1);
        }
    }
}
