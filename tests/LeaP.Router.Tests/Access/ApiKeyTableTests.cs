using System.Security.Cryptography;
using System.Text;
using LeaP.Hosting.Files;
using LeaP.Router.Access;

namespace LeaP.Router.Tests.Access;

public sealed class ApiKeyTableTests
{
    private static readonly CredentialFile File = new("Router:Access:KeyFile", "keys.json");

    [Fact]
    public void A_key_finds_its_client_and_others_find_nobody()
    {
        ApiKeyTable table = Parse(Entry("ana", "k1", "maths", "\"reason\",\"watch\""), Entry("bea", "k2", "law", "\"operate\""));

        ApiKeyEntry found = table.Find("k1").ShouldNotBeNull();
        found.Client.ShouldBe(new ClientIdentity("ana", "maths", new ClientQuota(null, null, null)));
        found.Roles.ShouldBe(["reason", "watch"]);
        table.Find("k2")!.Client.Tenant.ShouldBe("law");
        table.Find("k3").ShouldBeNull();
        table.Find("").ShouldBeNull();
        table.Find(Hash("k1")).ShouldBeNull();
    }

    [Fact]
    public void Limits_are_read_and_what_is_absent_stays_open()
    {
        string entry = Entry("ana", "k", "maths", "\"reason\"")[..^1] + ", \"limits\": { \"paths\": 8, \"tokensPerMinute\": 0 } }";

        Parse(entry).Find("k")!.Client.Quota.ShouldBe(new ClientQuota(null, 8, 0));
    }

    [Theory]
    [InlineData("", "is not a list of clients in JSON")]
    [InlineData("[]", "is not a list of clients in JSON")]
    [InlineData("{}", "at least one client")]
    [InlineData("{ \"clients\": [] }", "at least one client")]
    [InlineData("{ \"clients\": [ null ] }", "entry")]
    [InlineData("{ \"clients\": [ { \"key\": \"k\" } ] }", "is not a list of clients in JSON")]
    [InlineData("{ \"clients\": [ { \"name\": \"\" } ] }", "(number 1) whose name")]
    [InlineData("{ \"clients\": [ { \"name\": \"a\", \"sha256\": \"00\" } ] }", "whose sha256")]
    public void A_wrong_file_is_refused_with_its_fault(string text, string named)
    {
        CredentialFileException refused = Should.Throw<CredentialFileException>(() => ApiKeyTable.Parse(File, text));

        refused.Message.ShouldStartWith("Router:Access:KeyFile: the file keys.json");
        refused.Message.ShouldContain(named);
    }

    [Theory]
    [InlineData("a/b", "\"reason\"", "tenant")]
    [InlineData("", "\"reason\"", "tenant")]
    [InlineData("maths", "\"king\"", "roles")]
    [InlineData("maths", "", "roles")]
    public void Tenants_and_roles_have_a_form(string tenant, string roles, string named) =>
        Should.Throw<CredentialFileException>(() => Parse(Entry("ana", "k", tenant, roles))).Message.ShouldContain(named);

    [Fact]
    public void Names_and_keys_are_not_given_twice()
    {
        Should.Throw<CredentialFileException>(() => Parse(Entry("a", "k", "t", "\"watch\""), Entry("a", "l", "t", "\"watch\"")))
            .Message.ShouldContain("same name");
        Should.Throw<CredentialFileException>(() => Parse(Entry("a", "k", "t", "\"watch\""), Entry("b", "k", "t", "\"watch\"")))
            .Message.ShouldContain("same sha256");
    }

    private static ApiKeyTable Parse(params string[] entries) =>
        ApiKeyTable.Parse(File, $"{{ \"clients\": [ {string.Join(", ", entries)} ] }}");

    private static string Entry(string name, string key, string tenant, string roles) =>
        $"{{ \"name\": \"{name}\", \"sha256\": \"{Hash(key)}\", \"tenant\": \"{tenant}\", \"roles\": [{roles}] }}";

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
