"""A small Moodle of our own: reads Moodle XML and marks answers, as a real one was seen to do.

Written from measurements of a running system, and sharing no code with the writer.
"""

import html
import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, combinations

from lxml import etree

GRID = {
    "100": Fraction(1),
    "90": Fraction(9, 10),
    "83.33333": Fraction(5, 6),
    "80": Fraction(4, 5),
    "75": Fraction(3, 4),
    "70": Fraction(7, 10),
    "66.66667": Fraction(2, 3),
    "60": Fraction(3, 5),
    "50": Fraction(1, 2),
    "40": Fraction(2, 5),
    "33.33333": Fraction(1, 3),
    "30": Fraction(3, 10),
    "25": Fraction(1, 4),
    "20": Fraction(1, 5),
    "16.66667": Fraction(1, 6),
    "14.28571": Fraction(1, 7),
    "12.5": Fraction(1, 8),
    "11.11111": Fraction(1, 9),
    "10": Fraction(1, 10),
    "5": Fraction(1, 20),
    "0": Fraction(0),
}


class Refused(Exception):
    """What Moodle refuses to import."""


def fraction(text: str) -> Fraction:
    """A fraction of the file as the share it stands for; Refused off the grid."""
    given = Fraction(text) / 100
    for legal, share in GRID.items():
        if abs(abs(given) - Fraction(legal) / 100) < Fraction(1, 100_000):
            return share if given >= 0 else -share
    raise Refused(f"grade {text} does not match the grade options")


def choices(question: etree._Element) -> tuple[bool, list[Fraction]]:
    """Whether one option can be chosen, and the share of each."""
    if question.get("type") == "cloze":
        return embedded(text(question, "questiontext"))[:2]
    single = text(question, "single", "") not in ("false", "0", "")
    answers = [a for a in question.findall("answer") if (a.findtext("text") or "").strip()]
    if len(answers) < 2:
        raise Refused("fewer than two answers")
    return single, [fraction(a.get("fraction", "0")) for a in answers]


def mark(question: etree._Element, chosen: tuple[int, ...]) -> Fraction:
    """The points for a selection (indices from 0), by the default grade of the question."""
    grade = Fraction(text(question, "defaultgrade", ""))
    if question.get("type") == "cloze":
        grade = Fraction(embedded(text(question, "questiontext"))[2])
    single, shares = choices(question)
    if not chosen:
        return Fraction(0)
    if single:
        return shares[chosen[0]] * grade
    return min(max(sum((shares[i] for i in chosen), Fraction(0)), Fraction(0)), Fraction(1)) * grade


def selections(question: etree._Element) -> Iterator[tuple[int, ...]]:
    """Every selection that a student can make."""
    single, shares = choices(question)
    sizes = range(2) if single else range(len(shares) + 1)
    return chain.from_iterable(combinations(range(len(shares)), size) for size in sizes)


def text(element: etree._Element, name: str, inner: str = "/text") -> str:
    """The text of a part of a question, trimmed as Moodle trims it."""
    return (element.findtext(f"{name}{inner}") or "").strip()


_START = re.compile(r"\{(\d*):(MULTICHOICE_VS?|MULTIRESPONSE(?:_S)?):")
_PERCENT = re.compile(r"%(-?[0-9]+(?:[.,][0-9]*)?)%")


def embedded(question_text: str) -> tuple[bool, list[Fraction], int]:
    """The one embedded answer of a text: whether single, its shares, and its grade."""
    single, parts, grade = _parts(question_text)
    shares = [share for share, _, _ in parts]
    if sum(bool(answer.strip()) for _, answer, _ in parts) < 2:
        raise Refused("fewer than two answers")
    if not single:
        total = sum((share for share in shares if share > 0), Fraction(0))
        if not total:
            raise Refused("no answer is worth anything")
        shares = [share / total if share > 0 else share for share in shares]
    elif 1 not in shares:
        raise Refused("no answer has full marks")
    return single, shares, grade


def embedded_options(question_text: str) -> list[tuple[str, str]]:
    """The options of an embedded answer as HTML, with their feedback, as Moodle decodes them."""
    return [(answer, feedback) for _, answer, feedback in _parts(question_text)[1]]


def _parts(question_text: str) -> tuple[bool, list[tuple[Fraction, str, str]], int]:
    starts = list(_START.finditer(question_text))
    if len(starts) != 1:
        raise Refused(f"{len(starts)} embedded answers")
    parts: list[tuple[Fraction, str, str]] = []
    position, last = starts[0].end(), ""
    while last != "}":
        percent = _PERCENT.match(question_text, position)
        if percent is None:
            raise Refused("an answer without a fraction")
        answer, position, last = _piece(question_text, percent.end(), "~#}")
        feedback = ""
        if last == "#":
            feedback, position, last = _piece(question_text, position, "~}")
        parts.append((Fraction(percent[1]) / 100, _decoded(answer), _decoded(feedback)))
    return starts[0][2].startswith("MULTICHOICE"), parts, int(starts[0][1] or "1")


def _piece(source: str, start: int, ends: str) -> tuple[str, int, str]:
    for position in range(start, len(source)):
        before = source[start:position]
        shielded = before.endswith(("\\", "&", "&amp;") if "#" in ends else "\\")
        if source[position] in ends and not shielded:
            return before, position + 1, source[position]
    raise Refused("an embedded answer without an end")


def _decoded(piece: str) -> str:
    return html.unescape(piece).replace("\\}", "}").replace("\\#", "#")
