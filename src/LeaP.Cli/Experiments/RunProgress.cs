using System.Globalization;
using LeaP.Cli.Rendering;
using LeaP.Evaluation.Runs;

namespace LeaP.Cli.Experiments;

/// <summary>A bar with rate and time left: a line every few seconds, or one line that redraws itself on a terminal.</summary>
/// <param name="output">Where it goes.</param>
/// <param name="isInteractive">True when a person looks at a terminal.</param>
/// <param name="time">The clock.</param>
internal sealed class RunProgress(TextWriter output, bool isInteractive, TimeProvider time)
{
    private const int BarCells = 20;
    private readonly TimeSpan _interval = isInteractive ? TimeSpan.FromMilliseconds(200) : TimeSpan.FromSeconds(5);
    private readonly Lock _gate = new();
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _nextLine;
    private int _total;
    private int _before;
    private int _done;
    private int _failed;
    private int _width;

    /// <summary>Counts records that were there before: they say nothing about the rate.</summary>
    /// <param name="count">How many.</param>
    public void Skip(int count)
    {
        lock (_gate)
        {
            _before += count;
            _total += count;
        }
    }

    /// <summary>There are more sessions to run.</summary>
    /// <param name="count">How many more.</param>
    public void Expect(int count)
    {
        lock (_gate)
        {
            _total += count;
        }
    }

    /// <summary>Counts a record.</summary>
    /// <param name="record">The record.</param>
    public void Count(RunRecord record)
    {
        lock (_gate)
        {
            _done++;
            _failed += record.IsBroken ? 1 : 0;
            TimeSpan elapsed = time.GetElapsedTime(_start);
            bool isLast = _before + _done >= _total;
            if (elapsed >= _nextLine || isLast)
            {
                _nextLine = elapsed + _interval;
                Show(Line(elapsed), isLast);
            }
        }
    }

    private string Line(TimeSpan elapsed)
    {
        int done = _before + _done;
        double rate = _done / Math.Max(elapsed.TotalSeconds, 0.001);
        int cells = BarCells * done / Math.Max(1, _total);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"[{new string('#', cells)}{new string('.', BarCells - cells)}] {done}/{_total} sessions, {rate:0.0} a second, {Durations.Show(TimeSpan.FromSeconds((_total - done) / rate))} left, {_failed} failed");
    }

    private void Show(string line, bool isLast)
    {
        if (!isInteractive)
        {
            output.WriteLine(line);
            return;
        }

        output.Write($"\r{line.PadRight(_width)}");
        _width = line.Length;
        if (isLast)
        {
            output.WriteLine();
            _width = 0;
        }

        output.Flush();
    }
}
