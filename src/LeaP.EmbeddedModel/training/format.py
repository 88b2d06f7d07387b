"""Every phrase the model reads or writes, in one place; the profile is made from it too."""
from task import MAX_STEPS, SMALLEST, WORDS

MAX_PEERS = 15
BLANK = "\n\n"
TRIGGERS = [
    "Let me note where I am.",
    "A short note of my values first.",
    "I pause and list my latest values.",
]
REFLECTION = "I compare these values with mine before I go on."
NO_COMMENTS = "Nobody is left to compare with, so I go on alone."
SUMMARY_OPEN, SUMMARY_CLOSE = "<summarize>", "</summarize>"
COMMENT_OPEN, COMMENT_CLOSE = "<comment>", "</comment>"
THINK_END = "</think>"
BOXED = "\\boxed{"
FINAL_ANSWER = BLANK + "Final answer: " + BOXED
SENTENCE_PREFIX = "#{0} "

COMMENT_START = f' {COMMENT_OPEN} Peer 1: "'
COMMENT_END = f'" {COMMENT_CLOSE}{BLANK}'
EMPTY_COMMENT = f" {COMMENT_OPEN} No comments {COMMENT_CLOSE}{BLANK}"


def next_peer(number):
    """What stands between the summary of peer `number - 1` and that of peer `number`."""
    return f'"\nPeer {number}: "'


def problem_text(start, steps):
    """The problem as a user writes it."""
    return f"Start with {start}." + "".join(f" {WORDS[s]} {n}." for s, n in steps)


def prompt_text(problem):
    """The problem as the model reads it: every sentence but the first is numbered."""
    first, *rest = problem.split(". ")
    numbered = [SENTENCE_PREFIX.format(i) + text for i, text in enumerate(rest, 1)]
    return ". ".join([first] + numbered) + BLANK


def step_text(number, value, step, result, again=False):
    """One paragraph of the trace; a step that is worked out again after a block says `=`."""
    sign = "=" if again else "is"
    return f"#{number} {WORDS[step[0]]} {step[1]} after {value}, so #{number} {sign} {result}{BLANK}"


def summary_text(items):
    """The text between the summary tags; items are (step number, value) pairs.

    Lists, and steps worked out again, write `=` where new step lines write `is`: what stands behind
    the token of a step that is worked out again is then the value of the own list and one of each
    peer, and nothing else.
    """
    return ", ".join(f"#{number} = {value}" for number, value in items)


def comment_text(summaries):
    """The forced block with the peers' summaries and the reflection sentence."""
    if not summaries:
        return EMPTY_COMMENT + NO_COMMENTS
    text = COMMENT_START + summaries[0]
    for number, summary in enumerate(summaries[1:], 2):
        text += next_peer(number) + summary
    return text + COMMENT_END + REFLECTION


def answer_text(value):
    """The end of a trace, before the end-of-text token."""
    return f"{THINK_END}{BLANK}{BOXED}{value}" + "}"


def phrases():
    """The added tokens of the vocabulary.

    None holds a digit of a value: a value is one token of its own wherever it stands. An
    operation and its one-digit operand are one token.
    """
    operations = [(s, n) for s in WORDS for n in range(SMALLEST[s], 10)]
    out = ["Start with ", ". ", BLANK, ", ", " after ", ", so "]
    out += [f"{WORDS[s]} {n}" for s, n in operations]
    out += [f"#{i} " for i in range(1, MAX_STEPS + 1)]
    out += [f"#{i} is " for i in range(1, MAX_STEPS + 1)]
    out += [f"#{i} = " for i in range(1, MAX_STEPS + 1)]
    out += TRIGGERS + [" " + SUMMARY_OPEN, SUMMARY_CLOSE, COMMENT_START]
    out += [next_peer(i) for i in range(2, MAX_PEERS + 1)]
    out += [COMMENT_END, EMPTY_COMMENT, REFLECTION, NO_COMMENTS]
    out += [THINK_END, BOXED, FINAL_ANSWER]
    return out
