namespace LeaP.Inference.Graphs;

/// <summary>Kinds of models that the engine <c>onnxruntime</c> cannot drive, and what could.</summary>
internal static class Undrivable
{
    /// <summary>What to do instead.</summary>
    public const string WhatCould = "The engine 'openai' can use a server that runs this model.";

    /// <summary>Why a graph that takes its KV cache in pages is refused.</summary>
    public const string Paged = "its KV cache is paged, and pages are given out by a scheduler of their own";

    /// <summary>Why a graph with recurrent layers is refused.</summary>
    public const string Hybrid = "some of its layers keep a recurrent state, which cannot be cut back to an earlier token";

    /// <summary>Operators with such state, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> Operators { get; } = new Dictionary<string, string>
    {
        ["PagedAttention"] = Paged,
        ["SparseAttention"] = "its attention leaves out blocks by a layout that depends on where a row starts",
        ["LinearAttention"] = Hybrid,
        ["CausalConvWithState"] = Hybrid,
        ["MambaSSM"] = Hybrid,
        ["SelectiveScan"] = Hybrid,
        ["LSTM"] = Hybrid,
        ["GRU"] = Hybrid,
        ["RNN"] = Hybrid,
    };
}
