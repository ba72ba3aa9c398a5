"""Reads the Markdown spelling into its raw form."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from examc.core import lazyre
from examc.core.content import (
    Block,
    Blocks,
    Heading,
    Image,
    Inline,
    Paragraph,
    Quote,
    Rule,
    Table,
    Text,
    plain,
)
from examc.core.diagnostics import Report, Severity, did_you_mean
from examc.core.source import Source, Span
from examc.formats.exam import (
    attributes,
    headings,
    optionslips,
    otherwords,
    pointslips,
    titles,
    yamlspelling,
)
from examc.formats.exam.comments import END, Comments, Path, part_path
from examc.formats.exam.entries import first_line, read_entries
from examc.formats.exam.raw import RawEntry, RawExam, RawExercise, RawItem, RawList, Word
from examc.formats.exam.vocabulary import (
    CHOICE_KINDS,
    EXERCISE_ATTRIBUTES,
    KINDS,
    PARTS,
    with_article,
)
from examc.formats.exam.vocabulary import attributes as item_attributes
from examc.text import markup
from examc.text.markup import Comment, ItemList, Title

_FENCE = "---"
_DIVIDER = "remove it; the heading of the next question parts them"
_OPENS = lazyre.compile(r"-{2,}|\+{3}|={3,}|[—–]+|`{3}(?:ya?ml)?")
_NEARLY_ENDS = lazyre.compile(r"(?:-{2}|-{4,}|-+ -[- ]*|[—–]+-*|={3,}|\*{3,}|_{3,})\s*$")
_ENDS = lazyre.compile(r"(?:-{3,}|\.{3})\s*$")


def read(source: Source, report: Report, *, main: bool, keep: Comments | None = None) -> RawExam:
    """Read a Markdown file; only the main one may say more than `include` in its front matter.

    Comments are kept in `keep`, where it is given.
    """
    exam = RawExam(source.line_span(1, 1, len(source.line(1)) + 1), comments=keep)
    start = _front_matter(source, exam, report, main=main)
    kept = None if keep is None else keep.inside
    _Reader(source, exam, report, main=main).read(markup.document(source, report, start, kept))
    return exam


def _front_matter(source: Source, exam: RawExam, report: Report, *, main: bool) -> int:
    """Read what stands between two lines of ---; the line that the document begins on."""
    if source.line(1).rstrip() != _FENCE:
        return _late_front_matter(source, exam, report)
    for number, line in enumerate(source.lines[1:], 2):
        if line.rstrip() in (_FENCE, "..."):
            text = "\n".join(source.lines[1 : number - 1])
            yamlspelling.read_front_matter(source, text, exam, report, main=main)
            return number + 1
    exam.broken = True
    lines = range(2, len(source.lines) + 1)
    ends = next((i for i in lines if _NEARLY_ENDS.match(source.line(i))), 1)
    message = (
        "front matter is never closed" if ends == 1 else "this line does not close front matter"
    )
    report.add("S117", message, source.line_span(ends), help="end it with a line of ---")
    return len(source.lines) + 1


def _late_front_matter(source: Source, exam: RawExam, report: Report) -> int:
    """Without front matter, the first line; where it begins too late, the line behind it."""
    number = next((i for i, line in enumerate(source.lines, 1) if line.strip()), 1)
    opened = _OPENS.fullmatch(source.line(number).strip())
    ends = (i for i, line in enumerate(source.lines[number:], number + 1) if _ENDS.match(line))
    end = next(ends, 0)
    first = number + 1 + (source.line(number + 1).rstrip() == _FENCE)  # in a listing
    if opened is None or not end or not re.match(r"\w+\s*:", source.line(first)):
        return 1
    end = next((i for i in range(first + 1, len(source.lines)) if _ENDS.match(source.line(i))), end)
    if opened[0].startswith("`") and source.line(end + 1).rstrip() == "```":
        end += 1
    exam.broken = True
    report.add(
        "S117",
        "front matter does not begin here",
        source.line_span(number),
        help=_begin(opened[0], number),
    )
    return end + 1


def _begin(opened: str, number: int) -> str:
    """What to do about a line that was meant to begin front matter."""
    if opened.startswith("`"):
        return "remove it and the ``` below; front matter stands in no listing"
    if number == 1:
        return "write --- in its place"
    return "begin it on the first line of the file, with a line of ---"


class _Reader:
    """Sorts the pieces of a document into exercises, items and parts."""

    def __init__(self, source: Source, exam: RawExam, report: Report, *, main: bool) -> None:
        self.main = main
        self.source = source
        self.exam = exam
        self.report = report
        self.item: RawItem | None = None
        self.part = ""
        self.lost = False
        """Whether text before any exercise was reported."""
        self.pending: list[markup.Piece] = []
        self.underlines: set[int] = set()
        """Lines that were reported with the heading above them."""
        self.refused: list[int] = []
        """Lines on which something of a text was refused, in order."""
        self.end = 0
        """The line that ends the part at hand."""
        self.waiting: list[str] = []
        """Comments that belong to what comes next."""

    def read(self, pieces: Iterable[markup.Piece]) -> None:
        """Read all pieces of the document."""
        found = list(pieces)
        self.refused = sorted(
            told.span.line
            for told in self.report.diagnostics
            if told.severity is Severity.ERROR and told.span and told.span.source is self.source
        )
        for index, piece in enumerate(found):
            inside, after = self.item is not None, found[index + 1 : index + 3]
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
        self.end = len(self.source.lines) + 1
        self._finish_part()
        self._put_comments(END)

    def _title(self, title: Title) -> None:
        if title.level > 3:
            self.pending.append(Heading(4, (Text(title.text, title.span),), title.span))
            return
        self.end = title.span.line
        self._finish_part()
        (self._exercise, self._item, self._part)[title.level - 1](title)

    def _lose_rubric(self, title: Title, level: int) -> None:
        """A rubric whose heading stood at another level is not read: its weights are text there."""
        if title.level == 3 != level and title.text in ("criteria", "levels") and self.item:
            self.item.allow.append(Word("L215", title.span))
            self.part = "lost"

    def _is_text(self, title: Title, following: list[markup.Piece]) -> bool:
        """Whether a title of level 1 is none: code outside of a listing, or a line of a question."""
        if self.exam.exercises and titles.is_code(title, self.source, self.report):
            return True
        if self.item is None or not titles.cuts(
            title, self.item, self.pending, following, self.report
        ):
            return False
        if self.part not in ("criteria", "levels"):
            self._title(Title(4, title.text, title.span))
        return True

    def _is_told(self, rule: Rule) -> bool:
        return rule.span is not None and rule.span.line in self.underlines

    def _put_comments(self, path: Path) -> None:
        """Put the comments that wait before a place."""
        if self.exam.comments is not None and self.waiting:
            self.exam.comments.add(path, self.waiting)
            self.waiting = []

    def _path(self, *rest: str | int) -> Path:
        """The place of the exercise at hand, of its item, or of something in this."""
        exercise: Path = ("exercises", len(self.exam.exercises) - 1)
        if self.item is None:
            return exercise
        return (*exercise, "items", len(self.exam.exercises[-1].items) - 1, *rest)

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
        self.item, self.part = None, ""
        self._put_comments(self._path())

    def _item(self, title: Title) -> None:
        _, span, found = headings.split(title, self.report)
        self.item = RawItem(self.source.line_span(title.span.line))
        self.part = "prompt"
        headings.read_label(span, self.item, self.report)
        if self.item.kind is None:
            help_line = f"write ## 2 pts · {KINDS[0]}"
            self.report.add("S130", "item has no kind", self.item.span, help=help_line)
        kind = self.item.kind.value if self.item.kind else ""
        settings = attributes.settings(found, item_attributes(kind), self.report)
        self.item.tags = attributes.tag_list(settings.pop("tags", None))
        self.item.allow = attributes.words(settings.pop("allow", None))
        self.item.settings.update(settings)
        if not self.exam.exercises:
            help_line = "write a line such as # Exercise 1 above it"
            if not self.lost:
                self.report.add("S133", "item stands before any exercise", span, help=help_line)
            silent = [Word("L240", span)]  # it has no id because it is not there
            self.exam.exercises.append(RawExercise(span, Word("", span), allow=silent))
        self.exam.exercises[-1].items.append(self.item)
        self._put_comments(self._path())

    def _part(self, title: Title) -> None:
        if self.item is None:
            help_line = "write #### for a heading inside a text, or an item (##) above it"
            self.report.add("S133", "part stands outside any item", title.span, help=help_line)
            self.part = "lost"
            return
        name = re.sub(r"\s*:\s*", ": ", " ".join(title.text.lower().split()))
        if name not in PARTS:
            meant = otherwords.PARTS.get(name, "")
            help_line = f"write ### {meant}" if meant else did_you_mean(name, PARTS)
            self.report.add(
                "S131", f"{title.text!r} is no part of an item", title.span, help=help_line
            )
            name = self._meant_part(meant, title.span)
        elif name in self.item.part_spans:
            help_line = "put both texts below one heading"
            self.report.add("S144", f"part {name!r} stands twice", title.span, help=help_line)
            name = "lost"
        else:
            self.item.part_spans[name] = title.span
            self._put_comments(self._path(*part_path(name)))
        self.part = name

    def _meant_part(self, name: str, span: Span) -> str:
        """The part that another word stands for, to be read as it; "lost" for none.

        The entries of a rubric are known by its heading alone, so these are not read.
        """
        assert self.item is not None
        if name in ("criteria", "levels"):
            self.item.allow.append(Word("L215", span))  # there is a rubric
        if name in ("", "criteria", "levels") or name in self.item.part_spans:
            return "lost"
        self.item.part_spans[name] = span
        return name

    # -- what stands below a heading ------------------------------------------------------------

    def _finish_part(self) -> None:
        pieces, self.pending = self.pending, []
        after: list[str] = []
        while pieces and isinstance(last := pieces[-1], Comment):
            after.insert(0, last.text)
            pieces.pop()
        self._finish(pieces)
        self.waiting += after

    def _finish(self, pieces: list[markup.Piece]) -> None:
        if not self.exam.exercises:
            places = [place for p in self._without_comments(pieces) if (place := _place(p))]
            if places and self.main and self.end > len(self.source.lines) and not self._says_any():
                self.exam.broken = True
                help_line = (
                    "begin with ---, title: …, --- and # Exercise 1; examc new NAME shows how"
                )
                message = "file has neither front matter nor an exercise"
                self.report.add("S156", message, places[0], help=help_line)
            elif places and not self.exam.broken:
                self.lost = True
                help_line = "begin an exercise with a line such as # Exercise 1"
                self.report.add(
                    "S138", "text stands before any exercise", places[0], help=help_line
                )
        elif self.item is None:
            if pieces and self.part != "lost":
                self._leading_text(pieces)
        elif self.part in ("criteria", "levels"):
            self._rubric(self.item, pieces)
        elif self.part == "prompt":
            self._prompt(self.item, pieces)
            self.item.refused = self._has_refused(self.item.span.line + 1)
        elif self.part != "lost":
            self._divider(pieces)
            self.item.texts[self.part] = self._text(pieces, f"a {self.part} part")

    def _says_any(self) -> bool:
        """Whether front matter says anything, or tried to."""
        said = self.exam.settings or self.exam.include or self.exam.course or self.exam.scoring
        return bool(said) or self.exam.broken

    def _has_refused(self, start: int) -> bool:
        """Whether a text was refused from a line on, up to the end of the part at hand."""
        at = bisect_left(self.refused, start)
        return at < len(self.refused) and self.refused[at] < self.end

    def _divider(self, pieces: list[markup.Piece]) -> None:
        """Tell of a line across the end of a text, which students would see."""
        if pieces and isinstance(pieces[-1], Rule):
            message = "this line ends a text, and students see it"
            self.report.add("L227", message, _place(pieces[-1]), help=_DIVIDER)

    def _leading_text(self, pieces: list[markup.Piece]) -> None:
        """Text between an exercise and its first question is a text block without a heading."""
        content = self._text(pieces, "a text block")
        if not content:
            return
        exercise = self.exam.exercises[-1]
        span = getattr(content[0], "span", None) or exercise.span
        item = RawItem(first_line(span), Word("text block", span), texts={"prompt": content})
        exercise.items.append(item)

    def _prompt(self, item: RawItem, pieces: list[markup.Piece]) -> None:
        kind = item.kind.value if item.kind else ""
        if kind == "image block":
            self._image_block(item, pieces)
            return
        titles.attributes_below(item, pieces, self.source, self.report)
        lists = [p for p in pieces if isinstance(p, ItemList) and _has_boxes(p)]
        if not lists and kind in CHOICE_KINDS:
            item.told = optionslips.tell(self.source, pieces, self.report)
        if not lists or (kind and kind not in CHOICE_KINDS):
            self._divider(pieces)
            item.texts["prompt"] = self._text(pieces, with_article(kind))
            return
        first = pieces.index(lists[0])
        while first and isinstance(pieces[first - 1], Comment):
            first -= 1
        item.texts["prompt"] = self._text(pieces[:first], "a prompt")
        entries: list[RawEntry] = []
        told = False
        for piece in self._before_entries(pieces[first:], entries, "options"):
            if isinstance(piece, ItemList) and _has_boxes(piece):
                entries += read_entries(piece, "options", self.report)
            elif not told:
                told = True
                self._after_options(piece, another=_asks_again(piece, pieces, lists))
        item.lists["options"] = RawList(first_line(lists[0].span), entries)
        item.told = told or any(entry.told for entry in entries)
        item.told = item.told or self._has_refused(lists[0].span.line)
        optionslips.tell_bare_weights(item, entries, self.report)

    def _after_options(self, piece: markup.Piece, *, another: bool) -> None:
        """Tell of a text behind the options; `another` says that more options end the question."""
        help_line = (
            "put it before the options, indent it below one, or begin a part such as ### solution"
        )
        if another:
            help_line = "write ## 2 pts · multiple choice above it, if a question begins here"
        if isinstance(piece, Rule):
            help_line = _DIVIDER
        message = "text stands after the options"
        self.report.add("S138", message, _place(piece), help=help_line)

    def _image_block(self, item: RawItem, pieces: list[markup.Piece]) -> None:
        for piece in self._without_comments(pieces):
            match self._without_marks(piece):
                case Paragraph(content=(Image() as image,)) if item.image is None:
                    item.image = image
                    self._put_comments(self._path("image"))
                case _:
                    help_line = "write the rest in a text block, before or after it"
                    message = "an image block holds one image and nothing else"
                    self.report.add("S149", message, _place(piece), help=help_line)
                    item.image = item.image or Image("", "missing")

    def _without_marks(self, piece: markup.Piece) -> markup.Piece:
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

    def _rubric(self, item: RawItem, pieces: list[markup.Piece]) -> None:
        entries: list[RawEntry] = []
        told = False
        for piece in self._before_entries(pieces, entries, self.part):
            if isinstance(piece, ItemList):
                entries += read_entries(piece, self.part, self.report)
            elif isinstance(piece, Heading) and (
                part := otherwords.part(plain(piece.content), PARTS)
            ):
                self._part_too_deep(piece, part)
                break
            else:
                told = True
                help_line = _DIVIDER if isinstance(piece, Rule) else self._as_entries(piece)
                self.report.add("S142", f"{self.part} are a list", _place(piece), help=help_line)
        if entries or not told:
            item.lists[self.part] = RawList(item.part_spans[self.part], entries)

    def _as_entries(self, piece: markup.Piece) -> str:
        """What to write for a paragraph or a table that was meant as the list of a rubric."""
        place = _place(piece)
        example = "- {2} what earns two points"
        if place is not None and isinstance(piece, Paragraph | Table):
            example = pointslips.as_criterion(place.source.line(place.line))
        return f"write {self.part} as list items: {example}"

    def _text(self, pieces: Iterable[markup.Piece], place: str) -> Blocks:
        found: list[Block] = []
        for piece in pieces:
            if isinstance(piece, ItemList):
                if _has_boxes(piece):
                    self._misplaced_options(piece, place)
                found.append(piece.block)
            elif isinstance(piece, Comment):
                if self.exam.comments is not None:
                    found.append(markup.marked_block(piece.text, self.exam.comments.inside))
            elif not isinstance(piece, Title):
                self._part_as_heading(piece)
                found.append(piece)
        return tuple(found)

    def _part_as_heading(self, piece: markup.Piece) -> None:
        """Tell of a heading inside a text that is a part's or a question's: students would see it."""
        if isinstance(piece, Heading) and headings.is_label(plain(piece.content)):
            message = f"this is the heading of a question, at level {piece.level}"
            help_line = f"write ## {plain(piece.content)}"
            self.report.add("S133", message, _place(piece), help=help_line)
        elif isinstance(piece, Heading) and plain(piece.content).lower() in PARTS:
            part = plain(piece.content).lower()
            self._part_too_deep(piece, part)
            if self.item is not None and part in ("criteria", "levels"):
                self.item.allow.append(Word("L215", first_line(self.item.span)))  # it has a rubric

    def _part_too_deep(self, piece: Heading, part: str) -> None:
        help_line = f"write ### {part} for the part of the question"
        message = "this is read as a heading of the text, not as a part"
        self.report.add("L227", message, _place(piece), help=help_line)

    def _without_comments(self, pieces: Iterable[markup.Piece]) -> Iterator[markup.Piece]:
        """Yield pieces that mean something; the comments before each are waiting then."""
        for piece in pieces:
            if isinstance(piece, Comment):
                self.waiting.append(piece.text)
            else:
                yield piece

    def _before_entries(
        self, pieces: Iterable[markup.Piece], entries: list[RawEntry], part: str
    ) -> Iterator[markup.Piece]:
        """Yield pieces that mean something; comments are put before the entries that follow."""
        for piece in self._without_comments(pieces):
            self._put_comments(self._path(part, len(entries)))
            yield piece

    def _misplaced_options(self, piece: ItemList, place: str) -> None:
        box = next(item for item in piece.items if item.checked is not None)
        self.report.add(
            "S139",
            f"{place} has no options",
            first_line(box.span),
            help="name the kind 'multiple choice' or 'multiple response', or remove the box",
        )


def _asks_again(piece: markup.Piece, pieces: list[markup.Piece], lists: list[ItemList]) -> bool:
    """Whether a text behind options seems to begin a question: options of its own end the text."""
    return not isinstance(piece, Quote | Rule) and pieces[-1] is lists[-1] is not lists[0]


def _has_boxes(piece: ItemList) -> bool:
    return any(item.checked is not None for item in piece.items)


def _place(piece: markup.Piece) -> Span | None:
    """Where a message about a piece points, if the piece has a place."""
    span = getattr(piece, "span", None)
    return first_line(span) if span else None
