namespace LeaP.Hosting.Errors;

/// <summary>A request field that is wrong.</summary>
/// <param name="Field">Path of the field, such as <c>rounds.interval_tokens</c>.</param>
/// <param name="Description">What it is and what is allowed.</param>
public sealed record FieldViolation(string Field, string Description);
