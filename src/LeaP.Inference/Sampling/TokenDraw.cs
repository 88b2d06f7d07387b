namespace LeaP.Inference.Sampling;

/// <summary>A drawn token.</summary>
/// <param name="Token">Its id.</param>
/// <param name="LogProbability">Natural logarithm of its probability under the plain softmax of the logits.</param>
internal readonly record struct TokenDraw(int Token, double LogProbability);
