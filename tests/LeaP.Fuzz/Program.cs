using System.Diagnostics.CodeAnalysis;

namespace LeaP.Fuzz;

/// <summary>Entry point.</summary>
internal static class Program
{
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The program's output is the console.")]
    private static Task<int> Main(string[] arguments) => FuzzProgram.RunAsync(arguments, Console.Out, Console.Error);
}
