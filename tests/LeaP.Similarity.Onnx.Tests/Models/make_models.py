#!/usr/bin/env python3
"""Makes the tiny embedding models of these tests: random weights, real file layouts.

Run with Debian's python3-onnx and python3-numpy:  /usr/bin/python3 make_models.py

wordpiece  BERT family: WordPiece, token_type_ids, last_hidden_state [1, n, 16], mean pooling.
bytes      RoBERTa family: byte-level BPE without merges, pooled output sentence_embedding [1, 16].
first      The graph of wordpiece with Sentence Transformers' file that asks for the first token's vector.
strange    A graph that is no embedding model.

A token's vector is its row of a table plus half of the mean over all tokens of the text, through tanh, so that every
vector depends on the whole text. The weights mean nothing; properties hold for any.
"""
import json
import pathlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HERE = pathlib.Path(__file__).parent
SIZE = 16
WORDS = [
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", ",", ":", "?", "=", "+", "-", "*", "/",
    *"abcdefghijklmnopqrstuvwxyz", *"0123456789",
    *[f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz0123456789"],
    "the", "value", "is", "and", "add", "minus", "times", "step", "we", "get", "so", "then", "##ing", "##ed", "answer",
    "\u4e2d", "cafe",
]


def graph(vocabulary, pooled, token_types, seed):
    rng = np.random.default_rng(seed)
    inputs = ["input_ids", "attention_mask"] + (["token_type_ids"] if token_types else [])
    weights = [
        numpy_helper.from_array(rng.normal(0, 1, (vocabulary, SIZE)).astype(np.float32), "table"),
        numpy_helper.from_array(rng.normal(0, 0.3, (SIZE, SIZE)).astype(np.float32), "mixing"),
        numpy_helper.from_array(np.array(0.5, np.float32), "half"),
        numpy_helper.from_array(np.array([2], np.int64), "axis"),
    ]
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["rows"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "axis"], ["column"]),
        helper.make_node("Mul", ["rows", "column"], ["seen"]),
        helper.make_node("ReduceMean", ["seen"], ["mean"], axes=[1], keepdims=1),
        helper.make_node("Mul", ["mean", "half"], ["context"]),
        helper.make_node("Add", ["seen", "context"], ["mixed"]),
        helper.make_node("MatMul", ["mixed", "mixing"], ["turned"]),
        helper.make_node("Tanh", ["turned"], ["hidden" if token_types or pooled else "last_hidden_state"]),
    ]
    if token_types:
        weights.append(numpy_helper.from_array(rng.normal(0, 0.1, (2, SIZE)).astype(np.float32), "types"))
        nodes += [
            helper.make_node("Gather", ["types", "token_type_ids"], ["kind"]),
            helper.make_node("Add", ["hidden", "kind"], ["last_hidden_state"]),
        ]
    if pooled:
        nodes.append(helper.make_node("ReduceMean", ["hidden"], ["sentence_embedding"], axes=[1], keepdims=0))
    name, shape = ("sentence_embedding", ["batch", SIZE]) if pooled else ("last_hidden_state", ["batch", "length", SIZE])
    model = helper.make_model(
        helper.make_graph(
            nodes,
            "tiny",
            [helper.make_tensor_value_info(i, TensorProto.INT64, ["batch", "length"]) for i in inputs],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)],
            weights,
        ),
        opset_imports=[helper.make_opsetid("", 13)],
        producer_name="leap-tests",
    )
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model.SerializeToString()


def wordpiece_tokenizer():
    return {
        "version": "1.0",
        "truncation": {"direction": "Right", "max_length": 64, "strategy": "LongestFirst", "stride": 0},
        "added_tokens": [
            {"id": WORDS.index(t), "content": t, "special": True} for t in ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
        ],
        "normalizer": {
            "type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None,
            "lowercase": True,
        },
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [
                {"SpecialToken": {"id": "[CLS]", "type_id": 0}},
                {"Sequence": {"id": "A", "type_id": 0}},
                {"SpecialToken": {"id": "[SEP]", "type_id": 0}},
            ],
            "pair": [],
            "special_tokens": {
                "[CLS]": {"id": "[CLS]", "ids": [2], "tokens": ["[CLS]"]},
                "[SEP]": {"id": "[SEP]", "ids": [3], "tokens": ["[SEP]"]},
            },
        },
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {
            "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
            "vocab": {word: i for i, word in enumerate(WORDS)},
        },
    }


def byte_alphabet():
    printable = [b for b in range(256) if 0x21 <= b <= 0x7E or 0xA1 <= b <= 0xAC or 0xAE <= b <= 0xFF]
    rest = [b for b in range(256) if b not in printable]
    names = {b: chr(b) for b in printable} | {b: chr(256 + i) for i, b in enumerate(rest)}
    return [names[b] for b in range(256)]


def bytes_tokenizer():
    vocabulary = {"<s>": 0, "</s>": 1} | {name: 2 + b for b, name in enumerate(byte_alphabet())}
    return {
        "version": "1.0",
        "added_tokens": [{"id": 0, "content": "<s>", "special": True}, {"id": 1, "content": "</s>", "special": True}],
        "normalizer": None,
        "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True},
        "post_processor": {
            "type": "RobertaProcessing", "sep": ["</s>", 1], "cls": ["<s>", 0], "trim_offsets": True,
            "add_prefix_space": False,
        },
        "decoder": {"type": "ByteLevel"},
        "model": {"type": "BPE", "vocab": vocabulary, "merges": []},
    }


def write(folder, graph_bytes, tokenizer, pooling=None):
    folder = HERE / folder
    folder.mkdir(exist_ok=True)
    (folder / "model.onnx").write_bytes(graph_bytes)
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if pooling:
        (folder / "1_Pooling").mkdir(exist_ok=True)
        (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling, indent=1) + "\n", encoding="utf-8")


write("wordpiece", graph(len(WORDS), pooled=False, token_types=True, seed=1), wordpiece_tokenizer())
write("bytes", graph(258, pooled=True, token_types=False, seed=2), bytes_tokenizer())
write(
    "first",
    graph(len(WORDS), pooled=False, token_types=True, seed=1),
    wordpiece_tokenizer(),
    {"word_embedding_dimension": SIZE, "pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False},
)
pixels = helper.make_tensor_value_info("pixel_values", TensorProto.FLOAT, ["batch", 3])
image = helper.make_tensor_value_info("image", TensorProto.FLOAT, ["batch", 3])
strange = helper.make_model(
    helper.make_graph([helper.make_node("Tanh", ["pixel_values"], ["image"])], "strange", [pixels], [image]),
    opset_imports=[helper.make_opsetid("", 13)],
)
strange.ir_version = 8
(HERE / "strange.onnx").write_bytes(strange.SerializeToString())
