"""The task: a chain of one-digit operations, every value kept modulo 100."""
import random

MODULUS = 100
MAX_STEPS = 16
WORDS = {"+": "Add", "-": "Minus", "*": "Times"}
SMALLEST = {"+": 1, "-": 1, "*": 2}


def apply(value, step):
    """The value after one step; a step is a pair (symbol, operand)."""
    symbol, operand = step
    if symbol == "+":
        return (value + operand) % MODULUS
    if symbol == "-":
        return (value - operand) % MODULUS
    return (value * operand) % MODULUS


def draw_problem(rng: random.Random, length: int):
    """A random problem: its start value and a list of steps (3/8 add, 3/8 minus, 1/4 times)."""
    steps = []
    for _ in range(length):
        symbol = rng.choice("+++---**")
        steps.append((symbol, rng.randint(SMALLEST[symbol], 9)))
    return rng.randrange(MODULUS), steps


def values_of(start, steps):
    """The start value followed by the value after each step."""
    values = [start]
    for step in steps:
        values.append(apply(values[-1], step))
    return values
