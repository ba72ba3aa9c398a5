"""Change one thing that marks hang on in an emitted file, and the proof of the marks goes red.

Every weight, bound, key, condition and point of every choice question is changed, one at a time,
in the bytes of each target; some client of that target must see it. What is left out below is
left out by a rule, since no system marks by it.
"""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator

import pytest

from examc.diagnostics import Report
from examc.formats import TARGETS
from examc.formats.options import Options
from examc.package import pack
from examc.verify import Verdict, prove
from support import exam_of

EXAM = exam_of(
    """---
title: Mutants
---

# Exercise {#exercise}

## 2 pts · multiple response {#signed}

Which?

- [x] {+1} a

  > about a
- [x] {+1} b
- [ ] {-1} c

  > about c
- [ ] {-1} d

## 3 pts · multiple response {#unequal floor=none}

Which?

- [x] {+2} a
- [x] {+1} b
- [ ] {-0.5} c

## 2 pts · multiple choice {#two}

Which?

- [x] {2} a
- [x] {2} b
- [ ] {0} c

## 2 pts · multiple choice {#penalty floor=none}

Which?

- [x] {2} a

  > about a
- [ ] {-1} b
- [ ] {0} c

## 2 pts · multiple response {#capped}

Which?

- [x] {+2} a
- [x] {+2} b
- [ ] {-2} c

## 1 pt · multiple response {#strict rule=all-or-nothing}

Which?

- [x] a
- [x] b
- [ ] c

## 4 pts · multiple response {#many}

Which?

- [x] {+1} a
- [x] {+1} b
- [x] {+1} c
- [x] {+1} d
- [ ] {-1} e
- [ ] {-1} f
"""
)
Mutant = tuple[str, bytes]
Table = tuple[tuple[object, ...], ...]


def _written(target: str) -> bytes:
    data = TARGETS[target].write(EXAM, {}, Options(), Report())
    assert data is not None
    return data


def _table(target: str, data: bytes) -> Table:
    proof = prove(EXAM, {target: data})
    return tuple(
        (cell.client, row.question.id, cell.verdict, cell.deviations, cell.lost, cell.reason)
        for row, cell in proof.cells()
    )


def _replaced(text: str, pattern: str, change: Callable[[re.Match[str]], str]) -> Iterator[Mutant]:
    """The text with one match of a pattern changed at a time."""
    for number, match in enumerate(re.finditer(pattern, text), 1):
        new = change(match)
        if new != match[0]:
            name = f"{match[0][:60]} #{number}"
            yield name, (text[: match.start()] + new + text[match.end() :]).encode()


def _other(number: str) -> str:
    """Another number, one step down, so that no cap hides it; above 0 for what is not."""
    value = float(number)
    return str(value - 0.5 if value else 0.5).removesuffix(".0")


QTI_ITEM: list[tuple[str, Callable[[re.Match[str]], str]]] = [
    (r'mappedValue="([^"]+)"', lambda m: f'mappedValue="{_other(m[1])}"'),
    # the key of an option worth 0 is left out: without it, the option is worth the default, 0
    (r'mapKey="RESPONSE_(\d)"(?! mappedValue="0")', lambda m: f'mapKey="RESPONSE_{m[1]}0"'),
    (r'lowerBound="([^"]+)"', lambda m: 'lowerBound="0.25"'),
    (r'upperBound="([^"]+)"', lambda m: 'upperBound="0.75"'),
    (r"<value>RESPONSE_\d</value>", lambda m: "<value>RESPONSE_9</value>"),
    (r'normalMaximum="([^"]+)"', lambda m: f'normalMaximum="{_other(m[1])}"'),
    (r"<mapResponse[^>]*/>", lambda m: '<baseValue baseType="float">0.125</baseValue>'),
    (r">feedback_\d_fb</baseValue>", lambda m: ">feedback_9_fb</baseValue>"),
    (r'identifier="feedback_\d_fb"', lambda m: 'identifier="feedback_9_fb"'),
    (
        r'cardinality="multiple" baseType="identifier">\s*<corr',
        lambda m: m[0].replace("multiple", "single"),
    ),
]
MOODLE: list[tuple[str, Callable[[re.Match[str]], str]]] = [
    (r'fraction="([^"]+)"', lambda m: 'fraction="5"'),
    (r'fraction="([^"]+)"', lambda m: 'fraction="-80"'),
    (r'fraction="([^"]+)"', lambda m: 'fraction="37.5"'),
    (r"<defaultgrade>(?!0\.0)[^<]+<", lambda m: "<defaultgrade>7.5<"),
    (r"<single>true<", lambda m: "<single>false<"),
    (r"<single>false<", lambda m: "<single>true<"),
    (r'question type="multichoice"', lambda m: 'question type="essay"'),
]


def _qti() -> Iterator[Mutant]:
    with zipfile.ZipFile(io.BytesIO(_written("qti"))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for name in sorted(files):
        text = files[name].decode()
        rules = QTI_ITEM if "<assessmentItem " in text else []
        if "<assessmentTest" in text:
            rules = [
                (r'<weight [^>]*value="([^"]+)"', lambda m: m[0].replace(m[1], "9")),
                (r'assessmentItemRef identifier="([^"]+)"', lambda m: m[0].replace(m[1], "gone")),
            ]
        for pattern, change in rules:
            if name == "strict.xml" and pattern.startswith(("mapp", "mapK", "lower", "upper")):
                continue  # all or nothing is decided by the key, not by the mapping
            for what, data in _replaced(text, pattern, change):
                yield f"{name}: {what}", pack(files | {name: data})


def _moodle() -> Iterator[Mutant]:
    text = _written("moodle").decode()
    for pattern, change in MOODLE:
        yield from _replaced(text, pattern, change)


def _ans() -> Iterator[Mutant]:
    root = json.loads(_written("ans"))
    questions = root["assignment"]["exercises"][0]["questions"]
    for question in questions:
        for owner, key, value in _ans_changes(question):
            old = owner.get(key)
            if old == value:
                continue
            owner[key] = value
            yield f"{question['position']}: {key} {old!r} → {value!r}", json.dumps(root).encode()
            if old is None:
                del owner[key]
            else:
                owner[key] = old


def _ans_changes(question: dict[str, object]) -> Iterator[tuple[dict[str, object], str, object]]:
    yield question, "points", "9.0"
    yield question, "points", "0.5"
    yield question, "partial_scoring", not question.get("partial_scoring", True)
    single = question["choice_type"] == "single"
    yield question, "choice_type", "multiple" if single else "single"
    choices = question["choices"]
    assert isinstance(choices, list)
    for choice in choices:
        yield choice, "points", "0.0" if float(choice["points"]) > 0 else "0.5"
        if question.get("partial_scoring", True) and float(choice["points"]):
            yield choice, "points", f"{float(choice['points']) - 0.25:.2f}"  # no bound hides it
        if choice.get("feedback"):
            yield choice, "feedback", None


MUTANTS: dict[str, Callable[[], Iterator[Mutant]]] = {"qti": _qti, "moodle": _moodle, "ans": _ans}


@pytest.mark.parametrize("target", MUTANTS)
def test_every_mutant_is_found(target: str) -> None:
    sound = _table(target, _written(target))
    missed = [what for what, data in MUTANTS[target]() if _table(target, data) == sound]
    assert missed == []


def test_there_are_more_than_two_hundred_mutants() -> None:
    assert sum(1 for make in MUTANTS.values() for _ in make()) >= 200


def test_the_sound_files_award_what_is_meant() -> None:
    for target in ("qti", "ans"):
        proof = prove(EXAM, {target: _written(target)})
        for row, cell in proof.cells():
            if cell.client in ("QTI player", "ANS"):
                assert cell.verdict is Verdict.SAME, (row.where, cell.words())
