"""What stands below ### pairs or ### order: the sides of a matching, the items of an ordering."""

from examc.core.content import Rule
from examc.formats.exam import optionslips, readpairs
from examc.formats.exam.below import DIVIDER, Below, place_of
from examc.formats.exam.raw import RawEntry, RawItem, RawList
from examc.text import markup
from examc.text.markup import ItemList

_SIDES = {
    "pairs": "write pairs as list items: - left → right",
    "order": "write the items in order: 1. first, 2. second …",
}


def read(below: Below, item: RawItem, pieces: list[markup.Piece]) -> None:
    """Read the pairs and distractors of a matching, or the items of an ordering."""
    found: dict[str, list[RawEntry]] = {below.part: []}
    for piece in below.without_comments(pieces):
        if not isinstance(piece, ItemList):
            help_line = _SIDES[below.part]
            if isinstance(piece, Rule):
                help_line = DIVIDER
            noun = "pairs are" if below.part == "pairs" else "an order is"
            place = place_of(piece)
            if place is not None:
                lines = range(place.line, place.end_line + 1)
                optionslips.forget(place.source, lines, below.report)
            below.report.add("S142", f"{noun} a list", place, help=help_line)
            item.told = True
            continue
        if below.part == "order":
            lists = {"order": readpairs.read_order(piece, below.report)}
        else:
            pairs, distractors = readpairs.read_pairs(piece, below.report)
            lists = {"pairs": pairs, "distractors": distractors}
        for part, entries in lists.items():
            if entries:
                below.put_comments(below.path(part, len(found.get(part, ()))))
                found.setdefault(part, []).extend(entries)
    for part, entries in found.items():
        item.lists[part] = RawList(item.part_spans[below.part], entries)
