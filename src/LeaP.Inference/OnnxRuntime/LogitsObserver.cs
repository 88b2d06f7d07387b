namespace LeaP.Inference.OnnxRuntime;

/// <summary>Sees the logits behind a context's last token, on the decode loop.</summary>
/// <param name="context">The context.</param>
/// <param name="logits">Its logits; valid during the call.</param>
internal delegate void LogitsObserver(PathContext context, ReadOnlySpan<float> logits);
