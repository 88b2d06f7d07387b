using System.Diagnostics.CodeAnalysis;

namespace LeaP.Soak;

/// <summary>Entry point.</summary>
internal static class Program
{
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The program's output is the console; the run gets a writer.")]
    private static Task<int> Main(string[] arguments) => SoakCommandLine.Make(Console.Out).Parse(arguments).InvokeAsync();
}
