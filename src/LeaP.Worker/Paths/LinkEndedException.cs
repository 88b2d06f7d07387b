namespace LeaP.Worker.Paths;

/// <summary>The link that a path reports to has ended.</summary>
internal sealed class LinkEndedException() : Exception("The link to the router has ended.");
