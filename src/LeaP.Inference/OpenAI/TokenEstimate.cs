using System.Text;

namespace LeaP.Inference.OpenAI;

/// <summary>Counts tokens where no server does.</summary>
internal static class TokenEstimate
{
    // Prose has about 4 bytes a token, formulas and digits fewer: rather too many tokens than too few.
    private const int BytesPerToken = 3;

    /// <summary>One token for every three bytes of UTF-8, rounded up.</summary>
    public static int Of(ReadOnlySpan<char> text) =>
        (Encoding.UTF8.GetByteCount(text) + BytesPerToken - 1) / BytesPerToken;
}
