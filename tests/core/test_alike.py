"""What is folded, and what never is: a code is no reason, and an error stands alone."""

from examc.core.alike import fold
from examc.core.diagnostics import Diagnostic, Severity

WARNING = Diagnostic("L226", "'a' of 1", severity=Severity.WARNING)


def _folds(*given: Diagnostic) -> list[int]:
    return [group.count for group in fold(given)]


def test_what_a_message_quotes_or_counts_makes_no_difference() -> None:
    other = WARNING._replace(message="'bc de' of 1/2", path="other.md")
    assert _folds(WARNING, other, WARNING._replace(message="'a' of 2.5")) == [3]


def test_an_apostrophe_quotes_nothing() -> None:
    one = WARNING._replace(message="Canvas' quizzes lose the exam's tags")
    other = WARNING._replace(message="Canvas' quizzes change the exam's marks")
    assert _folds(one, other) == [1, 1]


def test_another_message_of_the_code_is_told_by_itself() -> None:
    assert _folds(WARNING, WARNING._replace(message="'a' loses 1")) == [1, 1]


def test_severities_are_not_mixed_and_an_error_stands_alone() -> None:
    assert _folds(WARNING, WARNING._replace(severity=Severity.NOTE)) == [1, 1]
    error = WARNING._replace(severity=Severity.ERROR)
    assert _folds(error, error._replace(path="other.md")) == [1, 1]
