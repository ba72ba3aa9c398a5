"""One question of a file before it is read: its parts by name, and what can be told at a glance."""

from fractions import Fraction

from examc.core import numbers
from examc.core.limits import LARGEST_POINTS
from examc.core.records import Record
from examc.files.xmltree import Element
from examc.formats.foreign.quoting import quoted
from examc.formats.moodle.readxml import line, parts, text_of, value


class LeftOut(Record, frozen=True):
    """Why a question cannot be read."""

    code: str
    message: str
    help: str = ""


class Entry(Record, frozen=True):
    """A question as elements; `name` is what Moodle shows of its name, on one line."""

    element: Element
    kind: str
    inside: dict[str, list[Element]]
    name: str

    def first(self, name: str) -> Element | None:
        """The first part of a name."""
        found = self.inside.get(name)
        return found[0] if found else None

    def value(self, name: str) -> str | None:
        """The characters of a part, trimmed; None where it is absent."""
        return value(self.inside, name)

    def is_on(self, name: str, *, otherwise: bool) -> bool:
        """A yes or no: Moodle takes all but nothing, 0 and false for yes (trans_single)."""
        written = self.value(name)
        return otherwise if written is None else written not in ("", "0", "false")

    def shown_name(self) -> str:
        """The name in a message."""
        return quoted(self.name)

    def left_out(self, why: LeftOut) -> LeftOut:
        """Why it cannot be read; of what Moodle does not import itself, that, too.

        Moodle asks for a name of every question but one with embedded answers, which it names.
        """
        has_name = any(name.find("text") is not None for name in self.inside.get("name", []))
        if why.code != "R494" or has_name or self.kind == "cloze":
            return why
        message = f"{why.message}; Moodle does not import it either, since it has no name"
        return LeftOut("R582", message, why.help)

    def points(self) -> Fraction | LeftOut:
        """The default grade, in points; 1 where the file does not say it, as in Moodle."""
        written = self.value("defaultgrade")
        if written is None:
            return Fraction(1)
        points = numbers.parse_float(written)
        if points is None:
            message = (
                f"question {self.shown_name()} has no number for its points: {quoted(written)}"
            )
            return LeftOut("R494", message, "write a number such as 2 or 1.25")
        if not 0 <= points <= LARGEST_POINTS:
            message = f"question {self.shown_name()} has {written[:40]} points"
            return LeftOut("R494", message, f"give it 0 to {LARGEST_POINTS} points")
        return points


_OTHER_NAMES = {"match": "matching", "multianswer": "cloze"}
"""Types that have two names, and the one that they are written under."""


def entry(element: Element) -> Entry:
    """A question, taken apart."""
    inside = parts(element)
    name = line(text_of(inside.get("name", [None])[0]))
    kind = element.get("type", "").strip()
    kind = _OTHER_NAMES.get(kind, kind)
    return Entry(element, kind, inside, name)
