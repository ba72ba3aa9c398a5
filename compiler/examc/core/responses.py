"""What a student answers, or a grader awards: a closed union, and the responses worth trying.

No answer is None, everywhere.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import product
from math import prod
from typing import TypeAlias, assert_never

from examc.core.diagnostics import listed
from examc.core.records import Record

Places: TypeAlias = frozenset[int]
"""Options, or the lines of a rubric, by their places (from 0)."""


class Chosen(Record, frozen=True):
    """The options that a student chose, one at least."""

    options: Places


class Awarded(Record, frozen=True):
    """The criteria of a rubric, or its one level, that a grader awards; one at least."""

    lines: Places


class Typed(Record, frozen=True):
    """What a student typed, as it was typed; never blank."""

    text: str


class Ordered(Record, frozen=True):
    """The items of an ordering as a student put them, by their places in the right order."""

    items: tuple[int, ...]


class Filled(Record, frozen=True):
    """A response to each part of an answer (None for none), one at least of them given.

    The parts are the gaps of a text, the left sides of a matching, or the rows of a matrix; where
    something is chosen for a part, it is chosen by its place: of the drop-down's options, of
    `Matching.rights`, or of the columns.
    """

    parts: "tuple[Response | None, ...]"


Response: TypeAlias = Chosen | Awarded | Typed | Ordered | Filled


def choose(options: Iterable[int]) -> Chosen | None:
    """The response that chooses these options; none of them is no answer."""
    chosen = frozenset(options)
    return Chosen(chosen) if chosen else None


def typed(text: str) -> Typed | None:
    """The response that types a text; blanks alone are no answer."""
    return Typed(text) if text.strip() else None


def filled(parts: "Iterable[Response | None]") -> Filled | None:
    """The response to several parts; nothing for any of them is no answer."""
    given = tuple(parts)
    return Filled(given) if any(part is not None for part in given) else None


def picked(response: Response | None) -> Places:
    """What was chosen of the options, or awarded of a rubric; nothing for any other response."""
    match response:
        case Chosen(places) | Awarded(places):
            return places
        case Typed() | Ordered() | Filled() | None:
            return frozenset()
        case _:
            assert_never(response)


def order(response: Response | None) -> tuple[int, list[int]]:
    """What responses are sorted by: short ones first."""
    match response:
        case Chosen(places) | Awarded(places):
            return len(places), sorted(places)
        case Typed(text):
            return len(text), list(map(ord, text))
        case Ordered(items):
            return len(items), list(items)
        case Filled(parts):
            inner = [order(part) for part in parts]
            given = sum(part is not None for part in parts)
            return given, [number for size, places in inner for number in (size, *places)]
        case None:
            return 0, []
        case _:
            assert_never(response)


def words(response: Response | None) -> str:
    """Who gives a response: `a student who chooses A and C`."""
    return f"a student who {does(response)}"


_LONGEST_SHOWN = 80  # characters of what is typed


def does(response: Response | None) -> str:
    """What a student does who gives a response: `chooses A and C`, `types "3,14"`."""
    match response:
        case Chosen(places):
            return f"chooses {listed([option_letter(p) for p in sorted(places)])}"
        case Awarded(places):
            noun = "line" if len(places) == 1 else "lines"
            lines = listed([str(place + 1) for place in sorted(places)])
            return f"is awarded {noun} {lines} of the rubric"
        case Typed(text):
            shown = text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
            return f'types "{shown}"'
        case Ordered(items):
            return f"puts {', '.join([str(item + 1) for item in items])}"
        case Filled(parts):
            given = [(n, part) for n, part in enumerate(parts, 1) if part is not None]
            return listed([f"{does(part)} for part {number}" for number, part in given])
        case None:
            return "chooses nothing"
        case _:
            assert_never(response)


def option_letter(place: int) -> str:
    """What an option is called by its place (from 0): A, B, and so on."""
    return chr(ord("A") + place) if place < 26 else f"option {place + 1}"


# -- options that nobody can tell apart -----------------------------------------------------------


def alike(kinds: Iterable[Hashable]) -> list[list[int]]:
    """The places of what is of the same kind, in groups."""
    groups: dict[Hashable, list[int]] = {}
    for place, kind in enumerate(kinds):
        groups.setdefault(kind, []).append(place)
    return list(groups.values())


def counts(groups: Sequence[Sequence[int]]) -> int:
    """How many selections there are where of each group only the number chosen matters."""
    return prod(len(group) + 1 for group in groups)


def counted(groups: Sequence[Sequence[int]]) -> Iterator[Places]:
    """Yield these selections: of each group, the first ones."""
    for sizes in product(*(range(len(group) + 1) for group in groups)):
        pairs = zip(groups, sizes, strict=True)
        yield frozenset(place for group, size in pairs for place in group[:size])
