"""Makes the exam of what was sorted; all that had to be guessed is told, each kind once."""

import posixpath
from collections.abc import Iterator
from fractions import Fraction

from examc.core.content import Blocks, plain
from examc.core.limits import is_held
from examc.core.model import Exam, Exercise, Item, TextBlock, derived_exercise_id, derived_item_id
from examc.core.source import Source, Span
from examc.core.wording import wording
from examc.formats.word.content import Texts
from examc.formats.word.drafts import Draft, Paper, Part
from examc.formats.word.guesses import Guesses
from examc.formats.word.items import Items
from examc.formats.word.pieces import Told, trimmed


def build(source: Source, paper: Paper, texts: Texts, told: Told, language: str) -> Exam:
    """Make the exam; nothing of it is left out without a word."""
    return _Builder(source, paper, texts, told, language).exam()


class _Builder:
    def __init__(
        self, source: Source, paper: Paper, texts: Texts, told: Told, language: str
    ) -> None:
        self.source = source
        self.paper = paper
        self.texts = texts
        self.told = told
        self.language = language
        self.guesses = Guesses()
        self.items = Items(source, texts, told, self.guesses)

    def exam(self) -> Exam:
        """Make the exam."""
        title = self._title()
        exercises = tuple(self._exercises(title))
        self.guesses.tell(self.told)
        before = self.texts.blocks(self.paper.before)
        if before:
            message = "text before the first question is taken to be read by students first"
            self.told.add("R464", message, self.paper.before[0].line, "see if it belongs there")
        return Exam(
            title=title,
            language=self.language or "en",
            exercises=exercises,
            instructions=before,
            span=self._span(1),
        )

    def _title(self) -> str:
        para = self.paper.title
        title = plain(self.texts.blocks((trimmed(para),))) if para else ""
        if title:
            return title
        name = posixpath.splitext(posixpath.basename(self.source.path))[0] or "exam"
        message = f"file has no title, and is called {name!r}"
        self.told.add("R452", message, 1, "write the title in the front matter")
        return name

    def _span(self, line: int) -> Span:
        return self.source.line_span(line)

    def _exercises(self, title: str) -> Iterator[Exercise]:
        for number, part in enumerate((p for p in self.paper.parts if p.drafts), 1):
            own = derived_exercise_id(number)
            yield Exercise(
                id=own,
                title=self._name(part, number, title),
                points=self._points(part),
                items=tuple(self._items(own, part)),
                span=self._span(part.line),
            )

    def _points(self, part: Part) -> Fraction | None:
        return part.points if part.points is not None and is_held(part.points) else None

    def _name(self, part: Part, number: int, title: str) -> str:
        named = plain(self.texts.blocks((part.title,))) if part.title else ""
        if named:
            return named
        if len([p for p in self.paper.parts if p.drafts]) == 1:
            return title
        return wording(self.language or "en").exercise.format(number)

    def _items(self, exercise: str, part: Part) -> Iterator[Item]:
        place = 0
        for draft in part.drafts:
            for own in self.items.split(draft):
                place += 1
                identifier = derived_item_id(exercise, place)
                made = self._text(identifier, own) if own.is_text else None
                yield made or self.items.question(identifier, own, part)

    def _text(self, identifier: str, draft: Draft) -> TextBlock:
        content: Blocks = self.texts.blocks(draft.stem)
        message = "text that belongs to no question is read as a text block"
        self.told.add("R464", message, draft.line, "see if it belongs there")
        return TextBlock(id=identifier, content=content, span=self._span(draft.line))
