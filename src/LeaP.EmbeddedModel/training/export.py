"""Writes the model folder: ONNX graph, genai_config.json, tokenizer files, profile.json."""
import argparse
import json
import os

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

import format as f
from model import PeerModel, Shape
from prompt_profile import profile
from tokenizer import Tokenizer

OPSET = 14


class Graph:
    """Collects nodes and weights; every method returns the name of its result."""

    def __init__(self):
        self.nodes, self.weights = [], []

    def add(self, kind, *inputs, name, outputs=1, **attributes):
        names = [name] if outputs == 1 else [f"{name}.{i}" for i in range(outputs)]
        return self.node(kind, inputs, names, **attributes)[0]

    def node(self, kind, inputs, names, **attributes):
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=names[0] + ":" + kind, **attributes))
        return names

    def weight(self, name, array):
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def linear(self, x, module, name):
        matrix = self.weight(name + ".weight", module.weight.detach().numpy().T)
        return self.add("MatMul", x, matrix, name=name)

    def norm(self, x, module, name):
        weight = self.weight(name + ".weight", module.weight.detach().numpy())
        return self.add("SimplifiedLayerNormalization", x, weight, name=name, axis=-1,
                        epsilon=module.epsilon, stash_type=1)


def build_onnx(model: PeerModel):
    """The decoder as an ONNX model with the input and output names of the GenAI model builder."""
    s, g = model.s, Graph()
    g.weight("one", np.array([1], np.int64))
    g.weight("one_scalar", np.array(1, np.int64))
    summed = g.add("ReduceSum", "attention_mask", "one", name="mask_sum", keepdims=0)
    last = g.add("Sub", summed, "one", name="last_position")
    lengths = g.add("Cast", last, name="seqlens_k", to=TensorProto.INT32)
    shape = g.add("Shape", "attention_mask", name="mask_shape")
    columns = g.add("Gather", shape, "one_scalar", name="mask_columns", axis=0)
    total = g.add("Cast", columns, name="total_sequence_length_int", to=TensorProto.INT32)
    cos, sin = g.weight("cos_cache", model.cos.numpy()), g.weight("sin_cache", model.sin.numpy())
    x = g.add("Gather", g.weight("embed.weight", model.embed.weight.detach().numpy()), "input_ids", name="embed")
    for i, block in enumerate(model.blocks):
        p = f"layers.{i}."
        h = g.norm(x, block.attention_norm, p + "attention_norm")
        qkv = [g.linear(h, getattr(block, part), p + part) for part in "qkv"]
        past = [f"past_key_values.{i}.key", f"past_key_values.{i}.value"]
        mixed = g.node(
            "GroupQueryAttention", qkv + past + [lengths, total, cos, sin],
            [p + "attention", f"present.{i}.key", f"present.{i}.value"], domain="com.microsoft",
            num_heads=s.heads, kv_num_heads=s.kv_heads, do_rotary=1, rotary_interleaved=0)[0]
        x = g.add("Add", x, g.linear(mixed, block.o, p + "o"), name=p + "attention_sum")
        h = g.norm(x, block.mlp_norm, p + "mlp_norm")
        gate = g.linear(h, block.gate, p + "gate")
        silu = g.add("Mul", gate, g.add("Sigmoid", gate, name=p + "sigmoid"), name=p + "silu")
        gated = g.add("Mul", silu, g.linear(h, block.up, p + "up"), name=p + "gated")
        x = g.add("Add", x, g.linear(gated, block.down, p + "down"), name=p + "mlp_sum")
    g.linear(g.norm(x, model.norm, "final_norm"), model.head, "logits")

    def info(name, kind, *dims):
        return helper.make_tensor_value_info(name, kind, dims)

    def caches(prefix, length):
        return [info(f"{prefix}.{i}.{part}", TensorProto.FLOAT, "batch_size", s.kv_heads, length, s.head_size)
                for i in range(s.layers) for part in ("key", "value")]

    inputs = [info("input_ids", TensorProto.INT64, "batch_size", "sequence_length"),
              info("attention_mask", TensorProto.INT64, "batch_size", "total_sequence_length")]
    outputs = [info("logits", TensorProto.FLOAT, "batch_size", "sequence_length", s.vocab)]
    graph = helper.make_graph(
        g.nodes, "leap-embedded", inputs + caches("past_key_values", "past_sequence_length"),
        outputs + caches("present", "total_sequence_length"), g.weights)
    made = helper.make_model(graph, opset_imports=[
        helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)])
    made.ir_version = 8
    made.producer_name = "LeaP.EmbeddedModel"
    return made


def genai_config(s: Shape, tokens: Tokenizer):
    """The config that ONNX Runtime GenAI and the worker read."""
    defaults = profile()["defaults"]
    return {
        "model": {
            "type": "llama", "vocab_size": s.vocab, "context_length": s.context,
            "bos_token_id": tokens.eos, "eos_token_id": tokens.eos, "pad_token_id": tokens.pad,
            "decoder": {
                "filename": "model.onnx", "num_hidden_layers": s.layers, "hidden_size": s.width,
                "num_attention_heads": s.heads, "num_key_value_heads": s.kv_heads, "head_size": s.head_size,
                "session_options": {"provider_options": []},
                "inputs": {"input_ids": "input_ids", "attention_mask": "attention_mask",
                           "past_key_names": "past_key_values.%d.key",
                           "past_value_names": "past_key_values.%d.value"},
                "outputs": {"logits": "logits", "present_key_names": "present.%d.key",
                            "present_value_names": "present.%d.value"}}},
        "search": {
            "do_sample": True, "temperature": defaults["temperature"], "top_k": 0, "top_p": defaults["top_p"],
            "repetition_penalty": 1.0, "min_length": 0, "max_length": s.context, "num_beams": 1,
            "num_return_sequences": 1, "past_present_share_buffer": True}}


def write_json(path, value):
    with open(path, "w", encoding="utf-8") as out:
        json.dump(value, out, ensure_ascii=False, indent=2)
        out.write("\n")


def export(model, tokens, folder):
    """Writes all files of the model folder."""
    os.makedirs(folder, exist_ok=True)
    onnx.save(build_onnx(model), f"{folder}/model.onnx")
    write_json(f"{folder}/genai_config.json", genai_config(model.s, tokens))
    write_json(f"{folder}/profile.json", profile())
    tokens.save(folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", help="state dict made by train.py; random weights without it")
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    tokens = Tokenizer()
    torch.manual_seed(0)
    model = PeerModel(Shape(vocab=tokens.size))
    if args.weights:
        model.load_state_dict(torch.load(args.weights))
    export(model, tokens, args.out)
    size = sum(os.path.getsize(os.path.join(args.out, n)) for n in os.listdir(args.out))
    print(f"wrote {args.out}: {sum(p.numel() for p in model.parameters()):,} parameters, {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
