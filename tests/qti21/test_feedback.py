"""What systems leave behind of feedback is told, question by question."""

import pytest

from qti21.packages import CHOICE, HEAD, OPEN, RESPONSE, build

NOTED = CHOICE.replace("- [ ] {0} b\n", "- [ ] {0} b\n\n  > no\n")


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        (NOTED, "the feedback on options"),
        (OPEN + "\n### feedback\n\nF\n", "the general feedback"),
        (CHOICE + "\n### feedback: correct\n\nF\n", "the feedback by result"),
        (RESPONSE + "\n### feedback: incorrect\n\nF\n", "the feedback by result"),
        (
            NOTED + "\n### feedback\n\nF\n\n### feedback: correct\n\nG\n",
            "the feedback on options, the general feedback and the feedback by result",
        ),
    ],
)
def test_feedback_that_is_not_imported(text: str, dropped: str) -> None:
    (told,) = [d for d in build(HEAD + text).report.diagnostics if d.code == "X369"]
    assert told.message == f"ANS and Canvas New Quizzes drop {dropped}"
    assert (told.where, told.target) == ("exercise 1 › question 1", "qti")
    assert told.span is not None


def test_a_question_without_feedback_is_not_named() -> None:
    assert build(HEAD + RESPONSE + "\n### solution\n\nS\n").codes() == ["X367"]
