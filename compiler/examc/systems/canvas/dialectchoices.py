"""What Canvas Classic makes of options to choose from in its own QTI 1.2 dialect.

Conditions are gone through in their order: each sets whether an option is right, and shows its
feedback (rules of choice_interaction.rb; run).
"""

from fractions import Fraction

from examc.core.records import Mutable, field
from examc.core.responses import Places, Response, picked
from examc.files.xmltree import Element, characters, elements, name
from examc.systems import words
from examc.systems.canvas import dialectfeedback, marks
from examc.systems.canvas.feedback import ALL, FULL, LESS
from examc.systems.reading import number
from examc.systems.view import Seen, Shows

_ONE = ("multiple_choice_question", "true_false_question")
_SEVERAL = "multiple_answers_question"
_SCORE = "SCORE"


class Answer(Mutable):
    """An option as Canvas keeps it."""

    ident: str
    right: bool = False
    linked: str = ""
    """The first feedback that a condition on it shows."""


class Item(Mutable):
    """What an item says."""

    root: Element
    kind: str
    answers: list[Answer] = field(default_factory=list)

    @property
    def key(self) -> Places:
        """The places of the right options."""
        return frozenset(place for place, answer in enumerate(self.answers) if answer.right)

    def answer(self, ident: str) -> Answer | None:
        """The option with an identifier."""
        return next((answer for answer in self.answers if answer.ident == ident), None)


def choice(root: Element, kind: str, seen: Seen) -> None:
    """See options to choose from, whose type says whether it is one or several."""
    if len(elements(root, "response_lid")) != 1 or kind not in ("", *_ONE, _SEVERAL):
        seen.refused = f"the question is of the type {kind or 'matching'}"
        return
    item, points = _read(root, kind), seen.points or Fraction(0)
    one = kind in _ONE or (not kind and len(item.key) == 1)
    seen.scheme = marks.of_dialect(len(item.answers), item.key, points, one=one)
    labels = elements(root, "response_label")
    seen.labels = tuple(words.of_html(characters(label)) for label in labels)
    seen.shows = _shows(item, seen, points)


def key(root: Element) -> Places:
    """The places of the right options."""
    return _read(root, "").key


def _read(root: Element, kind: str) -> Item:
    item = Item(root, kind, [Answer(e.get("ident", "")) for e in elements(root, "response_label")])
    for condition in elements(root, "respcondition"):
        _apply(item, condition)
    return item


def _apply(item: Item, condition: Element) -> None:
    """What a condition says of options; a later one overrules an earlier one.

    Options that stand side by side in `<and>` are right, whatever is set; else the condition is
    about the first option that it names, even in `<not>`.
    """
    together = [e for both in elements(condition, "and") for e in both if name(e) == "varequal"]
    linked = next((e.get("linkrefid", "") for e in elements(condition, "displayfeedback")), "")
    if together:
        for named in together:
            answer = item.answer(characters(named).strip())
            if answer is not None:
                answer.right, answer.linked = True, answer.linked or linked
        return
    first = next(iter(elements(condition, "varequal")), None)
    answer = item.answer(characters(first).strip()) if first is not None else None
    if answer is not None:
        answer.right = any(_positive(e) for e in elements(condition, "setvar"))
        answer.linked = answer.linked or linked


def _positive(setvar: Element) -> bool:
    """Whether marks above 0 are set; their variable has a name that begins or ends with SCORE."""
    variable = setvar.get("varname", _SCORE).upper()
    counts = variable.startswith(_SCORE) or variable.endswith(_SCORE)
    return counts and number(characters(setvar)) > 0


def _shows(item: Item, seen: Seen, points: Fraction) -> Shows:
    """Feedback for everyone, for the result, and on each option that is chosen."""
    said = dialectfeedback.texts(item.root)
    linked = {answer.ident: answer.linked for answer in item.answers}
    own = dialectfeedback.own(item.root, [answer.ident for answer in item.answers], linked)

    is_alike = said.get(FULL, "") == said.get(LESS, "")

    def shows(response: Response | None) -> frozenset[str]:
        full = not is_alike and response is not None and seen.mark(response) >= points
        result = said.get(FULL if full else LESS, "")
        notes = (own.get(place, "") for place in picked(response))
        return frozenset((said.get(ALL, ""), result, *notes))

    return shows
