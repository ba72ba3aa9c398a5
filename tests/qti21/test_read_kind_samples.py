"""Items of the further kinds that three engines ran: read, and marked as the engines did.

What a question cannot mean as the item does is in `TOLD`, with what it marks instead, and the reader
says so. Where engines differ, the specification's mark is asked for (see `test_kind_samples`).
"""

from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from examc.cli import cli
from examc.core.answers import (
    Choice,
    FillIn,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    ShortAnswer,
    TrueFalse,
)
from examc.core.content import plain
from examc.core.diagnostics import Report
from examc.core.model import Question, TextBlock, kind_of, questions
from examc.core.responses import Ordered, Response, choose, filled, typed
from examc.core.schemes import award, meant
from examc.files import xmlreading
from examc.files.package import pack
from examc.files.xmltree import Element, characters, elements
from examc.formats.qti21.read import read
from qti21.foreign import one, read_item
from support import shared
from systems.test_kind_samples import DIFFER, IN_DOUBLES, Given, given_of, marks_of, words_of

KINDS = {
    "fill": "fill in",
    "fill_all": "fill in",
    "fill_exact": "fill in",
    "gapmatch": "fill in",
    "match": "matching",
    "match_all": "matching",
    "match_many": "matching",
    "matrix": "matching",
    "num_abs": "numeric",
    "num_abs_incl": "numeric",
    "num_ans_dialect": "numeric",
    "num_bounds": "numeric",
    "num_dec": "numeric",
    "num_exact": "numeric",
    "num_range": "numeric",
    "num_rel": "numeric",
    "num_rel_incl": "numeric",
    "num_rel_ref": "numeric",
    "num_sig": "numeric",
    "num_text": "short answer",
    "num_unit": "fill in",
    "order_all": "ordering",
    "order_pairs": "ordering",
    "order_pos": "ordering",
    "short_case": "short answer",
    "short_map": "short answer",
    "short_match": "short answer",
    "short_match_guard": "short answer",
    "short_pattern": "short answer",
    "short_regex": "short answer",
    "short_regex_anchor": "short answer",
    "short_substring": "short answer",
    "tf": "true/false",
}
"""The kind of question that each item becomes."""
BY_HAND = {"code": "open", "upload": "upload"}
KEPT_OUT = {
    "hotspot": "hotspotInteraction",
    "select_point": "selectPointInteraction",
    "template": "templateDeclaration",
}
BLANKS, WHOLE, AS_TEXT = "blanks round an answer", "whole numbers alone", "compared with numbers"
TOLD = {
    ("num_exact", "42.0"): ("2", WHOLE),
    ("short_case", "NaCl "): ("2", BLANKS),
    ("short_map", " paris "): ("2", BLANKS),
    ("short_match", " paris "): ("2", BLANKS),
    ("short_match_guard", " paris "): ("2", BLANKS),
    ("num_ans_dialect", "3.14"): ("2", AS_TEXT),
    ("num_ans_dialect", "3.145"): ("2", AS_TEXT),
    ("num_ans_dialect", "3,14"): ("0", AS_TEXT),
    ("num_ans_dialect", "3"): ("0", AS_TEXT),
}
"""Responses that a question marks otherwise: what it gives, and what the reader says."""


@lru_cache(maxsize=64)
def _data(item: str) -> bytes:
    return shared("samples", "kinds", "qti21", f"{item}.xml").read_bytes()


def _root(item: str) -> Element:
    return xmlreading.strict(_data(item))


def _texts(root: Element, kind: str) -> dict[str, str]:
    """What choices of a kind say, by their identifiers."""
    return {e.get("identifier", ""): characters(e).strip() for e in elements(root, kind)}


def _response(question: Question, root: Element, given: Given) -> Response | None:
    """A response to an item, as one to the question that was made of it."""
    values = list(given.values())
    match question.answer:
        case Numeric() | ShortAnswer():
            return typed(str(values[0] or ""))
        case TrueFalse():
            said = _texts(root, "simpleChoice").get(str(values[0]))
            return None if said is None else choose((0 if said == "true" else 1,))
        case Ordering(items=items):
            said_of, order = _texts(root, "simpleChoice"), [plain(item.text) for item in items]
            picked = values[0] if isinstance(values[0], list) else []
            return Ordered(tuple(order.index(said_of[own]) for own in picked)) if picked else None
        case Matching() | Matrix():
            return _paired(question.answer, root, values[0])
        case FillIn(gaps=gaps):
            return filled(_gap(gap.id, gap.key, root, given) for gap in gaps)
        case _:
            raise AssertionError(question.answer)


def _paired(answer: Matching | Matrix, root: Element, given: object) -> Response | None:
    said = _texts(root, "simpleAssociableChoice")
    pairs = dict(pair.split() for pair in given) if isinstance(given, list) else {}
    chosen = {said[left]: said[right] for left, right in pairs.items()}
    if isinstance(answer, Matching):
        lefts, rights = [plain(p.left) for p in answer.pairs], list(map(plain, answer.rights))
    else:
        lefts, rights = (
            [plain(r.text) for r in answer.rows],
            [plain(c.text) for c in answer.columns],
        )
    return filled(choose((rights.index(chosen[x]),) if x in chosen else ()) for x in lefts)


def _gap(own: str, key: object, root: Element, given: Given) -> Response | None:
    """The response to a gap, which is called as its variable, or as a gap for words."""
    if not isinstance(key, Choice):
        return typed(str(given.get(own) or ""))
    said = _texts(root, "inlineChoice") | _texts(root, "gapText")
    value = given.get(own)
    for pair in given.get("RESPONSE") or ():
        word, _, gap = pair.partition(" ")
        value = word if gap == own else value
    order = [plain(option.text) for option in key.options]
    return choose((order.index(said[str(value)]),)) if value else None


@pytest.mark.parametrize("item", KINDS)
def test_every_response_earns_what_engines_gave(item: str) -> None:
    question, _ = one(_data(item))
    assert kind_of(question) == KINDS[item]
    said = [d.message for d in read_item(_data(item))[1]]
    scheme, root = meant(question), _root(item)
    responses, marks = given_of(item), marks_of(item)
    assert len(responses) == len(marks) > 1
    for given, seen in zip(responses, marks, strict=True):
        key = item, words_of(given)
        expected = IN_DOUBLES.get(key) or (DIFFER[key] if seen.startswith("**") else seen)
        if key in TOLD:
            expected, why = TOLD[key]
            assert any(why in message for message in said), key
        assert expected is not None
        assert award(scheme, _response(question, root, given)) == Fraction(expected), key


@pytest.mark.parametrize("item", BY_HAND)
def test_what_a_person_marks(item: str) -> None:
    question, codes = one(_data(item))
    assert (kind_of(question), codes) == (BY_HAND[item], [])


@pytest.mark.parametrize("item", KEPT_OUT)
def test_what_no_kind_has_is_kept_out(item: str) -> None:
    exam, found = read_item(_data(item))
    assert exam is None
    assert [d.code for d in found] == ["R514", "R513"]
    assert KEPT_OUT[item] in found[0].message


def test_every_item_is_in_one_of_the_tables() -> None:
    files = {path.stem for path in shared("samples", "kinds", "qti21").glob("*.xml")} - {"test"}
    assert files == {*KINDS, *BY_HAND, *KEPT_OUT}


def test_the_pool_of_the_test_is_read() -> None:
    folder = shared("samples", "kinds", "qti21")
    named = ("test", "tf", "match", "fill", "code")
    files = {f"{name}.xml": (folder / f"{name}.xml").read_bytes() for name in named}
    report = Report()
    exam, _ = read("kinds", pack(files), report)
    assert exam is not None
    assert (exam.duration, exam.attempts) == (90, None)
    intro, pool = exam.exercises
    assert (pool.pick, pool.shuffle) == (None, True)
    assert "they are not worth the same" in " ".join(d.message for d in report.diagnostics)
    assert [(q.always, q.fixed) for q in questions(exam)] == [(False, False), (False, True)] + [
        (False, False)
    ] * 2
    first = intro.items[0]
    assert isinstance(first, TextBlock)
    assert plain(first.content) == "Answer in English. Closed book."


@pytest.mark.parametrize("name", ["kinds21.zip", "kinds21b.zip"])
def test_a_package_is_imported_checked_and_built(name: str, tmp_path: Path) -> None:
    source = shared("samples", "kinds", "canvas", name)
    done = CliRunner().invoke(cli, ["import", str(source), "-o", str(tmp_path)])
    assert done.exit_code == 0, done.output
    exam = next(tmp_path.rglob("exam.md"))
    again = CliRunner().invoke(cli, ["check", str(exam)])
    assert "error[" not in again.output, again.output
    built = CliRunner().invoke(cli, ["build", str(exam), "-t", "qti", "-o", str(tmp_path / "out")])
    assert built.exit_code == 0, built.output
