"""A small Llama-like decoder: RMSNorm, RoPE (half-split), grouped-query attention, SwiGLU."""
import math
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional as F


@dataclass
class Shape:
    """The sizes of the network."""
    vocab: int
    width: int = 128
    layers: int = 5
    heads: int = 4
    kv_heads: int = 2
    head_size: int = 64
    hidden: int = 256
    context: int = 2048
    theta: float = 10000.0
    epsilon: float = 1e-5


class RmsNorm(nn.Module):
    """Scales each vector to unit root mean square."""

    def __init__(self, width, epsilon):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.epsilon = epsilon

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.epsilon) * self.weight


def rotate(x, cos, sin):
    """Rotary positions, half-split layout; x is [batch, heads, length, head_size]."""
    a, b = x.chunk(2, -1)
    return torch.cat((a * cos - b * sin, b * cos + a * sin), -1)


class Layer(nn.Module):
    """Attention and a gated feed-forward net, both with a residual path."""

    def __init__(self, s: Shape):
        super().__init__()
        self.s = s
        self.attention_norm = RmsNorm(s.width, s.epsilon)
        self.q = nn.Linear(s.width, s.heads * s.head_size, bias=False)
        self.k = nn.Linear(s.width, s.kv_heads * s.head_size, bias=False)
        self.v = nn.Linear(s.width, s.kv_heads * s.head_size, bias=False)
        self.o = nn.Linear(s.heads * s.head_size, s.width, bias=False)
        self.mlp_norm = RmsNorm(s.width, s.epsilon)
        self.gate = nn.Linear(s.width, s.hidden, bias=False)
        self.up = nn.Linear(s.width, s.hidden, bias=False)
        self.down = nn.Linear(s.hidden, s.width, bias=False)

    def forward(self, x, cos, sin, mask, cache=None, columns=None):
        s, (batch, length, _) = self.s, x.shape
        h = self.attention_norm(x)
        q = rotate(self.q(h).view(batch, length, s.heads, s.head_size).transpose(1, 2), cos, sin)
        k = rotate(self.k(h).view(batch, length, s.kv_heads, s.head_size).transpose(1, 2), cos, sin)
        v = self.v(h).view(batch, length, s.kv_heads, s.head_size).transpose(1, 2)
        if cache is not None:
            k, v = cache.write(k, v, columns)
        # Query heads of one group share their key/value head: fold the group into the rows.
        group = s.heads // s.kv_heads
        q = q.reshape(batch, s.kv_heads, group * length, s.head_size) * (1 / math.sqrt(s.head_size))
        scores = (q @ k.transpose(-1, -2)).view(batch, s.kv_heads, group, length, -1) + mask
        mixed = scores.softmax(-1).view(batch, s.kv_heads, group * length, -1) @ v
        mixed = mixed.view(batch, s.heads, length, s.head_size).transpose(1, 2).reshape(batch, length, -1)
        x = x + self.o(mixed)
        h = self.mlp_norm(x)
        return x + self.down(F.silu(self.gate(h)) * self.up(h))


class LayerCache:
    """Keys and values of one layer; each row is written at its own columns."""

    def __init__(self, s: Shape, batch, capacity):
        size = (batch, s.kv_heads, capacity, s.head_size)
        self.k, self.v = torch.zeros(size), torch.zeros(size)
        self.visible = 0

    def write(self, k, v, columns):
        index = columns[:, None, :, None].expand_as(k)
        self.k.scatter_(2, index, k)
        self.v.scatter_(2, index, v)
        return self.k[:, :, :self.visible], self.v[:, :, :self.visible]


class PeerModel(nn.Module):
    """The decoder with an untied output head."""

    def __init__(self, s: Shape):
        super().__init__()
        self.s = s
        self.embed = nn.Embedding(s.vocab, s.width)
        self.blocks = nn.ModuleList(Layer(s) for _ in range(s.layers))
        self.norm = RmsNorm(s.width, s.epsilon)
        self.head = nn.Linear(s.width, s.vocab, bias=False)
        angles = torch.arange(s.context)[:, None] * s.theta ** (
            -torch.arange(0, s.head_size, 2)[None] / s.head_size)
        self.register_buffer("cos", angles.cos(), persistent=False)
        self.register_buffer("sin", angles.sin(), persistent=False)
        for name, p in self.named_parameters():
            if p.dim() == 2:
                depth = math.sqrt(2 * s.layers) if name.endswith(("o.weight", "down.weight")) else 1
                nn.init.normal_(p, std=0.02 if "embed" in name else 1 / math.sqrt(p.shape[1]) / depth)

    def hidden(self, ids):
        """The normed hidden state of whole sequences, [batch, length, width]."""
        length = ids.shape[1]
        mask = torch.full((length, length), float("-inf")).triu(1)
        x = self.embed(ids)
        for block in self.blocks:
            x = block(x, self.cos[:length], self.sin[:length], mask)
        return self.norm(x)

    def forward(self, ids):
        """Logits of whole sequences."""
        return self.head(self.hidden(ids))

    def extend(self, ids, starts, caches):
        """Logits of new tokens; row r's tokens stand at starts[r], starts[r] + 1, ..."""
        columns = starts[:, None] + torch.arange(ids.shape[1])[None]
        visible = int(columns.max()) + 1
        mask = torch.zeros(columns.shape + (visible,))
        mask.masked_fill_(torch.arange(visible)[None, None] > columns[..., None], float("-inf"))
        x, mask = self.embed(ids), mask[:, None, None]
        cos, sin = self.cos[columns][:, None], self.sin[columns][:, None]
        for block, cache in zip(self.blocks, caches):
            cache.visible = visible
            x = block(x, cos, sin, mask, cache, columns)
        return self.head(self.norm(x))

    def new_caches(self, batch, capacity):
        return [LayerCache(self.s, batch, capacity) for _ in range(self.s.layers)]
