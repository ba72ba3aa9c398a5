"""HTML as a tree of elements, safe to parse, and what can be asked of an element.

Nothing is fetched, no entity but HTML's own is resolved, and the size of the tree is bounded.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from examc.core import lazyre
from examc.core.records import Record
from examc.files.xmltree import Element

WIDEST = 200  # columns of a table
LONGEST = 2_000  # rows of a table


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


HEADINGS = _names("h1 h2 h3 h4 h5 h6")
CONTAINERS = _names(
    "address article aside body center dd div dl dt fieldset figcaption figure footer form header "
    "hgroup html legend li main nav p section"
)
"""Elements that part texts, and mean no more than that here."""
BLOCKS = (
    HEADINGS
    | CONTAINERS
    | _names("blockquote caption details dialog hr ol pre summary table tbody td tfoot th thead tr")
    | {"ul"}
)
PLAIN = _names("a abbr acronym bdi bdo data font label lang nobr span time wbr")
"""Elements of running text whose text alone means something here."""
CODE = _names("code kbd samp tt")
HIDDEN = _names("head script style svg template")
"""Elements whose text is not shown."""

_IMPORTANT = lazyre.compile(r"!\s*important")
_LANGUAGE = lazyre.compile(r"(?:^|[ \t\n])lang(?:uage)?-([^ \t\n]+)")


def parse(html: str) -> Element:
    """The fragment inside one element: as XML where it is well-formed, else as any HTML is."""
    from examc.files import xmlreading

    return xmlreading.fragment(html)


def name(element: Element) -> str:
    """The name of an element, in small letters and without namespace; "" for a comment."""
    tag: object = element.tag
    return _plain(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1024)
def _plain(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def classes(element: Element) -> frozenset[str]:
    """The classes of an element."""
    written = element.get("class")
    return frozenset(written.split()) if written else frozenset()


def style(element: Element) -> dict[str, str]:
    """What an element's style says, by property."""
    written = element.get("style")
    return declarations(written) if written else {}


@lru_cache(maxsize=256)
def declarations(written: str) -> dict[str, str]:
    """The declarations of a style attribute: property → value, in small letters."""
    parts = (part.partition(":") for part in written.lower().split(";"))
    return {key.strip(): _IMPORTANT.sub("", value).strip() for key, _, value in parts if value}


def has_any(element: Element, names: frozenset[str]) -> bool:
    """Whether an element holds one of these, however deep."""
    return len(element) > 0 and any(name(inner) in names for inner in element.iterdescendants())


def is_block(element: Element) -> bool:
    """Whether an element ends a paragraph: by its name, or by a block inside it."""
    kind = name(element)
    if kind in BLOCKS:
        return True
    return kind not in HIDDEN and kind != "math" and has_any(element, BLOCKS)


class Grid(Record, frozen=True):
    """The cells of a table, every row as wide as the widest; None where there is no cell."""

    rows: list[list[Element | None]]
    has_head: bool = True
    merged: bool = False


def cell_grid(table: Element) -> Grid | None:
    """Lay out a table; a merged cell stands in its first place. None where it is too large."""
    grid: list[list[Element | None]] = []
    below: dict[int, int] = {}  # column → rows that a cell above still covers
    has_head = merged = False
    for row in _rows(table):
        cells = [child for child in row if name(child) in ("td", "th")]
        if not grid:
            parent = row.getparent()
            in_head = parent is not None and name(parent) == "thead"
            has_head = in_head or all(name(cell) == "th" for cell in cells)
        line: list[Element | None] = []
        for cell in cells:
            _skip_covered(line, below)
            wide, high = _extent(cell, "colspan"), _extent(cell, "rowspan")
            merged = merged or wide > 1 or high > 1
            for column in range(len(line), len(line) + wide):
                below[column] = high - 1
            line += [cell, *[None] * (wide - 1)]
            if len(line) > WIDEST:
                return None
        _skip_covered(line, below)
        grid.append(line)
        if len(grid) > LONGEST:
            return None
    width = max((len(line) for line in grid), default=0)
    return Grid([line + [None] * (width - len(line)) for line in grid], has_head, merged)


def _skip_covered(line: list[Element | None], below: dict[int, int]) -> None:
    while below.get(len(line), 0) > 0:
        below[len(line)] -= 1
        line.append(None)


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, not those of a table inside it."""
    for child in table:
        if name(child) == "tr":
            yield child
        elif name(child) in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if name(row) == "tr")


def _extent(cell: Element, attribute: str) -> int:
    """How many columns or rows a cell covers."""
    value = cell.get(attribute, "1").strip()
    if not re.fullmatch(r"[1-9]\d{0,2}", value, re.ASCII):
        return 1
    return min(int(value), WIDEST)


def alignment(cell: Element) -> str:
    """How a cell is aligned: left, center, right, or nothing."""
    value = cell.get("align", "").lower()
    value = style(cell).get("text-align", value)
    return value if value in ("left", "center", "right") else ""


def language(listing: Element) -> str:
    """The language of a listing, as its class or that of the `code` in it says."""
    for element in (listing, *listing):
        found = _LANGUAGE.search(element.get("class", ""))
        if found:
            return found[1]
    return ""
