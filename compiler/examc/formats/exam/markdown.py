"""Reads the Markdown spelling into its raw form."""

import re
from collections.abc import Iterable, Iterator

from examc import markup
from examc.content import Block, Blocks, Image, Inline, Paragraph, Quote, Text
from examc.diagnostics import Report, did_you_mean
from examc.formats.exam import attributes, labelslips, yamlspelling
from examc.formats.exam.comments import END, Comments, Path
from examc.formats.exam.raw import RawEntry, RawExam, RawExercise, RawItem, RawList, Word
from examc.formats.exam.vocabulary import (
    CHOICE_KINDS,
    ENTRY_ATTRIBUTES,
    EXERCISE_ATTRIBUTES,
    KINDS,
    PARTS,
    known_kind,
    with_article,
)
from examc.formats.exam.vocabulary import attributes as item_attributes
from examc.markup import Comment, ItemList, ListItem, Title
from examc.source import Source, Span

_POINTS = re.compile(r"(\S+)\s*(?:pts?|points?)\.?", re.IGNORECASE)
_SPACE = re.compile(r"([\d./]+)\s*pages?", re.IGNORECASE)
_SPACE_AFTER_KIND = re.compile(r"(?<!\s)\s+([\d./]+\s*pages?)$", re.IGNORECASE)
_POINTS_BEFORE_KIND = re.compile(r"([\d./]+\s*(?:pts?|points?)\.?)\s+", re.IGNORECASE)
_OPEN_ATTRIBUTES = re.compile(r"(?<= )\{(?=[#.]|[a-z]+=)[^{}]*$")
_WEIGHT_BEHIND = re.compile(r"\{[-+−]?[\d./]+%?( [^{}]*)?\}$")
_FENCE = "---"
_ENDS = re.compile(r"(?:-{3,}|\.{3})\s*$")


def read(source: Source, report: Report, *, main: bool, keep: Comments | None = None) -> RawExam:
    """Read a Markdown file; only the main one may say more than `include` in its front matter.

    Comments are kept in `keep`, where it is given.
    """
    exam = RawExam(source.line_span(1, 1, len(source.line(1)) + 1), comments=keep)
    first_line = _front_matter(source, exam, report, main=main)
    kept = None if keep is None else keep.inside
    _Reader(source, exam, report).read(markup.document(source, report, first_line, kept))
    return exam


def _front_matter(source: Source, exam: RawExam, report: Report, *, main: bool) -> int:
    if source.line(1).rstrip() != _FENCE:
        return _late_front_matter(source, exam, report)
    for number, line in enumerate(source.lines[1:], 2):
        if line.rstrip() in (_FENCE, "..."):
            text = "\n".join(source.lines[1 : number - 1])
            yamlspelling.read_front_matter(source, text, exam, report, main=main)
            return number + 1
    span = source.line_span(1)
    exam.broken = True
    report.add("S117", "front matter is never closed", span, help="end it with a line of ---")
    return len(source.lines) + 1


def _late_front_matter(source: Source, exam: RawExam, report: Report) -> int:
    """Without front matter, the first line; where it begins too late, the line behind it."""
    number = next((i for i, line in enumerate(source.lines, 1) if line.strip()), 1)
    opened = re.fullmatch(r"-{3,}", source.line(number).strip())
    ends = (i for i, line in enumerate(source.lines[number:], number + 1) if _ENDS.match(line))
    end = next(ends, 0)
    if opened is None or not end or not re.match(r"\w+\s*:", source.line(number + 1)):
        return 1
    exam.broken = True
    report.add(
        "S117",
        "front matter does not begin here",
        source.line_span(number),
        help="begin it on the first line of the file, with a line of ---",
    )
    return end + 1


class _Reader:
    """Sorts the pieces of a document into exercises, items and parts."""

    def __init__(self, source: Source, exam: RawExam, report: Report) -> None:
        self.source = source
        self.exam = exam
        self.report = report
        self.item: RawItem | None = None
        self.part = ""
        self.pending: list[markup.Piece] = []
        self.waiting: list[str] = []
        """Comments that belong to what comes next."""

    def read(self, pieces: Iterable[markup.Piece]) -> None:
        """Read all pieces of the document."""
        for piece in pieces:
            if isinstance(piece, Title):
                self._finish_part()
                (self._exercise, self._item, self._part)[piece.level - 1](piece)
            elif not isinstance(piece, Comment) or self.exam.comments is not None:
                self.pending.append(piece)
        self._finish_part()
        self._put_comments(END)

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
        text, span, found = self._split(title)
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
        _, span, found = self._split(title)
        self.item = RawItem(self.source.line_span(title.span.line))
        self.part = "prompt"
        self._label(span)
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
            self.report.add("S133", "item stands before any exercise", span, help=help_line)
            self.exam.exercises.append(RawExercise(span, Word("", span)))
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
            help_line = did_you_mean(name, PARTS)
            self.report.add(
                "S131", f"{title.text!r} is no part of an item", title.span, help=help_line
            )
            name = "lost"
        elif name in self.item.part_spans:
            help_line = "put both texts below one heading"
            self.report.add("S144", f"part {name!r} stands twice", title.span, help=help_line)
            name = "lost"
        else:
            self.item.part_spans[name] = title.span
            self._put_comments(self._path(*part_path(name)))
        self.part = name

    def _split(self, title: Title) -> tuple[str, Span, attributes.Attributes]:
        """A heading's own words, their span, and its attributes."""
        start = attributes.split_heading(title.text)
        words = title.text[:start].rstrip(" \t")
        found = attributes.Attributes()
        if start < len(title.text):
            found = attributes.parse(title.span.part(start, len(title.text)), self.report)
        elif (
            words.endswith("}") and not words.endswith("\\}") and "{" in words and "$" not in words
        ):
            start = words.rindex("{")
            spaced = not words[:start].strip() or words[start - 1] in " \t"
            slip = "close the quotes between them" if spaced else "put a space before {"
            self.report.add(
                "S134",
                "braces at the end of a heading hold its attributes",
                title.span.part(start, len(words)),
                help=f"{slip}, or write \\{{ and \\}} for braces in the title",
            )
            words = words[:start].rstrip(" \t")
        elif unclosed := _OPEN_ATTRIBUTES.search(words):
            start = unclosed.start()
            self.report.add(
                "S134",
                "attribute list is never closed",
                title.span.part(start, len(words)),
                help="end it with }, or write \\{ for a brace in the title",
            )
            words = words[:start].rstrip(" \t")
        return markup.folded(_unescaped(words)), title.span.part(0, len(words)), found

    def _label(self, span: Span) -> None:
        """Read `2 pts · open · 1/2 page` into points, kind and space."""
        text = self.source.line(span.line)[span.column - 1 : span.end_column - 1]
        for match in re.finditer(r"[^·]+", text):
            label = match[0].strip()
            start = match.start() + match[0].index(label)
            place = span.part(start, start + len(label))
            for part, part_place in labelslips.parted(label, place, self.report):
                self._label_part(part, part_place)

    def _label_part(self, label: str, span: Span) -> None:
        before = _POINTS_BEFORE_KIND.match(label)
        if before:
            self._label_word(before[1], span.part(0, len(before[1])))
            label, span = label[before.end() :], span.part(before.end(), len(label))
        after = _SPACE_AFTER_KIND.search(label)
        if after:
            self._label_word(label[: after.start()], span.part(0, after.start()))
            label, span = after[1], span.part(after.start(1), len(label))
        self._label_word(label, span)

    def _label_word(self, label: str, span: Span) -> None:
        points, space = _POINTS.fullmatch(label), _SPACE.fullmatch(label)
        if points:
            self._set("points", Word(points[1], span.part(0, len(points[1]))))
        elif space:
            self._set("space", Word(label, span))
        else:
            self._kind(label, span)

    def _set(self, name: str, word: Word) -> None:
        assert self.item is not None
        if name in self.item.settings:
            self.report.add("S111", f"{name} stand twice in the label", word.span, help="keep one")
        else:
            self.item.settings[name] = word

    def _kind(self, label: str, span: Span) -> None:
        assert self.item is not None
        name = " ".join(label.lower().split())
        kind = self.item.kind
        if kind is not None and labelslips.means_room(label):
            self._set("space", Word(label, span))
        elif kind is not None and kind.value:
            help_line = "write points, kind and space, parted by ' · '"
            message = f"kind stands twice: {label[:40]!r}"
            self.report.add("S130", message, span, help=help_line)
        elif kind is not None:
            self.item.kind = Word(name, span) if name in KINDS else kind
        elif "points" not in self.item.settings and (
            points := labelslips.amount(label, span, self.report)
        ):
            self._set("points", points)
            words = label[len(points.value) :].strip().lower()
            self.item.kind = Word(words, span) if words in KINDS else None
        else:
            self.item.kind = Word(known_kind(name, span, self.report), span)

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
            outside = [piece for piece in self._without_comments(pieces) if _span_of(piece)]
            if outside and not self.exam.broken:
                self._outside(outside[0])
        elif self.item is None:
            if pieces and self.part != "lost":
                self._leading_text(pieces)
        elif self.part in ("criteria", "levels"):
            self._rubric(self.item, pieces)
        elif self.part == "prompt":
            self._prompt(self.item, pieces)
        elif self.part != "lost":
            self.item.texts[self.part] = self._text(pieces, f"a {self.part} part")

    def _outside(self, piece: markup.Piece) -> None:
        span = _span_of(piece)
        assert span is not None
        help_line = "begin an exercise with a line such as # Exercise 1"
        self.report.add(
            "S138", "text stands before any exercise", _first_line(span), help=help_line
        )

    def _leading_text(self, pieces: list[markup.Piece]) -> None:
        """Text between an exercise and its first question is a text block without a heading."""
        content = self._text(pieces, "a text block")
        if not content:
            return
        exercise = self.exam.exercises[-1]
        span = getattr(content[0], "span", None) or exercise.span
        item = RawItem(_first_line(span), Word("text block", span), texts={"prompt": content})
        exercise.items.append(item)

    def _prompt(self, item: RawItem, pieces: list[markup.Piece]) -> None:
        kind = item.kind.value if item.kind else ""
        if kind == "image block":
            self._image_block(item, pieces)
            return
        lists = [p for p in pieces if isinstance(p, ItemList) and _has_boxes(p)]
        if not lists or (kind and kind not in CHOICE_KINDS):
            item.texts["prompt"] = self._text(pieces, with_article(kind))
            return
        first = pieces.index(lists[0])
        while first and isinstance(pieces[first - 1], Comment):
            first -= 1
        item.texts["prompt"] = self._text(pieces[:first], "a prompt")
        entries: list[RawEntry] = []
        for piece in self._before_entries(pieces[first:], entries, "options"):
            if isinstance(piece, ItemList) and _has_boxes(piece):
                entries += self._entries(piece, "options")
            else:
                self._after_options(piece)
        item.lists["options"] = RawList(_first_line(lists[0].span), entries)

    def _after_options(self, piece: markup.Piece) -> None:
        span = getattr(piece, "span", None)
        self.report.add(
            "S138",
            "text stands after the options",
            _first_line(span) if span else None,
            help="put it before the options, indent it below one, or begin a part such as ### solution",
        )

    def _image_block(self, item: RawItem, pieces: list[markup.Piece]) -> None:
        for piece in self._without_comments(pieces):
            match self._without_marks(piece):
                case Paragraph(content=(Image() as image,)) if item.image is None:
                    item.image = image
                    self._put_comments(self._path("image"))
                case _:
                    span = getattr(piece, "span", None)
                    help_line = "write the rest in a text block, before or after it"
                    message = "an image block holds one image and nothing else"
                    place = _first_line(span) if span else None
                    self.report.add("S149", message, place, help=help_line)
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
                entries += self._entries(piece, self.part)
            else:
                told = True
                span = getattr(piece, "span", None)
                place = _first_line(span) if span else None
                help_line = f"write {self.part} as list items: - {{2}} what earns two points"
                self.report.add("S142", f"{self.part} are a list", place, help=help_line)
        if entries or not told:
            item.lists[self.part] = RawList(item.part_spans[self.part], entries)

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
                found.append(piece)
        return tuple(found)

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
            _first_line(box.span),
            help="name the kind 'multiple choice' or 'multiple response', or remove the box",
        )

    # -- entries --------------------------------------------------------------------------------

    def _entries(self, piece: ItemList, part: str) -> list[RawEntry]:
        return [self._entry(item, part) for item in piece.items]

    def _entry(self, item: ListItem, part: str) -> RawEntry:
        entry = RawEntry(_first_line(item.span), item.content)
        if part == "options":
            if item.checked is None:
                self._without_box(item)
            entry.checked = bool(item.checked)
            entry.content, entry.feedback = _option_text(item.content)
        elif item.checked is not None:
            help_line = "remove the box"
            self.report.add("S139", f"{part} have no boxes", entry.span, help=help_line)
        if item.attributes is not None:
            self._entry_attributes(entry, item.attributes, part)
        elif item.checked is not None or part != "options":
            self._unclosed_attributes(item)
            self._weight_behind(item)
        return entry

    def _without_box(self, item: ListItem) -> None:
        self.report.add(
            "S140",
            "list item among options has no box",
            _first_line(item.span),
            help="write - [ ] or - [x]; for a list of the prompt above the options, use * as its bullet",
        )

    def _unclosed_attributes(self, item: ListItem) -> None:
        line = self.source.line(item.span.line)
        start = re.match(r"\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?(?=\{)", line)
        if start and not line[start.end() :].startswith("{,"):
            self.report.add(
                "S134",
                "attribute list is never closed on this line",
                self.source.line_span(item.span.line, start.end() + 1, start.end() + 2),
                help="close it with }, or write \\{ for a brace",
            )

    def _weight_behind(self, item: ListItem) -> None:
        match item.content:
            case (Paragraph(content=(*_, Text(text=text, span=Span() as span))), *_):
                behind = _WEIGHT_BEHIND.search(text)
                line = self.source.line(span.end_line)[: span.end_column - 1]
                if behind and line.endswith(behind[0]) and not line.endswith("\\" + behind[0]):
                    start = span.end_column - len(behind[0])
                    place = self.source.line_span(span.end_line, start, span.end_column)
                    message = "a weight stands before the text, not behind it"
                    help_line = f"write {behind[0]} first, or \\{{ for the brace itself"
                    self.report.add("S143", message, place, help=help_line)

    def _entry_attributes(self, entry: RawEntry, span: Span, part: str) -> None:
        found = attributes.parse(span, self.report)
        bare: list[Word] = []
        for word in found.bare:
            if word.value.endswith("%") and entry.percent is None and part == "levels":
                entry.percent = word
            elif entry.points is None and not bare and re.match(r"[-+−–—‐‑‒.\d]", word.value):
                entry.points = word
            else:
                bare.append(word)
        found.bare = bare
        settings = attributes.settings(found, ENTRY_ATTRIBUTES[part], self.report)
        entry.id, entry.name = settings.get("id"), settings.get("name")
        entry.allow = attributes.words(settings.get("allow"))
        entry.fixed = "fixed" in settings


def part_path(part: str) -> Path:
    """The place of a part in an item, as YAML names it."""
    if part.startswith("feedback"):
        return ("feedback", part.partition(": ")[2] or "general")
    return ("graders",) if part == "for graders" else (part,)


def _option_text(content: Blocks) -> tuple[Blocks, Blocks]:
    """The text and the feedback of an option; comments after the feedback belong to it."""
    end = len(content)
    while end and markup.is_marked_block(content[end - 1]):
        end -= 1
    if end and isinstance(content[end - 1], Quote):
        feedback = content[end - 1]
        assert isinstance(feedback, Quote)
        return content[: end - 1], (*feedback.content, *content[end:])
    return content, ()


def _span_of(piece: markup.Piece) -> Span | None:
    span: Span | None = getattr(piece, "span", None)
    return span


def _has_boxes(piece: ItemList) -> bool:
    return any(item.checked is not None for item in piece.items)


def _first_line(span: Span) -> Span:
    """The first line of a piece, from where the piece begins."""
    length = len(span.source.line(span.line).rstrip()) + 1
    end = length if span.end_line > span.line else min(span.end_column, length)
    return span.source.line_span(span.line, span.column, max(end, span.column + 1))


def _unescaped(text: str) -> str:
    return re.sub(r"\\([{}#$\\])", r"\1", text)
