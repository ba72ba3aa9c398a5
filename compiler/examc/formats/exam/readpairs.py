"""Pairs, distractors and items in order of the Markdown spelling: what their list items say."""

from itertools import pairwise

from examc.core import lazyre
from examc.core.content import OrderedList, Paragraph, Text
from examc.core.diagnostics import Fix, Report
from examc.core.records import replace
from examc.formats.exam import arrows
from examc.formats.exam.entries import first_line, option_text, read_entries
from examc.formats.exam.raw import RawEntry
from examc.text.markup import ItemList

_WRITE = "write - left → right"
_WEIGHT = lazyre.compile(r"(?P<weight>\{[-+−]?[\d./]+%?\})\s*(?:→|-+>|=>|⇒|⟶)")
"""A weight that ends a left side."""
_NUMBER = lazyre.compile(r"([0-9]{1,9})[.)]")


def read_pairs(piece: ItemList, report: Report) -> tuple[list[RawEntry], list[RawEntry]]:
    """The pairs of a list, and its distractors: right sides with nothing before their arrow."""
    pairs: list[RawEntry] = []
    distractors: list[RawEntry] = []
    for entry in read_entries(piece, "pairs", report):
        content, entry.feedback = option_text(entry.content)
        first = content[0] if content and isinstance(content[0], Paragraph) else None
        _weight_inside(first, entry, report)
        sides = arrows.sides(first.content) if first else None
        if first is None or sides is None:
            _no_arrow(entry, first, report)
            entry.content, entry.told = content, True
            pairs.append(entry)
            continue
        for arrow in sides.more[:1]:
            help_line = "write \\-> or &rarr; for an arrow that is part of a text"
            report.add("S183", "pair has two arrows", arrow.span or entry.span, help=help_line)
        entry.right = (Paragraph(sides.right, first.span),) if sides.right else ()
        left = (replace(first, content=sides.left),) if sides.left else ()
        entry.content = (*left, *content[1:])
        if entry.content:
            pairs.append(entry)
        elif not entry.right:
            help_line = f"{_WRITE}, or - → right to distract"
            report.add("S183", "pair is nothing but an arrow", entry.span, help=help_line)
        else:
            distractors.append(_distractor(entry, report))
    return pairs, distractors


def _weight_inside(line: Paragraph | None, entry: RawEntry, report: Report) -> None:
    """Report a weight before the arrow that does not begin the pair: students would read it."""
    if line is None or entry.points is not None:
        return
    for inline in line.content:
        found = _WEIGHT.search(inline.text) if isinstance(inline, Text) else None
        if found is None or not isinstance(inline, Text) or inline.span is None:
            continue
        words = inline.span.source.line(inline.span.line)
        start = words.find(found["weight"], inline.span.column - 1)
        if start > 0 and words[start - 1] != "\\":
            end = start + len(found["weight"]) + 1
            place = inline.span.source.line_span(inline.span.line, start + 1, end)
            help_line = f"write - {found['weight']} left → right, or \\{{ for the brace itself"
            report.add(
                "S143", "a weight stands before the pair, not inside it", place, help=help_line
            )
            return


def _no_arrow(entry: RawEntry, first: Paragraph | None, report: Report) -> None:
    like = arrows.like(first.content) if first else ""
    parted = arrows.parted(first.content) if first else ""
    how = f"write → in place of {parted}" if parted else _WRITE
    help_line = f"write → in place of {like}" if like else f"{how}, or - → right to distract"
    line = entry.span.source.line(entry.span.line)
    at = line.find(like, entry.span.column - 1) if like else -1
    place = entry.span.source.line_span(entry.span.line, at + 1, at + len(like) + 1)
    fix = Fix(place, "→") if at >= 0 and line.count(like) == 1 else None
    report.add("S183", "pair has no arrow", entry.span, help=help_line, fix=fix)


def _distractor(entry: RawEntry, report: Report) -> RawEntry:
    """A right side that belongs to no left side; it is worth nothing."""
    for word in (entry.points, entry.wrong):
        if word is not None:
            help_line = "remove it, or write the left side before the arrow"
            report.add("S143", "a distractor has no weight", word.span, help=help_line)
    if entry.feedback:
        help_line = "write it as ### feedback of the question"
        report.add("S138", "a distractor has no feedback", entry.span, help=help_line)
    return replace(entry, content=entry.right, right=(), feedback=(), points=None, wrong=None)


def read_order(piece: ItemList, report: Report) -> list[RawEntry]:
    """The items of a list in their right order; one without numbers is reported."""
    if not isinstance(piece.block, OrderedList):
        message = "items in order are numbered"
        report.add("S184", message, first_line(piece.span), help="write 1. first, 2. second …")
        items = tuple(item._replace(checked=None) for item in piece.items)  # boxes go with bullets
        piece = piece._replace(items=items)
    elif _is_jumbled(piece):
        message = "the numbers of these items are not in order"
        help_line = "put the lines in their right order, and number them 1. 2. 3."
        report.add("S184", message, first_line(piece.span), help=help_line)
    entries = read_entries(piece, "order", report)
    for entry in entries:
        if entry.points is not None:
            help_line = "remove it; rule=place gives each item in its place a share of the points"
            report.add("S143", "an item in order has no weight", entry.points.span, help=help_line)
            entry.points = None
        entry.content, feedback = option_text(entry.content)
        if feedback:
            help_line = "write it as ### feedback of the question"
            report.add("S138", "an item in order has no feedback", entry.span, help=help_line)
    return entries


def _is_jumbled(piece: ItemList) -> bool:
    """Whether the numbers of items say another order than their lines; equal ones say none."""
    lines = [item.span.source.line(item.span.line)[item.span.column - 1 :] for item in piece.items]
    written = [int(found[1]) for line in lines if (found := _NUMBER.match(line))]
    return len(set(written)) > 1 and any(one > other for one, other in pairwise(written))
