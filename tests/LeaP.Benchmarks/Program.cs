using System.Diagnostics.CodeAnalysis;

namespace LeaP.Benchmarks;

/// <summary>Entry point.</summary>
internal static class Program
{
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The program's output is the console; the benchmarks get writers.")]
    private static Task<int> Main(string[] arguments) => BenchmarkProgram.RunAsync(arguments, Console.Out, Console.Error);
}
