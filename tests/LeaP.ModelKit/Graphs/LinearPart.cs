namespace LeaP.ModelKit.Graphs;

/// <summary>Matrix products, with plain or with four-bit weights.</summary>
internal sealed class LinearPart(GraphWriter nodes, WeightStore weights, bool fourBits)
{
    private const int Block = 32;
    private const int Bits = 4;

    // What the model builder writes for CPUs: activations are brought to eight bits.
    private const int AccuracyLevel = 4;

    /// <summary>Adds a product.</summary>
    public string Add(string name, string input, int from, int to)
    {
        string output = $"{name}.out";
        AddNamed(name, input, from, to, output, 1);
        return output;
    }

    /// <summary>Adds a product whose output has a name, its weights multiplied by <paramref name="strength"/>.</summary>
    public void AddNamed(string name, string input, int from, int to, string output, float strength)
    {
        float reach = strength * MathF.Sqrt(3f / from);
        if (!fourBits)
        {
            string matrix = weights.Random($"{name}.weight", reach, from, to);
            nodes.Add("", "MatMul", name, [input, matrix], [output]);
            return;
        }

        int blocks = from / Block;
        string quantized = weights.Bytes($"{name}.qweight", to, blocks, Block / 2);
        string scales = weights.Scales($"{name}.scales", reach / 8, (long)to * blocks);
        nodes.Add(
            GraphWriter.Microsoft,
            "MatMulNBits",
            name,
            [input, quantized, scales],
            [output],
            ("K", from),
            ("N", to),
            ("bits", Bits),
            ("block_size", Block),
            ("accuracy_level", AccuracyLevel));
    }
}
