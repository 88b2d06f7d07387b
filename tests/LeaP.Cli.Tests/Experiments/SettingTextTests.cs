using LeaP.Cli.Errors;
using LeaP.Cli.Experiments;
using LeaP.Evaluation.Runs;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Tests.Experiments;

public sealed class SettingTextTests
{
    private static readonly ReasonRequest Template = new()
    {
        Model = "m",
        PathCount = 8,
        Sampling = new SamplingParameters { Temperature = 0.5f },
        Rounds = new RoundSchedule { MaxTurns = 4 },
    };

    [Fact]
    public void Short_names_and_paths_of_fields_come_before_the_template()
    {
        RunSetting setting = SettingText.Parse(
            "leap policy=clustered  k=0 T=29 temperature=1.2 rounds.exchange_rounds=1,3 answer_section=false time_limit=90s name=mine", Template);

        setting.Name.ShouldBe("mine");
        ReasonRequest request = setting.Template;
        (request.Model, request.PathCount, request.Mode, request.AnswerSection).ShouldBe(("m", 8, "leap", false));
        (request.PeerRouting.Policy, request.PeerRouting.HasPeerCount, request.PeerRouting.PeerCount).ShouldBe(("clustered", true, 0));
        (request.Rounds.IntervalTokens, request.Rounds.MaxTurns, request.Sampling.Temperature).ShouldBe((29, 4, 1.2f));
        request.Rounds.ExchangeRounds.ShouldBe([1, 3]);
        request.TimeLimit.Seconds.ShouldBe(90);
        Template.Mode.ShouldBeEmpty();
    }

    [Fact]
    public void A_setting_is_named_by_its_words() =>
        SettingText.Parse(" independent  N=16 ", Template).ShouldSatisfyAllConditions(
            setting => setting.Name.ShouldBe("independent N=16"),
            setting => setting.PathCount.ShouldBe(16),
            setting => setting.IsIndependent.ShouldBeTrue());

    [Theory]
    [InlineData("", "must begin with a mode")]
    [InlineData("k=4", "must begin with a mode")]
    [InlineData("leap k", "'k' is not FIELD=VALUE")]
    [InlineData("leap k=", "'k=' is not FIELD=VALUE")]
    [InlineData("leap peers=4", "there is no field 'peers'; short names are N, k, T")]
    [InlineData("leap rounds.turns=4", "fields of RoundSchedule are interval_tokens")]
    [InlineData("leap model.x=4", "model has no fields of its own")]
    [InlineData("leap k=many", "many")]
    [InlineData("leap answer_section=maybe", "bool")]
    [InlineData("leap sampling.seed=1", "not part of a setting")]
    [InlineData("leap problem=x", "not part of a setting")]
    public void A_wrong_word_is_named(string text, string message) =>
        Should.Throw<CommandFailedException>(() => SettingText.Parse(text, Template)).Message.ShouldContain(message);
}
