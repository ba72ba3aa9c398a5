"""The exam of every kind that `examc new --kinds` writes, and the JSON Schema of such exams."""

from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given

from examc.cli import cli
from examc.core.model import Exam, Question, kind_of
from examc.formats.exam.vocabulary import KINDS
from examc.formats.exam.write import write
from examc.verbs.schemas import schema
from strategies import PARTED, TYPED, exams
from support import exam_of, read_text

_UNASKED = {"text block", "image block", "free formatted"}


class _Loader(yaml.SafeLoader):
    """YAML as JSON has it: days are words."""


_Loader.yaml_implicit_resolvers = {
    char: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for char, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@cache
def _validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema("source"))


def _refusals(text: str) -> list[str]:
    """What the schema has against a source in YAML."""
    data: Any = yaml.load(text, _Loader)
    return [f"{error.json_path}: {error.message[:200]}" for error in _validator().iter_errors(data)]


@pytest.fixture
def starter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The text that `examc new all --kinds` writes."""
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(cli, ["new", "all", "--kinds"]).exit_code == 0
    said = CliRunner().invoke(cli, ["check", "--strict", "--all"])
    assert (said.exit_code, said.output) == (0, "1 exam checked, no errors\n")
    assert CliRunner().invoke(cli, ["fmt", "--check"]).exit_code == 0
    return (tmp_path / "sources" / "all" / "exam.md").read_text(encoding="utf-8")


def test_the_starter_has_every_kind(starter: str) -> None:
    exam, _, report = read_text(starter)
    assert exam is not None
    assert not report.diagnostics
    items = [item for exercise in exam.exercises for item in exercise.items]
    assert {kind_of(item) for item in items} == set(KINDS) - _UNASKED
    assert all(isinstance(item, Question) for item in items)


def test_the_starter_is_valid_in_yaml(starter: str) -> None:
    assert _refusals(write(exam_of(starter), "yaml")) == []


@pytest.mark.law
@given(exams(1, TYPED | PARTED))
def test_what_is_written_is_valid(exam: Exam) -> None:
    assert _refusals(write(exam, "yaml")) == []


@pytest.mark.parametrize(
    "answer",
    [
        "[{is: a, contains: b}]",
        "[{is: a, point: 1}]",
        "[{points: 1}]",
        "[{is: a, points: half}]",
        "[[a]]",
        "[]",
    ],
)
def test_the_schema_refuses_other_answers(answer: str) -> None:
    head = "title: T\nexercises:\n- title: E\n  items:\n  - type: short answer\n    points: 1\n"
    text = f"{head}    prompt: Who?\n    answer: "
    assert _refusals(f"{text}[a, {{is: b, points: 50%}}]\n") == []
    assert _refusals(f"{text}{answer}\n") != []


PAIR = "{type: matching, pairs: %s}"
ROW = "{type: matrix, columns: [a, b], rows: %s}"


@pytest.mark.parametrize(
    ("item", "good", "bad"),
    [
        (PAIR, "[[a, b], {left: c, right: d, points: 50%, wrong: -1/3}]", "[[a, b, c]]"),
        (PAIR, "[[1, true]]", "[[a]]"),
        (PAIR, "[[a, b]]", "[{left: a}]"),
        (PAIR, "[[a, b]]", "{a: b}"),
        (PAIR, "[[a, b]], distractors: [c, {text: d, id: d}]", "[[a, b]], distractors: [{id: d}]"),
        ("{type: ordering, order: %s}", "[1, {text: two}]", "one"),
        ("{type: ordering, rule: %s, order: [a, b]}", "neighbours", "sum"),
        (ROW, "[[one, a], {text: two, is: [a, b], cells: {a: 0.5}}]", "[[one]]"),
        (ROW, "[{text: one, is: a}]", "[{text: one, is: a, cells: [1]}]"),
        ("{type: matrix, rule: %s, columns: [a], rows: [[b, a]]}", "kprim", "kprime"),
        ("{type: upload, types: %s}", "[.py, .pdf]", ".py"),
        ("{type: code, start: %s}", '"a"', "[a]"),
        ("{type: open, always: %s}", "true", "maybe"),
    ],
)
def test_the_schema_knows_the_parts_of_a_question(item: str, good: str, bad: str) -> None:
    head = "title: T\nexercises:\n- title: E\n  items:\n  - "
    common = "{points: 2, prompt: Who, "
    for written, valid in ((good, True), (bad, False)):
        text = head + (item % written).replace("{", common, 1) + "\n"
        assert (_refusals(text) == []) is valid, written
