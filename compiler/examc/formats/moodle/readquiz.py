"""A whole file: its categories and questions in order → the exam, its exercises and items."""

import posixpath
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

from examc.core import numbers
from examc.core.content import Blocks
from examc.core.diagnostics import Report
from examc.core.limits import is_id
from examc.core.model import Course, Exam, Exercise, Item, derived_exercise_id, derived_item_id
from examc.core.records import Mutable, replace
from examc.core.source import Span
from examc.formats.foreign import identifiers
from examc.formats.foreign.documents import Document
from examc.formats.foreign.quoting import quoted
from examc.formats.moodle import readsets
from examc.formats.moodle.readcategory import NUMBER, Category, Rows, categories
from examc.formats.moodle.readentry import Entry, LeftOut, entry
from examc.formats.moodle.readlanguages import keep_one_language, say_once
from examc.formats.moodle.readparts import DESCRIPTION, INSTRUCTIONS, Parts
from examc.formats.moodle.readquestion import Planned, Questions, plan
from examc.formats.moodle.readxml import parts, text_of, value

EXPORTED = "<!-- question: "
"""What Moodle writes before every question, and we do not."""


class _Part(Mutable):
    """An exercise to be: a category, what it is called, and its questions."""

    category: Category
    title: str
    entries: list[Entry]
    ours: bool = False
    pick: int | None = None


class Quiz:
    """Reads one file; an exam that our writer made is found in it, wherever it stands.

    Of a file with several such exams, `chosen` gives the categories that belong to the one.
    """

    def __init__(
        self,
        document: Document,
        report: Report,
        chosen: Callable[[], list[Category]] | None = None,
    ) -> None:
        self.document = document
        self.report = report
        chosen = chosen or partial(categories, document.root)
        self.categories = chosen()
        self.own = next((c for c in self.categories if c.is_exam), None)
        ours = self.own is not None and EXPORTED not in document.source.text
        if self.own is None:
            keep_one_language(document, report)
            self.categories = chosen()
        blocks = {
            value(parts(element), "idnumber") or ""
            for category in self.categories
            for element in category.questions
            if element.get("type") == "description"
        }
        self.questions = Questions(document, report, blocks, ours=ours)
        self.ids = identifiers.Ids()

    @property
    def files(self) -> dict[str, bytes]:
        """The images that the questions show, by their path in the exam's folder."""
        return self.questions.texts.files.files

    def _with_pools(self) -> Iterator[_Part]:
        """Yield the exercises to be, and behind each a pool for every question of drawn numbers."""
        for part in self._parts():
            drawn = [one for one in part.entries if one.kind in readsets.TYPES]
            part.entries = [one for one in part.entries if one.kind not in readsets.TYPES]
            if part.entries or part.ours:
                yield part
            for one in drawn:
                found = readsets.entries(one)
                span = self.document.span(one.element)
                if isinstance(found, LeftOut):
                    place = f"category {part.title}"
                    self.report.add(found.code, found.message, span, help=found.help, where=place)
                    continue
                message = f"question {one.shown_name()} has {len(found)} stored sets of values: "
                message += "each is read as a question of a pool of which one is drawn"
                self.report.add("R529", message, span, help="formulas themselves are not kept")
                title = one.name or part.title
                yield _Part(Category(names=part.category.names), title, found, pick=1)

    def exam(self) -> Exam | None:
        """The exam; None, and an error, where no question of the file can be read."""
        exercises: list[Exercise] = []
        for part in self._with_pools():
            exercise = self._exercise(len(exercises) + 1, part)
            if exercise is not None:
                exercises.append(exercise)
        self._check_categories()
        self.questions.settings.finish()
        self.questions.texts.otherwise.tell(self.report, "Moodle")
        say_once(self.report)
        if not exercises and self.own is None:
            span = self.document.span(self.document.root)
            found = any(category.questions for category in self.categories)
            message = "file has no question that can be read" if found else "file has no question"
            help_line = "export a category that has questions, as Moodle XML"
            self.report.add("R513", message, span, help=help_line)
            return None
        if self.own is None or self.own.rows is None:
            return self._foreign(tuple(exercises))
        return self._ours(self.own, self.own.rows, tuple(exercises))

    # -- the exam -------------------------------------------------------------------------------

    def _ours(self, own: Category, rows: Rows, exercises: tuple[Exercise, ...]) -> Exam:
        texts = self._texts(own)
        minutes = rows.word("duration")
        exam = Exam(
            title=rows.word("title") or (own.names or ("Exam",))[-1],
            id=self._exam_id(own),
            language=rows.word("language") or "en",
            course=Course(
                *[rows.word(f"course-{key}") for key in ("code", "name", "year", "period")]
            ),
            date=rows.word("date"),
            duration=numbers.whole(minutes),
            points=rows.points(),
            description=texts.get(DESCRIPTION, ()),
            tags=rows.tags(),
            attempts=numbers.whole(rows.word("attempts")),
            instructions=texts.get(INSTRUCTIONS, ()),
            exercises=exercises,
        )
        self._check_rows(own)
        span = self.document.span(self.document.root if own.element is None else own.element)
        return replace(exam, span=span)

    def _texts(self, own: Category) -> dict[str, Blocks]:
        """What the description of the exam's own category says beside its list."""
        if own.info is None:
            return {}
        parts = Parts()
        self.questions.texts.read(own.info, "", take=parts.take)
        return parts.texts

    def _exam_id(self, own: Category) -> str:
        if not own.idnumber or is_id(own.own_id()):
            return own.own_id()
        message = f"id number {quoted(own.idnumber)} cannot be an identifier here, and is left out"
        span = None if own.element is None else self.document.span(own.element)
        self.report.add("R527", message, span, help="use letters, digits, and . _ - between them")
        return ""

    def _foreign(self, exercises: tuple[Exercise, ...]) -> Exam:
        span = self.document.span(self.document.root)
        message = "Moodle XML says no language; 'en' is assumed"
        self.report.add("R530", message, span, help="set the language of the exam")
        return Exam(title=self._title(), exercises=exercises, span=span)

    def _title(self) -> str:
        """The first category below the top of the course, or else the name of the file."""
        for category in self.categories:
            if category.questions and category.names:
                return category.names[0]
        name = posixpath.basename(self.document.source.path.replace("\\", "/"))
        return posixpath.splitext(name)[0].strip("<>") or "Exam"

    # -- exercises ------------------------------------------------------------------------------

    def _parts(self) -> Iterator[_Part]:
        """Yield the exercises to be; of others' categories those that hold questions."""
        title = self._title()
        for category in self.categories:
            entries = [entry(element) for element in category.questions]
            path = category.names
            own = self.own
            number = NUMBER.match(path[-1]) if own and path[:-1] == own.names and path else None
            if number:
                given = category.rows.word("title") if category.rows else ""
                name = given or path[-1][number.end() :]
                yield _Part(category, name, _in_order(entries), ours=True)
            elif entries:
                inner = path[1:] if path[:1] == (title,) else path
                yield _Part(category, " / ".join(inner) or title, entries)

    def _exercise(self, number: int, part: _Part) -> Exercise | None:
        category, where = part.category, f"exercise {number}"
        plans = [(one, plan(one)) for one in part.entries]
        kept = [planned for _, planned in plans if isinstance(planned, Planned)]
        place = where if kept or part.ours else f"category {part.title}"
        for one, planned in plans:
            if isinstance(planned, LeftOut):
                at, told = self.document.span(one.element), one.left_out(planned)
                self.report.add(told.code, told.message, at, help=told.help, where=place)
        if not part.ours:
            self._check_info(category, place)
        if not kept and not part.ours:
            return None
        span = None if category.element is None else self.document.span(category.element)
        given = category.own_id() if part.ours else category.idnumber
        own = self._own_id(given, derived_exercise_id(number), span, where)
        rows = category.rows if part.ours and category.rows else Rows({})
        items = tuple(self._items(own, kept, where, ours=part.ours))
        if not items and not part.ours:
            return None
        exercise = Exercise(
            id=own,
            title=part.title,
            items=items,
            points=rows.points(),
            bank=rows.word("bank"),
            updated=rows.word("updated"),
            tags=rows.tags(),
            shuffle=bool(rows.word("shuffle")),
            pick=numbers.whole(rows.word("pick")) if part.ours else part.pick,
            span=span,
        )
        if part.ours:
            self._check_rows(category)
        return exercise

    def _own_id(self, given: str, derived: str, span: Span | None, where: str) -> str:
        """The id number as an id; one that is not kept is told."""
        own = self.ids.own(given, derived)
        changed = identifiers.changed(given, own, "id number") if given else ""
        if changed:
            self.report.add("R527", changed, span, help=identifiers.HELP, where=where)
        return own

    def _items(
        self, exercise: str, plans: list[Planned], where: str, *, ours: bool
    ) -> Iterator[Item]:
        counts: Counter[str] = Counter()
        for planned in plans:
            here = f"{where} › {planned.noun} {counts[planned.noun] + 1}"
            given = planned.entry.value("idnumber") or ""
            span = self.document.span(planned.entry.element)
            own = self._own_id(given, derived_item_id(exercise, counts.total() + 1), span, here)
            item = self.questions.item(planned, own, here, numbered=ours)
            if item is not None:
                counts[planned.noun] += 1
                yield item

    # -- what has no place ----------------------------------------------------------------------

    def _check_categories(self) -> None:
        """Report what categories without questions say, and the exams beside the first one."""
        for category in self.categories:
            place = f"category {' / '.join(category.names)}"
            if category.is_exam and category is not self.own and category.element is not None:
                message = "file holds another exam; its exercises are added to the first one"
                span = self.document.span(category.element)
                self.report.add("R534", message, span, help="export one at a time", where=place)
            elif not category.questions and category.rows is None:
                self._check_info(category, place)

    def _check_info(self, category: Category, where: str) -> None:
        """Report the description of a category, for which an exercise has no place."""
        said = " ".join(text_of(category.info).split())
        if category.info is None or not said:
            return
        span = self.document.span(category.info)
        message = f"description of a category has no place in an exam: {quoted(said)}"
        self.report.add("R410", message, span, help="write it as a text block", where=where)

    def _check_rows(self, category: Category) -> None:
        for written in category.rows.unread if category.rows else ():
            message = f"{quoted(written)} in the description of a category is not understood"
            span = None if category.element is None else self.document.span(category.element)
            self.report.add("R494", message, span, help="correct it, or remove the row")


def _in_order(entries: list[Entry]) -> list[Entry]:
    """Our questions in the order of their numbers, which Moodle does not keep in an export."""
    matches = [NUMBER.match(one.name) for one in entries]
    places = [numbers.whole(match[2] or "") if match else None for match in matches]
    pairs = [(n, one) for n, one in zip(places, entries, strict=True) if n is not None]
    if len(pairs) < len(entries):
        return entries
    return [one for _, one in sorted(pairs, key=lambda pair: pair[0])]
