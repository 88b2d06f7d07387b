"""A quick look at a model: independent paths against LeaP on fresh problems.

It follows the product's rules on token level: turns of T tokens, a cut back to the last blank
line, a forced trigger, the summary, the routed comments, and a forced answer at the end.
"""
import argparse
import random
import re
import time
from collections import Counter

import torch

import format as f
import task
from model import PeerModel, Shape
from prompt_profile import DEFAULTS
from routing import route
from tokenizer import Tokenizer

CAPACITY = 2000


class Path:
    """One reasoning path: its ids, how many of them are in the cache, its state."""

    def __init__(self, ids, problem):
        self.ids, self.cached, self.problem = list(ids), 0, problem
        self.thinking, self.sampled = True, 0


class Lockstep:
    """Samples many paths at once, one row of the key/value cache for each."""

    def __init__(self, model, tokens, paths, temperature):
        self.model, self.tokens, self.paths, self.temperature = model, tokens, paths, temperature
        self.caches = model.new_caches(len(paths), CAPACITY)

    def sample(self, rows, limit, stops):
        """Lets each row write up to `limit` tokens, or until one of `stops` (kept)."""
        made = {r: 0 for r in rows}
        while rows:
            logits = self._feed(rows)
            if self.temperature > 0:
                picks = torch.multinomial((logits / self.temperature).softmax(-1), 1)[:, 0]
            else:
                picks = logits.argmax(-1)
            rest = []
            for row, token in zip(rows, picks.tolist()):
                self.paths[row].ids.append(token)
                self.paths[row].sampled += 1
                made[row] += 1
                if token not in stops and made[row] < limit:
                    rest.append(row)
            rows = rest

    def _feed(self, rows):
        """Runs the ids that are not in the cache yet; the logits after the last id of each row."""
        news = [self.paths[r].ids[self.paths[r].cached:] for r in rows]
        longest = max(map(len, news))
        ids = torch.tensor([n + [self.tokens.pad] * (longest - len(n)) for n in news])
        # Every row takes part in the run; rows that wait write behind their own end, unseen.
        every = torch.zeros((len(self.paths), longest), dtype=torch.long)
        starts = torch.tensor([p.cached for p in self.paths])
        every[rows] = ids
        with torch.no_grad():
            logits = self.model.extend(every, starts, self.caches)
        for row in rows:
            self.paths[row].cached = len(self.paths[row].ids)
        return logits[rows, [len(n) - 1 for n in news]]


def cut(path, blanks):
    """Drops what stands after the last blank line."""
    end = len(path.ids)
    while path.ids[end - 1] not in blanks:
        end -= 1
    path.ids, path.cached = path.ids[:end], min(path.cached, end)


def run(model, tokens, problems, mode, peers, temperature, seed, settings=DEFAULTS, beginnings=None):
    """All paths of all problems; the answers (or None) for each problem, and the paths.

    `beginnings` are texts that all paths of a problem go on from; they count for the first turn.
    """
    torch.manual_seed(seed)
    rng, count = random.Random(seed), settings["path_count"]
    prompts = [tokens.encode(f.prompt_text(f.problem_text(*p))) for p in problems]
    paths = [Path(ids, i) for i, ids in enumerate(prompts) for _ in range(count)]
    begun = [tokens.encode(text) for text in beginnings or [""] * len(problems)]
    for p in paths:
        p.ids += begun[p.problem]
    engine = Lockstep(model, tokens, paths, temperature)
    blanks = {tokens.added[f.BLANK], tokens.added[f.COMMENT_END], tokens.added[f.EMPTY_COMMENT]}
    ends = {tokens.added[f.THINK_END], tokens.eos}
    close = tokens.added[f.SUMMARY_CLOSE]
    for turn in range(settings["max_turns"]):
        rows = [r for r, p in enumerate(paths) if p.thinking]
        limit = settings["interval_tokens"] if turn > 0 else settings["first_interval_tokens"] - max(map(len, begun))
        if limit > 0:
            engine.sample(rows, limit, ends)
        for p in paths:
            p.thinking = p.thinking and p.ids[-1] not in ends
        rows = [r for r, p in enumerate(paths) if p.thinking]
        if mode == "independent" or turn == settings["max_turns"] - 1 or not rows:
            continue
        opened = {}
        for r in rows:
            cut(paths[r], blanks)
            paths[r].ids += tokens.encode(rng.choice(f.TRIGGERS) + " " + f.SUMMARY_OPEN)
            opened[r] = len(paths[r].ids)
        engine.sample(rows, settings["summary_tokens"], {close} | ends)
        texts = {}
        for r in rows:
            if paths[r].ids[-1] != close:
                paths[r].ids += tokens.encode("... " + f.SUMMARY_CLOSE)
            texts[r] = tokens.decode(paths[r].ids[opened[r]:]).split(f.SUMMARY_CLOSE)[0].strip()
        for r in rows:
            others = [o for o in rows if o != r and paths[o].problem == paths[r].problem]
            if mode == "own":
                heard = [texts[r]] * min(peers, len(others))
            else:
                heard = [texts[others[i]] for i in route(mode, texts[r], [texts[o] for o in others], peers, rng)]
            paths[r].ids += tokens.encode(f.comment_text(heard))
    for p in paths:
        if p.thinking:
            p.ids += tokens.encode(f.FINAL_ANSWER)
    engine.sample(list(range(len(paths))), settings["answer_tokens"], {tokens.eos})
    answers = [[] for _ in problems]
    for p in paths:
        found = re.findall(r"\\boxed\{(\d+)\}", tokens.decode(p.ids))
        answers[p.problem].append(int(found[-1]) if found else None)
    return answers, paths


def score(problems, answers):
    """Pass@1 with a 95 % half-width over problems, the majority vote, and any path right."""
    truth = [task.values_of(*p)[-1] for p in problems]
    each = torch.tensor([sum(a == t for a in own) / len(own) for own, t in zip(answers, truth)])
    width = 1.96 * each.std().item() / len(each) ** 0.5 if len(each) > 1 else 0.0
    votes = []
    for own, t in zip(answers, truth):
        counts = Counter(a for a in own if a is not None)
        best = max(counts.values(), default=0)
        winners = [v for v, c in counts.items() if c == best]
        votes.append(1 / len(winners) if t in winners else 0)
    any_right = sum(t in own for own, t in zip(answers, truth)) / len(truth)
    return each.mean().item(), width, sum(votes) / len(votes), any_right


def step_errors(tokens, paths):
    """Shares of wrong results in new lines and in lines worked out again, and of lines that break the form."""
    steps, wrong, broken = {"is": 0, "=": 0}, {"is": 0, "=": 0}, 0
    for p in paths:
        for line in tokens.decode(p.ids).split("\n\n")[1:]:
            step = re.fullmatch(r"#\d+ (Add|Minus|Times) (\d) after (\d+), so #\d+ (is|=) (\d+)", line)
            if step:
                word, n, a, sign, b = step.groups()
                steps[sign] += 1
                symbol = next(s for s, w in task.WORDS.items() if w == word)
                wrong[sign] += task.apply(int(a), (symbol, int(n))) != int(b)
            elif line.startswith("#"):
                broken += 1
    shares = [wrong[sign] / max(1, steps[sign]) for sign in steps]
    return *shares, broken / max(1, sum(steps.values()))


def trapping(problem, rng):
    """Three lines that all paths of a problem go on from; one of their results is wrong."""
    start, steps = problem
    place, value, text = rng.randrange(3), start, ""
    for i, step in enumerate(steps[:3]):
        result = task.apply(value, step)
        if i == place:
            result = (result + rng.randrange(1, task.MODULUS)) % task.MODULUS
        text += f.step_text(i + 1, value, step, result)
        value = result
    return text


def load(path):
    tokens = Tokenizer()
    model = PeerModel(Shape(vocab=tokens.size))
    model.load_state_dict(torch.load(path))
    return model.eval(), tokens


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--problems", type=int, default=60)
    parser.add_argument("--steps", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1000)
    parser.add_argument("--temperatures", default=str(DEFAULTS["temperature"]))
    parser.add_argument("--interval", type=int, default=DEFAULTS["interval_tokens"])
    parser.add_argument("--first-interval", type=int, default=DEFAULTS["first_interval_tokens"])
    parser.add_argument("--turns", type=int, default=DEFAULTS["max_turns"])
    parser.add_argument("--trap", action="store_true", help="all paths of a problem go on from the same wrong beginning")
    parser.add_argument("--modes", default="independent,own:4,random:4,random:2,clustered:4,hybrid:4,dispersed:4,dispersed:2,all:7")
    args = parser.parse_args()
    model, tokens = load(args.weights)
    rng = random.Random(args.seed)
    problems = [task.draw_problem(rng, args.steps) for _ in range(args.problems)]
    settings = dict(DEFAULTS, interval_tokens=args.interval, first_interval_tokens=args.first_interval,
                    max_turns=args.turns)
    beginnings = [trapping(p, rng) for p in problems] if args.trap else None
    greedy, _ = run(model, tokens, problems, "independent", 0, 0, 1, dict(settings, path_count=1))
    print(f"greedy, alone: {100 * score(problems, greedy)[0]:.1f} % of {args.problems} problems of {args.steps} steps")
    print("temperature mode           Pass@1        Cons@8   any  new wrong  again wrong  broken lines  tokens/path  seconds")
    for temperature in map(float, args.temperatures.split(",")):
        for name in args.modes.split(","):
            mode, _, k = name.partition(":")
            began = time.time()
            answers, paths = run(model, tokens, problems, mode, int(k or 0), temperature, args.seed, settings, beginnings)
            one, width, cons, some = score(problems, answers)
            new, again, broken = step_errors(tokens, paths)
            print(f"{temperature:11.2f} {name:13s} {100 * one:5.1f} +-{100 * width:4.1f} {100 * cons:8.1f} {100 * some:5.0f}"
                  f" {100 * new:8.2f} % {100 * again:10.2f} % {100 * broken:11.2f} % {sum(p.sampled for p in paths) / len(paths):12.0f}"
                  f" {time.time() - began:8.0f}", flush=True)


if __name__ == "__main__":
    main()
