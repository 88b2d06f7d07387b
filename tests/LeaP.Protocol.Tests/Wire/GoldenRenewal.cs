namespace LeaP.Protocol.Tests.Wire;

/// <summary>Writes the golden files anew before the tests read them, when <c>LEAP_RENEW_GOLDEN=1</c> asks for it.</summary>
public sealed class GoldenRenewal
{
    /// <summary>Renews when asked.</summary>
    public GoldenRenewal()
    {
        if (Environment.GetEnvironmentVariable("LEAP_RENEW_GOLDEN") == "1")
        {
            GoldenKind.All.Values.ToList().ForEach(kind => kind.Renew());
        }
    }
}
