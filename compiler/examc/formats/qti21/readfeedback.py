"""Sorts feedback by when it is shown: on an option, to everyone, to full marks, to the others.

Ours is told by its identifier. Of other systems the item's processing is run for a number of
responses, and what is shown then says what it is for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from itertools import combinations

from examc.core.content import Blocks
from examc.core.model import Feedback
from examc.core.records import Mutable, Record, field
from examc.formats.foreign.quoting import quoted
from examc.formats.qti21 import names
from examc.formats.qti21.readbody import Body, Shown
from examc.formats.qti21.readprocessing import Choosing
from examc.formats.qti21.readscoring import Shape
from examc.systems.player.engine import Value
from examc.systems.player.feedback import named
from examc.systems.reading import NotUnderstood

MOST_SETS = 6
"""Options of which every set is tried; of more, single ones and pairs."""
MOST_PAIRS = 30


class Kind(Enum):
    """Who sees a feedback."""

    GENERAL = "everyone"
    CORRECT = "those with full marks"
    INCORRECT = "those without full marks"
    SOLUTION = "those who look for the model answer"
    NOTES = "graders"


class Sorted(Mutable):
    """The feedback of a question, sorted; `options` by the option's place (from 0)."""

    options: dict[int, Blocks] = field(default_factory=dict)
    texts: dict[Kind, Blocks] = field(default_factory=dict)

    def add(self, kind: Kind | frozenset[int], content: Blocks) -> None:
        """Add a text, after others of its kind."""
        if isinstance(kind, Kind):
            self.texts[kind] = self.texts.get(kind, ()) + content
        else:
            for place in kind:
                self.options[place] = self.options.get(place, ()) + content

    def feedback(self) -> Feedback:
        """What students see afterwards."""
        kinds = (Kind.GENERAL, Kind.CORRECT, Kind.INCORRECT)
        return Feedback(*(self.texts.get(kind, ()) for kind in kinds))


def ours(body: Body, found: Iterable[Shown], options: list[str], where: str) -> Sorted:
    """Sort our own feedback, by its identifiers and those of the options."""
    numbers = {names.choice(n): names.option_feedback(n) for n in range(1, len(options) + 1)}
    places = {numbers.get(option, ""): place for place, option in enumerate(options)}
    return _by_names(body, found, places, ["option"] * len(options), where)


def of_lines(body: Body, found: Iterable[Shown], nouns: list[str], where: str) -> Sorted:
    """Sort our own feedback on the lines of an answer, which are numbered in their order."""
    places = {names.option_feedback(place + 1): place for place in range(len(nouns))}
    return _by_names(body, found, places, nouns, where)


def _by_names(
    body: Body, found: Iterable[Shown], places: Mapping[str, int], nouns: list[str], where: str
) -> Sorted:
    kinds = {
        names.GENERAL_FEEDBACK: Kind.GENERAL,
        names.CORRECT_FEEDBACK: Kind.CORRECT,
        names.INCORRECT_FEEDBACK: Kind.INCORRECT,
    }
    result = Sorted()
    for feedback in found:
        place = places.get(feedback.identifier)
        if place is not None:
            content = body.read(feedback.element, f"{where} › {nouns[place]} {place + 1}")
            result.add(frozenset({place}), content)
        elif feedback.identifier in kinds:
            result.add(kinds[feedback.identifier], body.read(feedback.element, where))
        else:
            _unread(body, feedback, where, result)
    return result


def _unread(body: Body, feedback: Shown, where: str, result: Sorted) -> None:
    message = (
        f"feedback {quoted(feedback.identifier)} is shown for some answers in a way that our exams "
        "cannot say; it is kept as a note for graders"
    )
    body.tell("R523", message, feedback.element, where, "write it as feedback on options")
    result.add(Kind.NOTES, body.feedback_text(feedback, where))


# -- feedback of other systems ------------------------------------------------------------------

_Visible = Mapping[int, bool]
"""Whether a feedback is shown, by the bits of the options chosen (0 for no answer)."""


class Responses(Record, frozen=True):
    """The responses that are tried, and what each of them earns."""

    shape: Shape
    marks: Mapping[int, Fraction]
    points: Fraction
    identifiers: list[str]
    """The choices' own identifiers, by their place."""


def tried(shape: Shape) -> list[int]:
    """The responses that show when a feedback is shown; the empty one among them."""
    if shape.single or shape.options <= MOST_SETS:
        return [0, *shape.masks()]
    bits = [1 << place for place in range(shape.options)]
    small = bits if shape.options <= MOST_PAIRS else []
    pairs = [one | other for one, other in combinations(small, 2)]
    every = (1 << shape.options) - 1
    most = [every, *(every ^ bit for bit in bits)]
    return [
        0,
        *bits,
        *(m for m in (*pairs, *most) if not shape.most or m.bit_count() <= shape.most),
    ]


def of_choice(
    body: Body, found: list[Shown], choosing: Choosing, responses: Responses, where: str
) -> Sorted:
    """Sort the feedback of a choice item by the responses that it is shown for."""
    outcomes: dict[int, dict[str, Value]] = {}
    try:
        if found:
            asked = sorted({feedback.outcome for feedback in found})
            choosing.effort.take(len(found) * len(responses.marks) * responses.shape.options)
            outcomes = choosing.outcomes(asked, responses.marks)
    except NotUnderstood:
        pass  # then only its name can say what it is for
    result = Sorted()
    visible = [{m: is_visible(one, values) for m, values in outcomes.items()} for one in found]
    kinds = [_kind(one, seen, responses) for one, seen in zip(found, visible, strict=True)]
    on_options = any(isinstance(kind, frozenset) for kind in kinds)
    for feedback, seen, kind in zip(found, visible, kinds, strict=True):
        if on_options:
            kind = _single(seen, responses.shape) or kind
        if is_solution(feedback):
            kind = Kind.SOLUTION
        put(body, feedback, kind, seen, where, result, responses.identifiers)
    return result


def _single(visible: _Visible, shape: Shape) -> frozenset[int] | None:
    """The one option that a feedback is shown with, where others of the question are shown so."""
    answers = [mask for mask in visible if mask]
    options = frozenset(_options({m for m in answers if visible[m]}, answers, shape))
    return options if len(options) == 1 else None


def of_written(body: Body, found: list[Shown], outcomes: Mapping[str, Value], where: str) -> Sorted:
    """Sort the feedback of a written answer; `outcomes` are those of some answer."""
    result = Sorted()
    for feedback in found:
        visible = {1: is_visible(feedback, outcomes)} if outcomes else {}
        kind = Kind.GENERAL if visible.get(1) else None
        if is_solution(feedback):
            kind = Kind.SOLUTION
        put(body, feedback, kind, visible, where, result)
    return result


def is_visible(feedback: Shown, outcomes: Mapping[str, Value]) -> bool:
    """Whether a feedback is shown under these outcomes (Information Model, section 6.5)."""
    return (feedback.identifier in named(outcomes.get(feedback.outcome))) is feedback.show


def _kind(feedback: Shown, visible: _Visible, responses: Responses) -> Kind | frozenset[int] | None:
    """Whose feedback it is; None where it is shown never, or as nothing of ours is."""
    answers = [mask for mask in visible if mask]
    seen = {mask for mask in answers if visible[mask]}
    if not seen:
        return None
    options = frozenset(_options(seen, answers, responses.shape))
    if len(options) == 1 and options == _named_option(feedback, responses.identifiers):
        return options
    if len(seen) == len(answers):
        return Kind.GENERAL
    full = min(responses.points, max(responses.marks[mask] for mask in answers))
    best = {mask for mask in answers if responses.marks[mask] >= full}
    if seen == best:
        return Kind.CORRECT
    if seen == set(answers) - best:
        return Kind.INCORRECT
    return options or None


def _options(seen: set[int], answers: list[int], shape: Shape) -> Iterator[int]:
    """Yield the options that a feedback is shown with: exactly when one of them is chosen."""
    if shape.single:
        yield from (mask.bit_length() - 1 for mask in seen)
        return
    for place in range(shape.options):
        if seen == {mask for mask in answers if mask >> place & 1}:
            yield place


# -- names --------------------------------------------------------------------------------------


def is_solution(feedback: Shown) -> bool:
    """Whether a feedback is a model answer by its name."""
    return "solution" in f"{feedback.identifier} {feedback.outcome}".lower()


def _by_name(feedback: Shown) -> Kind | None:
    """What systems take a feedback for by its name, in the order in which Canvas looks."""
    own = feedback.identifier
    low = own.lower()
    if is_solution(feedback):
        return Kind.SOLUTION
    if "wrong" in low or "incorrect" in low or own.endswith("_IC"):
        return Kind.INCORRECT
    if "correct" in low or own.endswith("_C"):
        return Kind.CORRECT
    if "general" in low or "_all" in low:
        return Kind.GENERAL
    return None


def put(
    body: Body,
    feedback: Shown,
    kind: Kind | frozenset[int] | None,
    visible: _Visible,
    where: str,
    result: Sorted,
    identifiers: Sequence[str] = (),
) -> None:
    """Put a feedback where it belongs, and say where that is not certain."""
    if kind is None:
        if any(is_shown for mask, is_shown in visible.items() if mask):
            _unread(body, feedback, where, result)
            return
        kind = _named_option(feedback, identifiers) or _by_name(feedback)
        when = "is never shown" if visible else "is shown by rules that are not understood"
        message = f"feedback {quoted(feedback.identifier)} {when}"
        if kind is None:
            kind = Kind.NOTES
            message += "; it is kept as a note for graders"
        else:
            shown_to = kind.value if isinstance(kind, Kind) else "one option"
            message += f"; by its name it is taken to be for {shown_to}"
        body.tell("R523", message, feedback.element, where, "see if it belongs there")
    result.add(kind, body.feedback_text(feedback, where))


def _named_option(feedback: Shown, identifiers: Sequence[str]) -> frozenset[int] | None:
    """The option that a feedback stands inside, is called as, or is paired with by Canvas."""
    if feedback.option >= 0:
        return frozenset({feedback.option})
    for place, identifier in enumerate(identifiers):
        number = identifier.removeprefix("RESPONSE_")
        paired = f"feedback_{number}_fb" if number != identifier else identifier
        if feedback.identifier in (identifier, paired):
            return frozenset({place})
    return None
