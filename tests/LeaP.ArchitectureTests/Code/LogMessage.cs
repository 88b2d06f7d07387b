namespace LeaP.ArchitectureTests.Code;

/// <summary>A source-generated log message.</summary>
/// <param name="Project">Project that logs it.</param>
/// <param name="Method">Method that logs it.</param>
/// <param name="Id">Its event number.</param>
/// <param name="Name">Its event name.</param>
internal sealed record LogMessage(string Project, string Method, int Id, string? Name);
