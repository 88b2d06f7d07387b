"""Checks an exported folder: runs model.onnx node by node with numpy and compares with torch.

The interpreter below knows only the operators that export.py writes; its attention follows the
documentation of com.microsoft.GroupQueryAttention (rotary positions inside the operator).
"""
import argparse
import json
import math
import random

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper

from data import draw_trace
from evaluate import load
from prompt_profile import profile

LIMIT = 1e-4


def attention(attributes, q, k, v, past_k, past_v, seqlens_k, total, cos, sin):
    """GroupQueryAttention for one row: result and the grown keys and values."""
    length, past = q.shape[1], past_k.shape[2]
    assert q.shape[0] == 1 and total == past + length == seqlens_k[0] + 1
    heads, kv_heads = attributes["num_heads"], attributes["kv_num_heads"]

    def split(x, count):
        return x.reshape(1, length, count, -1).transpose(0, 2, 1, 3)

    def turn(x):
        a, b = np.split(x, 2, -1)
        c, s = cos[past:past + length], sin[past:past + length]
        return np.concatenate((a * c - b * s, b * c + a * s), -1)

    keys = np.concatenate((past_k, turn(split(k, kv_heads))), 2)
    values = np.concatenate((past_v, split(v, kv_heads)), 2)
    group = heads // kv_heads
    q = turn(split(q, heads))
    scores = q @ np.repeat(keys, group, 1).transpose(0, 1, 3, 2) / math.sqrt(q.shape[-1])
    unseen = np.arange(past + length)[None] > np.arange(past, past + length)[:, None]
    scores = np.where(unseen, -np.inf, scores)
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    weights /= weights.sum(-1, keepdims=True)
    mixed = (weights @ np.repeat(values, group, 1)).transpose(0, 2, 1, 3).reshape(1, length, -1)
    return mixed, keys, values


def compute(kind, a, x):
    """The results of one node."""
    if kind == "ReduceSum":
        return [x[0].sum(tuple(x[1]), keepdims=bool(a["keepdims"]))]
    if kind == "Cast":
        return [x[0].astype(np.int32)]
    if kind == "Shape":
        return [np.array(x[0].shape, np.int64)]
    if kind == "Gather":
        return [np.take(x[0], x[1], a.get("axis", 0))]
    if kind == "SimplifiedLayerNormalization":
        return [x[0] / np.sqrt((x[0] ** 2).mean(-1, keepdims=True) + np.float32(a["epsilon"])) * x[1]]
    if kind == "GroupQueryAttention":
        return attention(a, *x)
    if kind == "Sigmoid":
        return [1 / (1 + np.exp(-x[0]))]
    return [{"Add": np.add, "Sub": np.subtract, "Mul": np.multiply, "MatMul": np.matmul}[kind](*x)]


def run(graph, feeds):
    """All results of a graph by name."""
    known = {w.name: numpy_helper.to_array(w) for w in graph.initializer}
    known.update(feeds)
    for node in graph.node:
        attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
        results = compute(node.op_type, attributes, [known[n] for n in node.input])
        known.update(zip(node.output, results))
    return known


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--folder", required=True)
    args = parser.parse_args()
    model, tokens = load(args.weights)
    graph = onnx.load(f"{args.folder}/model.onnx").graph
    rng, ids = random.Random(11), []
    while len(ids) < 200:
        ids, _ = draw_trace(tokens, rng)
    with torch.no_grad():
        wanted = model(torch.tensor([ids]))[0].numpy()
    names = [i.name for i in graph.input if i.name.startswith("past")]
    size = (1, model.s.kv_heads, 0, model.s.head_size)
    caches = {n: np.zeros(size, np.float32) for n in names}
    worst, at, prefill = 0.0, 0, len(ids) - 20
    while at < len(ids):
        piece = ids[at:prefill] if at < prefill else ids[at:at + 1]
        feeds = {"input_ids": np.array([piece], np.int64),
                 "attention_mask": np.ones((1, at + len(piece)), np.int64), **caches}
        known = run(graph, feeds)
        worst = max(worst, np.abs(known["logits"][0] - wanted[at:at + len(piece)]).max())
        caches = {n: known[n.replace("past_key_values", "present")] for n in names}
        at += len(piece)
    print(f"model.onnx against torch: prefill {prefill}, then 20 single steps, largest difference {worst:.1e}")
    assert worst < LIMIT, "the exported graph differs from the trained model"
    for name in ("genai_config.json", "profile.json", "tokenizer.json", "tokenizer_config.json"):
        with open(f"{args.folder}/{name}", encoding="utf-8") as file:
            content = json.load(file)
        if name == "profile.json":
            assert content == profile()
        if name == "genai_config.json":
            assert content["model"]["vocab_size"] == tokens.size
    print("the other files of the folder read well")


if __name__ == "__main__":
    main()
