using System.Globalization;
using LeaP.Inference.Graphs;
using LeaP.Inference.Sampling;

namespace LeaP.Inference.Models;

/// <summary>Reads <c>genai_config.json</c>. Keys it does not need are left alone.</summary>
internal static class GenAIConfigReader
{
    public static GenAIConfig Read(string file)
    {
        ModelJson root = ModelJson.Load(file);
        ModelJson model = root["model"];
        ModelJson decoder = model["decoder"];
        ModelJson inputs = decoder["inputs"];
        ModelJson outputs = decoder["outputs"];
        RefuseOtherKinds(model, decoder);
        int layers = decoder["num_hidden_layers"].Int(1, 4096);
        return new GenAIConfig
        {
            ModelType = model["type"].StringOrNull() ?? "decoder",
            ModelFile = FileName(decoder["filename"]),
            ContextLength = model["context_length"].Int(2, int.MaxValue),
            VocabularySize = model["vocab_size"].Int(1, int.MaxValue),
            EndTokens = EndTokens(model),
            Layers = layers,
            KeyValueHeads = decoder["num_key_value_heads"].Int(1, 65_536),
            HeadSize = decoder["head_size"].Int(1, 65_536),
            InputIds = inputs["input_ids"].StringOrNull() ?? "input_ids",
            AttentionMask = inputs["attention_mask"].StringOrNull() ?? "attention_mask",
            PositionIds = inputs["position_ids"].StringOrNull() ?? "position_ids",
            Logits = outputs["logits"].StringOrNull() ?? "logits",
            PastKeys = LayerNames(inputs["past_key_names"], "past_key_values.%d.key", layers),
            PastValues = LayerNames(inputs["past_value_names"], "past_key_values.%d.value", layers),
            PresentKeys = LayerNames(outputs["present_key_names"], "present.%d.key", layers),
            PresentValues = LayerNames(outputs["present_value_names"], "present.%d.value", layers),
            Threads = decoder["session_options"]["intra_op_num_threads"].IntOrNull(0, 1024) is > 0 and int threads ? threads : null,
            Sampling = Sampling(root["search"]),
        };
    }

    private static void RefuseOtherKinds(ModelJson model, ModelJson decoder)
    {
        foreach (string part in (string[])["encoder", "vision", "speech", "embedding"])
        {
            Refuse(model[part], "the model has parts beside its decoder");
        }

        ModelJson inputs = decoder["inputs"];
        Refuse(decoder["pipeline"], "the model is split over several graphs");
        Refuse(inputs["past_names"], "K and V are one tensor");
        foreach (string page in (string[])["block_table", "cumulative_sequence_lengths", "past_sequence_lengths"])
        {
            Refuse(inputs[page], Undrivable.Paged);
        }

        RefuseWindow(decoder["sliding_window"]);
        foreach (ModelJson layer in decoder["layer_types"].Items())
        {
            if (layer.StringOrNull() is not ("full_attention" or "sliding_attention" or "attention"))
            {
                throw layer.Wrong($"\"full_attention\": {Undrivable.Hybrid}. {Undrivable.WhatCould}");
            }
        }
    }

    // A window that only hides old tokens is the graph's own business; one that throws them out of the cache is not.
    private static void RefuseWindow(ModelJson window)
    {
        if (window["slide_key_value_cache"].Bool(absent: true) || window["slide_inputs"].Bool(absent: true))
        {
            Refuse(window, "old tokens slide out of its KV cache, so that a path cannot be cut back to them");
        }
    }

    private static void Refuse(ModelJson node, string reason)
    {
        if (node.IsPresent && !(node.IsArray && !node.Items().Any()))
        {
            throw node.Wrong($"absent: {reason}. {Undrivable.WhatCould}");
        }
    }

    private static string FileName(ModelJson node)
    {
        string name = node.StringOrNull() ?? "model.onnx";
        return name.Length > 0 && Path.GetFileName(name) == name
            ? name
            : throw node.Wrong("a file name without folders");
    }

    private static List<int> EndTokens(ModelJson model)
    {
        ModelJson end = model["eos_token_id"];
        List<int> ids = end.IsArray
            ? [.. end.Items().Select(id => id.Int(0, int.MaxValue))]
            : end.IntOrNull(0, int.MaxValue) is { } one ? [one] : [];
        if (ids.Count == 0 && model["pad_token_id"].IntOrNull(0, int.MaxValue) is { } pad)
        {
            // The runtime this layout comes from ends sequences by the pad token when no end token is named.
            ids.Add(pad);
        }

        return ids.Count > 0 ? ids : throw end.Wrong("a token id or an array of them");
    }

    private static string[] LayerNames(ModelJson node, string usual, int layers)
    {
        string pattern = node.StringOrNull() ?? usual;
        return pattern.Contains("%d", StringComparison.Ordinal)
            ? [.. Enumerable.Range(0, layers).Select(layer =>
                pattern.Replace("%d", layer.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))]
            : throw node.Wrong("a name with %d where the layer number goes");
    }

    private static SamplingSettings Sampling(ModelJson search)
    {
        var usual = new SamplingSettings();
        bool draws = search["do_sample"].Bool(absent: false);
        float temperature = search["temperature"].FloatOrNull(0, 2) ?? usual.Temperature;
        float topP = search["top_p"].FloatOrNull(0, 1) ?? usual.TopP;
        // In this layout a top_p of 0 means that it is not used.
        return new SamplingSettings
        {
            Temperature = draws ? temperature : 0,
            TopK = search["top_k"].IntOrNull(0, int.MaxValue) ?? usual.TopK,
            TopP = topP > 0 ? topP : usual.TopP,
            MinP = search["min_p"].FloatOrNull(0, 1) ?? usual.MinP,
            RepetitionPenalty = search["repetition_penalty"].FloatOrNull(
                SamplingSettings.LeastRepetitionPenalty, SamplingSettings.MostRepetitionPenalty) ?? usual.RepetitionPenalty,
        };
    }
}
