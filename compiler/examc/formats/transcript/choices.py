"""Parts the text of a choice question into its prompt and its options with weight and feedback."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from examc.core.records import Mutable, field
from examc.core.source import Source
from examc.formats.transcript import options
from examc.formats.transcript.outline import Inner, as_text
from examc.formats.transcript.pieces import (
    Box,
    Content,
    Gap,
    LevelLine,
    Marker,
    Paragraph,
    PointsLine,
    Slice,
)


class RawOption(Mutable):
    """An option as printed; `stray` is the first line of text that no marker announces."""

    line: int
    checked: bool
    text: list[Content] = field(default_factory=list)
    weight: Fraction | None = None
    feedback: list[Content] = field(default_factory=list)
    marked: bool = False
    stray: int = 0


class Parted(Mutable):
    """A choice question in its parts; `misplaced` are lines of points, which none of it has."""

    prompt: list[Content] = field(default_factory=list)
    options: list[RawOption] = field(default_factory=list)
    misplaced: list[int] = field(default_factory=list)


def part(source: Source, tokens: Iterable[Inner]) -> Parted:
    """Part the tokens of a choice question."""
    found = Parted()
    for token in tokens:
        option = found.options[-1] if found.options else None
        match token:
            case Box():
                found.options.append(_option(token))
            case Marker() if option and not option.marked:
                option.marked = True
            case _:
                if isinstance(token, PointsLine | LevelLine):
                    found.misplaced.append(token.line)
                _add(found, option, as_text(source, token))
    for option in found.options:
        _take_weight(source, option)
    return found


def _option(token: Box) -> RawOption:
    option = RawOption(token.line, token.checked)
    if token.text.end > token.text.start:
        option.text.append(Paragraph((token.text,)))
    return option


def _add(found: Parted, option: RawOption | None, content: Content) -> None:
    if option is None:
        found.prompt.append(content)
    elif option.marked:
        option.feedback.append(content)
    else:
        option.text.append(content)


def _take_weight(source: Source, option: RawOption) -> None:
    """Cut an option's text at its weight; what stands below it can only be feedback."""
    places = [
        (index, number, part)
        for index, content in enumerate(option.text)
        if isinstance(content, Paragraph)
        for number, part in enumerate(content.slices)
    ]
    ends = [p for i, p in enumerate(places) if _ends(p, places[i + 1 : i + 2])]
    for index, number, part in (*ends, *places):
        found = options.weight(source.line(part.line)[: part.end], part.start)
        if found is not None:
            option.weight = found[0]
            _cut(option, index, number, Slice(part.line, part.start, found[1]))
            return


_Place = tuple[int, int, Slice]


def _ends(place: _Place, after: list[_Place]) -> bool:
    """Whether a line is the last before an empty one."""
    return not after or after[0][2].line != place[2].line + 1


def _cut(option: RawOption, index: int, number: int, last: Slice) -> None:
    content = option.text[index]
    assert isinstance(content, Paragraph)
    kept = [*content.slices[:number], *([last] if last.end > last.start else [])]
    left: Sequence[Slice] = content.slices[number + 1 :]
    below = option.text[index + 1 :]
    stray = [*([Paragraph(tuple(left))] if left else []), *below]
    option.text[index:] = [Paragraph(tuple(kept), content.goes_on)] if kept else []
    while stray and isinstance(stray[0], Gap):
        option.text.append(stray.pop(0))
    if stray:
        first = next((c.first for c in stray if isinstance(c, Paragraph)), 0)
        option.stray = 0 if option.marked and not first else first
        option.feedback[:0] = stray
