using System.Text.Json.Serialization;

namespace LeaP.Evaluation.Replays;

/// <summary>How what a path would hear differs from what it heard.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WhatIfChange>))]
public enum WhatIfChange
{
    /// <summary>The same peers in the same order.</summary>
    [JsonStringEnumMemberName("same")]
    Same,

    /// <summary>The same peers in another order.</summary>
    [JsonStringEnumMemberName("order")]
    Order,

    /// <summary>Other peers.</summary>
    [JsonStringEnumMemberName("peers")]
    Peers,
}
