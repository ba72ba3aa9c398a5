"""Reads the answer key at the end of a file: lines `1. B  2. C`, a list, or a table."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from examc.core import lazyre
from examc.formats.word import labels
from examc.formats.word.drafts import Paper
from examc.formats.word.pieces import Flow, Grid, Para, Piece, Told, trimmed

_NUMBER = lazyre.compile(
    r"\s*(?:q(?:uestion)?|vraag|frage|pregunta)?\s*(\d{1,3})\s*[.):]?\s*", re.IGNORECASE
)
_LETTERS = r"[A-Ja-j](?:\s*[,;&+/]\s*[A-Ja-j](?![a-z]))*"
_SHORT = rf"(?:{_LETTERS}|true|false|waar|onwaar|juist|onjuist|richtig|falsch|vrai|faux)(?![\w'])"
_PAIR = lazyre.compile(rf"\s*(\d{{1,3}})\s*[.):=–-]?\s*({_SHORT})\s*[.,;|]?", re.IGNORECASE)


def answer_key(paper: Paper, told: Told) -> None:
    """Give every question what the key says of it; what fits none is told."""
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    drafts = paper.drafts()
    for place, draft in enumerate(drafts):
        waiting[draft.number or str(place + 1)].append(place)
    for number, answer in _entries(paper.key):
        places = waiting[number]
        if not places:
            message = f"answer key names question {number}, which is not there"
            told.add("R413", message, answer.line, "check the numbers")
            continue
        drafts[places.pop(0)].key = answer


def _entries(flows: Sequence[Flow]) -> Iterator[tuple[str, Para]]:
    """Numbers and what the key says of each."""
    for flow in flows:
        if isinstance(flow, Grid):
            yield from _of_table(flow)
            continue
        found = pairs(flow)
        if found:
            yield from found
        elif (start := labels.start(flow)) is not None:
            rest = trimmed(flow.cut(start.end))
            if rest.pieces:
                yield start.number, rest


def pairs(para: Para) -> list[tuple[str, Para]]:
    """The pairs of a line that holds nothing else; [] for any other line."""
    text = para.text[: labels.LONGEST_LINE]
    found: list[tuple[str, Para]] = []
    at = 0
    while match := _PAIR.match(text, at):
        found.append((match[1], Para(para.line, (Piece(match[2]),))))
        at = match.end()
    return [] if text[at:].strip() else found


def _of_table(grid: Grid) -> Iterator[tuple[str, Para]]:
    rows = [[_cell(cell) for cell in row] for row in grid.rows]
    if len(rows) >= 2 and sum(_is_number(cell) for cell in rows[0]) > 1:
        for above, below in zip(rows[::2], rows[1::2], strict=False):
            yield from _zipped(above, below)
        return
    for row in rows:
        yield from _zipped(row[::2], row[1::2])


def _zipped(numbers: Sequence[Para], answers: Sequence[Para]) -> Iterator[tuple[str, Para]]:
    for number, answer in zip(numbers, answers, strict=False):
        match = _NUMBER.fullmatch(number.text[:40])
        shown = number.number
        own = match[1] if match else str(shown.value) if shown and not number.text.strip() else ""
        if own and answer.text.strip():
            yield own, trimmed(answer)


def _is_number(para: Para) -> bool:
    return _NUMBER.fullmatch(para.text[:40]) is not None


def _cell(paras: Sequence[Para]) -> Para:
    return next((p for p in paras if p.text.strip()), Para(paras[0].line if paras else 1, ()))
