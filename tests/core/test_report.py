"""Diagnostics as text: the caret under the very piece, and one shape for each form."""

import json
import re
import unicodedata

import pytest

from examc.core import report
from examc.core.diagnostics import MOST_ALIKE, Diagnostic, Report, Severity
from examc.core.source import Source


def _at(text: str, piece: str, *, help: str = "", where: str = "") -> Diagnostic:
    """A diagnostic at a piece of the first line that holds it."""
    source = Source("exam.md", text)
    number = next(i for i, line in enumerate(source.lines, 1) if piece in line)
    start = source.line(number).index(piece) + 1
    span = source.line_span(number, start, start + len(piece))
    return Diagnostic("S150", "wrong", span, help, where)


def _full(diagnostic: Diagnostic) -> list[str]:
    return list(report.render([diagnostic], "full"))


def test_the_full_form() -> None:
    found = _at("a\n\nb <b> c\n", "<b>", help="do this", where="exercise 1 › question 2")
    assert _full(found) == [
        "exam.md:3:3: error[S150]: wrong",
        "  |",
        "3 | b <b> c",
        "  |   ^^^",
        "  = in exercise 1 › question 2",
        "  = help: do this",
    ]


def test_the_gutter_is_as_wide_as_the_number() -> None:
    assert _full(_at("\n" * 99 + "x", "x"))[1:] == ["    |", "100 | x", "    | ^"]


def _cells(text: str) -> int:
    """The columns that a terminal with tab stops of eight gives a text."""
    column = 0
    for char in text:
        if char == "\t":
            column += 8 - column % 8
        elif unicodedata.east_asian_width(char) in "WF":
            column += 2
        elif unicodedata.category(char) not in ("Mn", "Me", "Cf"):
            column += 1
    return column


@pytest.mark.parametrize(
    "before",
    [
        "",
        "abc ",
        "\t",
        "a\tb\t",
        "漢字 ",
        "한글 ",
        "ｆｕｌｌ ",
        "😀👍 ",
        "éö ",
        "a\u200bb\u200d ",
        "\xa0é ",
        "שלום ",
        "ก็ ",
    ],
)
@pytest.mark.parametrize("piece", ["<b>", "漢字", "e\u0301", "😀", "a\tb"])
def test_the_caret_stands_under_the_piece(before: str, piece: str) -> None:
    line = f"{before}{piece} after"
    span = Source("exam.md", line).line_span(1, len(before) + 1, len(before + piece) + 1)
    _, _, shown, caret = _full(Diagnostic("S150", "wrong", span))
    assert shown == f"1 | {line}"
    assert _cells(caret.rstrip("^")) == _cells(f"1 | {before}")
    assert caret.count("^") == max(_cells(piece.replace("\t", "x")), 1)


def test_the_caret_of_nothing_is_one_sign() -> None:
    source = Source("exam.md", "ab")
    for start, caret in ((1, "  | ^"), (3, "  |   ^")):
        found = Diagnostic("S150", "wrong", source.line_span(1, start, start))
        assert _full(found)[-1] == caret


def test_the_caret_of_several_lines_ends_with_the_first() -> None:
    source = Source("exam.md", "abc def\nghi")
    assert _full(Diagnostic("S150", "wrong", source.span(1, 5, 2, 3)))[2:] == [
        "1 | abc def",
        "  |     ^^^",
    ]


@pytest.mark.parametrize("place", [0, 50, 99, 100, 150, 1000, 100_000])
def test_long_lines_are_cut_round_the_caret(place: int) -> None:
    line = "a" * place + "<b>" + "c" * 300
    _, _, shown, caret = _full(_at(line, "<b>"))
    assert len(shown) <= len("1 | ") + 102
    assert shown[caret.index("^") : caret.rindex("^") + 1] == "<b>"
    assert shown.startswith("1 | …") == (place > 20)
    assert shown.endswith("…")


def test_a_piece_longer_than_the_window_is_cut() -> None:
    _, _, shown, caret = _full(_at("a" + "b" * 500, "b" * 500))
    assert caret.count("^") <= 101
    assert len(caret) <= len(shown)


def test_a_long_message_is_cut_in_every_form() -> None:
    found = Diagnostic("S130", f"{'x' * 10_000!r} is no kind", path="exam.md")
    for form in report.FORMATS:
        (line,) = report.render([found], form)
        assert len(line) < 600


def test_nothing_steers_the_terminal() -> None:
    source = Source("exam.md", "a \x1b[31m\u202e <b> \x9b")
    found = Diagnostic("S150", "wrong \x1b[0m", source.line_span(1, 10, 13), help="do \x07")
    text = "".join(report.render([found, Diagnostic("S150", "m", path="a\nb\x1b.md")], "full"))
    assert not set(text) & {"\x1b", "\x07", "\x9b", "\u202e", "\n"}
    shown, caret = _full(found)[2:4]
    assert shown[caret.index("^") :].startswith("<b>")


def test_json_has_fixed_keys_and_is_one_object_a_line() -> None:
    line = "漢 <b>"
    found = _at(line, "<b>", help="h\nh", where="exercise 1")
    (text,) = report.render([found], "json")
    assert "\n" not in text
    assert json.loads(text) == {
        "code": "S150",
        "name": "raw-html",
        "severity": "error",
        "message": "wrong",
        "help": "h\nh",
        "path": "exam.md",
        "line": 1,
        "column": 3,
        "end_line": 1,
        "end_column": 6,
        "where": "exercise 1",
        "target": "",
        "system": "",
        "format": "",
    }
    assert list(json.loads(text)) == [
        *("code", "name", "severity", "message", "help", "path"),
        *("line", "column", "end_line", "end_column", "where", "target", "system", "format"),
    ]


def test_what_has_no_place() -> None:
    found = Diagnostic("S104", "too large", path="exam.md", help="split it")
    assert _full(found) == ["exam.md: error[S104]: too large", "  = help: split it"]
    (text,) = report.render([found], "json")
    assert [json.loads(text)[key] for key in ("line", "column", "end_line", "end_column")] == [
        1
    ] * 4  # the contract counts from 1: a whole file begins at its first character
    assert list(report.render([found], "github")) == [
        "::error file=exam.md,title=S104 file-too-large::too large (help: split it)"
    ]


def test_github() -> None:
    found = _at("x\na <b>", "<b>", help="50%: a,b")
    assert list(report.render([found], "github")) == [
        (
            "::error file=exam.md,line=2,endLine=2,col=3,endColumn=6,title=S150 raw-html"
            "::wrong (help: 50%25: a,b)"
        )
    ]
    source = Source("a,b:c%\n.md", "x\ny")
    several = Diagnostic("L226", "a\nb", source.span(1, 1, 2, 2), severity=Severity.WARNING)
    assert list(report.render([several], "github")) == [
        (
            "::warning file=a%2Cb%3Ac%25%0A.md,line=1,endLine=2,col=1,title=L226 indented-listing"
            "::a%0Ab"
        )
    ]


def test_order_and_twins() -> None:
    source, other = Source("b.md", "one\ntwo"), Source("a.md", "one")
    given = [
        Diagnostic("S151", "m", source.line_span(2)),
        Diagnostic("S150", "m", source.line_span(2)),
        Diagnostic("S150", "m", source.line_span(1, 2)),
        Diagnostic("S150", "m", other.line_span(1)),
        Diagnostic("S104", "m", path="b.md"),
        Diagnostic("S150", "m", source.line_span(2)),
    ]
    assert [line.partition(" ")[0] for line in report.render(given, "concise")] == [
        *("a.md:1:1:", "b.md:", "b.md:1:2:", "b.md:2:1:", "b.md:2:1:"),
    ]
    assert [entry.code for entry in report.ordered(given)][-2:] == ["S150", "S151"]
    assert list(report.render(given, "json")) == list(report.render(given[::-1], "json"))


def test_a_place_inside_a_text_is_that_of_its_file() -> None:
    outer = Source("exam.yaml", "a: <b>")
    inner = Source("exam.yaml", "<b>", parent=outer, origin=lambda at: (at[0], at[1] + 3))
    found = Diagnostic("S150", "wrong", inner.line_span(1))
    assert _full(found)[2:] == ["1 | a: <b>", "  |    ^^^"]


def test_what_says_the_same_is_shown_once_with_the_other_places() -> None:
    source = Source("exam.md", "x\n" * 14)
    warnings = [
        Diagnostic("L226", f"'{n}' of {n}", source.line_span(n), severity=Severity.WARNING)
        for n in range(1, 13)
    ]
    warnings.append(
        Diagnostic("L226", "other", source.line_span(13), severity=Severity.WARNING),
    )
    lines = list(report.render(warnings, "full"))
    assert [line for line in lines if line.startswith("exam.md:")] == [
        "exam.md:1:1: warning[L226]: '1' of 1",
        "exam.md:13:1: warning[L226]: other",
    ]
    told = "and 11 more of this: lines 2, 3, 4, 5, 6, 7, 8, 9, …; --all shows each"
    assert told in lines
    for form, settings in (("concise", {}), ("full", {"everything": True})):
        lines = list(report.render(warnings, form, **settings))
        assert sum(line.startswith("exam.md:") for line in lines) == 13
    errors = report.strict(warnings)
    assert sum(line.startswith("exam.md:") for line in report.render(errors, "full")) == 13


def test_the_summary() -> None:
    error, warning = _at("x", "x"), Diagnostic("L226", "m", path="b", severity=Severity.WARNING)
    assert report.summary([]) == ""
    assert report.summary([error, error]) == "1 error in 1 file"
    assert report.summary([error, warning]) == "1 error, 1 warning in 2 files"
    assert report.summary(report.strict([error, warning])) == "2 errors in 2 files"


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(ValueError, match="html"):
        list(report.render([], "html"))


def test_colors_stand_round_words_only() -> None:
    found = _at("a <b>", "<b>")
    plain = _full(found)
    colored = list(report.render([found], "full", color=True))
    assert any("\x1b[" in line for line in colored)
    assert [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in colored] == plain


def test_errors_without_number_are_counted() -> None:
    """A hundred thousand equal names in a file made eight megabytes of messages."""
    found = Report()
    for number in range(100_000):
        found.add("R401", f"a{number}", path="x.json")
        found.add("L230", f"b{number}")
    errors = [one for one in found.diagnostics if one.code == "R401"]
    assert len(errors) == MOST_ALIKE + 1
    assert errors[-1].message == "99000 more errors of this code are not listed"
    assert sum(one.code == "L230" for one in found.diagnostics) == 100_000
