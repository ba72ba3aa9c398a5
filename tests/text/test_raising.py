"""The quick look for signs that raise, lower or are hidden is never in the way of the long one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examc.text.markup import raising

PIECES = (
    *("$x^2$", "$a_1$", " $y~z$ ", "$p*q$", "$", "$$", "\\$", "\\(", "\\)", "`", "<!--", "-->"),
    *("](", ")", "<http://a", ">", "^", "~", "*", "**", "^2", "~3", "a", "b ", " ", "\n", "\t"),
    *(
        "1",
        "5 ",
        "10,",
        " and ",
        "²",
        "é",
        "\u3042",
        "\\",
        "\\alpha ",
        "_",
        "|",
        ". ",
        ", ",
        "{",
        "}",
    ),
)


def _marked(text: str) -> list[str]:
    lines = text.split("\n")
    raising.mark_signs(lines)
    return lines


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_what_is_passed_over_has_nothing_to_mark(text: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(raising, "_has_signs", bool)
        whole = _marked(text)
    assert _marked(text) == whole


@pytest.mark.parametrize("text", ["", "a b", "If $x^2$ and $y_1$, then $z$.", "a_b $x$"])
def test_formulas_alone_are_passed_over(text: str) -> None:
    assert not raising._has_signs(text)


@pytest.mark.parametrize("text", ["x^2^", "$ x $", "a $5 b", "2*3", "`$x^2$`", "$x$2", "\\$x$"])
def test_what_may_mean_something_is_looked_at(text: str) -> None:
    assert raising._has_signs(text)
