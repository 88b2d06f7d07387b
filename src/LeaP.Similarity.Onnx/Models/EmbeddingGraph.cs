using System.Numerics.Tensors;
using LeaP.Inference.Engines;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LeaP.Similarity.Onnx.Models;

/// <summary>An ONNX graph that turns the tokens of one text into one vector of length 1. Safe to run from several threads.</summary>
internal sealed class EmbeddingGraph : IDisposable
{
    private const string InputIds = "input_ids";
    private const string AttentionMask = "attention_mask";
    private const string TokenTypes = "token_type_ids";
    private static readonly string[] KnownInputs = [InputIds, AttentionMask, TokenTypes];

    // What a pooled output is called comes first where the graph has pooled as its authors want it.
    private static readonly string[] KnownOutputs =
        ["sentence_embedding", "last_hidden_state", "token_embeddings", "pooled_output", "pooler_output"];

    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly string[] _inputs;
    private readonly string[] _output;
    private readonly Pooling _pooling;
    private readonly string _file;

    private EmbeddingGraph(InferenceSession session, string file, Pooling pooling)
    {
        _session = session;
        _file = file;
        _pooling = pooling;
        _inputs = CheckInputs();
        _output = [FindOutput()];
    }

    /// <summary>Loads the graph.</summary>
    /// <param name="file">The <c>.onnx</c> file.</param>
    /// <param name="pooling">How token vectors become one.</param>
    /// <param name="threads">Threads of one run; 0 lets ONNX Runtime choose.</param>
    /// <exception cref="ModelLoadException">It is broken or not of this kind; the message names what is wrong.</exception>
    public static EmbeddingGraph Load(string file, Pooling pooling, int threads)
    {
        // Official builds report usage over the network unless they are told not to.
        OrtEnv.Instance().DisableTelemetryEvents();
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        InferenceSession session;
        try
        {
            session = new InferenceSession(file, options);
        }
        catch (OnnxRuntimeException error)
        {
            throw new ModelLoadException($"{file} is not a graph that ONNX Runtime can load: {error.Message}", error);
        }

        try
        {
            return new EmbeddingGraph(session, file, pooling);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Computes a text's vector.</summary>
    /// <param name="tokens">Its tokens, at least one.</param>
    /// <returns>The vector with length 1; all zeros when the graph gave zeros.</returns>
    /// <exception cref="InvalidOperationException">The graph gave another shape, or numbers that are none.</exception>
    public float[] Embed(IReadOnlyList<int> tokens)
    {
        long[] ids = [.. tokens.Select(token => (long)token)];
        long[] shape = [1, ids.Length];
        long[] ones = new long[ids.Length];
        Array.Fill(ones, 1);
        OrtValue[] inputs =
        [
            .. _inputs.Select(name => OrtValue.CreateTensorValueFromMemory(
                name == InputIds ? ids : name == AttentionMask ? ones : new long[ids.Length], shape)),
        ];
        try
        {
            using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(_run, _inputs, inputs, _output);
            float[] vector = Pool(outputs[0], ids.Length);
            float length = TensorPrimitives.Norm(vector);
            if (!float.IsFinite(length))
            {
                throw new InvalidOperationException($"{_file}: output '{_output[0]}' holds numbers that are not finite.");
            }

            if (length > 0)
            {
                TensorPrimitives.Divide(vector, length, vector);
            }

            return vector;
        }
        finally
        {
            Array.ForEach(inputs, input => input.Dispose());
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
    }

    private float[] Pool(OrtValue output, int tokens)
    {
        long[] shape = output.GetTensorTypeAndShape().Shape;
        ReadOnlySpan<float> values = output.GetTensorDataAsSpan<float>();
        switch (shape)
        {
            case [1, var size]:
                return values[..(int)size].ToArray();
            case [1, var rows, var size] when rows == tokens:
                return PoolRows(values, tokens, (int)size);
            default:
                throw new InvalidOperationException(
                    $"{_file}: output '{_output[0]}' must be [1, size] or [1, {tokens}, size]; it is [{string.Join(", ", shape)}].");
        }
    }

    private float[] PoolRows(ReadOnlySpan<float> values, int rows, int size)
    {
        switch (_pooling)
        {
            case Pooling.FirstToken:
                return values[..size].ToArray();
            case Pooling.LastToken:
                return values.Slice((rows - 1) * size, size).ToArray();
            default:
                float[] sum = new float[size];
                for (int row = 0; row < rows; row++)
                {
                    TensorPrimitives.Add(sum, values.Slice(row * size, size), sum);
                }

                TensorPrimitives.Divide(sum, rows, sum);
                return sum;
        }
    }

    private string[] CheckInputs()
    {
        string[] inputs = [.. _session.InputMetadata.Keys];
        string[] unknown = [.. inputs.Except(KnownInputs)];
        if (unknown.Length > 0 || !inputs.Contains(InputIds) || !inputs.Contains(AttentionMask))
        {
            throw new ModelLoadException(
                $"{_file}: inputs must be {InputIds} and {AttentionMask}, with or without {TokenTypes}; "
                + $"they are {string.Join(", ", inputs)}.");
        }

        foreach ((string name, NodeMetadata input) in _session.InputMetadata)
        {
            if (input.ElementDataType != TensorElementType.Int64)
            {
                throw new ModelLoadException($"{_file}: input '{name}' must be Int64; it is {input.ElementDataType}.");
            }
        }

        return inputs;
    }

    private string FindOutput()
    {
        string found = KnownOutputs.FirstOrDefault(_session.OutputMetadata.ContainsKey)
            ?? throw new ModelLoadException(
                $"{_file}: one output must be named {string.Join(" or ", KnownOutputs)}; "
                + $"they are {string.Join(", ", _session.OutputMetadata.Keys)}.");
        TensorElementType type = _session.OutputMetadata[found].ElementDataType;
        return type == TensorElementType.Float
            ? found
            : throw new ModelLoadException($"{_file}: output '{found}' must be Float; it is {type}.");
    }
}
