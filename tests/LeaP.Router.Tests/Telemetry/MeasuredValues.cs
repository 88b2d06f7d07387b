using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace LeaP.Router.Tests.Telemetry;

/// <summary>Everything that one meter measures, with its attributes.</summary>
internal sealed class MeasuredValues : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, double Value, string Attributes)> _values = new();

    public MeasuredValues(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == meter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>The values of one instrument in order.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="attribute">Value that one of the attributes has; empty for any.</param>
    public double[] Of(string name, string attribute = "") =>
        [.. _values.Where(value => value.Name == name && value.Attributes.Contains(attribute, StringComparison.Ordinal)).Select(value => value.Value)];

    /// <summary>Every value of an attribute.</summary>
    public IEnumerable<string> Attributes => _values.Select(value => value.Attributes);

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _values.Enqueue((instrument.Name, value, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
}
