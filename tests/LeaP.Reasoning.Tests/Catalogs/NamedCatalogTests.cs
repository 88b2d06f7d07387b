using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.PeerRouting;

namespace LeaP.Reasoning.Tests.Catalogs;

public sealed class NamedCatalogTests
{
    [Fact]
    public void A_known_name_is_found()
    {
        var catalog = new NamedCatalog<IPeerRoutingPolicy>(PeerRoutingPolicies.All);
        catalog.Find("hybrid").ShouldBeOfType<HybridRouting>();
        catalog.TryFind("random", out IPeerRoutingPolicy? found).ShouldBeTrue();
        found.ShouldBeOfType<RandomRouting>();
        catalog.Names.ShouldBe(["dispersed", "clustered", "hybrid", "random", "all", "confident"]);
        catalog.Items.ShouldBe(PeerRoutingPolicies.All);
    }

    [Fact]
    public void An_unknown_name_is_refused_with_the_kind_and_the_known_names()
    {
        var catalog = new NamedCatalog<IPeerRoutingPolicy>(PeerRoutingPolicies.All);
        UnknownNameException error = Should.Throw<UnknownNameException>(() => catalog.Find("similar"));
        error.Message.ShouldBe("There is no peer routing policy named \"similar\"; known are: dispersed, clustered, hybrid, random, all, confident.");
        error.RequestedName.ShouldBe("similar");
        error.KnownNames.ShouldBe(catalog.Names);
        catalog.TryFind("similar", out _).ShouldBeFalse();
    }

    [Fact]
    public void Names_are_compared_exactly() =>
        Should.Throw<UnknownNameException>(() => new NamedCatalog<IPeerRoutingPolicy>(PeerRoutingPolicies.All).Find("Hybrid"));

    [Fact]
    public void A_name_given_twice_is_refused_at_construction() =>
        Should.Throw<ArgumentException>(() => new NamedCatalog<Thing>([new("a"), new("b"), new("a")])).Message.ShouldContain("\"a\"");

    [Fact]
    public void A_blank_name_is_refused_at_construction() =>
        Should.Throw<ArgumentException>(() => new NamedCatalog<Thing>([new(" ")])).Message.ShouldContain("blank");

    [Fact]
    public void An_empty_catalog_says_so() =>
        Should.Throw<UnknownNameException>(() => new NamedCatalog<Thing>([], "spare part").Find("x"))
            .Message.ShouldBe("There is no spare part named \"x\"; known are: none.");

    private sealed record Thing(string Name) : INamed;
}
