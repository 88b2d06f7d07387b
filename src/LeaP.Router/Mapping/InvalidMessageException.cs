namespace LeaP.Router.Mapping;

/// <summary>A message of a worker breaks the protocol; the text names the field.</summary>
/// <param name="field">Path of the field.</param>
/// <param name="allowed">What it must be.</param>
internal sealed class InvalidMessageException(string field, string allowed)
    : Exception($"{field}: must be {allowed}.");
