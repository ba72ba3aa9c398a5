"""Results of the last few objects that a function was asked of, so that none is worked out twice."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")

_KEPT = (
    32  # writers, systems and the proof go from question to question, and ask of each many times
)


def recent(function: Callable[[Thing], Result]) -> Callable[[Thing], Result]:
    """The same function of one object that never changes, which it knows by its identity.

    To compare two questions, or to hash one, takes longer than most of what is asked of them.
    """
    return _remembering(function, _KEPT)


def latest(function: Callable[[Thing], Result]) -> Callable[[Thing], Result]:
    """The same of something large, of which only the last one is kept."""
    return _remembering(function, 1)


def _remembering(function: Callable[[Thing], Result], most: int) -> Callable[[Thing], Result]:
    known: dict[int, tuple[Thing, Result]] = {}

    @wraps(function)
    def asked(thing: Thing) -> Result:
        found = known.get(id(thing))
        if found is not None and found[0] is thing:
            return found[1]
        result = function(thing)
        if len(known) >= most:
            known.pop(next(iter(known)), None)
        known[id(thing)] = thing, result
        return result

    return asked
