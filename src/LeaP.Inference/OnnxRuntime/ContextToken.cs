namespace LeaP.Inference.OnnxRuntime;

/// <summary>One token of a context.</summary>
/// <param name="Id">Its id.</param>
/// <param name="TextEnd">UTF-16 code units of the context's text up to and with this token.</param>
/// <param name="IsBoundary">Whether a character ends with it, so that the text can be cut behind it.</param>
/// <param name="IsCounted">Whether a counter already has it, as drawn or as prefilled.</param>
internal readonly record struct ContextToken(int Id, int TextEnd, bool IsBoundary, bool IsCounted);
