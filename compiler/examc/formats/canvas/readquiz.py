"""Quizzes, groups and banks → exercises, in the order in which students meet them."""

from collections.abc import Iterator
from fractions import Fraction

from examc.core.content import Blocks, Heading, plain
from examc.core.diagnostics import Report
from examc.core.model import Exercise, Item, Question, derived_exercise_id, derived_item_id
from examc.core.records import Mutable, field
from examc.files.xmltree import Element, characters, child, children, elements, name
from examc.formats.canvas import names, readbeside, readsets
from examc.formats.canvas.readcontext import Context, number
from examc.formats.canvas.readitems import kind_of, read_item
from examc.formats.canvas.readpackage import fields
from examc.formats.canvas.readtext import Texts
from examc.formats.foreign import identifiers
from examc.formats.foreign.documents import Document
from examc.formats.foreign.quoting import quoted


class Bank(Mutable):
    """A question bank of the export."""

    document: Document
    root: Element
    ident: str
    title: str
    used: bool = False
    """Whether a group of a quiz draws from it."""


class Part(Mutable):
    """Items that become one exercise; `points` and `shuffle` are those of a question group."""

    document: Document
    ident: str
    title: str
    items: list[tuple[Document, Element]] = field(default_factory=list)
    bank: str = ""
    points: Fraction | None = None
    shuffle: bool = False
    pick: int | None = None


class Quizzes:
    """Makes exercises, and numbers them as they come."""

    def __init__(
        self,
        texts: Texts,
        report: Report,
        banks: dict[str, Bank],
        loose: dict[str, tuple[Document, Element]],
    ) -> None:
        self.texts = texts
        self.report = report
        self.banks = banks
        self.loose = loose
        """Items that stand in no quiz, by their identifiers: a quiz may refer to them."""
        self.ids = identifiers.Ids()
        self.exercises: list[Exercise] = []
        self.instructions: Blocks = ()
        """What a test of Blackboard says before its questions."""
        self.before: list[tuple[Document, Element]] = []
        """Of our own files: what stands before the group that comes next, and belongs to it."""

    def quiz(
        self, document: Document, root: Element, title: str, *, shuffle: bool
    ) -> list[Exercise]:
        """Add the exercises of an assessment, and return them."""
        before = len(self.exercises)
        if not self.texts.ours:
            self._beside(document, root)
        parts: list[Part] = []
        for section in children(root, "section"):
            parts += self._outer(document, section, root.get("ident", ""), title)
        for part in parts:
            self._exercise(part, shuffle=shuffle)
        return self.exercises[before:]

    def _beside(self, document: Document, root: Element) -> None:
        """Keep what a test of Blackboard says before its questions, and tell of what else does."""
        self.instructions += readbeside.kept(document, root, self.texts)
        for kind, called in readbeside.NAMES.items():
            for element, words in readbeside.left(root, kind):
                message = f"{called} have no place in an exam: {quoted(words)}"
                help_line = "write them as a text block, if students need them"
                self._tell("R420", document, element, message, help_line)

    def bank(self, bank: Bank, items: list[Element]) -> None:
        """Add a bank, or what is left of it, as an exercise."""
        found = [(bank.document, item) for item in items]
        part = Part(bank.document, bank.ident, bank.title, found, bank.title)
        self._exercise(part, shuffle=False)

    def alone(self, title: str) -> None:
        """Add the items that stand in no quiz and that none refers to as an exercise."""
        found = list(self.loose.values())
        if found:
            self._exercise(Part(found[0][0], "", title, found), shuffle=False)

    # -- sections -> parts ------------------------------------------------------------------------

    def _outer(
        self, document: Document, section: Element, ident: str, title: str
    ) -> Iterator[Part]:
        """Yield the parts of a section of an assessment, which may itself be a question group."""
        ordering = child(section, "selection_ordering")
        if ordering is not None and not self.texts.ours:
            yield from self._group(document, section, ordering)
        else:
            yield from self._section(document, section, ident, title)

    def _section(
        self, document: Document, section: Element, ident: str, title: str
    ) -> Iterator[Part]:
        """Yield the parts of a section: its own items, and its sections between them."""
        current: Part | None = None
        for element in section:
            kind = name(element)
            if kind == "item":
                if current is None:
                    current = Part(document, ident, title)
                current.items.append((document, element))
            elif kind == "section":
                if current is not None:
                    yield current
                    current = None
                yield from self._inner(document, element, ident, title)
            elif kind == "itemref":
                item = self.loose.pop(element.get("linkrefid", ""), None)
                if item is None:
                    ident = quoted(element.get("linkrefid", ""))
                    self._tell("R512", document, element, f"question {ident} is not in the package")
                    continue
                if current is None:
                    current = Part(document, ident, title)
                current.items.append(item)
        if current is not None:
            yield current

    def _inner(
        self, document: Document, section: Element, ident: str, title: str
    ) -> Iterator[Part]:
        own, called = section.get("ident", ""), names.line(section.get("title", ""))
        ordering = child(section, "selection_ordering")
        if ordering is not None:
            yield from self._group(document, section, ordering)
        elif self.texts.ours:
            items = [(document, item) for item in children(section, "item")]
            if own.endswith(names.TOP):
                self.before = items
            else:
                yield Part(document, own, called, items)
        else:
            yield from self._section(document, section, own or ident, called or title)

    def _group(self, document: Document, section: Element, ordering: Element) -> Iterator[Part]:
        """Yield a question group: questions in changing order, each worth the same."""
        ident, title = section.get("ident", ""), names.line(section.get("title", ""))
        items = [(document, item) for item in children(section, "item")]
        part = Part(document, ident, title, items, shuffle=True)
        for reference in elements(ordering, "sourcebank_ref"):
            bank = self.banks.get(characters(reference).strip())
            if bank is None:
                message = f"bank that the group {quoted(title)} draws from is not in the package"
                help_line = "export the bank, or the whole course, as well"
                self._tell("R512", document, reference, message, help_line)
                continue
            bank.used = True
            part.bank = bank.title
            part.items += [(bank.document, item) for item in elements(bank.root, "item")]
        said = elements(ordering, "points_per_item")
        part.points = number(characters(said[0])) if said else None
        if said and part.points is None:
            message = f"points of the group {quoted(title)} are {quoted(characters(said[0]))}"
            self._tell("R518", document, said[0], message, "write the points that are meant")
        self._pick(part, ordering)
        part.items, self.before = [*self.before, *part.items], []
        if part.items:
            yield part

    def _pick(self, part: Part, ordering: Element) -> None:
        """How many questions of a group a student gets, where it is not all of them."""
        picked = [characters(e).strip() for e in elements(ordering, "selection_number")]
        count = number(picked[0]) if picked else None
        if count is None or count.denominator != 1 or not 0 < count < len(part.items):
            if picked and picked[0] != str(len(part.items)):
                asked = quoted(picked[0])[1:-1]
                message = (
                    f"group {quoted(part.title)} asks each student {asked} of {len(part.items)} "
                    "questions; all of them are read"
                )
                self._tell("R529", part.document, ordering, message, "write pick= as it is meant")
            return
        part.pick, part.shuffle = int(count), False

    def _tell(
        self, code: str, document: Document, element: Element, message: str, help: str = ""
    ) -> None:
        self.report.add(code, message, document.span(element), help=help)

    # -- parts -> exercises -----------------------------------------------------------------------

    def _exercise(self, part: Part, *, shuffle: bool) -> None:
        """Add an exercise; a heading that we wrote for one begins another, or is its own."""
        context = Context(part.document, self.texts, self.report, shuffle, part.points)
        items: list[Item] = []
        for context.document, element in part.items:
            heading = self._heading(element, context)
            if heading is None and kind_of(element) == names.CALCULATED:
                items = self._of_data_sets(element, part, items, context)
            elif heading is None:
                self._item(element, part, items, context)
            elif not self.texts.ours:
                self._finish(part, items)
                items, part.title = [], heading
        self._finish(part, items, empty=self.texts.ours)

    def _item(self, element: Element, part: Part, items: list[Item], context: Context) -> None:
        number = sum(isinstance(item, Question) for item in items) + 1
        context.where = f"exercise {len(self.exercises) + 1} › question {number}"
        exercise = derived_exercise_id(len(self.exercises) + 1)
        given = self._given(element.get("ident", ""))
        own = self.ids.own(given, derived_item_id(exercise, len(items) + 1))
        changed = identifiers.changed(given, own)
        if changed and given:
            context.tell("R527", element, changed, identifiers.HELP)
        made = read_item(element, own, names.default_titles(part.title, number), context)
        if made is not None:
            items.append(made)

    def _of_data_sets(
        self, element: Element, part: Part, items: list[Item], context: Context
    ) -> list[Item]:
        """Add a formula question: one for each of its sets of numbers, of which one is drawn.

        Several of them are an exercise of their own, after that of the items before it; the items that
        are left for the current one are returned.
        """
        context.where = f"exercise {len(self.exercises) + 1}"
        made: list[Item] = list(readsets.questions(element, context, self.ids))
        if len(made) < 2:
            return [*items, *made]
        if part.pick is not None or part.shuffle:
            message = "of the sets of numbers of a formula question in a group, the first is read"
            context.tell("R529", element, message, "write the others as questions of the pool")
            return [*items, made[0]]
        self._finish(part, items)
        title = names.line(element.get("title", ""))
        self._finish(Part(context.document, "", title, pick=1), made)
        return []

    def _given(self, ident: str) -> str:
        """The id that an identifier was made of, or the identifier itself."""
        own = names.own_id(ident) if self.texts.ours else None
        return ident if own is None else own

    def _finish(self, part: Part, items: list[Item], *, empty: bool = False) -> None:
        if not items and not empty:
            return
        derived = derived_exercise_id(len(self.exercises) + 1)
        self.exercises.append(
            Exercise(
                id=self.ids.own(self._given(part.ident), derived),
                title=part.title,
                items=tuple(items),
                bank=part.bank,
                shuffle=part.shuffle,
                pick=self._drawn(part, items),
            )
        )

    def _drawn(self, part: Part, items: list[Item]) -> int | None:
        """How many questions are drawn; all of a pool must be worth the same."""
        asked = [item for item in items if isinstance(item, Question)]
        if part.pick is None or len(asked) <= part.pick:
            return None
        if len({question.points for question in asked}) > 1:
            message = f"questions of the group {quoted(part.title)} are not worth the same"
            where = f"exercise {len(self.exercises) + 1}"
            help_line = "give them the same points, and write pick= in the heading"
            self.report.add("R529", message, path=part.document.file, help=help_line, where=where)
            return None
        return part.pick

    def _heading(self, element: Element, context: Context) -> str | None:
        """The title that an item shows, if it is the heading of an exercise of ours."""
        html = characters(element)
        if f'"{names.HEADING}"' not in html or fields(element).get("question_type") != names.TEXT:
            return None
        content = context.texts.material(context.document, element, context.where)
        match content:
            case (Heading() as heading,):
                return plain((heading,))
            case _:
                return None
