using System.Text.Json.Serialization;

namespace LeaP.Evaluation.Runs;

/// <summary>
/// What one exchange did to one path: the paper's types of communication (section 3.6, figure 9). Whether two texts
/// agree is read from the values they state for the same thing; an exchange in which nothing could be compared has no
/// influence at all, not one of these.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<Influence>))]
public enum Influence
{
    /// <summary>The path agreed with every peer it heard, before and after.</summary>
    [JsonStringEnumMemberName("consistent")]
    Consistent,

    /// <summary>It differed from a peer and kept what it had said.</summary>
    [JsonStringEnumMemberName("unaffected")]
    Unaffected,

    /// <summary>It differed from a peer and changed what it had said.</summary>
    [JsonStringEnumMemberName("influenced")]
    Influenced,
}
