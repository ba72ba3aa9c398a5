"""Canvas New Quizzes: what its importer (the gem qti) makes of a package in Canvas' QTI 1.2 dialect.

What the closed service does later is not public. Read in the gem: the kinds, the points, the key, margins
and algorithms, and which feedback is taken. Taken for granted: parts share the points equally, texts and
numbers are compared as an exam means it, and of several options right ones earn what wrong ones cost,
where the file does not say that only all of them earn.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from examc.core import numbers
from examc.core.keys import Match
from examc.core.responses import Response
from examc.core.schemes import ZERO, Parts, Scheme
from examc.files.xmltree import Element, characters, elements
from examc.systems import words
from examc.systems.canvas import dialectchoices, dialectfeedback
from examc.systems.canvas.feedback import ALL
from examc.systems.canvas.fromdialect import seen_by, shown, sources, stem
from examc.systems.newquizzes import canvaskinds, marks
from examc.systems.reading import NotUnderstood
from examc.systems.view import Seen, SeenPart, View

if TYPE_CHECKING:
    from examc.systems.canvas.dialecttyped import Own


_BY_HAND = ("essay_question", "file_upload_question")
_SEVERAL = "multiple_answers_question"
_LISTS = ("dropdown", "wordbank")
_CHOICES = ("multiple_choice_question", "true_false_question", _SEVERAL)


def view(data: bytes) -> View:
    """See a zip as the gem does."""
    return seen_by(_question, data, total=False)


def _question(root: Element, kind: str, seen: Seen) -> None:
    seen.stem, seen.images = words.of_html(stem(root)), sources(root)
    if kind in _KINDS:
        seen.shows = shown(root, seen, _KINDS[kind](root, seen))
    elif kind in _CHOICES:
        _choice(root, kind, seen)
    elif kind in _BY_HAND:
        general = dialectfeedback.texts(root).get(ALL, "")
        seen.shows = lambda _: frozenset({general})
    else:
        seen.refused = f"the question is of the type {kind}"


def _choice(root: Element, kind: str, seen: Seen) -> None:
    """Options; of several, exactly the right ones where the metadata says so."""
    dialectchoices.choice(root, kind, seen)
    if kind == _SEVERAL and seen.scheme is not None and _is_whole(root):
        key = dialectchoices.key(root)
        seen.scheme = marks.of_key(seen.options, key, seen.points or ZERO, one=False)


def _is_whole(root: Element) -> bool:
    """Whether a part of an answer earns nothing."""
    entries = {characters(e).strip() for e in elements(root, "fieldentry")}
    return canvaskinds.ALL_OR_NOTHING in entries


def _nothing(_: Response | None) -> list[str]:
    """No feedback on what is typed or chosen for a part."""
    return []


# -- typed answers --------------------------------------------------------------------------------


def _numeric(root: Element, seen: Seen) -> "Own":
    found = [pair for c in elements(root, "respcondition") for pair in _interval(c)]
    seen.scheme = canvaskinds.of_numbers(found, seen.points or ZERO)
    return _nothing


def _interval(condition: Element) -> Iterator[tuple[Fraction, Fraction]]:
    """Yield the ends that a condition accepts; the gem stumbles over a number without both."""
    low, high = (_number(condition, kind) for kind in ("vargte", "varlte"))
    exact = next(iter(elements(condition, "varequal")), None)
    if exact is None:
        if low is not None and high is not None:
            yield low, high
        return
    value = _number(condition, "varequal")
    if value is None or low is None or high is None:
        raise NotUnderstood("the gem wants both ends beside an exact number")
    margin = numbers.parse_answer(exact.get("margin", ""))
    if margin is None:
        margin = Fraction.from_float(float(value) - float(low))
    elif exact.get("margintype") == "percent":
        margin = abs(value) * margin / 100
    yield value - margin, value + margin


def _number(condition: Element, kind: str) -> Fraction | None:
    found = next((characters(e).strip() for e in elements(condition, kind)), "")
    return numbers.parse_answer(found)


def _short_answer(root: Element, seen: Seen) -> "Own":
    from examc.systems.canvas import dialecttyped

    own = dialecttyped.short_answer(root, seen)
    texts = [(text, Match.TEXT, False) for text in dialecttyped.texts_of(root)]
    seen.scheme = canvaskinds.of_texts(texts, seen.points or ZERO)
    return own


# -- parts ----------------------------------------------------------------------------------------


def _blanks(root: Element, seen: Seen) -> "Own":
    """Gaps to type in, each label with an algorithm, or to choose for; without their feedback.

    What is chosen for a gap is what a drop-down of the older quizzes is.
    """
    from examc.systems.canvas import dialecttyped, kinds

    dialecttyped.drop_downs(root, seen)
    chosen = tuple(seen.scheme.parts) if isinstance(seen.scheme, Parts) else ()
    lists = elements(root, "response_lid")
    each = kinds.share(seen.points or ZERO, len(lists))
    labels = [elements(gap, "response_label") for gap in lists]
    is_list = [any(one.get("answer_type") in _LISTS for one in own) for own in labels]
    boxes: list[Scheme] = [
        menu if listed else canvaskinds.of_texts(map(_label, own), each)
        for listed, menu, own in zip(is_list, chosen, labels, strict=True)
    ]
    seen.scheme = kinds.equal(boxes, seen.points or ZERO)
    seen.parts = tuple(
        part if listed else SeenPart() for listed, part in zip(is_list, seen.parts, strict=True)
    )
    return _nothing


def _label(label: Element) -> tuple[str, Match, bool]:
    from examc.systems.canvas import dialecttyped

    algorithm = label.get("scoring_algorithm", "")
    how = canvaskinds.MATCHES.get(algorithm, Match.TEXT)
    return dialecttyped.shown(label), how, algorithm == canvaskinds.EXACT


def _drop_downs(root: Element, seen: Seen) -> "Own":
    from examc.systems.canvas import dialecttyped

    dialecttyped.drop_downs(root, seen)
    return _nothing


def _matching(root: Element, seen: Seen) -> "Own":
    from examc.systems.canvas import dialectpairs

    own = dialectpairs.matching(root, seen)
    if _is_whole(root) and seen.scheme is not None:
        seen.scheme = canvaskinds.all_or_nothing(seen.scheme, seen.points or ZERO)
    return own


_KINDS: "dict[str, Callable[[Element, Seen], Own]]" = {
    "numerical_question": _numeric,
    "short_answer_question": _short_answer,
    "fill_in_multiple_blanks_question": _blanks,
    "multiple_dropdowns_question": _drop_downs,
    "matching_question": _matching,
}
