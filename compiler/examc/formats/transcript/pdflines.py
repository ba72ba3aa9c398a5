"""The characters of a page → its lines, with what is raised, lowered, typewritten or a formula."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from examc.core import lazyre
from examc.core.records import Mutable, field
from examc.formats.transcript.pdfpages import Char, Page

_MONO = lazyre.compile(r"mono|courier|consolas|menlo|typewriter", re.IGNORECASE)
_MATH = lazyre.compile(
    r"math|katex|cmmi|cmsy|cmex|msam|msbm|stix.*(?:ital|math)|cambriamath", re.IGNORECASE
)
_STRESS = lazyre.compile(r"bold|italic|oblique|[-,]it\b", re.IGNORECASE)
_COLUMN_GAP = 2.0  # of the size of a line
_FEWEST_LINES = 6  # with a gap; fewer are a table, or tabulators
_WORD_GAP = 0.22  # of the size of a character; less stands between the letters of a word
_PRIVATE = {"\uf001": "fi", "\uf002": "fl"}
"""What free fonts call their ligatures; other private characters are known to their font alone."""
_SMALL = 0.86  # of the size of the line; what is raised or lowered is smaller
_SHIFT = 0.12  # of the size of the line


class Line(Mutable):
    """A line of a page: where it stands, and the characters of it from left to right."""

    base: float
    size: float
    chars: list[Char] = field(default_factory=list)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.chars[0].left

    @property
    def is_typewritten(self) -> bool:
        """Whether it is a line of a listing."""
        return all(_MONO.search(char.font) for char in self.chars if char.text.strip())

    @property
    def stressed(self) -> str:
        """The characters in it that are bold or slanted, if not all of it is; "" without any."""
        shown = [char for char in self.chars if char.text.strip()]
        found = [char.text for char in shown if _STRESS.search(char.font)]
        return "".join(found) if len(found) < len(shown) else ""

    @property
    def gap(self) -> tuple[float, float]:
        """The ends of the widest gap between two characters of it."""
        pairs = [(one.right, other.left) for one, other in pairwise(self.chars)]
        return max(pairs, key=lambda pair: pair[1] - pair[0], default=(0.0, 0.0))

    @property
    def formula(self) -> str:
        """The characters in it that stand in a font of formulas; "" without any."""
        found = "".join(char.text for char in self.chars if _MATH.search(char.font))
        return found if found.strip() else ""


def has_columns(found: Sequence[Line]) -> bool:
    """Whether most lines of a page have a wide gap at one place, as two columns have."""
    wide = [gap for line in found if (gap := line.gap)[1] - gap[0] > _COLUMN_GAP * line.size]
    if len(wide) < _FEWEST_LINES or 2 * len(wide) < len(found):
        return False
    middle = median([(low + high) / 2 for low, high in wide])
    return sum(low < middle < high for low, high in wide) >= 0.9 * len(wide)


def lines(page: Page) -> list[Line]:
    """The lines of a page from above, without those that hold blanks alone."""
    found: list[Line] = []
    for char in sorted(page.chars, key=lambda c: (-c.base - c.size * 0.3, c.left)):
        home = next((line for line in reversed(found[-4:]) if _is_on(char, line)), None)
        if home is None:
            home = Line(char.base, char.size)
            found.append(home)
        elif char.size > home.size and char.text.strip():
            home.base, home.size = char.base, char.size
        home.chars.append(char)
    for line in found:
        line.chars.sort(key=lambda char: char.left)
        sizes = Counter(round(char.size, 1) for char in line.chars if char.text.strip())
        if sizes:
            line.size = sizes.most_common(1)[0][0]
            line.base = median(c.base for c in line.chars if round(c.size, 1) == line.size)
    shown = [line for line in found if any(char.text.strip() for char in line.chars)]
    return sorted(shown, key=lambda line: -line.base)


def _is_on(char: Char, line: Line) -> bool:
    """Whether a character overlaps a line by half of the lower of the two."""
    low, high = max(char.base, line.base), min(char.base + char.size, line.base + line.size)
    return high - low > 0.5 * min(char.size, line.size)


def text(line: Line) -> str:
    """The characters of a line; what is raised or lowered stands between tags."""
    parts: list[str] = []
    level = ""
    end: float | None = None
    run: list[str] = []
    for char in line.chars:
        shown = _plain(char.text)
        here = _level(char, line) if shown.strip() else level
        if here != level:
            parts.append(_raised("".join(run), level))
            run, level = [], here
        is_apart = end is not None and char.left - end > _WORD_GAP * max(char.size, 1)
        if is_apart and not (run[-1:] or parts[-1:] or [" "])[0].endswith(" ") and shown.strip():
            run.append(" ")
        run.append(shown)
        end = char.right
    parts.append(_raised("".join(run), level))
    return "".join(parts).strip()


def listing(found: Sequence[Line]) -> list[str]:
    """The lines of a listing, with blanks where each is set in."""
    wide = median([max(c.right - c.left, 0.1) for line in found for c in line.chars])
    edge = min(line.left for line in found)
    return [
        " " * round((line.left - edge) / wide) + "".join(c.text for c in line.chars).rstrip()
        for line in found
    ]


def _plain(text: str) -> str:
    """Characters without ligatures, soft hyphens and blanks of many kinds."""
    if text.isascii():
        return text
    if text == "\u00ad":
        return ""
    if "\ufb00" <= text <= "\ufb06":
        return unicodedata.normalize("NFKC", text)
    if text in _PRIVATE:
        return _PRIVATE[text]
    if "\ue000" <= text <= "\uf8ff":
        return "\ufffd"
    return " " if text.isspace() else text


def _level(char: Char, line: Line) -> str:
    if char.size > _SMALL * line.size:
        return ""
    shift = (char.base - line.base) / line.size
    return "sup" if shift > _SHIFT else "sub" if shift < -_SHIFT / 2 else ""


def _raised(run: str, level: str) -> str:
    if not run:
        return ""
    if not level or not run.strip():
        return run
    bare = run.strip()
    before, after = run[: run.index(bare)], run[run.index(bare) + len(bare) :]
    return f"{before}<{level}>{bare}</{level}>{after}"


_LITERAL = lazyre.compile(r"[\\*_`]")
_FORMULA = lazyre.compile(r"(\$\$[^$]+\$\$|\$[^$]+\$)")


def literal(paragraph: str) -> str:
    """A paragraph as Markdown that means nothing else; formulas between dollars stay."""
    return "".join(
        piece if place % 2 else _LITERAL.sub(r"\\\g<0>", piece)
        for place, piece in enumerate(_FORMULA.split(paragraph))
    )
