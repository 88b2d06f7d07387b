namespace LeaP.Hosting.Telemetry;

/// <summary>Names of the ways in which log lines are written to the console.</summary>
internal static class LogFormats
{
    /// <summary>For people.</summary>
    public const string Text = "text";

    /// <summary>For machines.</summary>
    public const string Json = "json";
}
