using System.Globalization;
using LeaP.Cli.Rendering;

namespace LeaP.Cli.Experiments;

/// <summary>Says every few seconds how far an experiment is.</summary>
/// <param name="total">Sessions there will be.</param>
/// <param name="output">Where the lines go.</param>
/// <param name="time">The clock.</param>
internal sealed class ExperimentProgress(int total, TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly Lock _gate = new();
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _nextLine = Interval;
    private int _done;
    private int _failed;

    /// <summary>Counts a record.</summary>
    /// <param name="record">The record.</param>
    public void Count(ProblemRecord record)
    {
        lock (_gate)
        {
            _done++;
            _failed += record.IsBroken ? 1 : 0;
            TimeSpan elapsed = time.GetElapsedTime(_start);
            if (elapsed < _nextLine && _done < total)
            {
                return;
            }

            _nextLine = elapsed + Interval;
            double rate = _done / Math.Max(elapsed.TotalSeconds, 0.001);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{_done}/{total} sessions, {rate:0.0} a second, {Durations.Show(TimeSpan.FromSeconds((total - _done) / rate))} left, {_failed} failed"));
        }
    }
}
