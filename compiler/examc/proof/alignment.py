"""Pairs what a system shows of an answer with the question's: by texts, not by place.

A mark belongs to what a student reads beside the box. Where a system shows the same options, left
sides or items in another order, marks and feedback are looked up through the texts; where it shows
other texts, that is told.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from examc.core import schemes
from examc.core.answers import Choice, FillIn, Matching, Matrix, Ordering, TrueFalse
from examc.core.content import Blocks
from examc.core.model import ChoiceQuestion, Question
from examc.core.records import Record, replace
from examc.core.responses import Filled, Ordered, Response, option_letter
from examc.core.schemes import Parts, Run, Scheme
from examc.core.wording import WORDINGS
from examc.proof.arrival import letters, signed, written
from examc.systems.view import Seen

_Given: TypeAlias = Callable[[Response | None], Response | None]
"""From a response to the question to the same response to what a system shows."""


def aligned(question: ChoiceQuestion, seen: Seen) -> tuple[Seen, list[str]]:
    """The question as seen, its options in the order of ours, and what is wrong with the texts."""
    if seen.labels is None:
        return seen, []
    ours = [_read(option.text) for option in question.answer.options]
    places = _places(ours, seen.labels)
    if places is None:
        return seen, list(_differing(ours, seen.labels))
    if places == list(range(len(ours))):
        return seen, []
    shows = seen.shows
    moved = replace(
        seen,
        scheme=None if seen.scheme is None else schemes.moved(seen.scheme, places),
        shows=lambda response: shows(schemes.moved_response(response, places)),
    )
    return moved, ["the order of its options"]


def unasked(question: Question, seen: Seen) -> str:
    """Why what students can answer is less than what the question asks for; "" where it is not."""
    match question.answer:
        case TrueFalse():
            shown, asked, noun = seen.options, 2, "options"
        case Ordering(items=items):
            shown, asked, noun = len(items), len(items), "items"
            if seen.labels is not None:
                shown = len(seen.labels)
        case FillIn() | Matching() | Matrix():
            return _few(schemes.meant(question), seen)
        case _:
            return ""
    if shown == asked:
        return ""
    return f"the system sees {shown} {noun}, and the question has {asked}"


def _few(meant: Scheme, seen: Seen) -> str:
    """Whether a part has fewer choices than it is meant to have, where it has any."""
    ours = meant.parts if isinstance(meant, Parts) else ()
    theirs = seen.scheme.parts if isinstance(seen.scheme, Parts) else ()
    for number, (own, given) in enumerate(zip(ours, theirs, strict=False), 1):
        shown, asked = schemes.size_of(given), schemes.size_of(own)
        if 0 < shown < asked:
            return (
                f"the system sees {shown} choices for part {number}, and the question has {asked}"
            )
    return ""


def aligned_parts(question: Question, seen: Seen) -> tuple[Seen, list[str]]:
    """The same of an answer of several parts, a statement, or items in order; others as they are."""
    match question.answer:
        case TrueFalse():
            return _statement(seen)
        case Ordering(items=items):
            return _ordering([_read(item.text) for item in items], seen)
        case FillIn() | Matching() | Matrix() as answer:
            return _composite(answer, seen)
        case _:
            return seen, []


def _read(content: Blocks) -> str:
    """A text of ours as it is read, blanks and all."""
    return written(content, str)


def _whole(text: str) -> str:
    """A text without its blanks."""
    return "".join(text.split())


def _places(ours: Sequence[str], theirs: Sequence[str]) -> list[int] | None:
    """Where each of our texts stands in theirs; None where they are not the same.

    Texts are held against each other as they stand, and where these are not the same, without the signs
    that a system may write otherwise. Of equal ones, each stands in its place.
    """
    in_place = list(range(len(ours)))
    for kept in (_whole, signed):
        own, other = list(map(kept, ours)), list(map(kept, theirs))
        if own == other:
            return in_place
        if sorted(own) == sorted(other) and len(set(own)) == len(own):
            return [other.index(text) for text in own]
    return None


def _differing(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[str]:
    for place, (own, other) in enumerate(zip(ours, theirs, strict=True)):
        if signed(own) != signed(other):
            yield f"the text of option {option_letter(place)}"


# -- statements -----------------------------------------------------------------------------------


def _statement(seen: Seen) -> tuple[Seen, list[str]]:
    """The two options of a statement, "true" first, in whatever language they are shown."""
    if seen.labels is None:
        return seen, []
    shown = tuple(letters(label).lower() for label in seen.labels)
    if shown in _TRUE_FALSE:
        return seen, []
    if shown[::-1] not in _TRUE_FALSE:
        return seen, ["the texts of its two options"]
    places, shows = [1, 0], seen.shows
    moved = replace(
        seen,
        scheme=None if seen.scheme is None else schemes.moved(seen.scheme, places),
        shows=lambda response: shows(schemes.moved_response(response, places)),
    )
    return moved, ["the order of its options"]


_TRUE_FALSE = frozenset(
    (letters(words.true).lower(), letters(words.false).lower()) for words in WORDINGS.values()
)
"""What the two options of a statement are called, in every language that has words."""


# -- items in order -------------------------------------------------------------------------------


def _ordering(ours: list[str], seen: Seen) -> tuple[Seen, list[str]]:
    if seen.labels is None:
        return seen, []
    places = _places(ours, seen.labels)
    if places is None:
        return seen, ["the texts of its items"]
    if places == list(range(len(ours))):
        return seen, []

    def given(response: Response | None) -> Response | None:
        if not isinstance(response, Ordered):
            return response
        return Ordered(tuple(places[item] for item in response.items))

    return _through(seen, given), ["the order of its items"]


# -- several parts --------------------------------------------------------------------------------


class _Part(Record, frozen=True):
    """What students read of a part: what stands beside it, and what can be chosen for it."""

    label: str
    choices: tuple[str, ...]


def _shown(answer: FillIn | Matching | Matrix) -> list[_Part]:
    match answer:
        case FillIn(gaps=gaps):
            keys = [gap.key for gap in gaps]
            options = [key.options if isinstance(key, Choice) else () for key in keys]
            return [_Part("", _written(option.text for option in own)) for own in options]
        case Matching(pairs=pairs):
            rights = _written(answer.rights)
            return [_Part(_read(pair.left), rights) for pair in pairs]
        case Matrix(columns=columns, rows=rows):
            names = _written(column.text for column in columns)
            return [_Part(_read(row.text), names) for row in rows]


def _written(texts: "Sequence[Blocks] | Iterator[Blocks]") -> tuple[str, ...]:
    return tuple(_read(text) for text in texts)


def _composite(answer: FillIn | Matching | Matrix, seen: Seen) -> tuple[Seen, list[str]]:
    """Parts by what stands beside them, and the choices of each by their texts."""
    if not seen.parts:
        return seen, []
    ours, theirs = _shown(answer), seen.parts
    if len(ours) != len(theirs):
        return seen, [f"{len(theirs)} parts instead of {len(ours)}"]
    beside = _places([part.label for part in ours], [part.label for part in theirs])
    if beside is None:
        return seen, ["the texts beside its parts"]
    inner = [
        _chosen_places(own.choices, theirs[place].choices)
        for own, place in zip(ours, beside, strict=True)
    ]
    if any(places is None for places in inner):
        return seen, ["the texts of what can be chosen"]
    lost = [] if _is_in_place(beside) else [f"the order of its {_NOUNS[type(answer)][0]}"]
    if not all(map(_is_in_place, inner)):
        lost.append(f"the order of its {_NOUNS[type(answer)][1]}")
    return (_through(seen, _to_parts(beside, inner)), lost) if lost else (seen, [])


def _chosen_places(ours: Sequence[str], theirs: Sequence[str]) -> list[int] | None:
    """Where each of our choices stands in theirs, beside entries that say nothing."""
    found = _places(ours, theirs)
    if found is not None or len(theirs) == len(ours):
        return found
    saying = [place for place, text in enumerate(theirs) if _whole(text)]
    found = _places(ours, [theirs[place] for place in saying])
    return None if found is None else [saying[place] for place in found]


_NOUNS = {
    FillIn: ("gaps", "drop-downs"),
    Matching: ("left sides", "right sides"),
    Matrix: ("rows", "columns"),
}
"""What the parts of an answer are called, and what is chosen for them."""


def _is_in_place(places: list[int] | None) -> bool:
    return places == list(range(len(places or ())))


def _to_parts(beside: list[int], inner: list[list[int] | None]) -> _Given:
    def given(response: Response | None) -> Response | None:
        if not isinstance(response, Filled):
            return response
        found: list[Response | None] = [None] * len(beside)
        for place, part in enumerate(response.parts):
            found[beside[place]] = schemes.moved_choice(part, inner[place] or ())
        return Filled(tuple(found))

    return given


def _through(seen: Seen, given: _Given) -> Seen:
    """The question as seen, asked for the responses that a student gives there."""
    scheme, shows = seen.scheme, seen.shows
    made = None
    if scheme is not None:
        run = scheme
        made = Run(schemes.size_of(run), lambda response: schemes.award(run, given(response)))
    return replace(seen, scheme=made, shows=lambda response: shows(given(response)))
