using LeaP.Router.Access;

namespace LeaP.Router.Tests.Access;

public sealed class RequestScopeTests
{
    private const string Request = "0199f4a2-0000-7000-8000-0000000000aa";

    [Fact]
    public void Tenants_do_not_share_request_ids()
    {
        string maths = RequestScope.Of("maths", Request);

        Guid.TryParse(maths, out _).ShouldBeTrue();
        maths.ShouldNotBe(Request);
        maths.ShouldNotBe(RequestScope.Of("law", Request));
        maths.ShouldBe(RequestScope.Of("maths", Request.ToUpperInvariant()));
    }

    [Theory]
    [InlineData("", Request)]
    [InlineData("maths", "")]
    [InlineData("maths", "once")]
    public void Without_tenant_or_UUID_it_stays_as_it_is(string tenant, string request) =>
        RequestScope.Of(tenant, request).ShouldBe(request);
}
