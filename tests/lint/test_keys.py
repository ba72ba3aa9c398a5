"""Accepted answers that are typed: what of their signs students would have to type as well."""

import pytest

from lint.support import diagnostics, exam_text


def _asked(answer: str) -> str:
    return f"## 2 pts · short answer {{#q}}\n\nWho?\n\n### answer\n\n- {answer}\n"


@pytest.mark.parametrize(
    ("answer", "help_line"),
    [
        ('"Ann"', "write Ann"),
        ("“Ann Lee”", "write Ann Lee"),
        ("„Ann“", "write Ann"),
        ("'Ann'", "write Ann"),
        ("«Ann»", "write Ann"),
        ("{pattern} `/colou?r/i`", "write `colou?r`"),
        ('"Ann" and "Bob"', ""),
        ("the 'n' of Ann", ""),
        ("{pattern} `a/b`", ""),
        ("`/etc/`", ""),
    ],
)
def test_signs_round_an_answer_are_told(answer: str, help_line: str) -> None:
    found = diagnostics(exam_text(_asked(answer)), "L263")
    assert [entry.help for entry in found] == ([help_line] if help_line else [])


def test_a_gap_is_told_as_well() -> None:
    body = '## 2 pts · fill in {#q}\n\nIt is [[a]].\n\n### answer: a\n\n- "Ann"\n'
    (found,) = diagnostics(exam_text(body), "L263")
    assert found.message == 'students would have to type the signs round "Ann"'
