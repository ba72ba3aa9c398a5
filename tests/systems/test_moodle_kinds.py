"""Moodle's marks of the further kinds, held against what a running one gave for the same files."""

from decimal import Decimal
from fractions import Fraction

import pytest

from examc.core.responses import Response, Typed, choose, filled, typed
from examc.systems.moodle import view as moodle
from examc.systems.moodle.typed import Units, fits, number
from examc.systems.view import Seen
from support import shared
from systems.handmade import moodle_file, moodle_question
from systems.measured import measured, response_of


def _views() -> dict[str, Seen]:
    found = moodle.view(shared("samples", "kinds", "moodle", "kinds.xml").read_bytes())
    assert not found.refused
    return {seen.name: seen for seen in found.questions}


def test_every_mark_of_the_samples() -> None:
    views, checked, drawn = _views(), 0, set[str]()
    left_out = {"calculated", "calculatedsimple", "calculatedmulti", "ddmarker", "ddimageortext"}
    for name, responses, marks in measured():
        seen = views[name]
        if name in left_out:
            assert "not modelled" in seen.refused
            continue
        assert len(responses) == len(marks), name
        for given, mark in zip(responses, marks, strict=True):
            if name.startswith("order_") and given == {"raw": {}} and "NOTHING" not in name:
                drawn.add(mark)
                continue
            if mark == "a human":
                assert seen.scheme is None
                continue
            expected = Fraction(Decimal(mark)) if mark != "no mark" else Fraction(0)
            got = seen.mark(response_of(seen, given))
            assert abs(got - expected) < Fraction(1, 100_000), (name, given, got, expected)
            checked += 1
    assert checked == 169
    assert drawn >= {"8", "6", "3", "0"}


def test_an_untouched_order_can_earn_marks() -> None:
    views = _views()
    assert views["order_ALL_OR_NOTHING"].mark(None) == 0
    assert views["order_ABSOLUTE_POSITION"].mark(None) == 6
    assert views["order_RELATIVE_TO_CORRECT"].mark(None) >= 8


# -- edge cases, a file each ----------------------------------------------------------------------


def _case(name: str) -> Seen:
    found = moodle.view(shared("samples", "kinds", "moodle", "cases", f"{name}.xml").read_bytes())
    return found.questions[0]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("num_word", "import dies"),
        ("num_offgrid", "grade options"),
        ("short_no100", "100 %"),
        ("match_noright", "no right side"),
        ("cloze_no100", "100 %"),
        ("cloze_none", "not recognised"),
        ("cloze_num_pct", "no accepted number"),
        ("cloze_range", "no accepted number"),
        ("cloze_braces", "two options"),
        ("coderunner", "not supported"),
        ("multichoiceset", "not supported"),
    ],
)
def test_what_is_refused(name: str, reason: str) -> None:
    assert reason in _case(name).refused


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("num_no100", {"5": "1", "6": "0"}),
        ("num_notol", {"5": "2", "5.1": "0"}),
        ("num_tol_pct", {"200": "2", "201": "2", "201.5": "0"}),
        ("num_unit_no1", {"5": "2", "5 kg": "2", "5000 kg": "2"}),
        ("num_unit_select", {"5 g": "2", "0.005 kg": "2", "5 kg": "1"}),
        ("short_empty", {"": "0", "a": "0"}),
        ("cloze_comma", {"3.14": "0", "3,14": "1", "314": "1"}),
        ("cloze_num_star", {"3.14": "1", "9": "0.5", "abc": "0"}),
    ],
)
def test_what_is_typed(name: str, answers: dict[str, str]) -> None:
    seen = _case(name)
    assert not seen.refused
    got = {text: seen.mark(_alone(seen, text)) for text in answers}
    assert got == {text: Fraction(mark) for text, mark in answers.items()}


def _alone(seen: Seen, text: str) -> Response | None:
    """What is typed, in the only gap where there is one."""
    return filled((typed(text),)) if seen.parts else typed(text)


def test_the_sides_of_a_statement() -> None:
    for name, right in (("tf_partial", 0), ("tf_none", 0)):
        seen = _case(name)
        assert [seen.mark(choose((side,))) for side in (0, 1)] == [2 * (right == 0), 0]


def test_texts_of_embedded_answers() -> None:
    found = moodle.view(
        shared("samples", "kinds", "moodle", "cases", "cloze_escapes.xml").read_bytes()
    )
    escaped = found.questions[0]
    for text in ("c~d", "e#f", "g}h", "*i", "jANYk", "l}m", 'n"o', "&p", "<q>"):
        assert escaped.mark(_alone(escaped, text)) == 1, text
    assert escaped.mark(_alone(escaped, "xi")) == 0
    slash = _case("cloze_slash")
    assert [slash.mark(_alone(slash, text)) for text in ("c~d", "c\\~d", "e#f")] == [0, 1, 1]


def test_numbers_never_cost_and_texts_do() -> None:
    seen = _case("cloze_num_neg")
    assert seen.mark(filled((Typed("-5"), Typed("b")))) == -1
    assert seen.mark(filled((Typed("5 m"), Typed("a")))) == 4


def test_a_table_of_buttons() -> None:
    seen = _case("matrix_and_spot")
    assert [part.label for part in seen.parts] == ["Trees have cycles.", "Trees are connected."]
    assert [part.choices for part in seen.parts] == [("true", "false")] * 2
    assert seen.mark(filled((choose((1,)), choose((0,))))) == 2
    assert seen.mark(filled((choose((0,)), choose((1,))))) == Fraction(-1, 2)


def test_rights_that_are_equal_are_one() -> None:
    assert _case("match_case").parts[0].choices == ("Same", "same")
    assert _case("match_html_right").parts[0].choices[0] == "<b>b</b>"


def test_an_ordering_without_hints_breaks_the_import() -> None:
    items = "".join(
        f'<answer fraction="{n}"><text>{text}</text></answer>' for n, text in enumerate("ab", 1)
    )
    assert "two hints" in moodle.view(moodle_file(moodle_question("ordering", items))).refused


# -- what is typed --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "point", "comma"),
    [
        ("3.14", "3.14", "3.14"),
        ("3,14", "314", "3.14"),
        ("1.003,14", "1.00314", "1.00314"),
        ("1,003.14", "1003.14", "1003.14"),
        ("1 003", "1003", "1003"),
        ("-2.5e1x", "-25", "-25"),
        ("3x10^2", "300", "300"),
        (".5 m", "0.5", "0.5"),
    ],
)
def test_numbers_by_the_language_of_the_page(text: str, point: str, comma: str) -> None:
    assert number(text, False) == Fraction(float(point))
    assert number(text, True) == Fraction(float(comma))


@pytest.mark.parametrize("text", ["", "abc", "m 5", "-", "+m", "e5", "½", "9" * 500])
def test_what_is_no_number(text: str) -> None:
    assert number(text, False) is None


@pytest.mark.parametrize(
    ("text", "pattern", "exact", "fit"),
    [
        (" Paris ", "paris", False, True),
        ("Paris", "paris", True, False),
        ("New  York", "New York", False, False),
        ("abcabc", "a*c", False, True),
        ("ab", "ab*ab", False, False),
        ("a*b", "a\\*b", False, True),
        ("axb", "a\\*b", False, False),
        ("Mu\u0308ller", "M\u00fcller", True, True),
        ("anything", "*", False, True),
        ("x1y2z", "x*y*z", False, True),
        ("x1z2y", "x*y*z", False, False),
    ],
)
def test_texts_and_wildcards(text: str, pattern: str, exact: bool, fit: bool) -> None:
    assert fits(text, pattern, exact=exact) is fit


@pytest.mark.parametrize(
    ("share", "of_points", "left"),
    [("1", False, "1/4"), ("1/2", False, "1/8"), ("1", True, "1/4"), ("1/2", True, "0")],
)
def test_a_wrong_unit_takes_a_share_and_leaves_nothing_below_0(
    share: str, of_points: bool, left: str
) -> None:
    units = Units(penalty=Fraction(3, 4), of_points=of_points)
    assert units.share(Fraction(share), right=False) == Fraction(left)
    assert units.share(Fraction(share), right=True) == Fraction(share)
