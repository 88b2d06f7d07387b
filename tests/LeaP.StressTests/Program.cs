using System.Diagnostics.CodeAnalysis;

namespace LeaP.StressTests;

/// <summary>Entry point.</summary>
internal static class Program
{
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The program's output is the console; the runs get writers.")]
    private static Task<int> Main(string[] arguments) => StressProgram.RunAsync(arguments, Console.Out, Console.Error);
}
