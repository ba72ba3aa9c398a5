"""Moodle's embedded answers: what the code in a text says of options, shares and feedback.

The fractions of a part are not held against the grid. Instead those above 0 of a MULTIRESPONSE are
divided by their sum, and a MULTICHOICE needs one of 100 % (read in multianswer/questiontype.php).
"""

import html
import re
from dataclasses import dataclass
from fractions import Fraction

from examc.core import lazyre
from examc.systems.reading import NotUnderstood, number

_PART = lazyre.compile(r"\{(\d*):(MULTIRESPONSE|MULTICHOICE)(?:_[A-Z]+)?:(.*?)(?<!\\)\}", re.DOTALL)
_FRACTION = lazyre.compile(r"\s*(?:%(-?[0-9]+(?:\.[0-9]*)?)%|(=))?")
_NOTE = lazyre.compile(r"(?<!\\)(?<!&)(?<!&amp;)#")


@dataclass(frozen=True, slots=True)
class Part:
    """An embedded answer: its points, and of each option the share, the text and the feedback.

    All texts are HTML.
    """

    points: Fraction
    single: bool
    fractions: list[Fraction]
    labels: tuple[str, ...]
    notes: dict[int, str]
    around: str
    """The text without the code."""


def read(text: str) -> Part:
    """The one embedded answer of a text; raises NotUnderstood."""
    parts = _PART.findall(text)
    if len(parts) != 1:
        raise NotUnderstood("embedded answers are not recognised")
    weight, kind, body = parts[0]
    answers = [_answer(answer) for answer in re.split(r"(?<!\\)~", body)]
    if sum(bool(option.strip()) for _, option, _ in answers) < 2:
        raise NotUnderstood("an embedded answer needs two options")
    single = kind == "MULTICHOICE"
    return Part(
        number(weight or "1"),
        single,
        _shares([fraction for fraction, _, _ in answers], single=single),
        tuple(option for _, option, _ in answers),
        {place: note for place, (_, _, note) in enumerate(answers)},
        _PART.sub("", text),
    )


def _shares(fractions: list[Fraction], *, single: bool) -> list[Fraction]:
    if single:
        if Fraction(1) not in fractions:
            raise NotUnderstood("an embedded answer needs an option of 100 %")
        return fractions
    positive = sum((f for f in fractions if f > 0), Fraction(0))
    if not positive:
        raise NotUnderstood("an embedded answer needs an option above 0 %")
    return [f / positive if f > 0 else f for f in fractions]


def _answer(text: str) -> tuple[Fraction, str, str]:
    """The share, the text and the feedback of an embedded answer."""
    match = _FRACTION.match(text)
    assert match is not None
    fraction = number(match[1]) / 100 if match[1] else Fraction(bool(match[2]), 1)
    option, *notes = _NOTE.split(text[match.end() :], maxsplit=1)
    return fraction, _decoded(option), _decoded(notes[0]) if notes else ""


def _decoded(text: str) -> str:
    """The HTML of a part: Moodle resolves entities once before, and takes backslashes away."""
    bare = html.unescape(text)
    for character in "}#~":
        bare = bare.replace(f"\\{character}", character)
    return bare
