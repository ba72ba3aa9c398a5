"""Pairs the options that a system shows with those of the question: by their texts, not by place.

A mark belongs to what a student reads beside the box. Where a system shows the same options in
another order, marks and feedback are looked up through the texts; where it shows other texts, that
is told.
"""

from collections.abc import Iterator
from dataclasses import replace

from examc.core import schemes
from examc.core.model import ChoiceQuestion
from examc.core.responses import option_letter
from examc.proof.arrival import letters, written
from examc.systems.view import Seen


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
    shows = seen.shows
    moved = replace(
        seen,
        scheme=None if seen.scheme is None else schemes.moved(seen.scheme, places),
        shows=lambda response: shows(schemes.moved_response(response, places)),
    )
    return moved, ["the order of its options"]


def _differing(ours: list[str], theirs: list[str]) -> Iterator[str]:
    for place, (own, other) in enumerate(zip(ours, theirs, strict=True)):
        if own != other:
            yield f"the text of option {option_letter(place)}"
