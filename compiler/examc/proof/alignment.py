"""Pairs the options that a system shows with those of the question: by their texts, not by place.

A mark belongs to what a student reads beside the box. Where a system shows the same options in
another order, marks and feedback are looked up through the texts; where it shows other texts, that
is told.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from examc.core.model import ChoiceQuestion
from examc.proof.arrival import letters, option_letter, written
from examc.systems.view import Chosen, Seen

T = TypeVar("T")


def aligned(question: ChoiceQuestion, seen: Seen) -> tuple[Seen, list[str]]:
    """The question as seen, its options in the order of ours, and what is wrong with the texts."""
    if seen.labels is None:
        return seen, []
    ours = [written(option.text) for option in question.answer.options]
    theirs = [letters(label) for label in seen.labels]
    if ours == theirs:
        return seen, []
    if sorted(ours) != sorted(theirs) or len(set(ours)) < len(ours):
        return seen, list(_differing(ours, theirs))
    places = [theirs.index(text) for text in ours]
    return _moved(seen, places), ["the order of its options"]


def _differing(ours: list[str], theirs: list[str]) -> Iterator[str]:
    for place, (own, other) in enumerate(zip(ours, theirs, strict=True)):
        if own != other:
            yield f"the text of option {option_letter(place)}"


def _moved(seen: Seen, places: list[int]) -> Seen:
    """The same question with options in another order; `places` says where each of ours stands."""

    def through(function: Callable[[Chosen], T]) -> Callable[[Chosen], T]:
        return lambda chosen: function(frozenset(places[place] for place in chosen))

    return replace(
        seen,
        award=None if seen.award is None else through(seen.award),
        shows=through(seen.shows),
    )
