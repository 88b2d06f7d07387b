namespace LeaP.TestKit;

/// <summary>Tests that take minutes, which are run when they are asked for.</summary>
public static class SlowTests
{
    /// <summary>True when the environment asks for them by <c>LEAP_SLOW_TESTS=1</c>.</summary>
    public static bool AreWanted => Environment.GetEnvironmentVariable("LEAP_SLOW_TESTS") == "1";
}
