using LeaP.Inference.Sampling;

namespace LeaP.Inference.OpenAI;

/// <summary>
/// Seeds of a path's requests. A server starts its random numbers anew with each request, so each request needs a seed
/// of its own, or every turn would draw the same numbers again.
/// </summary>
internal static class RequestSeed
{
    private const int Bits = 31;

    /// <summary>The seed of a request: 31 bits, which every server takes and none reads as "choose one".</summary>
    /// <param name="pathSeed">Seed of the path.</param>
    /// <param name="textLength">Characters that stand before the text that is asked for.</param>
    /// <param name="request">Requests of the path before this one.</param>
    public static int Of(ulong pathSeed, int textLength, int request)
    {
        ulong place = ((ulong)(uint)request << 32) | (uint)textLength;
        ulong spread = new PathRandom(place).NextBits();
        return (int)(new PathRandom(pathSeed ^ spread).NextBits() >> (64 - Bits));
    }
}
