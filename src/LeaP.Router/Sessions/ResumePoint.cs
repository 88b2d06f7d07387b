namespace LeaP.Router.Sessions;

/// <summary>Where a session that another router ran goes on.</summary>
/// <param name="Created">When it was accepted.</param>
/// <param name="Sequence">Its last event so far.</param>
internal sealed record ResumePoint(DateTimeOffset Created, long Sequence);
