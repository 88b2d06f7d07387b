namespace LeaP.Inference.GenAI;

/// <summary>A loaded model that makes sequences, each with a KV cache of its own.</summary>
internal interface ISequenceModel : IDisposable
{
    /// <summary>Logits per token.</summary>
    int VocabularySize { get; }

    /// <summary>Makes an empty sequence. Disposed before the model.</summary>
    ITokenSequence Create();
}
