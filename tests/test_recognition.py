"""Our own source is told by its names and keys before any other format is thought of."""

import pytest

from examc import check, read
from examc.formats import recognise

LABEL = "## 1 pt · open {#q}\n\nLook at issue #6\n\nLast updated 2 May 2023 · 40 pts\n"
PRINTED = "The sheet began with the line\n\n2 PTS · OPEN\n\nWhat does it tell?\n"
INDENTED = PRINTED.replace("\n", "\n          ")
YAML = f"""\
title: T
exercises:
  - title: E
    items:
      - type: multiple choice
        points: 3
        prompt: |
          {INDENTED}
        options:
          - {{text: two, points: 3, correct: true}}
          - {{text: none}}
"""
PRINT = "# E\n\n8 pts · Last updated 15 Mar, 2023, 14:00\n\n1\n\n2 PTS · OPEN\n\nWhat?\n"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("exam.md", f"# E {{#e}}\n\n{LABEL}"),
        ("exam.md", f"# E\n\n{LABEL.replace(' {#q}', '')}"),
        ("exam.markdown", f"# E\n\n## 2 pts, open\n\n{PRINTED}"),
        ("exam.md", f"---\ntitle: T\n---\n\n# E\n\n{PRINTED}"),
        ("more.md", f"# E {{#e}}\n\n{LABEL}"),
        ("exam.yaml", YAML),
        ("other.yml", YAML),
        ("<stdin>", YAML),
        ("<stdin>", "# a comment\n\n" + YAML),
        ("exam.yaml", "\ufeff" + YAML),
    ],
)
def test_a_source_that_quotes_a_print_is_a_source(path: str, text: str) -> None:
    assert recognise(path, text.encode()) is None


@pytest.mark.parametrize("path", ["printed.md", "exam.md", "printed.txt", "<stdin>"])
def test_a_print_is_a_print(path: str) -> None:
    reader = recognise(path, PRINT.encode())
    assert reader is not None
    assert reader.name == "transcript"


@pytest.mark.parametrize("path", ["exam.md", "exam.yaml", "quiz.xml", "<stdin>"])
def test_xml_and_json_are_told_by_what_they_hold(path: str) -> None:
    reader = recognise(path, b"<?xml version='1.0'?><quiz><question type='essay'/></quiz>")
    assert reader is not None
    assert reader.name == "moodle"


def test_its_points_are_those_that_it_says() -> None:
    reading = read("exam.yaml", YAML.encode())
    assert reading.exam is not None
    (question,) = reading.exam.exercises[0].items
    assert getattr(question, "points", 0) == 3
    assert not [one for one in check(reading) if one.code.startswith("R")]
