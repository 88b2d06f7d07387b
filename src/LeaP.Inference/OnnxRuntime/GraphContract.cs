using LeaP.Inference.Engines;
using LeaP.Inference.Graphs;
using LeaP.Inference.Models;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>Checks that a graph has the inputs and outputs that the engine feeds and reads.</summary>
internal static class GraphContract
{
    public static void Check(
        ModelFolder folder, InferenceSession session, IReadOnlyCollection<string> inputs, IReadOnlyCollection<string> outputs)
    {
        foreach (string name in inputs.Where(name => !session.InputMetadata.ContainsKey(name)))
        {
            throw new ModelLoadException($"{folder.Graph} has no input '{name}', which genai_config.json names.");
        }

        foreach (string name in session.InputMetadata.Keys.Except(inputs))
        {
            throw new ModelLoadException(
                $"{folder.Graph} has an input '{name}' that this engine cannot feed: it feeds {string.Join(", ", inputs)}. "
                + Undrivable.WhatCould);
        }

        foreach (string name in outputs.Where(name => !session.OutputMetadata.ContainsKey(name)))
        {
            throw new ModelLoadException($"{folder.Graph} has no output '{name}', which genai_config.json names.");
        }

        GenAIConfig config = folder.Config;
        foreach (string name in config.PastKeys.Concat(config.PastValues))
        {
            CheckCache(folder, name, session.InputMetadata[name], session.InputMetadata[config.PastKeys[0]].ElementDataType);
        }

        NodeMetadata logits = session.OutputMetadata[config.Logits];
        if (logits.Dimensions.Length != 3 || !LogitsNumbers.CanRead(logits.ElementDataType))
        {
            throw new ModelLoadException(
                $"{folder.Graph}: output '{config.Logits}' must be float, float16 or bfloat16 [batch, tokens, vocabulary].");
        }

        if (!Fits(logits.Dimensions[2], config.VocabularySize))
        {
            throw new ModelLoadException(
                $"{folder.Graph}: output '{config.Logits}' has {logits.Dimensions[2]} logits a token; genai_config.json says "
                + $"{config.VocabularySize} in 'model.vocab_size'.");
        }
    }

    private static void CheckCache(ModelFolder folder, string name, NodeMetadata cache, TensorElementType type)
    {
        GenAIConfig config = folder.Config;
        int[] shape = cache.Dimensions;
        if (shape.Length != 4 || !Fits(shape[1], config.KeyValueHeads) || !Fits(shape[3], config.HeadSize))
        {
            throw new ModelLoadException(
                $"{folder.Graph}: input '{name}' has the shape [{string.Join(", ", shape)}]; genai_config.json says "
                + $"[batch, {config.KeyValueHeads}, tokens, {config.HeadSize}].");
        }

        if (cache.ElementDataType != type || !LogitsNumbers.CanRead(type))
        {
            throw new ModelLoadException(
                $"{folder.Graph}: input '{name}' is {cache.ElementDataType}; all KV inputs must be Float, all Float16 or all BFloat16.");
        }
    }

    private static bool Fits(int graph, int config) => graph <= 0 || graph == config;
}
