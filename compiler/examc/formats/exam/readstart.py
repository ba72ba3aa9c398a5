"""What stands below ### start: the listing that students begin with."""

from examc.core.content import CodeBlock
from examc.formats.exam.below import Below, place_of
from examc.formats.exam.entries import first_line
from examc.formats.exam.raw import RawItem, Word
from examc.text import markup


def read(below: Below, item: RawItem, pieces: list[markup.Piece]) -> None:
    """Read the listing that stands in the box before; its language is that of the question."""
    help_line = "write what the box shows between two lines of ```"
    for piece in below.without_comments(pieces):
        if not isinstance(piece, CodeBlock):
            message = "the start of code is a listing"
            below.report.add("S182", message, place_of(piece), help=help_line)
        elif item.start is not None:
            message = "the start of code is one listing"
            below.report.add("S182", message, place_of(piece), help="put both into one")
        else:
            item.start = Word(piece.text, first_line(piece.span or item.span))
            _language(below, item, Word(piece.language, item.start.span))
    if not pieces:
        message = "the start of code is empty"
        below.report.add("S182", message, item.part_spans["start"], help=help_line)


def _language(below: Below, item: RawItem, word: Word) -> None:
    """Take the language of the listing for the question's, where this has none."""
    own = item.settings.get("language")
    if own is None and word.value:
        item.settings["language"] = word
    elif own is not None and word.value and own.value.lower() != word.value.lower():
        message = f"the listing is {word.value[:40]!r}, the question {own.value[:40]!r}"
        fix = f"```{own.value}"
        below.report.add("S182", message, word.span, help=f"write ```{own.value[:40]}", fix=fix)
