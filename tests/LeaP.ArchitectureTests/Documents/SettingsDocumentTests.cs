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
            .Where(setting => !DefaultText.IsNamedBy(setting.Value, setting.Default))
            .Select(setting => $"{setting.Key}: \"{setting.Value}\" should begin with \"Default {DefaultText.Of(setting.Default)}\"")
            .ShouldBeEmpty();

    [Fact]
    public void Every_setting_has_its_row() =>
        SettingsReader.Settings.Select(setting => setting.Row).Except(Rows()).ShouldBeEmpty("Rows that docs/settings.md lacks");

    [Fact]
    public void Every_row_is_about_a_setting_that_exists() =>
        Rows().Except(SettingsReader.Settings.Select(setting => setting.Row)).ShouldBeEmpty("Rows of docs/settings.md that no options class has");

    private static IEnumerable<string> Rows() =>
        Repository.Read(SettingsRenewal.Document).Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal));
}
