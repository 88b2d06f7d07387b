using LeaP.Benchmarks.Output;

namespace LeaP.Benchmarks.Decode;

/// <summary>Where the benchmark says what it found and how far it is.</summary>
/// <param name="output">Gets tables and figures.</param>
/// <param name="progress">Gets a line for each thing that takes time.</param>
/// <param name="time">The clock.</param>
internal sealed class DecodeReport(TextWriter output, TextWriter progress, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>Prints a line of a table.</summary>
    public Task LineAsync(FormattableString text) => output.WriteLineAsync(FormattableString.Invariant(text));

    /// <summary>Prints a figure.</summary>
    public Task FigureAsync(string name, double value, string unit) => output.WriteLineAsync(Figures.Line(name, value, unit));

    /// <summary>Says what happens now.</summary>
    public Task ProgressAsync(FormattableString text)
        => progress.WriteLineAsync(FormattableString.Invariant($"{time.GetElapsedTime(_start).TotalSeconds,6:0.0} s  ") + FormattableString.Invariant(text));
}
