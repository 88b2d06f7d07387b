using LeaP.Inference.Engines;

namespace LeaP.Inference.Graphs;

/// <summary>What a graph's file says without loading it: its operators and the weight files it needs.</summary>
internal sealed record GraphOutline
{
    private const string GroupQueryAttention = "GroupQueryAttention";
    private const string Quantized = "MatMulNBits";

    /// <summary>How often each operator stands in the graph.</summary>
    public required IReadOnlyDictionary<string, int> Operators { get; init; }

    /// <summary>Bits of quantized matrix products, ascending; empty without such.</summary>
    public required IReadOnlyList<int> QuantizedBits { get; init; }

    /// <summary>Attention layers that look back a limited number of tokens.</summary>
    public required int WindowedLayers { get; init; }

    /// <summary>Files with weights by name, with the bytes each must have at least.</summary>
    public required IReadOnlyDictionary<string, long> WeightFiles { get; init; }

    /// <summary>
    /// Whether past and present of the KV cache may be the same memory: only GroupQueryAttention can do that.
    /// </summary>
    public bool WritesCacheInPlace => Operators.ContainsKey(GroupQueryAttention) && !Operators.Keys.Any(IsOtherAttention);

    /// <summary>Share of matrix products that are quantized, 0 to 1.</summary>
    public double QuantizedShare
    {
        get
        {
            int quantized = Operators.GetValueOrDefault(Quantized);
            int products = quantized + Operators.GetValueOrDefault("MatMul") + Operators.GetValueOrDefault("Gemm");
            return products == 0 ? 0 : (double)quantized / products;
        }
    }

    /// <summary>Refuses operators whose state is no KV cache that this engine knows.</summary>
    /// <exception cref="ModelLoadException">There is one; the message says what it is and what could run it.</exception>
    public void RefuseWhatCannotBeDriven(string file)
    {
        foreach ((string operation, string reason) in Undrivable.Operators)
        {
            if (Operators.ContainsKey(operation))
            {
                throw new ModelLoadException($"{file} uses {operation}: {reason}. {Undrivable.WhatCould}");
            }
        }
    }

    /// <summary>Looks whether the weight files are there and long enough.</summary>
    /// <exception cref="ModelLoadException">One is not; the message names it.</exception>
    public void RequireWeights(string file)
    {
        foreach ((string name, long bytes) in WeightFiles)
        {
            var weights = new FileInfo(Path.Combine(Path.GetDirectoryName(file)!, name));
            if (!weights.Exists)
            {
                throw new ModelLoadException($"There is no file '{weights.FullName}'; {file} keeps weights in it.");
            }

            if (weights.Length < bytes)
            {
                throw new ModelLoadException(
                    $"'{weights.FullName}' has {weights.Length} bytes; {file} needs {bytes} of it. It is cut short or of another model.");
            }
        }
    }

    private static bool IsOtherAttention(string operation)
        => operation.EndsWith("Attention", StringComparison.Ordinal) && operation != GroupQueryAttention;
}
