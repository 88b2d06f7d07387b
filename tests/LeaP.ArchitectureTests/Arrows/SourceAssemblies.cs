using System.Reflection;
using LeaP.ArchitectureTests.Tree;

namespace LeaP.ArchitectureTests.Arrows;

/// <summary>The built projects under src that the tests can see.</summary>
internal static class SourceAssemblies
{
    /// <summary>Assemblies by project name. A project that no host refers to is missing.</summary>
    public static IReadOnlyDictionary<string, Assembly> ByProject { get; } = Repository.SourceProjects
        .Where(project => File.Exists(Path.Combine(AppContext.BaseDirectory, project.AssemblyName + ".dll")))
        .ToDictionary(project => project.Name, project => Assembly.Load(project.AssemblyName));

    /// <summary>Names of the projects, for theories.</summary>
    public static TheoryData<string> ProjectNames => [.. ByProject.Keys];
}
