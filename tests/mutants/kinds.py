"""Changes of the further kinds in a written file: every key, bound, weight, gap, text and order.

A change is found by walking the elements that hold what is marked, whatever kind they belong to:
each of their texts and numbers is another one once, and each is once left out and once exchanged
with the one before.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from examc.files.package import pack, unpack
from mutants.mutant import (
    Change,
    Changes,
    Mutant,
    changed,
    named,
    other_numbers,
    remove,
    set_attribute,
    set_text,
    swap_contents,
    swap_places,
)

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Walk:
    """What of a file is changed: texts and attributes to others, labels exchanged, parts left out."""

    texts: tuple[str, ...]
    attributes: tuple[tuple[str, str], ...]
    labels: tuple[str, ...]
    parts: tuple[str, ...]
    places: tuple[str, ...] = ()


ITEM = Walk(
    texts=("baseValue",),
    attributes=(
        *(("mapEntry", "mapKey"), ("mapEntry", "mappedValue"), ("mapping", "lowerBound")),
        *(("mapping", "upperBound"), ("patternMatch", "pattern"), ("index", "n")),
        *(("mapResponse", "identifier"), ("variable", "identifier")),
        *(("responseDeclaration", "baseType"), ("responseDeclaration", "cardinality")),
    ),
    labels=("simpleAssociableChoice", "simpleChoice", "inlineChoice"),
    parts=(
        *("mapEntry", "responseCondition", "responseElseIf", "responseElse", "responseIf"),
        *("simpleAssociableChoice", "simpleChoice", "inlineChoice", "textEntryInteraction"),
        *("inlineChoiceInteraction", "uploadInteraction", "responseDeclaration"),
    ),
)
QUESTION = Walk(
    texts=("defaultgrade", "fraction", "tolerance", "usecase", "gradingtype", "selecttype"),
    attributes=(("answer", "fraction"), ("question", "type")),
    labels=(),
    parts=("answer", "subquestion"),
    places=("answer",),
)
CANVAS = Walk(
    texts=("varequal", "vargte", "varlte"),
    attributes=(("varequal", "respident"), ("response_lid", "ident")),
    labels=("response_label",),
    parts=("respcondition", "response_label", "response_lid"),
)


def of_item(data: bytes) -> Iterator[Mutant]:
    """Yield all changes of the one item of a QTI package."""
    files = unpack(data)
    path = next(name for name in files if b"<assessmentItem " in files[name])
    root = etree.fromstring(files[path])
    yield from _made(root, _changes(root, ITEM), lambda made: pack({**files, path: made}))


def of_moodle(data: bytes) -> Iterator[Mutant]:
    """Yield all changes of the one question of a Moodle file, in the codes of its gaps too."""
    root = etree.fromstring(data)
    changes = (*_changes(root, QUESTION), *_texts_of_answers(root), *_codes(root))
    yield from _made(root, changes, bytes)


def of_canvas(data: bytes) -> Iterator[Mutant]:
    """Yield all changes of the one question of a Canvas package."""
    files = unpack(data)
    path = next(name for name in files if b"<questestinterop" in files[name])
    root = etree.fromstring(files[path])
    yield from _made(root, _changes(root, CANVAS), lambda made: pack({**files, path: made}))


def _made(
    root: etree._Element,
    changes: Changes | tuple[tuple[str, Change], ...],
    whole: Callable[[bytes], bytes],
) -> Iterator[Mutant]:
    before = etree.tostring(root)
    for what, change in changes:
        made, same = changed(root, change)
        text = etree.tostring(made)
        if text != before:
            yield Mutant(what, whole(text), same)


def _changes(root: etree._Element, walk: Walk) -> Changes:
    for local in walk.texts:
        for place, element in enumerate(named(root, local)):
            for value in _others(element.text or ""):
                yield f"{local} {place} {element.text} says {value}", set_text(local, place, value)
    for local, attribute in walk.attributes:
        for place, element in enumerate(named(root, local)):
            if (given := element.get(attribute)) is not None:
                for value in _others(given):
                    what = f"{attribute} of {local} {place} {given} is {value}"
                    yield what, set_attribute(local, place, attribute, value)
    for local in walk.labels:
        for place in range(1, len(named(root, local))):
            yield f"{local} {place} swapped", swap_contents(local, place - 1, place)
    for local in walk.places:
        for place in range(1, len(named(root, local))):
            yield f"{local} {place} before the one before", swap_places(local, place - 1, place)
    for local in walk.parts:
        for place in range(len(named(root, local))):
            yield f"{local} {place} left out", remove(local, place)


def _others(text: str) -> list[str]:
    """Other texts: numbers nearby and none, or the text with a letter more."""
    return other_numbers(text) if _NUMBER.fullmatch(text) else [f"{text}q"]


def _texts_of_answers(root: etree._Element) -> Changes:
    """The accepted texts and numbers of Moodle's answers, left and right sides, items."""
    numeric = named(root, "question")[-1].get("type") == "numerical"
    for place, element in enumerate(named(root, "text")):
        parent = element.getparent()
        if parent is not None and parent.tag in ("answer", "subquestion"):
            text = element.text or ""
            for value in _others(text) if numeric else [f"{text}q"]:
                what = f"text {place} of {parent.tag} {element.text} says {value}"
                yield what, set_text("text", place, value)


_CODE = re.compile(r"\{\d+:[A-Z_]+:.*?(?<!\\)\}")
_BITS = re.compile(r"(?<=\{)\d+(?=:)|(?<=%)-?[\d.]+(?=%)|(?<==)[^~#}%]+|(?<=:)\d[\d.]*(?=[~#}])")


def _codes(root: etree._Element) -> Changes:
    """Every weight, percentage, key and tolerance of the codes in a text with gaps."""
    for place, element in enumerate(named(root, "text")):
        text = element.text or ""
        for code in _CODE.finditer(text):
            start, end = code.span()
            yield f"no {code[0]}", set_text("text", place, text[:start] + text[end:])
            for bit in _BITS.finditer(text, start, end):
                for value in _others(bit[0]):
                    other = text[: bit.start()] + value + text[bit.end() :]
                    yield f"{bit[0]} of {code[0]} is {value}", set_text("text", place, other)


_NULL = "an empty answer earns nothing without a rule as well"
_BOUND = "no mark reaches this bound"
_BESIDE = "the mapping stands beside the rules for readers; nothing asks for it"
_COVERED = "what it accepts earns as much by another rule"
_MARGIN = "Canvas takes the margin of a number from its upper end"
_UNREAD = "Canvas does not read it"
_ALL_RIGHT = "Canvas takes every text of a gap as right, whatever a condition names"
_DIGITS = "Canvas reads the first digits of a name alone"
_FIRST_LIST = "Canvas takes the right sides of the first list that has them"
_ORDER = "no answer fits what another one is for"
_SUM = "Moodle takes the sum of the weights of the gaps instead"
_STATEMENT = "Moodle tells the two answers by their place, and the last one decides"
_SORTED = "Moodle sorts the items by their fractions"
_WORTHLESS = "it is worth 0, and without feedback"

SAME: dict[tuple[str, str], dict[str, str]] = {
    ("numeric", "qti"): {
        r"responseIf [02] ": _NULL,
        r"baseValue (3|10) 2 says 3|baseValue 11 |responseCondition 2 ": _BOUND,
    },
    ("short answer", "qti"): {
        r"responseIf [02] ": _NULL,
        r"baseValue 5 0 says 1|responseCondition 2 ": _BOUND,
        r"mapEntry 0": _BESIDE,
    },
    ("fill in", "qti"): {
        r"responseIf [04] ": _NULL,
        r"baseValue 6 3 says 4|baseValue 7 |responseCondition 4 ": _BOUND,
        r"mapEntry [01]": _BESIDE,
    },
    ("matching", "qti"): {r"responseIf 0 ": _NULL},
    ("matrix", "qti"): {r"responseIf 0 ": _NULL},
    ("ordering", "qti"): {r"responseIf 0 ": _NULL},
    ("true/false", "qti"): {
        r"responseIf 0 ": _NULL,
        r"mapEntry 1 (-0\.5 is 0$|left out)": _BOUND,
    },
    ("numeric", "moodle"): {r"^tolerance 2|^answer 2|of answer 98\.1": _WORTHLESS},
    ("short answer", "moodle"): {r"answer [2-7] before": _ORDER},
    ("fill in", "moodle"): {r"defaultgrade": _SUM},
    ("matrix", "moodle"): {r"defaultgrade": _SUM},
    ("true/false", "moodle"): {
        r"fraction of answer|answer \d (before|left out)|text \d of answer": _STATEMENT
    },
    ("ordering", "moodle"): {
        r"selecttype": "Moodle knows no such word, and shows all items",
        r"fraction of answer (0 1|1 2 is 3|2 3 is 4|3 4 is 5)|answer \d before": _SORTED,
    },
    ("numeric", "canvas"): {
        r"vargte": _MARGIN,
        r"respident|response_label": _UNREAD,
        r"respcondition 0": _COVERED,
    },
    ("short answer", "canvas"): {r"respident|response_label": _UNREAD},
    ("fill in", "canvas"): {
        r"varequal|respident|respcondition|ident of response_lid": _ALL_RIGHT,
        r"response_label 1 swapped": _ALL_RIGHT,
        r"response_label 3 left out": "another text of the gap is taken as right",
    },
    ("true/false", "canvas"): {r"respident|ident of": _UNREAD},
    ("matching", "canvas"): {
        r"varequal . . says -": _DIGITS,
        r"response_label ([5-9]|1\d) swapped|response_label ([3-9]|1\d) left out": _FIRST_LIST,
    },
    ("matrix", "canvas"): {
        r"varequal . . says -": _DIGITS,
        r"response_label [345] swapped|response_label [1-5] left out": _FIRST_LIST,
    },
    ("ordering", "canvas"): {
        r"varequal . . says -": _DIGITS,
        r"response_label ([5-9]|1\d) swapped|response_label \d+ left out": _FIRST_LIST,
    },
}
"""Which changes nobody can tell from the original, by kind and target, and why."""


def same(kind: str, target: str, what: str) -> str:
    """Why a change of a file makes no difference; "" where it does."""
    rules = SAME.get((kind, target), {})
    return next((why for rule, why in rules.items() if re.search(rule, what)), "")
