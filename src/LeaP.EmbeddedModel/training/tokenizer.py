"""Byte-level BPE with added tokens, in the Hugging Face layout, and an encoder for it.

The encoder follows one rule: added tokens are cut out first (leftmost, the longest one at a
position); what lies between goes through the GPT-2 pre-tokenizer and byte-pair merges.
"""
import json
import re
import sys
import unicodedata

import format as f

SPECIALS = ["<pad>", "<eos>"]


def byte_alphabet():
    """GPT-2's printable stand-in for each of the 256 bytes."""
    plain = list(range(33, 127)) + list(range(161, 173)) + list(range(174, 256))
    table = {b: chr(b) for b in plain}
    for b in range(256):
        if b not in table:
            table[b] = chr(256 + len(table) - len(plain))
    return table


def _character_class(letter):
    """A regular-expression class body with all code points of a Unicode major category."""
    ranges, start = [], None
    for code in range(sys.maxunicode + 2):
        inside = code <= sys.maxunicode and unicodedata.category(chr(code))[0] == letter
        if inside and start is None:
            start = code
        elif not inside and start is not None:
            ranges.append(f"\\U{start:08x}-\\U{code - 1:08x}")
            start = None
    return "".join(ranges)


def _pattern():
    letters, numbers = _character_class("L"), _character_class("N")
    return re.compile(
        f"'s|'t|'re|'ve|'m|'ll|'d| ?[{letters}]+| ?[{numbers}]+|"
        f" ?[^\\s{letters}{numbers}]+|\\s+(?!\\S)|\\s+")


class Tokenizer:
    """Ids 0-255 are bytes, then the numbers 10-99, then the added tokens."""

    def __init__(self):
        alphabet = byte_alphabet()
        self.alphabet = alphabet
        self.vocab = {alphabet[b]: b for b in range(256)}
        self.merges = [(str(n)[0], str(n)[1]) for n in range(10, 100)]
        for pair in self.merges:
            self.vocab["".join(pair)] = len(self.vocab)
        self.added = {text: len(self.vocab) + i for i, text in enumerate(SPECIALS + f.phrases())}
        self.size = len(self.vocab) + len(self.added)
        self.pad, self.eos = self.added["<pad>"], self.added["<eos>"]
        self.number = [self.vocab[str(n)] for n in range(100)]
        self._ranks = {pair: i for i, pair in enumerate(self.merges)}
        longest_first = sorted(self.added, key=len, reverse=True)
        self._added_pattern = re.compile("|".join(re.escape(t) for t in longest_first))
        self._words = None
        self._texts = {i: t.encode() for t, i in self.added.items()}
        back = {c: b for b, c in alphabet.items()}
        self._texts.update({i: bytes(back[c] for c in t) for t, i in self.vocab.items()})

    def encode(self, text):
        """The ids of a text."""
        ids, end = [], 0
        for match in self._added_pattern.finditer(text):
            ids += self._encode_plain(text[end:match.start()])
            ids.append(self.added[match.group()])
            end = match.end()
        return ids + self._encode_plain(text[end:])

    def decode(self, ids):
        """The text of ids."""
        return b"".join(self._texts[i] for i in ids).decode("utf-8", "replace")

    def _encode_plain(self, text):
        if not text:
            return []
        self._words = self._words or _pattern()
        return [i for word in self._words.findall(text) for i in self._merge(word)]

    def _merge(self, word):
        parts = [self.alphabet[b] for b in word.encode()]
        while len(parts) > 1:
            ranked = [(self._ranks.get(pair, 1 << 30), i) for i, pair in enumerate(zip(parts, parts[1:]))]
            rank, i = min(ranked)
            if rank == 1 << 30:
                break
            parts[i:i + 2] = [parts[i] + parts[i + 1]]
        return [self.vocab[p] for p in parts]

    def save(self, folder):
        """Writes tokenizer.json and tokenizer_config.json."""
        added = [{"id": i, "content": t, "single_word": False, "lstrip": False, "rstrip": False,
                  "normalized": False, "special": t in SPECIALS} for t, i in self.added.items()]
        byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
        data = {
            "version": "1.0", "truncation": None, "padding": None, "added_tokens": added,
            "normalizer": None, "pre_tokenizer": byte_level, "post_processor": None,
            "decoder": byte_level,
            "model": {
                "type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
                "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False,
                "vocab": self.vocab, "merges": [" ".join(p) for p in self.merges]},
        }
        config = {
            "tokenizer_class": "PreTrainedTokenizerFast", "add_prefix_space": False,
            "add_bos_token": False, "clean_up_tokenization_spaces": False,
            "model_max_length": 2048, "eos_token": "<eos>", "pad_token": "<pad>"}
        for name, value in (("tokenizer.json", data), ("tokenizer_config.json", config)):
            with open(f"{folder}/{name}", "w", encoding="utf-8") as out:
                json.dump(value, out, ensure_ascii=False, indent=1)
                out.write("\n")
