"""What stands between the braces of a question → the answers in it, by Moodle's rules of reading.

An answer begins with `=` or `~`, may have a weight between two `%`, and ends with its feedback,
which `#` begins.
"""

from collections.abc import Iterator

from examc.core import lazyre
from examc.core.records import Record

_WEIGHT = lazyre.compile(r"%(-*[0-9]{1,2}\.?[0-9]*)%")
_LIKE_WEIGHT = lazyre.compile(r"%[-+ ]{0,4}[0-9][0-9.,/ ]{0,20}%")


class Part(Record, frozen=True):
    """A stretch of a text, by the offset of its first character."""

    text: str
    start: int

    def part(self, start: int, end: int | None = None) -> "Part":
        """A stretch of this one, without the white space at its ends."""
        text = self.text[start:end]
        bare = text.lstrip()
        return Part(bare.rstrip(), self.start + start + len(text) - len(bare))

    def cut(self, sign: str) -> "tuple[Part, Part | None]":
        """What stands before the first of a sign, and what stands behind it."""
        at = self.text.find(sign)
        if at < 0:
            return self.part(0), None
        return self.part(0, at), self.part(at + len(sign))


class Piece(Record, frozen=True):
    """One answer: its sign, its weight as written ("" for none), its text, and its feedback.

    `odd` is what looks like a weight and is none to Moodle, which shows it as text.
    """

    sign: str
    weight: str
    text: Part
    feedback: Part | None
    odd: str = ""


def pieces(answers: Part, signs: str) -> Iterator[Piece]:
    """Yield the answers that begin with any of these signs; what stands before the first is one.

    The first may be without a sign; what has neither sign nor text is none.
    """
    starts = [at for at, letter in enumerate(answers.text) if letter in signs]
    bounds = [*starts, len(answers.text)]
    if (first := answers.part(0, bounds[0])).text:
        yield _piece("", first)
    for start, end in zip(starts, bounds[1:], strict=True):
        if answers.text[start : end + 1].replace(" ", "") == "~=":
            continue  # as in a text with embedded answers; Moodle leaves out the empty one, too
        yield _piece(answers.text[start], answers.part(start + 1, end))


def _piece(sign: str, whole: Part) -> Piece:
    weight, odd = "", ""
    found = _WEIGHT.match(whole.text)
    if found:
        weight, whole = found[1], whole.part(found.end())
    elif like := _LIKE_WEIGHT.match(whole.text):
        odd = like[0]
    text, feedback = whole.cut("#")
    return Piece(sign, weight, text, feedback, odd)
