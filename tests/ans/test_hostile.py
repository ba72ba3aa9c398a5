"""Whatever is given to the reader: a diagnostic with its place, never a traceback."""

import copy
import json
import random
import time
from collections.abc import Iterator
from typing import Any

import pytest

from ans.support import FRONT, codes, document, read_json, written
from examc.core.diagnostics import Report
from examc.formats.ans.read import read, sniff
from examc.formats.ans.write import write
from examc.formats.options import Options
from prose import FILES
from support import exam_of


def _said(text: str) -> list[tuple[str, int, int]]:
    report = Report()
    read("a.json", text.encode(), report)
    return [(d.code, d.span.line, d.span.column) for d in report.diagnostics if d.span]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ("R401", 1, 1)),
        ("{", ("R401", 1, 2)),
        ('{\n "a": 1,\n}', ("R401", 2, 8)),
        ('{"a": tru}', ("R401", 1, 7)),
        ('{"a": "\n"}', ("R401", 1, 8)),
        ("{} {}", ("R401", 1, 4)),
        ("[]", ("R400", 1, 1)),
        ("null", ("R400", 1, 1)),
        ("\ufeff12", ("R400", 1, 1)),
        ("[" * 100_000, ("R409", 1, 1)),
        ('{"a":' * 100_000, ("R409", 1, 1)),
    ],
)
def test_what_is_no_document(text: str, said: tuple[str, int, int]) -> None:
    assert _said(text) == [said]


def test_text_in_another_encoding() -> None:
    report = Report()
    exam, _ = read("a.json", '{\n "é'.encode("latin-1"), report)
    assert exam is None
    (diagnostic,) = report.diagnostics
    assert diagnostic.span is not None
    assert (diagnostic.code, diagnostic.span.line, diagnostic.span.column) == ("R401", 2, 3)
    report = Report()
    read("a.json", "{}".encode("utf-16"), report)
    assert codes(report) == ["R401"]


def test_a_name_that_stands_twice() -> None:
    text = '{"assignment": {"name": "a",\n  "name": "b", "exercises": [], "x_language": "en"}}'
    exam, _, report = read_json(
        text.replace("{", '{"format": "ans-style-json", "format_version": "1.0",', 1)
    )
    assert exam is not None
    (diagnostic,) = report.diagnostics
    assert diagnostic.message == "assignment.name: name 'name' stands twice"
    assert diagnostic.span is not None
    assert (diagnostic.code, diagnostic.span.line, diagnostic.span.column) == ("R401", 2, 3)


def test_words_that_json_does_not_have() -> None:
    text = json.dumps(document()).replace('"position": 1', '"position": 1, "points": NaN')
    assert [code for code, _, _ in _said(text)] == ["R401", "R406"]


def test_a_wrong_value_has_its_way_and_its_place() -> None:
    question = {"position": 1, "category": "open", "content": 5, "points": "1.0"}
    text = json.dumps(document(question), indent=1)
    exam, _, report = read_json(text)
    assert exam is not None
    first = report.diagnostics[0]
    assert first.code == "R406"
    assert first.message == "assignment.exercises[0].questions[0].content: this is not a text"
    assert first.where == "exercise 1 › question 1"
    assert first.span is not None
    line = text.split("\n")[first.span.line - 1]
    assert line[first.span.column - 1 : first.span.end_column - 1] == "5"


def test_a_name_that_is_not_known() -> None:
    question = {"position": 1, "category": "open", "contents": "a", "content": "b", "points": "1.0"}
    _, _, report = read_json(document(question))
    (diagnostic,) = report.diagnostics
    assert (diagnostic.code, diagnostic.help) == ("R405", "did you mean 'content'?")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({}, ["R412", "R400"]),
        ({"assignment": []}, ["R412", "R406", "R400"]),
        ({"format": "ans-style-json", "format_version": "2.0", "assignment": {}}, ["R412", "R404", "R404", "R530"]),
        (document(exercises={}), ["R406"]),
        (document(exercises=[1, None]), ["R406", "R406"]),
        (document(x_course=5, x_cover=[], x_tags=[1]), ["R406", "R406", "R406"]),
        (document(id="7"), ["R406"]),
        (document(name=""), ["R404"]),
        (document(name="a\u0007b"), ["R451"]),
        (document(name="a\ud800"), ["R451"]),
        (document({}), ["R404", "R404", "R412"]),
        (document({"category": "chioce", "content": "a", "points": 1, "position": 1}), ["R406"]),
        (document({"category": "choice", "content": "a", "points": 1, "position": 1}), ["R406", "R412"]),
        (document(x_language="english!", x_date="today", x_duration=-5), ["R406"] * 3),
    ],
    ids=str,
)  # fmt: skip
def test_wrong_documents(value: object, said: list[str]) -> None:
    _, _, report = read_json(value)
    assert sorted(codes(report)) == sorted(said)
    assert all(diagnostic.span for diagnostic in report.diagnostics)


SOURCE = (
    FRONT.replace("title: T", "title: T\nid: 5\ncourse: {name: C, year: 22/23}\npoints: 1/3")
    + "## text block\n\na $x$\n\n## 2 pts · multiple response {#q floor=-1 cap=none}\n\nW?\n\n"
    "- [x] {1/3 #a} a\n\n  > f\n\n- [ ] {-1} b\n\n### solution\n\nS\n\n"
    "## 3 pts · open · 1/2 page\n\nW?\n\n### levels\n\n- {2 66.67%} a\n- {0} b\n\n"
    "## image block\n\n![](b.png)\n"
)
ODD: tuple[object, ...] = (
    *(None, True, 0, -1, 10**30, 1.5, float("nan"), "", "x", "\ud800", "\x00", "1/3", "-1.0"),
    *("9" * 400, "1e9999", "<p>" * 300, "../../x", "data:image/png;base64,aaaa", "none"),
    *([], {}, [[]], [None], {"a": 1}, [{"position": 1}]),
)


def _places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for step, part in pairs:
            yield (*place, step)
            yield from _places(part, (*place, step))


def _mutate(value: Any, places: list[tuple[Any, ...]], chance: random.Random) -> None:
    *way, last = chance.choice(places)
    try:
        for step in way:
            value = value[step]
        if chance.random() < 0.25:
            del value[last]
        elif isinstance(value, list) and chance.random() < 0.3:
            value.append(copy.deepcopy(value[last]))
        else:
            value[last] = copy.deepcopy(chance.choice(ODD))
    except (KeyError, IndexError, TypeError):
        pass  # an earlier change has taken the place away


def test_any_change_is_read_and_what_comes_of_it_is_stable() -> None:
    start = written(exam_of(SOURCE, FILES), {"b.png": FILES["b.png"]})
    places = list(_places(start))
    chance = random.Random(2022)
    for number in range(400):
        value = copy.deepcopy(start)
        for _ in range(chance.choice((1, 1, 2, 10))):
            _mutate(value, places, chance)
        text = json.dumps(value)
        if number % 5 == 0:
            cut = chance.randrange(len(text))
            text = text[:cut] + chance.choice('"{},\\[') + text[cut + 1 :]
        exam, files, report = read_json(text)
        assert all(diagnostic.message and diagnostic.span for diagnostic in report.diagnostics)
        if exam is not None:
            again = Report()
            data = write(exam, files, Options(), Report())
            assert read("again.json", data, again) == (exam, files)


@pytest.mark.parametrize(
    "text",
    [
        '{"format": "ans-style-json", "assignment": {"name": ' + "9" * 1_000_000 + "}}",
        '{"a": "' + "\\\\" * 500_000 + '", "a": 1}',
        json.dumps(document(*[{"points": "x"}] * 3_000)),
        json.dumps(document(**{f"n{number}": 1 for number in range(20_000)})),
    ],
    ids=lambda text: text[:30],
)
def test_hostile_documents_are_read_in_no_time(text: str) -> None:
    start = time.process_time()
    read_json(text)
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("data", "known"),
    [
        (b'{"format": "ans-style-json"}', True),
        (b'\xef\xbb\xbf\n {"assignment": {"exercises": []}}', True),
        (b'{"format": "ans-style-json", broken', True),
        (b'{"title": "T", "exercises": []}', False),
        (b"title: ans-style-json", False),
        (b"<quiz/>", False),
        (b"", False),
    ],
)
def test_a_content_shows_that_it_is_of_this_format(data: bytes, known: bool) -> None:
    assert sniff(data) is known
