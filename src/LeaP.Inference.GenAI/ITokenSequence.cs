namespace LeaP.Inference.GenAI;

/// <summary>Tokens that went through the model, with their KV cache. Used by one thread at a time.</summary>
internal interface ITokenSequence : IDisposable
{
    /// <summary>Runs tokens through the model, behind those that are there.</summary>
    /// <param name="ids">The tokens; at least one.</param>
    void Append(ReadOnlySpan<int> ids);

    /// <summary>Forgets all tokens behind the first <paramref name="length"/>.</summary>
    /// <param name="length">Tokens that stay; 0 to as many as there are.</param>
    void RewindTo(int length);

    /// <summary>Copies the logits behind the last token. The run that appended it was of that token alone.</summary>
    /// <param name="logits">Where they go; as many as the model's vocabulary has.</param>
    void ReadLogits(Span<float> logits);
}
