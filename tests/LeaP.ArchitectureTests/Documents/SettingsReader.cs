using System.Reflection;
using System.Xml.Linq;
using LeaP.ArchitectureTests.Arrows;

namespace LeaP.ArchitectureTests.Documents;

/// <summary>Reads the settings of both services from their options classes.</summary>
internal static class SettingsReader
{
    private static readonly string[] Projects = ["LeaP.Hosting", "LeaP.Router", "LeaP.Storage.Redis", "LeaP.Worker"];

    /// <summary>Options classes, those that only stand inside others left out.</summary>
    public static IReadOnlyList<Type> OptionsClasses { get; } = FindClasses();

    /// <summary>All settings, by key.</summary>
    public static IReadOnlyList<Setting> Settings { get; } =
        [.. OptionsClasses.Where(type => SectionOf(type) is not null).SelectMany(type => Read(type, SectionOf(type)!)).OrderBy(setting => setting.Key, StringComparer.Ordinal)];

    /// <summary>Name of an options class's section; null when it names none.</summary>
    public static string? SectionOf(Type options) =>
        options.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string;

    private static List<Type> FindClasses()
    {
        List<Type> all = [.. Projects.Where(SourceAssemblies.ByProject.ContainsKey)
            .SelectMany(project => SourceAssemblies.ByProject[project].GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.Name.EndsWith("Options", StringComparison.Ordinal))];
        HashSet<Type> nested = [.. all.SelectMany(type => type.GetProperties()).Select(property => property.PropertyType)];
        return [.. all.Where(type => !nested.Contains(type)).OrderBy(type => type.FullName, StringComparer.Ordinal)];
    }

    private static IEnumerable<Setting> Read(Type type, string section)
    {
        object instance = Activator.CreateInstance(type)!;
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            string key = $"{section}:{property.Name}";
            object? value = property.GetValue(instance);
            if (property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal))
            {
                foreach (Setting setting in Read(property.PropertyType, key))
                {
                    yield return setting;
                }
            }
            else
            {
                XElement? documentation = XmlDocumentation.Find(property);
                yield return new Setting(key, value, XmlDocumentation.ToText(documentation?.Element("summary")), XmlDocumentation.ToText(documentation?.Element("value")));
            }
        }
    }
}
