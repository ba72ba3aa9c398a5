"""Silencing by `allow`: what it takes out, and what is said of a wrong one."""

import pytest

from examc import lint
from examc.core.diagnostics import CODES, Diagnostic, Severity
from lint.support import exam_text, silenced
from support import exam_of, read_text

BODY = """## 2 pts · multiple choice {#q}

Which?

- [x] {2} a
- [x] {2} b
"""
FLAW = "L204:11"  # the second option, under five lines of head


def text(*, front: str = "", heading: str = "", item: str = "", option: str = "") -> str:
    body = BODY.replace("{#q}", f"{{#q{item}}}").replace("{2} b", f"{{2{option}}} b")
    return exam_text(body, front, f"# Part {{#part{heading}}}")


def test_nothing_is_silenced_without_allow() -> None:
    assert silenced(text()) == [FLAW]


@pytest.mark.parametrize("word", ["L204", "two-full-answers", "l204", "Two-Full-Answers"])
def test_every_level_silences(word: str) -> None:
    assert silenced(text(front=f"allow: [{word}]\n")) == []
    assert silenced(text(heading=f" allow={word}")) == []
    assert silenced(text(item=f" allow={word}")) == []
    assert silenced(text(option=f" allow={word}")) == []


def test_several_codes_at_one_place() -> None:
    assert silenced(text(item=' allow="two-full-answers, L203"')) == ["L250:6"]


def test_allow_reaches_only_what_is_inside() -> None:
    other = BODY.replace("#q", "#r")
    both = text(item=" allow=L204") + "\n" + other
    assert silenced(both) == ["L204:18"]
    first = text().replace("{2} a", "{2 allow=L204} a")
    assert silenced(first) == ["L250:10", FLAW]


def test_places_are_compared_whole() -> None:
    exam = exam_of(text(item=" allow=L204"))
    near = Diagnostic("L204", "x", where="exercise 1 › question 10", severity=Severity.WARNING)
    inside = Diagnostic("L204", "x", where="exercise 1 › question 1", severity=Severity.WARNING)
    assert lint.silence(exam, [near, inside], complete=False) == [near]


def test_all_allows_that_match_are_used() -> None:
    assert silenced(text(front="allow: [L204]\n", item=" allow=L204")) == []


def test_criteria_and_levels_can_be_silenced() -> None:
    body = "## 2 pts · open {#q}\n\nWhy?\n\n### criteria\n\n- {2 allow=L214}\n"
    assert silenced(exam_text(body)) == []
    assert silenced(exam_text(body.replace("criteria", "levels"))) == []


# -- L250 ---------------------------------------------------------------------------------------


def test_unused_allow() -> None:
    unused = text(item=" allow=L213")
    exam, _, found = read_text(unused)
    assert exam is not None
    lint.run(exam, (), found)
    left = lint.silence(exam, found.diagnostics, complete=False)
    (entry,) = [entry for entry in left if entry.code == "L250"]
    assert entry.message == "allow of 'L213' silences nothing here"
    assert entry.where == "exercise 1 › question 1"
    assert entry.span is not None
    assert (entry.span.line, entry.span.column, entry.span.end_column) == (6, 38, 42)


def test_losses_are_silenced_by_code_and_place() -> None:
    loss = Diagnostic(
        "X310",
        "x",
        where="exercise 1 › question 1 › option 2",
        target="moodle",
        severity=Severity.WARNING,
    )
    allowed = text(item=' allow="L204 lost-weight"')
    assert silenced(allowed, losses=[loss], complete=True) == []
    assert silenced(text(item=" allow=L204"), losses=[loss], complete=True) == ["X310:0"]


def test_unused_allow_of_a_loss_is_known_only_after_all_writers() -> None:
    allowed = text(item=' allow="L204 X310"')
    assert silenced(allowed, complete=False) == []
    assert silenced(allowed, complete=True) == ["L250:6"]


def test_unused_allow_can_be_silenced_itself() -> None:
    assert silenced(text(item=' allow="L204 L213"', front="allow: [L250]\n")) == []
    assert silenced(text(item=" allow=L204", front="allow: [L250, L251]\n")) == []


def test_nothing_is_unused_where_errors_kept_rules_from_running() -> None:
    broken = text(item=" allow=L213") + "\n## 2 pts · opne {#z}\n\nWhy?\n"
    assert [entry for entry in silenced(broken) if entry.startswith("L250")] == []


# -- L251 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "message", "help_line"),
    [
        ("L2004", "'L2004' is no diagnostic", "did you mean 'L204'?"),
        (
            "two-full-answer",
            "'two-full-answer' is no diagnostic",
            "did you mean 'two-full-answers'?",
        ),
        ("warnings", "'warnings' is no diagnostic", "write a code such as L204, or its name"),
        (
            "S154",
            "'S154' is an error, and errors cannot be silenced",
            "remove it, and mend what it reports",
        ),
        (
            "missing-image",
            "'missing-image' is an error, and errors cannot be silenced",
            "remove it, and mend what it reports",
        ),
    ],
)
def test_unknown_allow(word: str, message: str, help_line: str) -> None:
    exam = exam_of(text(item=f' allow="L204, {word}"'))
    (entry,) = lint.silence(exam, [], complete=False)[-1:]
    assert (entry.code, entry.message, entry.help) == ("L251", message, help_line)
    assert entry.span is not None
    assert (entry.span.line, entry.span.column) == (6, 45)


def test_errors_are_never_silenced() -> None:
    error = Diagnostic("S154", "x", where="exercise 1 › question 1")
    exam = exam_of(text(item=" allow=S154"))
    assert error in lint.silence(exam, [error], complete=False)
    strict = Diagnostic("L204", "x", where="exercise 1 › question 1", severity=Severity.ERROR)
    assert strict in lint.silence(exam_of(text(item=" allow=L204")), [strict], complete=False)


def test_names_are_different() -> None:
    names = [entry.name for entry in CODES.values()]
    assert len(set(names)) == len(names)
