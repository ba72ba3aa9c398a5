"""The arrow that parts a pair: `→` or `->` in the running text of its item, unless escaped.

An arrow in a formula, in code or inside emphasis or a link is part of that. `\\->` is a literal
one, and so is `&rarr;`: the text says no more that they were written so, but its source does.
"""

import re
from typing import NamedTuple

from examc.core import lazyre
from examc.core.content import Inline, Inlines, LineBreak, Paragraph, Text
from examc.core.records import replace
from examc.core.source import Span

_ARROW = lazyre.compile(r"→|(?<![-<=–])->")
_LIKE = lazyre.compile(r"-{2,}>|–>|<?=+>|[⇒⟶➔➜➝⇨⟹↦▶►]")
"""What is written for an arrow elsewhere."""
_PARTED = lazyre.compile(r"(?<=\S)(?: +(=|:|-|–|\|) +|(:) +)(?=\S)")
"""A sign between two sides, which may be a part of either."""
_WRITTEN = lazyre.compile(r"<!--.*?-->|\\[!-/:-@\[-`{-~]|&[#\w]{2,31};|[^\\&<]+|.", re.DOTALL)
_DASH, _RIGHT = "\ufdd0", "\ufdd1"
"""Stand for the sign that begins a literal arrow until the line is written; no text holds them."""
_MASKED = lazyre.compile(rf"(\\*)([{_DASH}{_RIGHT}])")


class Arrow(NamedTuple):
    """A bare arrow: the place of its text among others, its offsets in it, and its source."""

    place: int
    start: int
    end: int
    span: Span | None


class Sides(NamedTuple):
    """What stands before the first arrow of a text and behind it, and the other arrows in it."""

    left: Inlines
    right: Inlines
    more: list[Arrow]


def sides(content: Inlines) -> Sides | None:
    """A running text parted at its first arrow; None where it has none."""
    found = [
        arrow
        for index, inline in enumerate(content)
        if isinstance(inline, Text)
        for arrow in _arrows(index, inline)
    ]
    if not found:
        return None
    first = found[0]
    text = content[first.place]
    assert isinstance(text, Text)
    before = replace(text, text=text.text[: first.start], span=_until(text.span, first.span))
    behind = replace(text, text=text.text[first.end :], span=_behind(text.span, first.span))
    left = (*content[: first.place], before)
    right = (behind, *content[first.place + 1 :])
    return Sides(stripped(left), stripped(right), found[1:])


def like(content: Inlines) -> str:
    """What stands in a text where an arrow was meant; "" where nothing does."""
    words = (inline.text for inline in content if isinstance(inline, Text))
    return next((found[0] for word in words if (found := _LIKE.search(word))), "")


def parted(content: Inlines) -> str:
    """The sign that may part two sides where an arrow was meant; "" where there is none."""
    words = (inline.text for inline in content if isinstance(inline, Text))
    found = next((found for word in words if (found := _PARTED.search(word))), None)
    return "" if found is None else found[1] or found[2]


def _arrows(index: int, text: Text) -> list[Arrow]:
    """The bare arrows of a text."""
    found = list(_ARROW.finditer(text.text))
    if not found or text.span is None:
        return [Arrow(index, one.start(), one.end(), None) for one in found]
    written = _places(text.span)
    if len(written) != len(found):
        return [Arrow(index, one.start(), one.end(), None) for one in found]
    places = zip(found, written, strict=True)
    return [Arrow(index, one.start(), one.end(), span) for one, span in places if span is not None]


def _places(span: Span) -> list[Span | None]:
    """Where each arrow of a text stands in its source; None for one that is escaped."""
    chars: list[str] = []
    places: list[tuple[int, int] | None] = []
    for line in range(span.line, span.end_line + 1):
        words = span.source.line(line)
        start = span.column - 1 if line == span.line else 0
        if start and words[start - 1] == "\\":
            start -= 1  # the place of an escaped sign is that of the sign
        end = span.end_column - 1 if line == span.end_line else len(words)
        for piece in _WRITTEN.finditer(words, start, end):
            shown = _shown(piece[0])
            bare = shown == piece[0]
            chars += shown
            places += [(line, piece.start() + i) if bare else None for i in range(len(shown))]
        chars.append("\n")
        places.append(None)
    found: list[Span | None] = []
    for arrow in _ARROW.finditer("".join(chars)):
        first, last = places[arrow.start()], places[arrow.end() - 1]
        if first is None or last is None:
            found.append(None)
        else:
            found.append(span.source.line_span(first[0], first[1] + 1, last[1] + 2))
    return found


def _shown(piece: str) -> str:
    """What a piece of Markdown shows: an escaped sign, a character by its name, or itself."""
    if piece.startswith("<!--"):
        return ""
    if piece.startswith("\\") and len(piece) == 2:
        return piece[1]
    if not piece.startswith("&"):
        return piece
    from html import unescape  # its table of names is long, and few pairs have one

    return unescape(piece)


def _until(span: Span | None, arrow: Span | None) -> Span | None:
    """The place of a text up to an arrow in it."""
    if span is None or arrow is None:
        return span
    return span._replace(end_line=arrow.line, end_column=arrow.column)


def _behind(span: Span | None, arrow: Span | None) -> Span | None:
    if span is None or arrow is None:
        return span
    return span._replace(line=arrow.line, column=arrow.end_column)


def stripped(content: Inlines) -> Inlines:
    """A running text without the blanks and line breaks at its ends."""
    found = list(content)
    while found and _is_blank(found[-1]):
        found.pop()
    while found and _is_blank(found[0]):
        found.pop(0)
    if found and isinstance(last := found[-1], Text):
        found[-1] = replace(last, text=last.text.rstrip(" "))
    if found and isinstance(first := found[0], Text):
        found[0] = replace(first, text=first.text.lstrip(" "))
    return tuple(found)


def _is_blank(inline: object) -> bool:
    return isinstance(inline, LineBreak) or (
        isinstance(inline, Text) and not inline.text.strip(" ")
    )


# -- writing --------------------------------------------------------------------------------------


def joined(left: Inlines, right: Inlines) -> Paragraph:
    """The line of a pair, in which `unmasked` must write the arrows that are its own text."""
    arrow = Text(" → " if left else "→ ")
    return Paragraph((*map(_masked, left), arrow, *map(_masked, right)))


def unmasked(line: str) -> str:
    """A written line, with its literal arrows escaped."""
    return _MASKED.sub(_escaped, line)


def _escaped(masked: re.Match[str]) -> str:
    """An arrow, behind backslashes of which each is a sign of the text."""
    backslashes = masked[1] + "\\" * (len(masked[1]) % 2)
    return backslashes + ("\\-" if masked[2] == _DASH else "&rarr;")


def _masked(inline: Inline) -> Inline:
    if not isinstance(inline, Text):
        return inline
    words = _ARROW.sub(lambda arrow: _RIGHT if arrow[0] == "→" else _DASH + ">", inline.text)
    return replace(inline, text=words)
