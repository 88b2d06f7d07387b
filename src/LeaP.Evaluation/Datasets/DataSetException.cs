namespace LeaP.Evaluation.Datasets;

/// <summary>A data set cannot be read.</summary>
/// <param name="message">File, line or element, field, and what is allowed there.</param>
/// <param name="innerException">The cause, when there is one.</param>
public sealed class DataSetException(string message, Exception? innerException = null) : Exception(message, innerException);
