"""Prints that chance has damaged: no line of them is lost in silence, and no word is made up.

What is counted is words, in whatever order, since a damaged print may have none; `wording` knows
nothing of the reader.
"""

import random
from collections.abc import Callable
from itertools import pairwise

import pytest

from support import shared
from transcript.support import CASES, assert_writable, transcript
from transcript.wording import lost, made_up

NAMES = sorted(path.parent.name for path in CASES.glob("*/transcript.md"))
WITHOUT = frozenset({"special-characters"})
"""A case whose addresses and signs are no words of its own."""

Damage = Callable[[random.Random, list[str]], list[str]]


def deleted(rng: random.Random, lines: list[str]) -> list[str]:
    """Without every tenth line."""
    return [line for line in lines if rng.random() > 0.1]


def doubled(rng: random.Random, lines: list[str]) -> list[str]:
    """With every tenth line twice."""
    return [again for line in lines for again in [line] * (1 + (rng.random() < 0.1))]


def swapped(rng: random.Random, lines: list[str]) -> list[str]:
    """With some lines in each other's places."""
    found = list(lines)
    for _ in range(5):
        here, there = rng.randrange(len(found)), rng.randrange(len(found))
        found[here], found[there] = found[there], found[here]
    return found


def shuffled(rng: random.Random, lines: list[str]) -> list[str]:
    """With all lines in any order."""
    return rng.sample(lines, len(lines))


def moved(rng: random.Random, lines: list[str]) -> list[str]:
    """With a part of it in another place."""
    start, length = rng.randrange(len(lines)), rng.randrange(1, 12)
    rest = lines[:start] + lines[start + length :]
    place = rng.randrange(len(rest) + 1)
    return rest[:place] + lines[start : start + length] + rest[place:]


def beheaded(rng: random.Random, lines: list[str]) -> list[str]:
    """Without its beginning."""
    return lines[rng.randrange(len(lines)) :]


def broken(rng: random.Random, lines: list[str]) -> list[str]:
    """With the ends of pages anywhere."""
    ends = (["", "{7}" + "-" * 40, ""], ["", " ", ""], [" "])
    return [
        new for line in lines for new in (line, *(rng.choice(ends) if rng.random() < 0.1 else ()))
    ]


def of_headings(_: random.Random, lines: list[str]) -> list[str]:
    """Nothing but what looks like a heading or a label."""
    return [line for line in lines if line.lstrip("*").startswith("#") or "·" in line]


DAMAGES: list[Damage] = [
    *(deleted, doubled, swapped, shuffled, moved, beheaded, broken, of_headings),
]


def assert_nothing_lost(text: str) -> None:
    """All that stands in a print is read, or named; and no more than that."""
    exam, files, found = transcript(text)
    if exam is None:
        assert {one.code for one in found} == {"R400"}
        return
    assert_writable(exam, files)
    assert lost(text, exam, found) == {}, text
    assert made_up(text, exam, found) == {}, text


def print_of(name: str) -> str:
    """The text of a case."""
    data = (CASES / name / "transcript.md").read_bytes()
    return data.decode("utf-8", "replace").replace("\r\n", "\n")


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("name", [name for name in NAMES if name not in WITHOUT])
def test_damaged_case(name: str, damage: Damage) -> None:
    rng = random.Random(f"{name} {damage.__name__}")
    for _ in range(2):
        assert_nothing_lost("\n".join(damage(rng, print_of(name).split("\n"))))


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_damaged_seed(damage: Damage) -> None:
    rng = random.Random(damage.__name__)
    lines = shared("seed", "resit2022.md").read_text(encoding="utf-8").split("\n")
    for _ in range(3):
        assert_nothing_lost("\n".join(damage(rng, lines)))


def test_seed_cut_anywhere() -> None:
    text = shared("seed", "resit2022.md").read_text(encoding="utf-8")
    for part in range(1, 20):
        assert_nothing_lost(text[: len(text) * part // 20])


def test_two_exams_in_one_file() -> None:
    for first, second in pairwise(NAMES):
        if not WITHOUT & {first, second}:
            assert_nothing_lost(print_of(first) + "\n" + print_of(second))
