using Microsoft.Extensions.Options;

namespace LeaP.ManifestTests.Settings;

public sealed class SettingNamesTests
{
    [Theory]
    [InlineData("Router__ClientPort", true)]
    [InlineData("Worker__Labels__gpu", true)]
    [InlineData("DOTNET_SHUTDOWNTIMEOUTSECONDS", true)]
    [InlineData("Router__Clientport", false)]
    [InlineData("Worker__Model__Treads", false)]
    [InlineData("PATH", false)]
    public void Only_what_a_program_reads_is_known(string variable, bool known) => SettingNames.IsKnown(variable).ShouldBe(known);

    [Fact]
    public void A_value_outside_its_range_is_refused() =>
        Should.Throw<OptionsValidationException>(() => RouterSettings.Read(new Dictionary<string, string> { ["Router__LinkPort"] = "70000" }));

    [Fact]
    public void The_time_limit_of_the_stop_reaches_the_host() =>
        WorkerSettings.Read(new Dictionary<string, string> { ["DOTNET_SHUTDOWNTIMEOUTSECONDS"] = "77" }).ShutdownLimit.ShouldBe(TimeSpan.FromSeconds(77));
}
