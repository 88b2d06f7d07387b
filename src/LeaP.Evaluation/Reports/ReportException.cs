namespace LeaP.Evaluation.Reports;

/// <summary>No report can be made; the message says why.</summary>
/// <param name="message">What is wrong.</param>
public sealed class ReportException(string message) : Exception(message);
