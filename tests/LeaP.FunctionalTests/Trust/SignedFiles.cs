namespace LeaP.FunctionalTests.Trust;

/// <summary>A certificate and its key in PEM files.</summary>
internal sealed record SignedFiles(string Certificate, string Key, string SerialNumber);
