using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using LeaP.FunctionalTests.Support;
using LeaP.Protocol;
using LeaP.Protocol.Fleet.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.TestKit;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LeaP.FunctionalTests.Trust;

/// <summary>Clients that show a JSON Web Token.</summary>
public sealed class JsonWebTokenTests : IDisposable
{
    private readonly TestAuthority _folder = new();
    private readonly RSA _key = RSA.Create(2048);

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    [Fact]
    public async Task A_token_says_who_the_client_is_and_what_it_may_do()
    {
        await using TrustCluster cluster = await StartAsync();
        await cluster.LinkWorkerAsync("w1");
        using TrustClient client = Open(cluster, Sign(NewToken()));

        Session session = await client.Reasoning.ReasonAsync(SessionTests.Request(paths: 2));
        RpcException error = await Should.ThrowAsync<RpcException>(
            client.Fleet.ListWorkersAsync(new ListWorkersRequest()).ResponseAsync.DefaultTimeout());

        session.Tenant.ShouldBe("maths");
        error.ShouldBeRefusal(StatusCode.PermissionDenied, ErrorReasons.RoleMissing);
    }

    [Fact]
    public async Task Tokens_that_are_not_right_in_every_way_are_refused()
    {
        await using TrustCluster cluster = await StartAsync();
        using var otherKey = RSA.Create(2048);
        var publicKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(_key.ExportSubjectPublicKeyInfoPem()));
        (string What, string Token)[] wrong =
        [
            ("expired", Sign(NewToken(token => token.Expires = Now.AddMinutes(-2)))),
            ("too early", Sign(NewToken(token => token.NotBefore = Now.AddMinutes(10)))),
            ("for others", Sign(NewToken(token => token.Audience = "somebody"))),
            ("by others", Sign(NewToken(token => token.Issuer = "https://elsewhere.test"))),
            ("signed by others", Sign(NewToken(), new SigningCredentials(new RsaSecurityKey(otherKey), "RS256"))),
            ("signed with the public key", Sign(NewToken(), new SigningCredentials(publicKey, "HS256"))),
            ("not signed", Sign(NewToken(), credentials: null)),
            ("without a tenant", Sign(NewToken(token => token.Claims.Remove("tenant")))),
            ("with a tenant of odd letters", Sign(NewToken(token => token.Claims["tenant"] = "a/b"))),
            ("without a subject", Sign(NewToken(token => token.Claims.Remove("sub")))),
            ("cut", Sign(NewToken())[..^5]),
            ("no token", "a.b.c"),
        ];
        foreach ((string what, string token) in wrong)
        {
            using TrustClient client = Open(cluster, token);

            RpcException error = await Should.ThrowAsync<RpcException>(
                client.Fleet.ListModelsAsync(new ListModelsRequest()).ResponseAsync.DefaultTimeout(), what);

            error.ShouldBeRefusal(StatusCode.Unauthenticated, ErrorReasons.ClientUnknown);
        }

        using TrustClient right = Open(cluster, Sign(NewToken()));
        (await right.Fleet.ListModelsAsync(new ListModelsRequest()).ResponseAsync.DefaultTimeout()).ShouldNotBeNull();
    }

    [Fact]
    public async Task Keys_and_tokens_go_side_by_side()
    {
        string key = ApiKeys.NewKey();
        await using TrustCluster cluster = await StartAsync(
            "--Router:Access:KeyFile", ApiKeys.Write(_folder, new ApiKeys.Client("ops", key, "plant", ["operate"])));
        using TrustClient token = Open(cluster, Sign(NewToken()));
        using var keyed = new TrustClient(cluster.Addresses.Clients, "authorization", $"Bearer {key}");

        (await token.Fleet.ListModelsAsync(new ListModelsRequest()).ResponseAsync.DefaultTimeout()).ShouldNotBeNull();
        (await keyed.Fleet.ListWorkersAsync(new ListWorkersRequest()).ResponseAsync.DefaultTimeout()).ShouldNotBeNull();
    }

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    private static TrustClient Open(TrustCluster cluster, string token) =>
        new(cluster.Addresses.Clients, "authorization", $"Bearer {token}");

    private static SecurityTokenDescriptor NewToken(Action<SecurityTokenDescriptor>? change = null)
    {
        var token = new SecurityTokenDescriptor
        {
            Issuer = "https://issuer.test",
            Audience = "leap",
            IssuedAt = Now.AddMinutes(-5),
            NotBefore = Now.AddMinutes(-5),
            Expires = Now.AddMinutes(5),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = "ana",
                ["tenant"] = "maths",
                ["roles"] = new[] { "reason", "something-else" },
            },
        };
        change?.Invoke(token);
        return token;
    }

    private static string Sign(SecurityTokenDescriptor token, SigningCredentials? credentials)
    {
        token.SigningCredentials = credentials;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }

    private string Sign(SecurityTokenDescriptor token) =>
        Sign(token, new SigningCredentials(new RsaSecurityKey(_key), SecurityAlgorithms.RsaSha256));

    private Task<TrustCluster> StartAsync(params string[] settings) => TrustCluster.StartAsync(
    [
        "--Router:Access:Jwt:KeyFile", _folder.Write("signer.pem", _key.ExportSubjectPublicKeyInfoPem()),
        "--Router:Access:Jwt:Issuer", "https://issuer.test",
        "--Router:Access:Jwt:Audience", "leap",
        .. settings,
    ]);
}
