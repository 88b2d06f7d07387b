namespace LeaP.Inference.Engines;

/// <summary>What a loaded model is and how much it can hold.</summary>
/// <param name="MaxContextTokens">Longest context of one path, in tokens.</param>
/// <param name="SlotCount">Paths it can hold at once.</param>
/// <param name="Fingerprint">
/// Fingerprint of weights and tokenizer, lower-case hexadecimal. Paths move only between equal fingerprints.
/// </param>
/// <param name="DefaultSampling">The model's own sampling settings.</param>
public sealed record ModelDescription(
    int MaxContextTokens,
    int SlotCount,
    string Fingerprint,
    Sampling.SamplingSettings DefaultSampling);
