"""Elements of text2qti → questions as far as they say it, text regions, and groups."""

from collections.abc import Iterator
from typing import TypeAlias

from examc.core.records import Mutable, field
from examc.core.source import Span
from examc.formats.text2qti.elements import Element

RESPONSES = {
    "right": "multiple choice",
    "wrong": "multiple choice",
    "also right": "multiple response",
    "also wrong": "multiple response",
    "accepted": "short answer",
    "number": "numeric",
    "essay": "open",
    "upload": "upload",
}
"""What kind of question an element is an answer of."""


class Choice(Mutable):
    """An answer of a question, and the feedback on it."""

    element: Element
    feedback: Element | None = None


class Asked(Mutable):
    """A question: its text, what stands before it, its answers, and its feedback by its kind."""

    element: Element
    title: Element | None = None
    points: Element | None = None
    choices: list[Choice] = field(default_factory=list)
    said: dict[str, Element] = field(default_factory=dict)
    flaw: tuple[str, Element] | None = None

    @property
    def span(self) -> Span:
        """Where it begins."""
        return self.element.span

    def refuse(self, why: str, at: Element) -> None:
        """Note the first thing for which it cannot be read."""
        self.flaw = self.flaw or (why, at)

    def add(self, element: Element) -> None:
        """Take in an answer or feedback."""
        kind = element.kind
        if kind in RESPONSES:
            self._answer(element)
        elif kind == "feedback" and self.choices:
            last = self.choices[-1]
            if last.feedback is not None:
                self.refuse("it has two texts of feedback in one place", element)
            elif RESPONSES[last.element.kind] not in ("multiple choice", "multiple response"):
                self.refuse("feedback stands behind its answer, and not behind its text", element)
            last.feedback = element
        elif kind in self.said:
            self.refuse("it has two texts of feedback in one place", element)
        else:
            self.said[kind] = element

    def _answer(self, element: Element) -> None:
        kind = RESPONSES[element.kind]
        if self.choices and RESPONSES[self.choices[0].element.kind] != kind:
            self.refuse("it has answers of two kinds", element)
        if self.choices and kind in ("numeric", "open", "upload"):
            self.refuse("it has two answers, where one can be", element)
        self.choices.append(Choice(element))


class Region(Mutable):
    """A text between questions, and its title."""

    title: Element | None = None
    text: Element | None = None

    @property
    def span(self) -> Span:
        """Where it begins."""
        found = self.title or self.text
        assert found is not None
        return found.span


class Part(Mutable):
    """Questions and texts that follow one another; `group` is what begins one of which some are drawn."""

    group: Element | None = None
    values: dict[str, Element] = field(default_factory=dict)
    items: list[Asked | Region] = field(default_factory=list)


Odd: TypeAlias = tuple[str, Element]
"""What is told of an element that has no place."""


class Drafts:
    """Puts the elements of a file in order; `odd` is what has no place, `quiz` what is said of all."""

    def __init__(self) -> None:
        self.parts: list[Part] = [Part()]
        self.quiz: dict[str, Element] = {}
        self.odd: list[Odd] = []
        self._title: Element | None = None
        self._points: Element | None = None
        self._last: Asked | None = None

    def take(self, found: Iterator[Element]) -> None:
        """Take in all elements of a file."""
        for element in found:
            self._element(element)
        self._unused()
        if self.parts[-1].group is not None:
            self.odd.append(("GROUP is never ended", self.parts[-1].group))

    def _element(self, element: Element) -> None:
        match element.kind:
            case "question":
                self._last = Asked(element, self._title, self._points)
                self._title = self._points = None
                self.parts[-1].items.append(self._last)
            case "title":
                self._title = element
            case "points":
                self._points = element
            case "text title" | "text":
                self._region(element)
            case "group" | "end of group":
                self._group(element)
            case "pick" | "solutions pick" | "points per question":
                self._value(element)
            case "code" | "unknown" | "comment without end":
                self.odd.append((element.kind, element))
                if element.kind == "unknown":
                    self._last = self._last if self._last and self._last.choices else None
            case kind if kind in RESPONSES or kind in _FEEDBACK:
                self._part(element)
            case _:
                self._setting(element)

    def _part(self, element: Element) -> None:
        if self._last is None:
            self.odd.append(("stands behind no question", element))
        else:
            self._last.add(element)

    def _region(self, element: Element) -> None:
        self._unused()
        items = self.parts[-1].items
        last = items[-1] if items else None
        if element.kind == "text" and isinstance(last, Region) and last.text is None:
            last.text = element
        elif element.kind == "text":
            items.append(Region(text=element))
        else:
            items.append(Region(title=element))
        self._last = None

    def _group(self, element: Element) -> None:
        self._unused()
        here = self.parts[-1]
        self._last = None
        if element.kind == "group":
            if here.group is not None:
                self.odd.append(("GROUP inside a group: another one begins", element))
            self.parts.append(Part(element))
        elif here.group is None:
            self.odd.append(("END_GROUP without GROUP", element))
        else:
            self.parts.append(Part())

    def _value(self, element: Element) -> None:
        here = self.parts[-1]
        if here.group is None or here.items:
            self.odd.append(("stands not at the beginning of a group", element))
        else:
            here.values[element.kind] = element

    def _setting(self, element: Element) -> None:
        if element.kind in self.quiz:
            self.odd.append(("is said twice; the first counts", element))
        else:
            self.quiz[element.kind] = element

    def _unused(self) -> None:
        """Tell of a title or points that no question follows."""
        for element in (self._title, self._points):
            if element is not None:
                self.odd.append(("stands before no question", element))
        self._title = self._points = None


_FEEDBACK = ("feedback", "correct", "incorrect", "solution")
