"""Embedded answers in the form that our writer gives them → the options of one question.

Anything else that a cloze text can hold is no question of the exam's language.
"""

import re
from fractions import Fraction

from examc.core import lazyre, numbers
from examc.core.records import Record
from examc.formats.moodle.cloze import share_of

MOST_OPTIONS = 1000  # of one question; what follows them is no option

_OURS = lazyre.compile(
    r"(?P<prompt>.*)\n<div>\{(?P<points>[0-9]{1,9}):(?P<kind>MULTICHOICE_VS?|MULTIRESPONSE(?:_S)?):"
    r"(?P<options>[^{}]*)\}</div>",
    re.DOTALL,
)
_ANOTHER = lazyre.compile(r"\{(?:\d*:|#)")
_PERCENT = lazyre.compile(r"%(-?[0-9]{1,9}(?:\.[0-9]{1,7})?)%")
_NOTE = lazyre.compile(r"(?<!&)(?<!&amp;)#")


class Embedded(Record, frozen=True):
    """A choice question inside a text; the options are share, text and feedback, in HTML."""

    prompt: str
    points: Fraction
    single: bool
    shuffle: bool
    options: tuple[tuple[Fraction, str, str], ...]


def find(text: str) -> Embedded | None:
    """The one embedded answer at the end of a text; None for a text of any other form.

    Moodle divides the shares of a multiple response by the sum of those above 0, so that they
    mean what they say only if that is 1.
    """
    found = _OURS.fullmatch(text)
    if found is None or _ANOTHER.search(found["prompt"]):
        return None
    options: list[tuple[Fraction, str, str]] = []
    for piece in found["options"].split("~", MOST_OPTIONS):
        percent = _PERCENT.match(piece)
        if percent is None:
            return None
        written, *note = _NOTE.split(piece[percent.end() :], maxsplit=1)
        options.append((share_of(percent[1]), _decoded(written), _decoded("".join(note))))
    single = found["kind"].startswith("MULTICHOICE")
    shares = [share for share, _, _ in options]
    if single and 1 not in shares:
        return None
    if not single and sum([share for share in shares if share > 0], Fraction(0)) != 1:
        return None
    shuffle = found["kind"].endswith("S")
    return Embedded(
        found["prompt"], numbers.value(found["points"]), single, shuffle, tuple(options)
    )


def _decoded(html: str) -> str:
    return html.replace("&amp;", "&").strip()
