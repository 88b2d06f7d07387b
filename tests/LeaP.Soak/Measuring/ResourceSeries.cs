namespace LeaP.Soak.Measuring;

/// <summary>What one process held over the run.</summary>
/// <param name="name">Name of the process.</param>
internal sealed class ResourceSeries(string name)
{
    private readonly List<ResourceSample> _samples = [];

    /// <summary>Name of the process.</summary>
    public string Name => name;

    /// <summary>The samples, by time.</summary>
    public IReadOnlyList<ResourceSample> Samples => _samples;

    /// <summary>Adds a sample.</summary>
    /// <param name="sample">The sample, later than all others.</param>
    public void Add(ResourceSample sample) => _samples.Add(sample);

    /// <summary>Fits a line after the warm-up.</summary>
    /// <param name="value">What of a sample.</param>
    /// <param name="fromMinutes">End of the warm-up.</param>
    public Slope SlopeOf(Func<ResourceSample, double> value, double fromMinutes) =>
        Slope.Fit([.. _samples.Where(sample => sample.Minutes >= fromMinutes).Select(sample => (sample.Minutes, value(sample)))]);
}
