"""The modal feedback of an item: what outcomes bring on the screen."""

from collections.abc import Iterable, Iterator, Mapping

from examc.core.records import Record
from examc.files.xmltree import Element, elements
from examc.systems import words
from examc.systems.player.engine import Value


class Modal(Record, frozen=True):
    """A feedback that an outcome brings on the screen, or takes from it."""

    outcome: str
    identifier: str
    show: bool
    text: str


def modal(root: Element) -> Iterator[Modal]:
    """Yield the modal feedback of an item."""
    for feedback in elements(root, "modalFeedback"):
        yield Modal(
            feedback.get("outcomeIdentifier", ""),
            feedback.get("identifier", ""),
            feedback.get("showHide", "show") == "show",
            words.of_element(feedback),
        )


def named(value: Value) -> frozenset[str]:
    """The identifiers that an outcome stands for; a boolean one is `true` or `false`."""
    values = value if isinstance(value, tuple) else (value,)
    words = {True: "true", False: "false"}
    return frozenset(words[one] if isinstance(one, bool) else str(one) for one in values)


def visible(all_of_it: Iterable[Modal], outcomes: Mapping[str, Value]) -> frozenset[str]:
    """The texts that the outcomes bring on the screen."""
    shown: set[str] = set()
    for feedback in all_of_it:
        value = outcomes.get(feedback.outcome)
        if (feedback.identifier in named(value)) is feedback.show:
            shown.add(feedback.text)
    return frozenset(shown)
