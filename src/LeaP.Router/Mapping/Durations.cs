using Google.Protobuf.WellKnownTypes;

namespace LeaP.Router.Mapping;

/// <summary>Looks at durations before they are converted, which fails for malformed ones.</summary>
internal static class Durations
{
    private const long DaySeconds = 86_400;
    private const int SecondNanos = 1_000_000_000;

    /// <summary>True for a well-formed duration from 0 to 24 hours.</summary>
    /// <param name="duration">The duration.</param>
    public static bool IsWithinADay(Duration duration) => (duration.Seconds, duration.Nanos) switch
    {
        ( >= 0 and < DaySeconds, >= 0 and < SecondNanos) => true,
        (DaySeconds, 0) => true,
        _ => false,
    };
}
