"""Paragraphs that hold several lines of an exam, and tables that only lay one out → one a line."""

import re
from collections.abc import Iterable, Iterator

from examc.core import lazyre
from examc.formats.word import labels, words
from examc.formats.word.pieces import PLAIN, Flow, Grid, Para, Piece, Told, trimmed

_BREAK = lazyre.compile(r"\n")
_NEXT = lazyre.compile(r"(?:\t+|\s{2,})(?=[*✓]?\s*\(?([A-Ha-h])[.)]\s)")
_CELL_LABEL = lazyre.compile(r"\s*(?:\(?[A-Ha-h]\)?[.)]?|\d{1,3}[.)]?|[☐☒☑□■○●])\s*")
_GUESS = "table that holds numbered questions is read as text, cell after cell"


def split(flows: Iterable[Flow], told: Told) -> Iterator[Flow]:
    """One line of the exam each: line breaks before options part, options behind tabs too."""
    is_key = False
    for flow in flows:
        if isinstance(flow, Grid):
            yield from (flow,) if is_key else _table(flow, told)
        else:
            is_key = is_key or words.KEY_LINE.fullmatch(flow.text[:100]) is not None
            yield from _lines(flow)


def _lines(para: Para) -> Iterator[Para]:
    text = para.text
    cuts = [found.start() for found in _BREAK.finditer(text)] if "\n" in text else []
    at = 0
    for place in cuts:
        if _begins(trimmed(para.cut(place + 1))):
            yield from _columns(_piece(para, at, place))
            at = place + 1
    yield from _columns(_piece(para, at, None))


def _piece(para: Para, start: int, end: int | None) -> Para:
    if start == 0 and end is None:
        return para
    made = para.cut(start, end)
    if start == 0:
        made = Para(
            made.line, made.pieces, para.number, para.heading, para.style, para.look, para.notes
        )
    return trimmed(made)


def _begins(para: Para) -> bool:
    """Whether a line within a paragraph begins something of its own."""
    found = labels.entry(para)
    text = para.text[: labels.LONGEST_LINE]
    return (
        (found is not None and not found.is_weak)
        or words.SOLUTION_LINE.match(text) is not None
        or words.FEEDBACK_LINE.match(text) is not None
    )


def _columns(para: Para) -> Iterator[Para]:
    """Options beside one another on a line, as `a) one   b) two`."""
    text = para.text[: labels.LONGEST_LINE]
    first = labels.entry(para)
    found = list(_NEXT.finditer(text)) if "\t" in text or "  " in text else []
    before = first.label if first and first.label else ""
    cuts: list[re.Match[str]] = []
    for one in found:
        if labels.follows(one[1].upper(), before):
            cuts.append(one)
            before = one[1].upper()
    if len(cuts) < (1 if first and first.label else 2):
        yield para
        return
    at = 0
    for one in cuts:
        if text[at : one.start()].strip():
            yield _piece(para, at, one.start())
        at = one.end()
    yield _piece(para, at, None)


def _table(grid: Grid, told: Told) -> Iterator[Flow]:
    cells = [cell for row in grid.rows for cell in row]
    paras = [para for cell in cells for para in cell if para.text.strip()]
    starts = sum(labels.start(para) is not None for para in paras)
    entries = [found for para in paras if (found := labels.entry(para)) and not found.is_weak]
    lone = sum(_is_label(row) for row in grid.rows)
    is_laid_out = bool(starts and entries) or len(entries) > 1 or lone > 1
    if len(cells) > 1 and not (paras and is_laid_out):
        yield grid
        return
    told.add("R589", _GUESS, grid.line, "see if the questions are complete")
    for row in grid.rows:
        if _is_label(row):
            yield from _lines(_joined(row))
        for cell in row[2 if _is_label(row) else 0 :]:
            yield from (line for para in cell for line in _lines(para))


def _is_label(row: tuple[tuple[Para, ...], ...]) -> bool:
    """Whether the first cell of a row holds nothing but a letter, a number or a box."""
    first = row[0] if row else ()
    if len(row) < 2 or len(first) != 1 or not row[1] or first[0].number is not None:
        return False
    label, text = first[0].text.strip(), row[1][0].text.strip()
    is_key = (len(text) == 1 and text.isalpha()) or (label.isdigit() and text.isdigit())
    return not is_key and _CELL_LABEL.fullmatch(label[:20]) is not None


def _joined(row: tuple[tuple[Para, ...], ...]) -> Para:
    """The label in the first cell before the text in the second."""
    (label,), (text, *more) = row[0], row[1]
    written = label.text.strip()
    written += "" if written[-1:] in ".)" or not written.isalnum() else "."
    look = label.pieces[0].look if label.pieces else PLAIN
    pieces = [Piece(f"{written} ", look), *text.pieces]
    for para in more:
        pieces += [Piece("\n"), *para.pieces]
    return Para(text.line, tuple(pieces), None, 0, text.style, text.look, text.notes)
