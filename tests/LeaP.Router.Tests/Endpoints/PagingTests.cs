using FsCheck;
using FsCheck.Xunit;
using Google.Rpc;
using Grpc.Core;
using LeaP.Router.Endpoints;

namespace LeaP.Router.Tests.Endpoints;

public sealed class PagingTests
{
    [Fact]
    public void Zero_means_fifty()
    {
        (IReadOnlyList<string> page, string next) = Cut(Names(60), 0, "");

        page.ShouldBe(Names(50));
        next.ShouldBe("n0049");
    }

    [Fact]
    public void More_than_two_hundred_counts_as_two_hundred() => Cut(Names(300), 1000, "").Page.Count.ShouldBe(200);

    [Fact]
    public void The_last_page_has_no_token()
    {
        Cut(Names(50), 0, "").NextToken.ShouldBeEmpty();
        Cut(Names(60), 50, "n0049").ShouldSatisfyAllConditions(
            last => last.Page.Count.ShouldBe(10),
            last => last.NextToken.ShouldBeEmpty());
        Cut([], 5, "").Page.ShouldBeEmpty();
    }

    [Fact]
    public void A_token_of_an_entry_that_is_gone_goes_on_behind_its_place() =>
        Cut(["a", "c", "d"], 5, "b").Page.ShouldBe(["c", "d"]);

    [Fact]
    public void A_negative_size_is_refused_by_name()
    {
        RpcException refused = Should.Throw<RpcException>(() => Cut(Names(3), -1, ""));

        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        refused.GetRpcStatus().ShouldNotBeNull().GetDetail<BadRequest>().ShouldNotBeNull()
            .FieldViolations.ShouldHaveSingleItem().Field.ShouldBe("page_size");
    }

    [Property(MaxTest = 200)]
    public void All_pages_together_are_the_list(NonNegativeInt count, PositiveInt size)
    {
        string[] names = Names(count.Get % 300);
        var read = new List<string>();
        string token = "";
        do
        {
            (IReadOnlyList<string> page, token) = Cut(names, size.Get, token);
            read.AddRange(page);
        }
        while (token.Length > 0);

        read.ShouldBe(names);
    }

    private static (IReadOnlyList<string> Page, string NextToken) Cut(string[] names, int size, string token) =>
        Paging.Cut(names, name => name, size, token);

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => $"n{i:d4}")];
}
