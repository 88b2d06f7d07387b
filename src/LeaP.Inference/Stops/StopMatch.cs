namespace LeaP.Inference.Stops;

/// <summary>The stop string that ended a text.</summary>
/// <param name="StopString">The string.</param>
/// <param name="End">UTF-16 code units of the text up to and with it.</param>
internal readonly record struct StopMatch(string StopString, int End);
