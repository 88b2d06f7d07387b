"""Trains the model from a seed.

Results that nobody has named are trained with doubt: a part of the probability is spread evenly
over all other values, so that they go wrong at random under sampling although the most likely
value is the right one. Everything else (form, copies, results that a list confirms) is trained
with a loss temperature t above 1, the cross-entropy of logits / t: the model must build larger
margins, which stay sharp when text is sampled.
"""
import argparse
import random
import time

import torch
from torch.nn import functional as F

from data import CHECKED, FIRST, STRUCTURE, draw_block, draw_drill, draw_trace
from model import PeerModel, Shape
from tokenizer import Tokenizer

NAMES = {STRUCTURE: "structure", FIRST: "first", CHECKED: "checked"}
LOSS_TEMPERATURE = {STRUCTURE: 2.0, FIRST: 1.0, CHECKED: 2.0}
LOSS_WEIGHT = {STRUCTURE: 1.0, FIRST: 1.0, CHECKED: 1.5}
DOUBT = 0.13  # the share of probability that a first result spreads over the other values
WARM_STEPS = 100  # the learning rate rises
DRILL_STEPS = 380  # single step lines
SHORT_STEPS = 200  # then short chains without peers
BLOCK_SHARE = 0.6  # after that, the share of sequences that are single blocks
COOLING = 0.35  # the last part of the steps, in which the learning rate falls to zero
POOL = 256  # traces sorted by length together, so that a batch has little padding


def as_tensors(traces, pad):
    """Traces as two padded tensors: ids and kinds."""
    longest = max(len(ids) for ids, _ in traces)
    ids = torch.full((len(traces), longest), pad)
    kinds = torch.zeros((len(traces), longest), dtype=torch.long)
    for row, (trace, kind) in enumerate(traces):
        ids[row, :len(trace)], kinds[row, :len(trace)] = torch.tensor(trace), torch.tensor(kind)
    return ids, kinds


def batches(tokens, rng, size):
    """Endless batches (ids, kinds), each of about `size` tokens."""
    for _ in range(DRILL_STEPS):
        yield as_tensors([draw_drill(tokens, rng) for _ in range(size // 8)], tokens.pad)
    made = 0

    def draw():
        if made < SHORT_STEPS:
            return draw_trace(tokens, rng, plain_only=True)
        return draw_block(tokens, rng) if rng.random() < BLOCK_SHARE else draw_trace(tokens, rng)

    while True:
        pool = sorted((draw() for _ in range(POOL)), key=lambda t: len(t[0]))
        groups, i = [], 0
        while i < POOL:
            j = i + 1
            while j < POOL and len(pool[j][0]) * (j - i + 1) <= size:
                j += 1
            groups.append(as_tensors(pool[i:j], tokens.pad))
            i = j
        rng.shuffle(groups)
        made += len(groups)
        yield from groups


def doubtful(logits, targets, numbers):
    """The summed loss of first results; `numbers` are the ids of all values."""
    logs = logits.log_softmax(-1)
    right = logs.gather(1, targets[:, None]).sum()
    others = (logs[:, numbers].sum() - right) / (len(numbers) - 1)
    return -(1 - DOUBT) * right - DOUBT * others


def losses(model, ids, kinds, numbers):
    """The weighted loss of a batch, and for each kind (sum of losses, hits, count)."""
    hidden, targets, kinds = model.hidden(ids[:, :-1]), ids[:, 1:], kinds[:, 1:]
    kept = kinds > 0
    logits, targets, kinds = model.head(hidden[kept]), targets[kept], kinds[kept]
    total, weight, report = 0, 0, {}
    right = logits.argmax(-1) == targets
    for kind in LOSS_TEMPERATURE:
        own = kinds == kind
        if own.any():
            scaled = logits[own] / LOSS_TEMPERATURE[kind]
            each = (doubtful(scaled, targets[own], numbers) if kind == FIRST
                    else F.cross_entropy(scaled, targets[own], reduction="sum"))
            total = total + LOSS_WEIGHT[kind] * each
            weight += LOSS_WEIGHT[kind] * int(own.sum())
            report[kind] = each.item(), int(right[own].sum()), int(own.sum())
    return total / weight, report


def train(seed, steps, batch_tokens, peak, out):
    """Runs the whole training and saves the weights to `out`."""
    torch.manual_seed(seed)
    tokens, rng = Tokenizer(), random.Random(seed)
    numbers = torch.tensor(tokens.number)
    model = PeerModel(Shape(vocab=tokens.size))
    matrices = [p for p in model.parameters() if p.dim() == 2]
    vectors = [p for p in model.parameters() if p.dim() != 2]
    optimizer = torch.optim.AdamW(
        [{"params": matrices, "weight_decay": 0.02}, {"params": vectors, "weight_decay": 0.0}],
        lr=peak, betas=(0.9, 0.98))
    done, seen, began, sums = 0, 0, time.time(), {}
    for ids, kinds in batches(tokens, rng, batch_tokens):
        rate = peak * min((done + 1) / WARM_STEPS, 1.0, (steps - done) / (COOLING * steps))
        for group in optimizer.param_groups:
            group["lr"] = rate
        loss, report = losses(model, ids, kinds, numbers)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        done, seen = done + 1, seen + ids.numel()
        for kind, row in report.items():
            sums[kind] = [a + b for a, b in zip(sums.get(kind, (0, 0, 0)), row)]
        if done % 50 == 0 or done == steps:
            parts = [f"{name} {sums[k][0] / sums[k][2]:.4f}/{100 * sums[k][1] / sums[k][2]:.2f}%"
                     for k, name in NAMES.items() if k in sums]
            speed = seen / (time.time() - began)
            left = (steps - done) * (time.time() - began) / done
            print(f"step {done}/{steps}  {speed / 1000:.1f}k tok/s  {left / 60:.1f} min left  "
                  f"loss/right: {'  '.join(parts)}", flush=True)
            sums = {}
        if done % 500 == 0 or done == steps:
            torch.save(model.state_dict(), out)
        if done == steps:
            return


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--steps", type=int, default=7000)
    parser.add_argument("--batch-tokens", type=int, default=3072)
    parser.add_argument("--peak", type=float, default=2e-3)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    train(args.seed, args.steps, args.batch_tokens, args.peak, args.out)


if __name__ == "__main__":
    main()
