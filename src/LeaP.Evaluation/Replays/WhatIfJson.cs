using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeaP.Evaluation.Replays;

/// <summary>What-if deliveries as JSON, one line each.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WhatIfDelivery))]
public sealed partial class WhatIfJson : JsonSerializerContext
{
    /// <summary>A delivery as one line.</summary>
    /// <param name="delivery">The delivery.</param>
    public static string Line(WhatIfDelivery delivery) => JsonSerializer.Serialize(delivery, Default.WhatIfDelivery);
}
