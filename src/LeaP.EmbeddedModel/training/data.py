"""Training traces: chains alone, and chains in a group of peers with LeaP blocks.

After a block a path works the steps of its own list out again, with what its list and its peers
say in view. Wrong values are injected into traces and summaries so that the model meets them,
but no wrong result is ever a training target: such tokens carry no loss.
"""
import random

import format as f
import task
from routing import route
from tokenizer import Tokenizer

# Kinds of targets. NONE carries no loss. FIRST is a result that nobody has named before, CHECKED one
# that the own list or a peer names.
NONE, STRUCTURE, FIRST, CHECKED = range(4)
POLICIES = ["random", "random", "clustered", "hybrid", "dispersed", "all"]
GROUPS = [2, 3, 4, 4, 6, 8, 8, 8, 8, 8, 10, 16]
PEERS = [1, 2, 2, 3, 4, 4, 4, 5, 6, 7]
NEW_STEPS = range(11)  # steps between two blocks, and how often
NEW_STEPS_WEIGHTS = [1.5, 1.5, 4, 5, 5, 4, 4, 1.5, 1, .3, .3]


def checked_value(again, right, own, peers):
    """What a step that is worked out again should hold: (value, whether somebody named it).

    `again` is the result of the operation on the value before, `right` the true value of the step,
    `own` what the own list says and `peers` what the heard peers say. Where the value before is
    right the two are the same. Where it is wrong, the true value is taken if at least two peers
    say it and more of the lists than say `again`: then the path has lost its way and they have not.
    """
    named = [own, *peers]
    if again != right and peers.count(right) >= 2 and peers.count(right) > named.count(again):
        return right, True
    return again, again in named


class Trace:
    """One training sequence being written: its tokens and the kind of each as a target."""

    def __init__(self, tokens: Tokenizer, rng: random.Random, length):
        self.tokens, self.rng = tokens, rng
        self.start, self.steps = task.draw_problem(rng, length)
        self.truth = task.values_of(self.start, self.steps)
        self.ids, self.kinds = [], []
        self.at = 0
        self.held = {0: self.start}  # step -> the value the path goes on from
        self.since = {}  # step -> value of the new lines since the last block
        self.slip = None  # the first wrong result among them
        self.contested = False  # did the last block name more than one value for a step?
        self.ended_early = False  # did the last block leave steps of its list unworked?

    def prompt(self):
        self._add(f.prompt_text(f.problem_text(self.start, self.steps)), NONE)

    def _add(self, text, kind):
        ids = self.tokens.encode(text)
        self.ids += ids
        self.kinds += [kind] * len(ids)

    def wrong(self, right):
        return (right + self.rng.randrange(1, task.MODULUS)) % task.MODULUS

    def step(self, error_rate):
        """Writes the next step; a wrong result carries no loss."""
        before, step = self.held[self.at], self.steps[self.at]
        right = task.apply(before, step)
        wrong = self.rng.random() < error_rate
        result = self.wrong(right) if wrong else right
        self.at += 1
        self._add(f.step_text(self.at, before, step, result), STRUCTURE)
        self.kinds[-2] = NONE if wrong else FIRST
        self.held[self.at] = self.since[self.at] = result
        if wrong and self.slip is None:
            self.slip = self.at, result

    def part_of_step(self):
        """Writes the beginning of the next step only, as when a turn ends inside a line."""
        text = f.step_text(self.at + 1, self.held[self.at], self.steps[self.at], 0)
        ids = self.tokens.encode(text)[:self.rng.randint(1, 5)]
        self.ids += ids
        self.kinds += [STRUCTURE] * len(ids)

    def finish(self):
        self._add(f.answer_text(self.held[self.at]) + "<eos>", STRUCTURE)

    def forced_finish(self):
        self._add(f.FINAL_ANSWER, NONE)
        self._add(f"{self.held[self.at]}" + "}<eos>", STRUCTURE)

    def peer(self, base, error_rate, start_wrong, shared, last, count):
        """The list of a peer whose last step is `last`: step -> value, `count` steps long."""
        first = max(1, last - count + 1)
        begin = min(base, first - 1)
        value = self.truth[begin]
        if begin > 0 and self.rng.random() < start_wrong:
            value = self.wrong(value)
        number, shared_value, share = shared
        shares = self.rng.random() < share
        listed = {}
        for at in range(begin + 1, last + 1):
            value = task.apply(value, self.steps[at - 1])
            if shares and at == number:
                value = shared_value
            elif not (shares and at < number) and self.rng.random() < error_rate:
                value = self.wrong(value)
            if at >= first:
                listed[at] = value
        return listed

    def shared_mistake(self, base):
        """A wrong value that several of the group have: (step, value, the share that has it)."""
        rng, chance = self.rng, self.rng.random()
        if self.slip and chance < (0.3 if base == 0 else 0.08):
            return *self.slip, rng.choice([0.5, 1, 1, 1])
        if chance > 0.92:
            number = rng.randint(min(base + 1, self.at), self.at)
            return number, self.wrong(self.truth[number]), 0.6
        return 0, 0, 0

    def peers(self, base, group, error_rate):
        """The lists of the other paths of the group."""
        rng, last, own = self.rng, self.at, max(1, len(self.since))
        start_wrong = rng.choice([0, 0, 0.1, 0.3])
        spread = rng.random() < 0.25
        common = rng.choice([-3, -2, -1, 1, 2, 3]) if rng.random() < 0.08 else 0
        shared = self.shared_mistake(base)
        out = []
        for _ in range(group - 1):
            shift = common or (rng.randint(-3, 3) if spread and rng.random() < 0.8 else 0)
            end = min(max(1, last + shift), len(self.steps))
            count = own if rng.random() < 0.8 and not spread else rng.randint(1, 8)
            out.append(self.peer(base, error_rate, start_wrong, shared, end, count))
        return out

    def block(self, base, group, policy, k, error_rate):
        """Writes a LeaP block and works the steps of the own list out again."""
        rng = self.rng
        own = self.since or {self.at: self.held[self.at]}
        self._add(rng.choice(f.TRIGGERS) + " " + f.SUMMARY_OPEN, NONE)
        summary = f.summary_text(own.items())
        self._add(summary + f.SUMMARY_CLOSE, STRUCTURE)
        lists = self.peers(base, group, error_rate) if group > 1 else []
        texts = [f.summary_text(p.items()) for p in lists]
        heard = [lists[i] for i in route(policy, summary, texts, k, rng)]
        self._add(f.comment_text([f.summary_text(p.items()) for p in heard]), NONE)
        self._add(f.BLANK, STRUCTURE)
        self.contested = any(p.get(at, value) != value for p in heard for at, value in own.items())
        self._again(own, heard)
        self.since, self.slip = {}, None

    def _again(self, own, heard):
        rng = self.rng
        slips = rng.choice([0, 0, 0.03, 0.1])
        first, last = min(own), max(own)
        if rng.random() < 0.1:
            last = rng.randint(first, last)  # the turn ends before all is worked out
        self.ended_early = last < max(own)
        for at in range(first, last + 1):
            before, step = self.held[at - 1], self.steps[at - 1]
            said = [p[at] for p in heard if at in p]
            target, named = checked_value(task.apply(before, step), self.truth[at], own[at], said)
            result = self.wrong(target) if rng.random() < slips else target
            self._add(f.step_text(at, before, step, result, again=True), STRUCTURE)
            self.kinds[-2] = NONE if result != target else CHECKED if named else FIRST
            self.held[at] = result
        self.at = last


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
    policy, k = rng.choice(POLICIES), rng.choice(PEERS)
    peer_rate = rng.choice([0.02, 0.05, 0.1, 0.2, 0.3])
    base = 0
    for _ in range(10):
        new = rng.choices(NEW_STEPS, NEW_STEPS_WEIGHTS)[0]
        if t.ended_early and rng.random() < 0.6:
            new = 0
        for _ in range(new or (t.at == 0)):
            if t.at < length:
                t.step(error_rate)
        if rng.random() < 0.015:
            if t.at < length:
                t.part_of_step()
            t.forced_finish()
            return t.ids, t.kinds
        if t.at == length and rng.random() < 0.6:
            break
        if t.at < length and rng.random() < 0.03:
            t.part_of_step()
        t.block(base, group, policy, k, peer_rate)
        base = t.at
        if rng.random() < 0.02:
            t.forced_finish()
            return t.ids, t.kinds
    while t.at < length:
        t.step(error_rate)
    t.finish()
    return t.ids, t.kinds


def draw_block(tokens, rng):
    """A few step lines and one block, without a prompt; mostly blocks whose values differ."""
    while True:
        t = Trace(tokens, rng, task.MAX_STEPS)
        base = 0 if rng.random() < 0.3 else rng.randint(1, task.MAX_STEPS - 3)
        t.at, t.held[base] = base, t.truth[base]
        if base > 0 and rng.random() < 0.15:
            t.held[base] = t.wrong(t.truth[base])
        error_rate = rng.choice([0.1, 0.2, 0.3])
        for _ in range(rng.choice([1, 2, 3, 3, 4, 5])):
            if t.at < task.MAX_STEPS:
                t.step(error_rate)
        lines = len(t.kinds)
        group, k = rng.choice([4, 8, 8, 8]), rng.choice(PEERS)
        t.block(base, group, rng.choice(POLICIES), k, rng.choice([0.05, 0.1, 0.2, 0.3]))
        if t.contested or rng.random() < 0.2:
            t.kinds[:lines] = [k if k == FIRST else NONE for k in t.kinds[:lines]]
            return t.ids, t.kinds


def draw_drill(tokens, rng):
    """One step line by itself, as (ids, kinds): the arithmetic without anything around it."""
    _, (step,) = task.draw_problem(rng, 1)
    number, value = rng.randint(1, task.MAX_STEPS), rng.randrange(task.MODULUS)
    again = rng.random() < 0.3
    ids = tokens.encode(f.step_text(number, value, step, task.apply(value, step), again))
    return ids, [NONE] * 4 + [STRUCTURE] * (len(ids) - 6) + [FIRST, STRUCTURE]
