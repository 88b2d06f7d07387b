using LeaP.Router.Options;
using LeaP.Router.Tests.Support;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Tests.Options;

public sealed class RouterSettingsTests
{
    public static TheoryData<string, string> OutOfBounds => new()
    {
        { "Router:Sessions:DefaultTimeLimit", "00:00:00.9" },
        { "Router:Sessions:DefaultTimeLimit", "1.00:00:01" },
        { "Router:Sessions:RoundTimeLimit", "00:00:00.009" },
        { "Router:Sessions:PeerWaitLimit", "1.00:00:01" },
        { "Router:Sessions:PlacementTimeLimit", "00:00:00" },
        { "Router:Sessions:PlacementTimeLimit", "2.00:00:00" },
        { "Router:Sessions:MaxAttempts", "0" },
        { "Router:Sessions:MaxAttempts", "101" },
        { "Router:Sessions:QueueLimit", "-1" },
        { "Router:Sessions:QueueLimit", "1000001" },
        { "Router:Sessions:Retention", "-00:00:01" },
        { "Router:Sessions:Retention", "7.00:00:01" },
        { "Router:Sessions:MaxEndedSessions", "-1" },
        { "Router:Sessions:MaxEvents", "99" },
        { "Router:Sessions:MaxEvents", "10000001" },
        { "Router:Sessions:MaxProblemCharacters", "0" },
        { "Router:Sessions:MaxProblemCharacters", "1000001" },
        { "Router:Sessions:MaxPaths", "0" },
        { "Router:Sessions:MaxPaths", "1025" },
        { "Router:Link:HelloTimeLimit", "00:00:00.09" },
        { "Router:Link:HelloTimeLimit", "00:10:01" },
        { "Router:Link:ReportInterval", "00:00:00.04" },
        { "Router:Link:SilenceLimit", "01:00:01" },
        { "Router:Link:OutboxCapacity", "15" },
        { "Router:Link:OutboxCapacity", "1000001" },
        { "Router:Link:LostWorkerRetention", "7.00:00:01" },
        { "Router:Link:DrainGrace", "-00:00:01" },
        { "Router:Link:DrainGrace", "1.00:00:01" },
        { "Router:Similarity:Threads", "-1" },
        { "Router:Similarity:MaxTokens", "3" },
        { "Router:Similarity:CachedTexts", "0" },
        { "Router:Similarity:Models:Upper", "/" },
        { "Router:Similarity:Models:mini", "/no/such/folder" },
        { "Router:ListenAddress", "localhost" },
        { "Router:ClientPort", "-1" },
        { "Router:LinkPort", "65536" },
        { "Router:ProbePort", "65536" },
    };

    [Theory]
    [MemberData(nameof(OutOfBounds))]
    public async Task A_setting_out_of_its_bounds_is_refused_by_name(string key, string value)
    {
        await using var router = new RouterParts((key, value));

        OptionsValidationException refused = Should.Throw<OptionsValidationException>(() => ReadAll(router));

        refused.Message.ShouldContain(key[(key.LastIndexOf(':') + 1)..]);
    }

    [Fact]
    public async Task The_defaults_are_allowed()
    {
        await using var router = new RouterParts();

        Should.NotThrow(() => ReadAll(router));
    }

    [Theory]
    [InlineData("Router:Sessions:RoundTimeLimit", "00:15:00", "PeerWaitLimit")]
    [InlineData("Router:Link:ReportInterval", "00:00:15", "SilenceLimit")]
    [InlineData("Router:LinkPort", "8080", "must differ")]
    public async Task Settings_that_do_not_go_together_are_refused(string key, string value, string named)
    {
        await using var router = new RouterParts((key, value));

        Should.Throw<OptionsValidationException>(() => ReadAll(router)).Message.ShouldContain(named);
    }

    [Fact]
    public async Task Free_ports_may_be_asked_for_more_than_once()
    {
        await using var router = new RouterParts(("Router:ClientPort", "0"), ("Router:LinkPort", "0"));

        Should.NotThrow(() => ReadAll(router));
    }

    [Fact]
    public async Task Two_bad_values_are_seen_in_one_message()
    {
        await using var router = new RouterParts(
            ("Router:Sessions:MaxAttempts", "0"),
            ("Router:Sessions:MaxPaths", "5000"),
            ("Router:Sessions:PeerWaitLimit", "00:05:00"));

        string message = Should.Throw<OptionsValidationException>(() => ReadAll(router)).Message;

        message.ShouldContain("MaxAttempts");
        message.ShouldContain("MaxPaths");
        message.ShouldContain("PeerWaitLimit");
    }

    private static void ReadAll(RouterParts router)
    {
        router.Get<IOptions<ReasoningOptions>>().Value.ShouldNotBeNull();
        router.Get<IOptions<WorkerLinkOptions>>().Value.ShouldNotBeNull();
        router.Get<IOptions<RouterOptions>>().Value.ShouldNotBeNull();
        router.Get<IOptions<SimilarityOptions>>().Value.ShouldNotBeNull();
    }
}
