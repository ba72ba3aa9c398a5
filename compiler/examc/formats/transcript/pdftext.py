"""The pages of a PDF → the text that the reader of prints reads, and what it cannot show."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence

from examc.core import lazyre
from examc.core.records import Mutable, field
from examc.files.imagefiles import ending_of
from examc.formats.transcript import labels, options
from examc.formats.transcript.pdflines import Line, has_columns, lines, listing, literal, text
from examc.formats.transcript.pdfpages import Page, Picture

BREAK = "<!-- page break -->"
"""Between pages, as converters leave it."""
_USUAL = 1.25  # from line to line, in sizes of the letters, where a file has too few to tell
_SLACK = 1.18  # how much farther apart lines of two paragraphs stand
_BULLET = lazyre.compile(r"[•●▪‣◦](?=\s)")
_HYPHEN = lazyre.compile(r"(\w+)-$")
_WORD = lazyre.compile(r"\w+(?:-\w+)*")
_OUTER = 2  # lines at each end of a page that may be a header or a footer
_SHARE = 0.6  # of the pages, on which such a line returns
_BROWSERS = lazyre.compile(r"#/#/#, #:#(?:\s[AP]M)?\b|(?:https?|file):.*#/#$")
_DIGITS = lazyre.compile(r"\d+")
_SMALLEST = 8.0  # points; a smaller image is a mark of the page's layout


class Printed(Mutable):
    """The text of a print, its images by the names that stand in it, and the places of losses."""

    rows: list[str] = field(default_factory=list)
    images: dict[str, bytes] = field(default_factory=dict)
    formulas: list[tuple[int, str]] = field(default_factory=list)
    """Lines of the text, from 1, with the characters of formulas that lost their form."""
    joined: list[tuple[int, str]] = field(default_factory=list)
    """Words that were joined over the end of a line."""
    stressed: list[tuple[int, str]] = field(default_factory=list)
    """Lines of the text, from 1, with words of theirs that are bold or slanted."""
    columns: list[int] = field(default_factory=list)
    """Pages, from 1, whose lines seem to stand in two columns."""
    left_out: list[str] = field(default_factory=list)
    """Headers and footers, as on the first page that has each."""
    unknown: list[int] = field(default_factory=list)
    """Lines where an image stood that is of no form that is known."""

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self.rows) + "\n"


def printed(pages: Sequence[Page]) -> Printed:
    """The text of all pages."""
    return _Printer(pages).run()


def _furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Lines at the ends of pages that return on most of them, but for the numbers in them."""
    found: list[list[Line]] = []
    for outer in (slice(0, _OUTER), slice(-_OUTER, None)):
        families: defaultdict[str, list[Line]] = defaultdict(list)
        for rows in pages:
            for key, row in {_DIGITS.sub("#", text(row)): row for row in rows[outer]}.items():
                families[key].append(row)
        most = max(len(pages) * _SHARE, 2)
        found += [
            rows
            for key, rows in families.items()
            if (len(rows) >= most and _is_level(rows) and not _is_own(key)) or _is_browsers(key)
        ]
    return found


def _is_level(rows: Sequence[Line]) -> bool:
    """Whether lines stand at the same height of their pages."""
    return max(row.base for row in rows) - min(row.base for row in rows) < 1


def _is_browsers(key: str) -> bool:
    """Whether it is what browsers put at the ends of pages: date and title, address and number."""
    return _BROWSERS.match(key) is not None


def _is_own(key: str) -> bool:
    """Whether a line that returns is a label or an option, and so a part of the exam."""
    shown = key.replace("#", "1")
    return labels.label(1, shown) is not None or options.box(1, shown) is not None


class _Printer:
    def __init__(self, pages: Sequence[Page]) -> None:
        self.found = Printed()
        self.pages = [(page, lines(page)) for page in pages]
        for furniture in _furniture([rows for _, rows in self.pages]):
            self.found.left_out.append(text(furniture[0]))
            for _, rows in self.pages:
                rows[:] = [row for row in rows if not any(row is one for one in furniture)]
        self.apart = _SLACK * self._leading()
        self.words = Counter(
            word.lower()
            for _, rows in self.pages
            for row in rows
            for word in _WORD.findall(text(row))
        )

    def run(self) -> Printed:
        """Print all pages."""
        for number, (page, rows) in enumerate(self.pages):
            if number:
                self._add("", BREAK, "")
            if has_columns(rows):
                self.found.columns.append(number + 1)
            self._page(page, rows)
        self._escape()
        return self.found

    def _escape(self) -> None:
        """Let no character of a paragraph mean something that it does not on paper."""
        rows, start, is_code = self.found.rows, 0, False
        for place, row in enumerate([*rows, ""]):
            if row in ("", "```") or is_code:
                if start < place and not is_code:
                    made = literal("\n".join(rows[start:place])).split("\n")
                    rows[start:place] = made
                start = place + 1
                is_code = is_code != (row == "```")

    def _leading(self) -> float:
        """How far lines of a paragraph stand apart, in sizes of their letters."""
        gaps = Counter(
            round((above.base - below.base) / above.size, 1)
            for _, rows in self.pages
            for above, below in itertools.pairwise(rows)
            if abs(above.size - below.size) < 0.2
            and 1 <= (above.base - below.base) / above.size < 1.8
        )
        return gaps.most_common(1)[0][0] if gaps else _USUAL

    def _add(self, *rows: str) -> None:
        for row in rows:
            if row or (self.found.rows and self.found.rows[-1]):
                self.found.rows.append(row)

    def _page(self, page: Page, rows: Sequence[Line]) -> None:
        pictures = sorted(page.pictures, key=lambda one: -one.top)
        above: Line | None = None
        place = 0
        while place < len(rows):
            row = rows[place]
            while pictures and pictures[0].top > row.base + row.size:
                self._picture(pictures.pop(0))
                above = None
            if row.is_typewritten:
                end = place
                while end < len(rows) and rows[end].is_typewritten:
                    end += 1
                self._add("", "```", *(listing(rows[place:end]) or [""]), "```", "")
                place, above = end, None
                continue
            self._row(row, above)
            above = row
            place += 1
        for picture in pictures:
            self._picture(picture)

    def _row(self, row: Line, above: Line | None) -> None:
        shown = _BULLET.sub("-", text(row))
        is_box = options.box(1, shown) is not None
        if is_box and not shown.startswith("-"):
            shown = f"- {shown}"
        is_mark = is_box or labels.label(1, shown) is not None
        near = above is not None and above.base - row.base <= self.apart * max(row.size, above.size)
        same = above is not None and abs(above.size - row.size) < 0.25 * row.size
        if not (near and same) or is_mark or shown.startswith("- "):
            self._add("")
        elif self._joins(shown):
            return
        self._add(shown)
        if row.stressed:
            self.found.stressed.append((len(self.found.rows), row.stressed))
        if row.formula:
            self.found.formulas.append((len(self.found.rows), row.formula))

    def _joins(self, shown: str) -> bool:
        """Join a word that the line before broke; whether that was so."""
        before = self.found.rows[-1] if self.found.rows else ""
        half = _HYPHEN.search(before)
        rest = _WORD.match(shown)
        if half is None or rest is None or not rest[0][:1].islower():
            return False
        whole, compound = half[1] + rest[0], f"{half[1]}-{rest[0]}"
        is_compound = self.words[compound.lower()] > 0 or self.words[whole.lower()] == 0
        self.found.rows[-1] = (before if is_compound else before[:-1]) + shown
        self.found.joined.append((len(self.found.rows), compound if is_compound else whole))
        return True

    def _picture(self, picture: Picture) -> None:
        if picture.top - picture.bottom < _SMALLEST:
            return
        ending = ending_of(picture.data, "") if picture.data else ""
        if not ending:
            self._add("", "[image]", "")
            self.found.unknown.append(len(self.found.rows) - 1)
            return
        known = next((n for n, data in self.found.images.items() if data == picture.data), None)
        name = known or f"print-{len(self.found.images) + 1}{ending}"
        self.found.images[name] = picture.data
        self._add("", f"![]({name})", "")
