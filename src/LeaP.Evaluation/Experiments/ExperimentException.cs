namespace LeaP.Evaluation.Experiments;

/// <summary>An experiment cannot be made; the message says why and what would help.</summary>
/// <param name="message">What is wrong.</param>
public sealed class ExperimentException(string message) : Exception(message);
