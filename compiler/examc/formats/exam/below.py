"""What stands below a heading of the Markdown spelling: texts, and comments with their places."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from examc.core.content import Block, Blocks, Heading, Inline, Paragraph, Rule, Text, plain
from examc.core.diagnostics import Report
from examc.core.records import Mutable, field
from examc.core.source import Source, Span
from examc.formats.exam import headings
from examc.formats.exam.comments import Path
from examc.formats.exam.entries import first_line
from examc.formats.exam.raw import RawEntry, RawExam, RawItem, Word
from examc.formats.exam.vocabulary import PARTS
from examc.text import markup
from examc.text.markup import Comment, ItemList, Title

DIVIDER = "remove it; the heading of the next question parts them"
"""What to do about a line across the page at the end of a text."""


class Below(Mutable):
    """The place at hand while the pieces below a heading are read, and what all parts share."""

    source: Source
    exam: RawExam
    report: Report
    item: RawItem | None = None
    """The item at hand; None between an exercise and its first item."""
    part: str = ""
    """The part of it at hand: "prompt", or the name of one; "lost" where it is not read."""
    refused: list[int] = field(default_factory=list)
    """Lines on which something of a text was refused, in order."""
    end: int = 0
    """The line that ends the part at hand."""
    waiting: list[str] = field(default_factory=list)
    """Comments that belong to what comes next."""

    # -- texts --------------------------------------------------------------------------------------

    def has_refused(self, start: int) -> bool:
        """Whether a text was refused from a line on, up to the end of the part at hand."""
        at = bisect_left(self.refused, start)
        return at < len(self.refused) and self.refused[at] < self.end

    def text(self, pieces: Iterable[markup.Piece], place: str) -> Blocks:
        """Pieces as a text; `place` is what it is, in words, where options are told to be none."""
        found: list[Block] = []
        for piece in pieces:
            if isinstance(piece, ItemList):
                if has_boxes(piece):
                    self._misplaced_options(piece, place)
                found.append(piece.block)
            elif isinstance(piece, Comment):
                if self.exam.comments is not None:
                    found.append(markup.marked_block(piece.text, self.exam.comments.inside))
            elif not isinstance(piece, Title):
                self._part_as_heading(piece)
                found.append(piece)
        return tuple(found)

    def tell_divider(self, pieces: list[markup.Piece]) -> None:
        """Tell of a line across the end of a text, which students would see."""
        if pieces and isinstance(pieces[-1], Rule):
            message = "this line ends a text, and students see it"
            self.report.add("L227", message, place_of(pieces[-1]), help=DIVIDER)

    def _part_as_heading(self, piece: markup.Piece) -> None:
        """Tell of a heading inside a text that is a part's or a question's: students would see it."""
        if isinstance(piece, Heading) and headings.is_label(plain(piece.content)):
            message = f"this is the heading of a question, at level {piece.level}"
            help_line = f"write ## {plain(piece.content)}"
            self.report.add("S133", message, place_of(piece), help=help_line)
        elif isinstance(piece, Heading) and plain(piece.content).lower() in PARTS:
            part = plain(piece.content).lower()
            self.tell_too_deep(piece, part)
            if self.item is not None and part in ("criteria", "levels"):
                self.item.allow.append(Word("L215", first_line(self.item.span)))  # it has a rubric

    def tell_too_deep(self, piece: Heading, part: str) -> None:
        """Tell of the heading of a part that stands too deep to begin it."""
        help_line = f"write ### {part} for the part of the question"
        message = "this is read as a heading of the text, not as a part"
        self.report.add("L227", message, place_of(piece), help=help_line)

    def _misplaced_options(self, piece: ItemList, place: str) -> None:
        box = next(item for item in piece.items if item.checked is not None)
        self.report.add(
            "S139",
            f"{place} has no options",
            first_line(box.span),
            help="name the kind 'multiple choice' or 'multiple response', or remove the box",
        )

    # -- comments -----------------------------------------------------------------------------------

    def put_comments(self, path: Path) -> None:
        """Put the comments that wait before a place."""
        if self.exam.comments is not None and self.waiting:
            self.exam.comments.add(path, self.waiting)
            self.waiting = []

    def path(self, *rest: str | int) -> Path:
        """The place of the exercise at hand, of its item, or of something in this."""
        exercise: Path = ("exercises", len(self.exam.exercises) - 1)
        if self.item is None:
            return exercise
        return (*exercise, "items", len(self.exam.exercises[-1].items) - 1, *rest)

    def without_comments(self, pieces: Iterable[markup.Piece]) -> Iterator[markup.Piece]:
        """Yield pieces that mean something; the comments before each are waiting then."""
        for piece in pieces:
            if isinstance(piece, Comment):
                self.waiting.append(piece.text)
            else:
                yield piece

    def before_entries(
        self, pieces: Iterable[markup.Piece], entries: list[RawEntry], *part: str | int
    ) -> Iterator[markup.Piece]:
        """Yield pieces that mean something; comments are put before the entries that follow."""
        for piece in self.without_comments(pieces):
            self.put_comments(self.path(*part, len(entries)))
            yield piece

    def without_marks(self, piece: markup.Piece) -> markup.Piece:
        """A paragraph without the comments beside its words; these are waiting then."""
        if self.exam.comments is None or not isinstance(piece, Paragraph):
            return piece
        words: list[Inline] = []
        for inline in piece.content:
            if not isinstance(inline, Text):
                words.append(inline)
                continue
            for number in map(int, markup.MARKED.findall(inline.text)):
                self.waiting.append(self.exam.comments.inside[number])
                self.exam.comments.inside[number] = ""
            if markup.MARKED.sub("", inline.text).strip(" "):
                words.append(inline)
        return Paragraph(tuple(words), piece.span)


def has_boxes(piece: ItemList) -> bool:
    """Whether a list is one of options."""
    return any(item.checked is not None for item in piece.items)


def place_of(piece: markup.Piece) -> Span | None:
    """Where a message about a piece points, if the piece has a place."""
    span = getattr(piece, "span", None)
    return first_line(span) if span else None
