"""Formulas in running text: where they begin and end."""

import pytest

from examc.text.delimiters import Formula, Unclosed, pieces


def _found(text: str) -> list[tuple[str, bool]]:
    return [(p.tex, p.display) for p in pieces(text) if isinstance(p, Formula)]


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        (r"a \(x\) b \(y\)", [("x", False), ("y", False)]),
        (r"\[x\] and $$y$$", [("x", True), ("y", True)]),
        (r"\(a \\) b\)", [(r"a \\) b", False)]),
        (r"$$5\$$$", [(r"5\$", True)]),
        (r"\(\text{if \(x\)}\)", [(r"\text{if \(x\)}", False)]),
        (r"\(f(x)\)", [("f(x)", False)]),
        ("\\(a % {\nb\\) c", [("a % {\nb", False)]),
        ("costs $5 or $6", []),
        (r"( x ) \ (", []),
    ],
)
def test_formulas_stand_between_delimiters(text: str, formulas: list[tuple[str, bool]]) -> None:
    assert _found(text) == formulas


def test_what_follows_an_open_delimiter_is_no_formula() -> None:
    found = list(pieces(r"\(x\) then \(y and \(z\)"[:-2]))
    assert found[-1] == Unclosed("\\(", r"\(y and \(z")
    assert _found(r"\( { \)") == []


@pytest.mark.parametrize("text", [r"a \(x\) b", r"\(", r"$$x$$$$y$$", "", r"a $$ b \[c\]"])
def test_no_character_is_lost(text: str) -> None:
    written = [
        piece if isinstance(piece, str) else getattr(piece, "written", "") or piece.text  # type: ignore[union-attr]
        for piece in pieces(text)
    ]
    assert "".join(written) == text
