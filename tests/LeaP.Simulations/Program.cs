using System.Diagnostics.CodeAnalysis;

namespace LeaP.Simulations;

/// <summary>Entry point.</summary>
internal static class Program
{
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The program's output is the console; the simulations get writers.")]
    private static Task<int> Main(string[] arguments) =>
        SimulationCommandLine.Make(Console.Out).Parse(arguments).InvokeAsync();
}
