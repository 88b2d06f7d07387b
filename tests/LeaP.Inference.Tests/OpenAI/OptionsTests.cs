using LeaP.Inference.Engines;
using LeaP.Inference.OpenAI;

namespace LeaP.Inference.Tests.OpenAI;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("http://inference:8000")]
    [InlineData("https://inference/models/a/")]
    public void Roots_of_servers_are_allowed(string url) => RemoteEngine.Options(url).FindErrors().ShouldBeEmpty();

    [Theory]
    [InlineData("inference:8000", "BaseUrls:1 is not an absolute http or https address")]
    [InlineData("ftp://inference", "BaseUrls:1 is not an absolute http or https address")]
    [InlineData("http://inference/v1", "BaseUrls:1 (http://inference/v1) ends in /v1")]
    [InlineData("http://inference/v1/", "ends in /v1")]
    [InlineData("http://inference/?a=b", "BaseUrls:1 (http://inference/) has a query or fragment")]
    public void Other_addresses_are_refused_by_their_place_in_the_list(string url, string message) =>
        RemoteEngine.Options("http://a", url).FindErrors().ShouldHaveSingleItem().ShouldContain(message);

    [Fact]
    public void A_password_in_an_address_is_refused_and_not_repeated()
    {
        string error = RemoteEngine.Options("http://me:hidden@inference").FindErrors().ShouldHaveSingleItem();

        error.ShouldContain("BaseUrls:0 holds a user name or password");
        error.ShouldNotContain("hidden");
    }

    [Fact]
    public void Every_option_outside_its_range_is_named_with_what_is_allowed()
    {
        var options = new OpenAIEngineOptions
        {
            ApiKeyFile = "a",
            ApiKeyVariable = "b",
            StartTimeLimit = TimeSpan.Zero,
            ConnectTimeLimit = TimeSpan.FromHours(1),
            FirstTextTimeLimit = TimeSpan.FromDays(2),
            SilenceLimit = TimeSpan.FromTicks(1),
            MaxAttempts = 0,
            BackoffMin = TimeSpan.FromSeconds(2),
            BackoffMax = TimeSpan.FromSeconds(1),
        };

        string[] errors = [.. options.FindErrors()];

        errors.Select(error => error.Split(' ')[0]).ShouldBe(
        [
            "BaseUrls", "ServedModel", "ApiKeyFile", "StartTimeLimit", "ConnectTimeLimit", "FirstTextTimeLimit",
            "SilenceLimit", "MaxAttempts", "BackoffMax",
        ]);
        errors[^1].ShouldBe("BackoffMax is 00:00:01; it must be from 00:00:02 to 01:00:00.");
    }

    [Fact]
    public async Task Wrong_options_end_the_load()
    {
        ModelLoadException error = await Should.ThrowAsync<ModelLoadException>(
            RemoteEngine.LoadAsync(new OpenAIEngineOptions { ServedModel = "m" }));

        error.Message.ShouldBe("BaseUrls has 0 entries; it needs 1 to 64.");
    }
}
