"""The view of Moodle's further kinds, held against a scorer of a few lines that knows nothing of it.

The scorer reads the XML as Moodle's documentation describes its question types.
"""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction

import pytest
from lxml import etree

import kinds
from examc.core.answers import Matching, Matrix, Ordering
from examc.core.content import plain
from examc.core.diagnostics import Report
from examc.core.keys import OrderRule
from examc.core.model import Question
from examc.core.records import replace
from examc.core.responses import Filled, Ordered, Response, Typed, picked
from examc.core.trials import trials
from examc.formats.moodle.write import write
from examc.formats.options import Options
from examc.proof.alignment import aligned_parts
from examc.systems.moodle import view

ZERO = Fraction(0)
_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")


def _share(element: etree._Element) -> Fraction:
    return Fraction(element.get("fraction", "0")) / 100


def _words(element: etree._Element) -> str:
    return "".join(map(str, etree.HTML(f"<p>{element.findtext('text')}</p>").itertext())).strip()


def _truefalse(xml: etree._Element, _: Question, response: Response | None) -> Fraction | None:
    shares = {_words(answer): _share(answer) for answer in xml.iterfind("answer")}
    chosen = picked(response)
    return shares[("true", "false")[min(chosen)]] if chosen else Fraction(0)


def _numerical(xml: etree._Element, _: Question, response: Response | None) -> Fraction | None:
    if not isinstance(response, Typed) or not _PLAIN.fullmatch(response.text):
        return None if response is not None else Fraction(0)
    typed = Fraction(response.text)
    for answer in xml.iterfind("answer"):
        if abs(typed - Fraction(_words(answer))) <= Fraction(answer.findtext("tolerance") or "0"):
            return max(_share(answer), Fraction(0))
    return Fraction(0)


def _shortanswer(xml: etree._Element, _: Question, response: Response | None) -> Fraction | None:
    if not isinstance(response, Typed) or not response.text.isascii():
        return None if response is not None else Fraction(0)
    exact = xml.findtext("usecase") == "1"
    for answer in xml.iterfind("answer"):
        wild = re.split(r"(?<!\\)\*", _words(answer))
        pattern = ".*".join(re.escape(part.replace("\\*", "*")) for part in wild)
        flags = re.DOTALL if exact else re.DOTALL | re.IGNORECASE
        if response.text.strip() and re.fullmatch(pattern, response.text.strip(), flags):
            return _share(answer)
    return Fraction(0)


def _match(xml: etree._Element, question: Question, response: Response | None) -> Fraction | None:
    assert isinstance(question.answer, Matching | Matrix)
    answer = question.answer
    lefts = (
        [p.left for p in answer.pairs]
        if isinstance(answer, Matching)
        else [row.text for row in answer.rows]
    )
    rights = answer.rights if isinstance(answer, Matching) else [c.text for c in answer.columns]
    pairs = {_words(sub): sub.findtext("answer/text") for sub in xml.iterfind("subquestion")}
    pairs.pop("", None)
    given = response.parts if isinstance(response, Filled) else (None,) * len(lefts)
    right = [
        pairs[plain(left)] == plain(rights[min(picked(part))])
        for left, part in zip(lefts, given, strict=True)
        if part is not None and picked(part)
    ]
    return Fraction(sum(right), len(pairs))


def _ordering(
    xml: etree._Element, question: Question, response: Response | None
) -> Fraction | None:
    if not isinstance(response, Ordered):
        return None  # the order that is shown, which differs for each student
    assert isinstance(question.answer, Ordering)
    keyed = [_words(answer) for answer in xml.iterfind("answer")]
    given = [plain(question.answer.items[place].text) for place in response.items]
    if xml.findtext("gradingtype") == "ALL_OR_NOTHING":
        return Fraction(given == keyed)
    assert xml.findtext("gradingtype") == "ABSOLUTE_POSITION"
    return Fraction(sum(map(str.__eq__, given, keyed)), len(keyed))


SCORERS: Mapping[str, Callable[[etree._Element, Question, Response | None], Fraction | None]] = {
    "truefalse": _truefalse,
    "numerical": _numerical,
    "shortanswer": _shortanswer,
    "matching": _match,
    "ordering": _ordering,
}
ROWS = tuple(
    replace(row, cells=tuple(replace(one, points=max(one.points, ZERO)) for one in row.cells))
    for row in kinds.TREES.rows
)
EACH = {
    **{kind: asked for kind, asked in kinds.each().items() if kind != "fill in"},
    "matrix": kinds.asked(replace(kinds.TREES, rows=ROWS), "1.5"),
    "whole order": kinds.asked(replace(kinds.YEARS, rule=OrderRule.ALL_OR_NOTHING)),
}
"""Kinds that are not embedded answers, whose marks test_cloze and the samples look at."""


@pytest.mark.parametrize("kind", EACH)
def test_two_readings_of_what_is_written_agree(kind: str) -> None:
    question = EACH[kind]
    data = write(kinds.exam_of(question), {}, Options(), Report())
    assert data is not None
    xml = [e for e in etree.fromstring(data) if e.get("type") not in ("category", "description")]
    (seen,) = view.view(data).questions
    seen, _ = aligned_parts(question, seen)
    tried = 0
    for response in trials(question).responses:
        share = SCORERS[str(xml[0].get("type"))](xml[0], question, response)
        if share is not None:
            tried += 1
            assert abs(seen.mark(response) - share * question.points) < Fraction(1, 10**6), response
    assert tried >= 3
