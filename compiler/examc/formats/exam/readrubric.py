"""What stands below ### criteria or ### levels: the rubric of a question."""

from examc.core.content import Heading, Paragraph, Rule, Table, plain
from examc.formats.exam import otherwords, pointslips
from examc.formats.exam.below import DIVIDER, Below, place_of
from examc.formats.exam.entries import read_entries
from examc.formats.exam.raw import RawEntry, RawItem, RawList
from examc.formats.exam.vocabulary import PARTS
from examc.text import markup
from examc.text.markup import ItemList


def read(below: Below, item: RawItem, pieces: list[markup.Piece]) -> None:
    entries: list[RawEntry] = []
    told = False
    for piece in below.before_entries(pieces, entries, below.part):
        if isinstance(piece, ItemList):
            entries += read_entries(piece, below.part, below.report)
        elif isinstance(piece, Heading) and (part := otherwords.part(plain(piece.content), PARTS)):
            below.tell_too_deep(piece, part)
            break
        else:
            told = True
            help_line = DIVIDER if isinstance(piece, Rule) else _as_entries(below, piece)
            below.report.add("S142", f"{below.part} are a list", place_of(piece), help=help_line)
    if entries or not told:
        item.lists[below.part] = RawList(item.part_spans[below.part], entries)


def _as_entries(below: Below, piece: markup.Piece) -> str:
    """What to write for a paragraph or a table that was meant as the list of a rubric."""
    place = place_of(piece)
    example = "- {2} what earns two points"
    if place is not None and isinstance(piece, Paragraph | Table):
        example = pointslips.as_criterion(place.source.line(place.line))
    return f"write {below.part} as list items: {example}"
