"""What stands below the heading of a key: accepted answers, or the options of a drop-down."""

from collections.abc import Sequence

from examc.core.content import Paragraph, Quote
from examc.core.diagnostics import Report
from examc.formats.exam.answertext import one_answer, read_answers
from examc.formats.exam.comments import Path
from examc.formats.exam.entries import first_line, read_entries
from examc.formats.exam.raw import RawEntry, RawGap, Word
from examc.text import markup
from examc.text.markup import ItemList


def settle(gap: RawGap, pieces: Sequence[markup.Piece]) -> None:
    """Boxes make a drop-down of a gap that is not said to be a number."""
    if gap.kind == "text" and any(has_boxes(piece) for piece in pieces):
        gap.kind = "options"


def has_boxes(piece: markup.Piece) -> bool:
    """Whether a piece is a list of options."""
    return isinstance(piece, ItemList) and any(item.checked is not None for item in piece.items)


def path(gap: RawGap) -> Path:
    """The place of the answers of a gap in its question."""
    return ("answer", gap.name.value, *(() if gap.kind == "text" else (gap.kind,)))


def without_marks(word: Word) -> Word:
    """An answer as it is typed, without the marks of comments and of backslashes."""
    return Word(markup.MARKED.sub("", word.value).replace(markup.KEPT, "").strip(" "), word.span)


def read_piece(
    piece: markup.Piece, entries: list[RawEntry], kind: str, report: Report
) -> list[RawEntry]:
    """The entries that a piece adds to those of a key; `kind` is as in `RawGap`."""
    numeric = kind == "numeric"
    match piece:
        case ItemList() if kind == "options":
            return read_entries(piece, "options", report)
        case ItemList():
            found = read_entries(piece, "answer", report)
            read_answers(found, numeric=numeric, report=report)
            return found
        case Paragraph() if kind != "options" and not entries:
            return [one_answer(piece, numeric=numeric, report=report)]
        case Quote() if kind != "options" and len(entries) == 1:
            entries[0].feedback += piece.content
            return []
        case _:
            example = "- [x] {1} right" if kind == "options" else "- Paris"
            example = "- 9.81 ± 0.01" if numeric else example
            span = getattr(piece, "span", None)
            place = first_line(span) if span else None
            help_line = f"write each as a list item: {example}"
            report.add("S142", "the answers of a key are a list", place, help=help_line)
            return [RawEntry(place)] if place and not entries else []
