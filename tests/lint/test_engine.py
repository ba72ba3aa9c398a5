"""The engine: the table of rules, exams with errors, and that nothing makes it fail."""

import time

from hypothesis import given

from bench import generate
from examc import lint
from examc.core.diagnostics import CODES, Report
from examc.core.model import Exam
from examc.core.walking import walk
from examc.lint import table
from lint.support import silenced
from strategies import exams
from support import DOT_PNG, exam_of, read_text

TABLES = (
    *(table.EXAM, table.EXERCISE, table.CHOICE, table.GRADED),
    *(table.TRUE_FALSE, table.TYPED, table.KEYS),
    *(table.COMPOSITE, table.MATCHING, table.MATRIX, table.ORDERING),
    *(table.ENTRY, table.QUESTION, table.ITEM, table.CONTENT),
)


def test_every_lint_code_has_a_rule() -> None:
    ruled = {code for rules in TABLES for code, _ in rules}
    elsewhere = {
        "L224",
        "L226",
        "L227",
        "L250",
        "L251",
        "L252",
        "L269",
        "L283",
        "L284",
    }  # the reader's, and those on `allow`
    without = {"S156"}  # an error of the source that only the whole exam shows
    assert (ruled - without) | elsewhere == {code for code in CODES if code.startswith("L2")}


@given(exams())
def test_linting_never_fails(exam: Exam) -> None:
    found = Report()
    lint.run(exam, ["exam.md", "images/dot.png"], found)
    assert not found.failed
    places = {where for where, _ in walk(exam)}
    assert {entry.where for entry in found.diagnostics} <= places
    assert lint.silence(exam, found.diagnostics, complete=True) == found.diagnostics


def test_no_time_is_lost() -> None:
    exam = exam_of(generate.exam(300), {generate.IMAGE: DOT_PNG})
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        lint.run(exam, ["exam.md"], Report())
        best = min(best, time.process_time() - start)
    assert best / 300 < 500e-6, "ten times what it takes"


BROKEN = """---
title: Test
points: 9
---
# Part {#part points=9}

## 2 pts · multiple choice {#q}

Which <b>one</b>?

- [ ] {1} a
- [ ] {1} a

## 2 pts · multiple choice {#r}

Which?

- [ ] {1} a
- [ ] {1} a
"""


def test_items_with_errors_are_left_alone() -> None:
    found = silenced(BROKEN)
    assert {entry for entry in found if entry.startswith("S")} == {"S150:9"}
    assert sorted(entry for entry in found if entry.startswith("L")) == [
        "L203:14",
        "L207:14",
        "L208:18",
        "L208:19",
        "L211:19",
    ]


def test_without_errors_all_is_said() -> None:
    found = silenced(BROKEN.replace("<b>one</b>", "one"))
    assert {"L201:3", "L202:5", "L203:7", "L203:14"} <= set(found)


def test_an_exam_without_source_is_linted() -> None:
    exam, _, _ = read_text("---\ntitle: T\n---\n# A\n\n## 1 pt · open\n\nWhy?\n")
    assert exam is not None
    found = Report()
    bare = Exam(title=exam.title, exercises=exam.exercises)
    lint.run(bare, ["a.png"], found)
    assert "L231" not in [entry.code for entry in found.diagnostics]
