using LeaP.Hosting.Files;
using LeaP.Hosting.Tokens;

namespace LeaP.Router.Tests.Access;

public sealed class SharedTokensTests
{
    private const string One = "one-token-that-has-thirty-two-letters";
    private const string Two = "two-token-that-has-thirty-two-letters";

    private static readonly CredentialFile File = new("S", "tokens");

    [Fact]
    public void Each_line_is_a_token_and_comments_are_none()
    {
        SharedTokens tokens = SharedTokens.Parse(File, $"# now\r\n{One}\r\n\r\n  {Two}  \n");

        tokens.Contains(One).ShouldBeTrue();
        tokens.Contains(Two).ShouldBeTrue();
        tokens.Contains("# now").ShouldBeFalse();
        tokens.Contains("").ShouldBeFalse();
        tokens.Contains(One[..^1]).ShouldBeFalse();
        tokens.Contains(One + "x").ShouldBeFalse();
    }

    [Theory]
    [InlineData("Bearer abc", "abc")]
    [InlineData("bearer abc", "abc")]
    [InlineData("Basic abc", "")]
    [InlineData("Bearer ", "")]
    [InlineData("Bearerabc", "")]
    [InlineData(null, "")]
    public void A_bearer_header_is_read(string? header, string token) => BearerToken.Read(header).ShouldBe(token);

    [Theory]
    [InlineData("")]
    [InlineData("# nothing")]
    [InlineData("two words")]
    [InlineData("sn\u00f6w")]
    public void A_token_to_show_is_of_visible_letters(string text) =>
        Should.Throw<CredentialFileException>(() => SharedTokens.First(File, text)).Message.ShouldContain("S: the file tokens");
}
