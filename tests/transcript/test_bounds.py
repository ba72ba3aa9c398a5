"""Time and depth stay within bounds, whatever stands in a print."""

import time

import pytest

from transcript.support import CASES, HEAD, transcript

PIECES = [
    *("*", "[", "$a ", "$", "`a`b``", "<a>", "<", "^~", "\\", "a**b", "$$a ", "(", "☐ ", "...", "]:"),
    *("![](a.png)", "<sup>a</sup>", "&amp;", "| a ", "$ x $ ", "[a](b) ", "{", "}", "\\frac{", "> "),
    *("2 pts\n\n", "a\n\n2 pts\n\n", "- ☐ a 1.0\n", "☐\n", "Feedback\n", "```\n", "```py\n\n", "$$\n"),
    *("$$ a\n\n", "2 PTS · OPEN\n", "TEXT BLOCK\n", "## Exam: A #1\n", "a\n\n\n\n\n", "a\n", "- a\n"),
    *("> a\n", "a 50% (2 pts)\n", "| a | b |\n", "#\n", "\n", "Figure 1: a\n\n", "[1]: a\n", "<br>\n"),
    *("8 pts · Last updated 1 Jan, 2023, 10:00\n", "X · 1 exercises · 2 points\n", "IMAGE BLOCK\na.png\n"),
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_many_of_the_same(piece: str) -> None:
    for kind in ("OPEN", "MULTIPLE CHOICE"):
        head = HEAD.format(points=2) + f"2 PTS · {kind}\n\n"
        exam, _, _ = transcript(head + piece * (30_000 // len(piece)))
        assert exam is not None


def test_depth() -> None:
    steps = "".join("  " * depth + "- a\n" for depth in range(300))
    for text in (
        steps,
        ">" * 5000,
        "$" + "{" * 9000 + "}" * 9000 + "$",
        "*" * 5000 + "a" + "*" * 5000,
    ):
        exam, _, _ = transcript(HEAD.format(points=2) + "2 PTS · OPEN\n\n" + text)
        assert exam is not None


@pytest.mark.slow
@pytest.mark.timed
def test_a_million_characters() -> None:
    items = (CASES / "options-over-lines" / "transcript.md").read_text(encoding="utf-8")
    items = items[items.index("2 PTS") :]
    text = HEAD.format(points=2) + items * (1_000_000 // len(items))
    begin = time.process_time()
    exam, _, _ = transcript(text)
    assert exam is not None
    assert len(exam.exercises[0].items) == 2 * (1_000_000 // len(items))
    assert time.process_time() - begin < 60
