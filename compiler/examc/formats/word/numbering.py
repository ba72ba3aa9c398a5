"""What Word's own numbering puts before paragraphs, counted as Word counts."""

from examc.core import lazyre, numbers
from examc.core.records import Mutable, Record, field
from examc.files.xmltree import Element, child, children
from examc.formats.word.package import attribute
from examc.formats.word.pieces import Number

LETTERS = frozenset(("lowerLetter", "upperLetter"))
ROMANS = frozenset(("lowerRoman", "upperRoman"))
_PLACE = lazyre.compile(r"%([1-9])")
_ROMAN = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Level(Record, frozen=True):
    """How one level of a list is numbered."""

    format: str = "decimal"
    start: int = 1
    shown: str = "%1."


class Numbering(Mutable):
    """The lists of a file; `next` counts."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    """By the id of an abstract list."""
    lists: dict[str, str] = field(default_factory=dict)
    """The abstract list of each list."""
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    """Where a list begins anew, by its id and level."""
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def next(self, own: str, level: int) -> Number | None:
        """The number of the next paragraph of a list at a level; None for no list."""
        if own not in self.lists:
            return None
        abstract = self.lists[own]
        levels = self.levels.get(abstract, {})
        here = levels.get(level, Level())
        counts = self._counts.setdefault(abstract, {})
        if (own, level) in self.starts and (own, level) not in self._begun:
            counts[level] = self.starts[own, level]
        else:
            counts[level] = counts[level] + 1 if level in counts else here.start
        self._begun.add((own, level))
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        text = _PLACE.sub(lambda found: _shown(levels, counts, int(found[1]) - 1), here.shown[:40])
        return Number(here.format, level, counts[level], text, own)


def _shown(levels: dict[int, Level], counts: dict[int, int], level: int) -> str:
    one = levels.get(level, Level())
    return spelled(counts.get(level, one.start), one.format)


def spelled(value: int, format: str) -> str:
    """A number as a format of Word writes it."""
    if format in LETTERS:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 % 9 + 1)
        return letter.upper() if format == "upperLetter" else letter
    if format in ROMANS and 0 < value < 90:
        text, rest = "", value
        for amount, sign in _ROMAN:
            text += sign * (rest // amount)
            rest %= amount
        return text.upper() if format == "upperRoman" else text
    return "" if format in ("bullet", "none") else str(value)


def numbering(root: Element | None) -> Numbering:
    """The lists of `numbering.xml`; none without it."""
    found = Numbering()
    if root is None:
        return found
    for one in children(root, "abstractNum"):
        found.levels[attribute(one, "abstractNumId")] = {
            _whole(attribute(level, "ilvl"), 0): _level(level) for level in children(one, "lvl")
        }
    for one in children(root, "num"):
        own, abstract = attribute(one, "numId"), child(one, "abstractNumId")
        if abstract is None:
            continue
        found.lists[own] = attribute(abstract, "val")
        for other in children(one, "lvlOverride"):
            start = child(other, "startOverride")
            if start is not None:
                level = _whole(attribute(other, "ilvl"), 0)
                found.starts[own, level] = _whole(attribute(start, "val"), 1)
    return found


def _level(element: Element) -> Level:
    format, start, text = (child(element, local) for local in ("numFmt", "start", "lvlText"))
    return Level(
        "decimal" if format is None else attribute(format, "val", "decimal"),
        1 if start is None else _whole(attribute(start, "val"), 1),
        "" if text is None else attribute(text, "val"),
    )


def _whole(text: str, otherwise: int) -> int:
    value = numbers.whole(text, 6)
    return otherwise if value is None else value
