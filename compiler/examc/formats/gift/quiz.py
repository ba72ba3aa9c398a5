"""A whole file of GIFT: its categories and questions in order → the exam, its exercises and items."""

from collections import Counter
from collections.abc import Iterator

from examc.core.answers import Choice
from examc.core.content import is_empty
from examc.core.diagnostics import Report
from examc.core.limits import MOST_QUESTIONS
from examc.core.model import (
    Exam,
    Exercise,
    Feedback,
    Item,
    Question,
    TextBlock,
    derived_exercise_id,
    derived_item_id,
    questions,
)
from examc.core.records import Mutable, field
from examc.core.source import Source, Span
from examc.formats.foreign import identifiers, plaintext
from examc.formats.foreign.quoting import brief, line, quoted
from examc.formats.gift import keys, signs
from examc.formats.gift.blocks import Block, blocks
from examc.formats.gift.names import own_language
from examc.formats.gift.one import POINTS, NoQuestion, One, taken_apart
from examc.formats.gift.texts import Texts
from examc.systems.moodle import importing, labels

_JOINED = "Moodle takes what stands here for a part of what is above it: an empty line is missing"


class _Category(Mutable):
    """A category that holds questions; `names` is its path."""

    names: tuple[str, ...]
    span: Span
    idnumber: str = ""
    blocks: list[Block] = field(default_factory=list)


class Quiz:
    """Reads one file."""

    def __init__(self, source: Source, report: Report) -> None:
        self.source = source
        self.report = report
        self.language = own_language(source)
        self.texts = Texts(report, ours=bool(self.language))
        self.ids = identifiers.Ids()
        self.left_out = 0

    def exam(self) -> Exam | None:
        """The exam; None, and an error, where no question of the file can be read."""
        found = list(blocks(self.source))
        if len(found) > MOST_QUESTIONS:
            message = f"file has {len(found)} questions, more than any exam"
            help_line = "import it in parts"
            self.report.add("R409", message, self.source.line_span(1), help=help_line)
            return None
        categories = self._categories(found)
        title = self._title(categories)
        exercises: list[Exercise] = []
        for category in categories:
            made = self._exercise(len(exercises) + 1, category, title)
            if made is not None:
                exercises.append(made)
        if not exercises:
            message = "file has no question that can be read" if found else "file has no question"
            help_line = "export a category that has questions"
            self.report.add("R513", message, self.source.line_span(1), help=help_line)
            return None
        exam = Exam(
            title=title,
            exercises=tuple(exercises),
            language=self.language or "en",
            span=self.source.line_span(1),
        )
        if not self.texts.ours:
            self._say_assumed(exam)
        return exam

    def _say_assumed(self, exam: Exam) -> None:
        """Say once what the format never says."""
        at = self.source.line_span(1)
        help_line = "set the language of the exam"
        self.report.add("R530", "GIFT says no language; 'en' is assumed", at, help=help_line)
        asked = list(questions(exam))
        if asked:
            message = "GIFT has no points: every question is worth 1 point, as in Moodle"
            help_line = "write the points that are meant, if others are"
            self.report.add("R518", message, asked[0].span, help=help_line)
        first = next((one for one in asked if isinstance(one.answer, Choice)), None)
        if first is not None:
            message = "GIFT does not say whether options are shuffled, which Moodle does by its own"
            help_line = "write shuffle: options, if they may change their places"
            self.report.add(
                "R571", f"{message} settings; they keep their places", first.span, help=help_line
            )

    # -- categories -----------------------------------------------------------------------------

    def _categories(self, found: list[Block]) -> list[_Category]:
        """The categories that hold anything, each with its blocks; one that comes again goes on."""
        known: dict[tuple[str, ...], _Category] = {}
        here = _Category((), self.source.line_span(1))
        for block in found:
            path = block.category
            if path is not None:
                names = importing.path_names(signs.shown(path))
                own = tuple(name for name in map(line, names) if name)
                here = known.get(own) or _Category(own, block.span(), block.idnumber)
                continue
            if block.joined:
                help_line = "leave an empty line between questions"
                self.report.add("R572", f"{_JOINED}; it is read", block.span(), help=help_line)
            here.blocks.append(block)
            known.setdefault(here.names, here)
        return list(known.values())

    def _title(self, categories: list[_Category]) -> str:
        """The first category below the top of the course, or else the name of the file."""
        named = next((one.names[0] for one in categories if one.names), "")
        return named or plaintext.title_of(self.source.path)

    def _exercise(self, number: int, category: _Category, title: str) -> Exercise | None:
        where = f"exercise {number}"
        inner = category.names[1:] if category.names[:1] == (title,) else category.names
        taken = len(self.ids)
        own = self.ids.own(category.idnumber, derived_exercise_id(number))
        items = tuple(self._items(own, category.blocks, where))
        if not items:
            self.ids.forget(taken)
            return None
        return Exercise(id=own, title=" / ".join(inner) or title, items=items, span=category.span)

    # -- items ----------------------------------------------------------------------------------

    def _items(self, exercise: str, found: list[Block], where: str) -> Iterator[Item]:
        counts: Counter[str] = Counter()
        for block in found:
            one = taken_apart(block, self.texts)
            if isinstance(one, str):
                help_line = "write \\{ and \\} for braces in a text"
                self._leave_out(block, brief(signs.shown(block.text)), one, where, help_line)
                continue
            noun = "text block" if one.answers is None else "question"
            one.where = f"{where} › {noun} {counts[noun] + 1}"
            taken = len(self.ids)
            otherwise = derived_item_id(exercise, counts.total() + 1)
            own = self.ids.own(block.idnumber, otherwise)
            try:
                item = _item(one, own)
            except NoQuestion as problem:
                self.ids.forget(taken)
                name = brief(signs.shown(one.name or "") or one.prompt.text)
                self._leave_out(block, name, str(problem), where, problem.help, problem.code)
                continue
            changed = identifiers.changed(block.idnumber, own, "id") if block.idnumber else ""
            if changed:
                one.tell("R527", changed, identifiers.HELP)
            counts[noun] += 1
            yield item

    def _leave_out(
        self,
        block: Block,
        name: str,
        why: str,
        where: str,
        help_line: str,
        code: str = "R494",
    ) -> None:
        message = f"question {quoted(name)} is left out: {why}"
        self.report.add(code, message, block.span(), help=help_line, where=where)


def _item(one: One, own: str) -> Item:
    """The item that a question makes; raises NoQuestion."""
    prompt = one.texts.read(one.prompt, one.where)
    if is_empty(prompt):
        raise NoQuestion("it has no text", "write one, or remove the question")
    if one.answers is None:
        return TextBlock(id=own, content=prompt, span=one.block.span())
    if one.stray is not None:
        message = "a brace in the text of a question is a part of it only behind a backslash: "
        message += "Moodle takes the first { and the first } for those of the answer"
        help_line = "write \\{ and \\}, and = and ~ and # and : likewise"
        one.texts.report.add("R573", message, one.stray, help=help_line, where=one.where)
    answer = keys.answer(one, one.answers)
    general = one.texts.read(one.general, one.where) if one.general is not None else ()
    name = " ".join(signs.shown(one.name or "").split())
    return Question(
        id=own,
        points=POINTS,
        prompt=prompt,
        answer=answer,
        title="" if name == labels.label(prompt) else name,
        feedback=Feedback(general, (), one.incorrect),
        tags=tuple(dict.fromkeys(tag for tag in map(line, one.block.tags) if tag)),
        span=one.block.span(),
    )
