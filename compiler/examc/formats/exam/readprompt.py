"""What stands below the heading of an item: its prompt, and its options, table or image."""

from examc.core.content import Image, Paragraph, Quote, Rule, Table
from examc.formats.exam import optionslips, titles
from examc.formats.exam.below import DIVIDER, Below, has_boxes, place_of
from examc.formats.exam.entries import first_line, read_entries
from examc.formats.exam.kindnames import with_article
from examc.formats.exam.raw import RawEntry, RawItem, RawList
from examc.formats.exam.vocabulary import OPTION_KINDS
from examc.text import markup
from examc.text.markup import Comment, ItemList

_BEFORE_TABLE = "put it before the table, or begin a part such as ### solution"


def read(below: Below, item: RawItem, pieces: list[markup.Piece]) -> None:
    """Read what stands below the heading of an item, up to its first part."""
    kind = item.kind.value if item.kind else ""
    if kind == "image block":
        _image_block(below, item, pieces)
        return
    if kind == "matrix":
        _matrix(below, item, pieces)
        return
    titles.attributes_below(item, pieces, below.source, below.report)
    lists = [p for p in pieces if isinstance(p, ItemList) and has_boxes(p)]
    if not lists and kind in OPTION_KINDS and "answer" not in item.settings:
        item.told = optionslips.tell(below.source, pieces, below.report)
    if not lists or (kind and kind not in OPTION_KINDS):
        below.tell_divider(pieces)
        item.texts["prompt"] = below.text(pieces, with_article(kind))
        item.told = item.told or bool(lists)
        return
    first = pieces.index(lists[0])
    while first and isinstance(pieces[first - 1], Comment):
        first -= 1
    item.texts["prompt"] = below.text(pieces[:first], "a prompt")
    entries: list[RawEntry] = []
    told = False
    for piece in below.before_entries(pieces[first:], entries, "options"):
        if isinstance(piece, ItemList) and has_boxes(piece):
            entries += read_entries(piece, "options", below.report)
        elif not told:
            told = True
            _after_options(below, piece, another=_asks_again(piece, pieces, lists))
    item.lists["options"] = RawList(first_line(lists[0].span), entries)
    item.told = told or any(entry.told for entry in entries)
    item.told = item.told or below.has_refused(lists[0].span.line)
    optionslips.tell_bare_weights(item, entries, below.report)


def _after_options(below: Below, piece: markup.Piece, *, another: bool) -> None:
    """Tell of a text behind the options; `another` says that more options end the question."""
    help_line = (
        "put it before the options, indent it below one, or begin a part such as ### solution"
    )
    if another:
        help_line = "write ## 2 pts · multiple choice above it, if a question begins here"
    if isinstance(piece, Rule):
        help_line = DIVIDER
    message = "text stands after the options"
    below.report.add("S138", message, place_of(piece), help=help_line)


def _image_block(below: Below, item: RawItem, pieces: list[markup.Piece]) -> None:
    for piece in below.without_comments(pieces):
        match below.without_marks(piece):
            case Paragraph(content=(Image() as image,)) if item.image is None:
                item.image = image
                below.put_comments(below.path("image"))
            case _:
                help_line = "write the rest in a text block, before or after it"
                message = "an image block holds one image and nothing else"
                below.report.add("S149", message, place_of(piece), help=help_line)
                item.image = item.image or Image("", "missing")


def _matrix(below: Below, item: RawItem, pieces: list[markup.Piece]) -> None:
    """Read the prompt of a matrix, and the table below it."""
    from examc.formats.exam import readmatrix

    place = readmatrix.find(pieces)
    if place is None:
        item.texts["prompt"] = below.text(pieces, with_article("matrix"))
        item.told = any(isinstance(piece, Table) and not piece.head for piece in pieces)
        return
    first = place
    while first and isinstance(pieces[first - 1], Comment):
        first -= 1
    item.texts["prompt"] = below.text(pieces[:first], "a prompt")
    for piece in below.without_comments(pieces[first:]):
        if isinstance(piece, Table) and "rows" not in item.lists:
            below.put_comments(below.path("columns"))
            readmatrix.read(piece, item, below.report)
        else:
            help_line = DIVIDER if isinstance(piece, Rule) else _BEFORE_TABLE
            message = "text stands after the matrix"
            below.report.add("S138", message, place_of(piece), help=help_line)


def _asks_again(piece: markup.Piece, pieces: list[markup.Piece], lists: list[ItemList]) -> bool:
    """Whether a text behind options seems to begin a question: options of its own end the text."""
    return not isinstance(piece, Quote | Rule) and pieces[-1] is lists[-1] is not lists[0]
