"""Training traces: chains alone, and chains in a group of peers with LeaP blocks.

Wrong values are injected into traces and summaries so that the model meets them, but no
wrong value is ever a training target: such tokens carry no loss.
"""
import random

import format as f
import task
from routing import route
from tokenizer import Tokenizer

NONE, STRUCTURE, RESULT, READING = range(4)  # kinds of targets; NONE carries no loss
POLICIES = ["random", "random", "clustered", "hybrid", "dispersed", "all"]
GROUPS = [2, 3, 4, 4, 6, 8, 8, 8, 8, 8, 10, 16]


def reading(step, own, peers):
    """What a path should hold after the comments: (step, value), or value None when undecided.

    The step is the last one of the own list that some peer lists too (else the own last step);
    the value is the one most often named there, and None on a tie.
    `own` and `peers` are dicts from step number to value.
    """
    step = max((s for s in own if any(s in p for p in peers)), default=step)
    votes = [own[step]] + [p[step] for p in peers if step in p]
    most = max(map(votes.count, votes))
    top = {v for v in votes if votes.count(v) == most}
    return step, top.pop() if len(top) == 1 else None


class Trace:
    """One training sequence being written: its tokens and the kind of each as a target."""

    def __init__(self, tokens: Tokenizer, rng: random.Random, length):
        self.tokens, self.rng = tokens, rng
        self.start, self.steps = task.draw_problem(rng, length)
        self.truth = task.values_of(self.start, self.steps)
        self.ids, self.kinds = [], []
        self.at, self.value = 0, self.start
        self.since = {}  # step -> value since the last decision
        self.contested = False  # did the last block name more than one value?

    def prompt(self):
        self._add(f.prompt_text(f.problem_text(self.start, self.steps)), NONE)

    def _add(self, text, kind):
        ids = self.tokens.encode(text)
        self.ids += ids
        self.kinds += [kind] * len(ids)

    def _wrong(self, right):
        return (right + self.rng.randrange(1, task.MODULUS)) % task.MODULUS

    def step(self, error_rate):
        """Writes the next step; a wrong result carries no loss."""
        step = self.steps[self.at]
        right = task.apply(self.value, step)
        wrong = self.rng.random() < error_rate
        result = self._wrong(right) if wrong else right
        self._add(f.step_text(self.at + 1, self.value, step, result), STRUCTURE)
        self.kinds[-2] = NONE if wrong else RESULT
        self.at, self.value = self.at + 1, result
        self.since[self.at] = result

    def part_of_step(self):
        """Writes the beginning of the next step only, as when a turn ends inside a line."""
        text = f.step_text(self.at + 1, self.value, self.steps[self.at], 0)
        ids = self.tokens.encode(text)[:self.rng.randint(1, 5)]
        self.ids += ids
        self.kinds += [STRUCTURE] * len(ids)

    def finish(self):
        self._add(f.answer_text(self.value) + "<eos>", STRUCTURE)

    def forced_finish(self):
        self._add(f.FINAL_ANSWER, NONE)
        self._add(f"{self.value}" + "}<eos>", STRUCTURE)

    def peer(self, base, error_rate, start_wrong, shared, last, count):
        """The list of a peer whose last step is `last`: step -> value, `count` steps long."""
        first = max(1, last - count + 1)
        begin = min(base, first - 1)
        value = self.truth[begin]
        if self.rng.random() < start_wrong:
            value = self._wrong(value)
        listed = {}
        for number in range(begin + 1, last + 1):
            value = task.apply(value, self.steps[number - 1])
            if number == shared[0] and self.rng.random() < 0.6:
                value = shared[1]
            elif self.rng.random() < error_rate:
                value = self._wrong(value)
            if number >= first:
                listed[number] = value
        return listed

    def peers(self, base, group, error_rate):
        """The lists of the other paths of the group."""
        rng, last, own = self.rng, self.at, len(self.since)
        start_wrong = rng.choice([0, 0, 0.1, 0.3])
        spread = rng.random() < 0.25
        common = rng.choice([-3, -2, -1, 1, 2, 3]) if rng.random() < 0.08 else 0
        shared = (None, None)
        if rng.random() < 0.1:
            number = rng.randint(min(base + 1, last), last)
            shared = number, self._wrong(self.truth[number])
        out = []
        for _ in range(group - 1):
            shift = common or (rng.randint(-3, 3) if spread and rng.random() < 0.8 else 0)
            end = min(max(1, last + shift), len(self.steps))
            count = own if rng.random() < 0.8 and not spread else rng.randint(1, 4)
            out.append(self.peer(base, error_rate, start_wrong, shared, end, count))
        return out

    def block(self, base, group, policy, k, error_rate):
        """Writes a LeaP block and the decision after it; returns the step decided on."""
        rng = self.rng
        own = dict(list(self.since.items())[-4:]) or {self.at: self.value}
        self._add(rng.choice(f.TRIGGERS) + " " + f.SUMMARY_OPEN, NONE)
        summary = f.summary_text(own.items())
        self._add(summary + f.SUMMARY_CLOSE, STRUCTURE)
        lists = self.peers(base, group, error_rate) if group > 1 else []
        texts = [f.summary_text(p.items()) for p in lists]
        heard = route(policy, summary, texts, k, rng)
        self._add(f.comment_text([texts[i] for i in heard]), NONE)
        step, value = reading(self.at, own, [lists[i] for i in heard])
        self.contested = any(lists[i].get(step, own[step]) != own[step] for i in heard)
        known = value == self.truth[step]
        self._add(f.decision_text(step, own[step] if value is None else value), STRUCTURE)
        self.kinds[-3] = READING
        self.kinds[-2] = READING if known else NONE
        self.at, self.value = step, own[step] if value is None else value
        self.since = {}
        return step


def draw_trace(tokens, rng, plain_only=False):
    """A random training sequence as (ids, kinds)."""
    error_rate = rng.choice([0.05, 0.15, 0.25, 0.4])
    length = rng.randint(2, 7 if plain_only else task.MAX_STEPS)
    t = Trace(tokens, rng, length)
    t.prompt()
    if plain_only or rng.random() < 0.15:
        for _ in range(length):
            t.step(error_rate)
        t.finish()
        return t.ids, t.kinds
    group = 1 if rng.random() < 0.04 else rng.choice(GROUPS)
    policy, k = rng.choice(POLICIES), rng.choice([1, 2, 2, 3, 4, 4, 4, 5, 6, 7])
    peer_rate = rng.choice([0.02, 0.05, 0.1, 0.2, 0.3])
    base = 0
    for _ in range(10):
        for _ in range(rng.choices([0, 1, 2, 3, 4, 5, 6], [.2, 1, 4, 5, 4, 1, .5])[0] or (t.at == 0)):
            if t.at < length:
                t.step(error_rate)
        if rng.random() < 0.015:
            if t.at < length:
                t.part_of_step()
            t.forced_finish()
            return t.ids, t.kinds
        if t.at == length and rng.random() < 0.6:
            break
        if t.at < length and rng.random() < 0.1:
            t.part_of_step()
        base = t.block(base, group, policy, k, peer_rate)
        if rng.random() < 0.02:
            t.forced_finish()
            return t.ids, t.kinds
    while t.at < length:
        t.step(error_rate)
    t.finish()
    return t.ids, t.kinds


def draw_reading(tokens, rng):
    """A few step lines and one block, without a prompt; mostly blocks whose values differ."""
    while True:
        t = Trace(tokens, rng, task.MAX_STEPS)
        base = rng.randrange(task.MAX_STEPS - 3)
        t.at, t.value = base, t.truth[base]
        error_rate = rng.choice([0.1, 0.2, 0.3])
        for _ in range(rng.choice([1, 2, 3, 3, 4])):
            if t.at < task.MAX_STEPS:
                t.step(error_rate)
        lines = len(t.kinds)
        group, k = rng.choice([4, 8, 8, 8]), rng.choice([1, 2, 2, 3, 4, 4, 4, 7])
        t.block(base, group, rng.choice(POLICIES), k, rng.choice([0.05, 0.1, 0.2, 0.3]))
        if t.contested or rng.random() < 0.2:
            t.kinds[:lines] = [k if k == RESULT else NONE for k in t.kinds[:lines]]
            return t.ids, t.kinds


def _vote(tokens, rng):
    last, listed = rng.randint(2, task.MAX_STEPS), rng.choice([1, 1, 2, 3])
    likely = [rng.randrange(task.MODULUS) for _ in range(3)]  # the common values of neighbouring steps
    agree = rng.choice([0.35, 0.5, 0.65, 0.8])

    def values(end):
        steps = range(max(1, end - listed + 1), end + 1)
        return {s: likely[s % 3] if rng.random() < agree else rng.randrange(task.MODULUS) for s in steps}

    own = values(last)
    peers = [values(last + (rng.choice([-1, 1]) if rng.random() < 0.1 and last < task.MAX_STEPS else 0))
             for _ in range(rng.choice([1, 2, 2, 3, 4, 4, 4, 5, 7]))]
    step, value = reading(last, own, peers)
    line = ""
    if rng.random() < 0.7:
        _, (operation,) = task.draw_problem(rng, 1)
        line = f.step_text(last, rng.randrange(task.MODULUS), operation, own[last])
    before = line + rng.choice(f.TRIGGERS) + " " + f.SUMMARY_OPEN + f.summary_text(own.items()) + f.SUMMARY_CLOSE
    ids = tokens.encode(before + f.comment_text([f.summary_text(p.items()) for p in peers]))
    if value is None:
        return None, None
    decision = tokens.encode(f.decision_text(step, value))
    return value != own[step], (ids + decision, [NONE] * len(ids) + [STRUCTURE] * 2 + [READING] * 2 + [STRUCTURE])


def draw_vote(tokens, rng):
    """A block by itself with short lists: what is named most often, without anything around it."""
    adopt = rng.random() < 0.6
    while True:
        changes, trace = _vote(tokens, rng)
        if changes == adopt:
            return trace


def draw_line(tokens, rng):
    """One step line by itself, as (ids, kinds): the arithmetic without anything around it."""
    _, (step,) = task.draw_problem(rng, 1)
    number, value = rng.randint(1, task.MAX_STEPS), rng.randrange(task.MODULUS)
    ids = tokens.encode(f.step_text(number, value, step, task.apply(value, step)))
    return ids, [NONE] * 4 + [STRUCTURE] * (len(ids) - 6) + [RESULT, STRUCTURE]
