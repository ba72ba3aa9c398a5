"""Reads the Markdown spelling into its raw form."""

from collections.abc import Iterable

from examc.core.content import (
    Heading,
    Rule,
    Text,
)
from examc.core.diagnostics import Report, Severity
from examc.core.source import Source
from examc.formats.exam import (
    answerheads,
    attributes,
    frontmatter,
    headings,
    partheads,
    readprompt,
    readrubric,
    titles,
)
from examc.formats.exam.below import Below, place_of
from examc.formats.exam.comments import END, Comments, part_path
from examc.formats.exam.entries import first_line
from examc.formats.exam.raw import RawExam, RawExercise, RawItem, Word
from examc.formats.exam.vocabulary import (
    EXERCISE_ATTRIBUTES,
    KINDS,
)
from examc.formats.exam.vocabulary import attributes as item_attributes
from examc.text import markup
from examc.text.markup import Comment, Title


def read(source: Source, report: Report, *, main: bool, keep: Comments | None = None) -> RawExam:
    """Read a Markdown file; only the main one may say more than `include` in its front matter.

    Comments are kept in `keep`, where it is given.
    """
    exam = RawExam(source.line_span(1, 1, len(source.line(1)) + 1), comments=keep)
    start = frontmatter.read(source, exam, report, main=main)
    kept = None if keep is None else keep.inside
    _Reader(source, exam, report, main=main).read(markup.document(source, report, start, kept))
    return exam


class _Reader:
    """Sorts the pieces of a document into exercises, items and parts."""

    def __init__(self, source: Source, exam: RawExam, report: Report, *, main: bool) -> None:
        self.main = main
        self.source = source
        self.exam = exam
        self.report = report
        self.at = Below(source, exam, report)
        self.lost = False
        """Whether text before any exercise was reported."""
        self.pending: list[markup.Piece] = []
        self.underlines: set[int] = set()
        """Lines that were reported with the heading above them."""

    def read(self, pieces: Iterable[markup.Piece]) -> None:
        """Read all pieces of the document."""
        found = list(pieces)
        self.at.refused = sorted(
            told.span.line
            for told in self.report.diagnostics
            if told.severity is Severity.ERROR and told.span and told.span.source is self.source
        )
        for index, piece in enumerate(found):
            inside, after = self.at.item is not None, found[index + 1 : index + 3]
            underlined = titles.underlined(piece, after, self.source, self.report, in_item=inside)
            if underlined is not None:
                self.underlines.add(underlined.span.line + 1)
                self._title(underlined)
            elif labelled := titles.labelled(piece, self.pending, self.source, self.report):
                self._title(labelled)
            elif isinstance(piece, Title):
                after = titles.up_to_title(found, index + 1)
                if not self._is_text(piece, after):
                    first = not self.exam.exercises
                    own = titles.at_its_level(
                        piece, after, self.report, in_item=inside, first=first
                    )
                    self._title(own)
                    self._lose_rubric(own, piece.level)
            elif isinstance(piece, Rule) and self._is_told(piece):
                continue
            elif not isinstance(piece, Comment) or self.exam.comments is not None:
                self.pending.append(piece)
        self.at.end = self.source.length + 1
        self._finish_part()
        self.at.put_comments(END)

    def _title(self, title: Title) -> None:
        if title.level > 3:
            self.pending.append(Heading(4, (Text(title.text, title.span),), title.span))
            return
        self.at.end = title.span.line
        self._finish_part()
        (self._exercise, self._item, self._part)[title.level - 1](title)

    def _lose_rubric(self, title: Title, level: int) -> None:
        """A rubric whose heading stood at another level is not read: its weights are text there."""
        if title.level == 3 != level and title.text in ("criteria", "levels") and self.at.item:
            self.at.item.allow.append(Word("L215", title.span))
            self.at.part = "lost"

    def _is_text(self, title: Title, following: list[markup.Piece]) -> bool:
        """Whether a title of level 1 is none: code outside of a listing, or a line of a question."""
        if self.exam.exercises and titles.is_code(title, self.source, self.report):
            return True
        if self.at.item is None or not titles.cuts(
            title, self.at.item, self.pending, following, self.report
        ):
            return False
        if self.at.part not in ("criteria", "levels"):
            self._title(Title(4, title.text, title.span))
        return True

    def _is_told(self, rule: Rule) -> bool:
        return rule.span is not None and rule.span.line in self.underlines

    # -- headings -------------------------------------------------------------------------------

    def _exercise(self, title: Title) -> None:
        text, span, found = headings.split(title, self.report)
        if not text:
            self.report.add("S115", "exercise has no title", span, help="write # and its title")
        settings = attributes.settings(found, EXERCISE_ATTRIBUTES, self.report)
        self.exam.exercises.append(
            RawExercise(
                self.source.line_span(title.span.line),
                Word(text, span),
                tags=attributes.tag_list(settings.pop("tags", None)),
                allow=attributes.words(settings.pop("allow", None)),
                settings=settings,
            )
        )
        self.at.item, self.at.part = None, ""
        self.at.put_comments(self.at.path())

    def _item(self, title: Title) -> None:
        _, span, found = headings.split(title, self.report)
        self.at.item = RawItem(self.source.line_span(title.span.line))
        self.at.part = "prompt"
        headings.read_label(span, self.at.item, self.report)
        if self.at.item.kind is None:
            help_line = f"write ## 2 pts · {KINDS[0]}"
            self.report.add("S130", "item has no kind", self.at.item.span, help=help_line)
        kind = self.at.item.kind.value if self.at.item.kind else ""
        answerheads.refuse_setting(found, kind, self.at.item, self.report)
        settings = attributes.settings(found, item_attributes(kind), self.report)
        self.at.item.tags = attributes.tag_list(settings.pop("tags", None))
        self.at.item.allow = attributes.words(settings.pop("allow", None))
        self.at.item.types = attributes.words(settings.pop("types", None))
        self.at.item.settings.update(settings)
        if not self.exam.exercises:
            help_line = "write a line such as # Exercise 1 above it"
            if not self.lost:
                self.report.add("S133", "item stands before any exercise", span, help=help_line)
            silent = [Word("L240", span)]  # it has no id because it is not there
            self.exam.exercises.append(RawExercise(span, Word("", span), allow=silent))
        self.exam.exercises[-1].items.append(self.at.item)
        self.at.put_comments(self.at.path())

    def _part(self, title: Title) -> None:
        if self.at.item is None:
            help_line = "write #### for a heading inside a text, or an item (##) above it"
            self.report.add("S133", "part stands outside any item", title.span, help=help_line)
            self.at.part = "lost"
            return
        self.at.part = partheads.begin(self.at.item, title, self.report)
        if self.at.item.part_spans.get(self.at.part) == title.span:
            self.at.put_comments(self.at.path(*part_path(self.at.part)))

    # -- what stands below a heading ------------------------------------------------------------

    def _finish_part(self) -> None:
        pieces, self.pending = self.pending, []
        after: list[str] = []
        while pieces and isinstance(last := pieces[-1], Comment):
            after.insert(0, last.text)
            pieces.pop()
        self._finish(pieces)
        self.at.waiting += after

    def _finish(self, pieces: list[markup.Piece]) -> None:
        if not self.exam.exercises:
            self._refuse_before_exercises(pieces)
        elif self.at.item is not None:
            self._read_part(self.at.item, pieces)
        elif pieces and self.at.part != "lost":
            self._leading_text(pieces)

    def _refuse_before_exercises(self, pieces: list[markup.Piece]) -> None:
        """Say that what stands before the first exercise belongs to none."""
        places = [place for p in self.at.without_comments(pieces) if (place := place_of(p))]
        if not places or self.exam.broken:
            return
        if self.main and self.at.end > self.source.length and not self._says_any():
            self.exam.broken = True
            help_line = "begin with ---, title: …, --- and # Exercise 1; examc new NAME shows how"
            message = "file has neither front matter nor an exercise"
            self.report.add("S156", message, places[0], help=help_line)
            return
        self.lost = True
        help_line = "begin an exercise with a line such as # Exercise 1"
        self.report.add("S138", "text stands before any exercise", places[0], help=help_line)

    def _read_part(self, item: RawItem, pieces: list[markup.Piece]) -> None:
        """Read what stands below a heading of a question, by the part that the heading begins."""
        match self.at.part:
            case "lost":
                return
            case "criteria" | "levels":
                readrubric.read(self.at, item, pieces)
            case "start":
                from examc.formats.exam import readstart

                readstart.read(self.at, item, pieces)
            case "pairs" | "order":
                from examc.formats.exam import readsides

                readsides.read(self.at, item, pieces)
            case "prompt":
                readprompt.read(self.at, item, pieces)
                item.refused = self.at.has_refused(item.span.line + 1)
            case part if part.startswith("answer"):
                from examc.formats.exam import readkey

                readkey.read(self.at, item, pieces)
            case part:
                self.at.tell_divider(pieces)
                item.texts[part] = self.at.text(pieces, f"a {part} part")

    def _says_any(self) -> bool:
        """Whether front matter says anything, or tried to."""
        said = self.exam.settings or self.exam.include or self.exam.course or self.exam.scoring
        return bool(said) or self.exam.broken

    def _leading_text(self, pieces: list[markup.Piece]) -> None:
        """Text between an exercise and its first question is a text block without a heading."""
        content = self.at.text(pieces, "a text block")
        if not content:
            return
        exercise = self.exam.exercises[-1]
        span = getattr(content[0], "span", None) or exercise.span
        item = RawItem(first_line(span), Word("text block", span), texts={"prompt": content})
        exercise.items.append(item)
