using LeaP.Evaluation.Experiments;
using LeaP.Evaluation.Runs;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Catalogs;

namespace LeaP.Evaluation.Tests.Experiments;

public sealed class SweepSettingsTests
{
    private static readonly ReasonRequest Base = new() { Mode = "leap", PathCount = 8 };

    [Fact]
    public void Each_value_changes_one_setting_of_the_base()
    {
        IReadOnlyList<RunSetting> settings = SweepSettings.Of(
            Base, ["interval=20,30", "peers=0", "paths=4", "turns=3", "policy=random", "temperature=0.5", "position=2"]);

        settings.Select(setting => setting.Name).ShouldBe(
            ["interval=20", "interval=30", "peers=0", "paths=4", "turns=3", "policy=random", "temperature=0.5", "position=2"]);
        settings[1].Template.Rounds.IntervalTokens.ShouldBe(30);
        settings[2].Template.PeerRouting.PeerCount.ShouldBe(0);
        settings[3].Template.PathCount.ShouldBe(4);
        settings[4].Template.Rounds.MaxTurns.ShouldBe(3);
        settings[5].Template.PeerRouting.Policy.ShouldBe("random");
        settings[6].Template.Sampling.Temperature.ShouldBe(0.5f);
        settings[7].Template.Rounds.ExchangeRounds.ShouldBe([2]);
        settings.Where(setting => setting.Template.PathCount == 8).Count().ShouldBe(7);
        settings[0].Labels.ShouldBe(new Dictionary<string, string> { ["experiment"] = "sweep", ["parameter"] = "interval", ["value"] = "20" });
        Base.ShouldBe(new ReasonRequest { Mode = "leap", PathCount = 8 });
    }

    [Fact]
    public void No_position_is_no_exchange_and_all_is_every_one()
    {
        IReadOnlyList<RunSetting> settings = SweepSettings.Of(Base, ["position=none,all"]);

        settings[0].IsIndependent.ShouldBeTrue();
        settings[1].Template.Mode.ShouldBe("leap");
        settings[1].Template.Rounds.ExchangeRounds.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("interval=0")]
    [InlineData("interval=x")]
    [InlineData("peers=-1")]
    [InlineData("temperature=2.5")]
    [InlineData("temperature=nan")]
    [InlineData("position=0")]
    [InlineData("interval")]
    [InlineData("interval=")]
    public void A_wrong_value_is_refused_with_what_is_allowed(string sweep) =>
        Should.Throw<ExperimentException>(() => SweepSettings.Of(Base, [sweep])).Message.ShouldContain("must be");

    [Fact]
    public void A_value_that_is_there_twice_is_refused() =>
        Should.Throw<ExperimentException>(() => SweepSettings.Of(Base, ["interval=20", "interval=30,20"])).Message.ShouldContain("interval=20");

    [Fact]
    public void An_unknown_setting_is_refused_with_those_there_are() =>
        Should.Throw<UnknownNameException>(() => SweepSettings.Of(Base, ["k=2"])).Message.ShouldContain("peers");
}
