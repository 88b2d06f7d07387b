namespace LeaP.Inference.OpenAI;

/// <summary>Trouble with a completions server that the engine dealt with by itself.</summary>
/// <param name="Server">Root address of the server.</param>
/// <param name="Cause">What happened. Holds no secret.</param>
/// <param name="Wait">Time until the engine asks again, at this or another server.</param>
public sealed record CompletionsNotice(Uri Server, string Cause, TimeSpan Wait);
