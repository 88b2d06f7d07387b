using System.Text.RegularExpressions;
using LeaP.ArchitectureTests.Tree;

namespace LeaP.ArchitectureTests.Documents;

/// <summary>
/// docs/settings.md lists every setting. With <c>LEAP_RENEW_SETTINGS=1</c> in the environment its table is written anew
/// from the options classes.
/// </summary>
public sealed class SettingsDocumentTests : IClassFixture<SettingsRenewal>
{
    [Fact]
    public void An_options_class_names_its_section() =>
        SettingsReader.OptionsClasses.Where(type => SettingsReader.SectionOf(type) is null).Select(type => type.FullName).ShouldBeEmpty();

    [Fact]
    public void Every_setting_says_what_it_is_and_what_is_allowed() =>
        SettingsReader.Settings.Where(setting => setting.Summary.Length == 0 || setting.Value.Length == 0).Select(setting => setting.Key).ShouldBeEmpty();

    [Fact]
    public void The_default_that_is_documented_is_the_one_in_code() =>
        SettingsReader.Settings
            .Where(setting => !BeginsWithDefault(setting.Value, DefaultText.Of(setting.Default)))
            .Select(setting => $"{setting.Key}: \"{setting.Value}\" should begin with \"Default {DefaultText.Of(setting.Default)}\"")
            .ShouldBeEmpty();

    [Fact]
    public void Every_setting_has_its_row() =>
        SettingsReader.Settings.Select(setting => setting.Row).Except(Rows()).ShouldBeEmpty("Rows that docs/settings.md lacks");

    [Fact]
    public void Every_row_is_about_a_setting_that_exists() =>
        Rows().Except(SettingsReader.Settings.Select(setting => setting.Row)).ShouldBeEmpty("Rows of docs/settings.md that no options class has");

    [Theory]
    [InlineData("Default 10 s; 1 s to 1 d.", "10 s", true)]
    [InlineData("Default `indel`.", "indel", true)]
    [InlineData("Default 127.0.0.1.", "127.0.0.1", true)]
    [InlineData("Default 10; 1 to 20.", "1", false)]
    [InlineData("Default 0.5.", "0", false)]
    [InlineData("10 s.", "10 s", false)]
    public void A_documented_default_is_compared_as_a_whole(string documented, string value, bool same) =>
        BeginsWithDefault(documented, value).ShouldBe(same);

    private static bool BeginsWithDefault(string documented, string value) =>
        Regex.IsMatch(documented.Replace("`", string.Empty, StringComparison.Ordinal), $@"^Default {Regex.Escape(value)}(?!\w|\.\d)");

    private static IEnumerable<string> Rows() =>
        Repository.Read(SettingsRenewal.Document).Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal));
}
