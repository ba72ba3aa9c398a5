"""Canvas' import and marks of the further kinds of its dialect, as its own scorer gave them."""

import json
import re
from fractions import Fraction

import pytest

from canvas.support import export, quiz
from examc.core.responses import Chosen, Filled, Response, Typed, choose, filled, typed
from examc.core.schemes import award
from examc.systems.canvas.fromdialect import view
from examc.systems.canvas.kinds import Digits, of_texts
from examc.systems.view import Seen
from support import shared

SAMPLES = ("samples", "kinds")


def one(inside: str) -> Seen:
    """The one question of a quiz of an item."""
    found = view(export({"iq/iq.xml": quiz(inside)}))
    assert not found.refused, found.refused
    (seen,) = found.questions
    return seen


def item(kind: str, presentation: str, processing: str, *, more: str = "") -> str:
    """An item worth 2 points."""
    fields = "".join(
        f"<qtimetadatafield><fieldlabel>{label}</fieldlabel><fieldentry>{entry}</fieldentry>"
        "</qtimetadatafield>"
        for label, entry in (("question_type", kind), ("points_possible", "2"))
    )
    return (
        f'<item ident="q" title="Q"><itemmetadata><qtimetadata>{fields}</qtimetadata>'
        f"</itemmetadata><presentation><material><mattext>?</mattext></material>{presentation}"
        f"</presentation><resprocessing>{processing}</resprocessing>{more}</item>"
    )


BOX = '<response_str ident="response1"><render_fib/></response_str>'


def condition(tests: str, *, share: str = "", link: str = "") -> str:
    """A condition on tests."""
    marks = f'<setvar action="Add" varname="SCORE">{share}</setvar>' if share else ""
    shows = f'<displayfeedback linkrefid="{link}"/>' if link else ""
    return f"<respcondition><conditionvar>{tests}</conditionvar>{marks}{shows}</respcondition>"


def equal(value: str, of: str = "response1") -> str:
    """That a response is a value."""
    return f'<varequal respident="{of}">{value}</varequal>'


def ends(low: str, high: str, kind: str = "vargte") -> str:
    """That a number lies between two others."""
    return f"<{kind}>{low}</{kind}><varlte>{high}</varlte>"


def options(ident: str, beside: str, *labels: tuple[str, str]) -> str:
    """A list of options beside a text."""
    shown = "".join(
        f'<response_label ident="{own}"><material><mattext texttype="text/plain">{text}</mattext>'
        "</material></response_label>"
        for own, text in labels
    )
    return (
        f'<response_lid ident="{ident}"><material><mattext>{beside}</mattext></material>'
        f"<render_choice>{shown}</render_choice></response_lid>"
    )


def fed(ident: str, text: str) -> str:
    """A feedback."""
    return f'<itemfeedback ident="{ident}"><material><mattext>{text}</mattext></material></itemfeedback>'


def typing(seen: Seen, *texts: str) -> list[Fraction]:
    """The marks of texts."""
    return [seen.mark(typed(text)) for text in texts]


# -- the measured samples -------------------------------------------------------------------------


def _measured() -> dict[str, list[Fraction]]:
    """The marks of Canvas Classic, by question, in the order of the responses."""
    found: dict[str, list[Fraction]] = {}
    text = shared(*SAMPLES, "README.md").read_text(encoding="utf-8")
    for line in text.partition("## Canvas Classic")[2].splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        marks = re.findall(r"→ (-?[0-9.]+)(?: ·|$)", cells[-1])
        if len(cells) == 2 and marks:
            found[cells[0].strip("| ")] = [Fraction(mark) for mark in marks]
    return found


def _response(seen: Seen, given: str | dict[str, str] | None) -> Response | None:
    """A response of the measurements: what was typed, or chosen for each part by its text."""
    if given is None:
        return None
    if isinstance(given, str):
        return choose([("True", "False").index(given)]) if seen.options else typed(given)
    names = [part.label for part in seen.parts]
    if not any(names):
        names = list(NAMES[seen.name])
    return filled(_part(seen, place, given.get(own)) for place, own in enumerate(names))


def _part(seen: Seen, place: int, text: str | None) -> Response | None:
    choices = seen.parts[place].choices
    if text is None:
        return None
    return Chosen(frozenset({choices.index(text)})) if choices else Typed(text)


NAMES = {"blanks": ("city", "pop"), "dropdowns": ("r1", "r2", "r3")}


@pytest.mark.parametrize(
    "name",
    [
        *("tf", "short", "num_exact", "num_prec", "num_range", "num_two_ranges"),
        *("blanks", "dropdowns", "match", "match_many", "calc", "calc_pct"),
    ],
)
def test_the_marks_of_the_scorer_itself(name: str) -> None:
    tries = json.loads(shared(*SAMPLES, "canvas", "tries12.json").read_text(encoding="utf-8"))
    found = view(shared(*SAMPLES, "canvas", "kinds12.zip").read_bytes())
    (seen,) = [seen for seen in found.questions if seen.name == name]
    marks = [seen.mark(_response(seen, given)) for given in tries[name]]
    assert [round(mark, 4) for mark in marks] == _measured()[name]


def test_what_a_person_marks_in_the_samples() -> None:
    found = view(shared(*SAMPLES, "canvas", "kinds12.zip").read_bytes())
    by_hand = [seen.name for seen in found.questions if seen.scheme is None and not seen.refused]
    assert by_hand == ["essay", "upload"]
    assert [seen.name for seen in found.questions if seen.drawn == (2, 3)] == [
        "pool1",
        "pool2",
        "pool3",
    ]
    assert [seen.points for seen in found.questions if seen.drawn] == [Fraction(3, 2)] * 3


def test_marks_are_those_of_a_variable_whose_name_ends_with_score() -> None:
    """Respondus and others name it que_score; a variable of another name gives nothing."""
    lists = options("r", "", ("1", "yes"), ("2", "no"))
    for variable, marks in (("que_score", [2, 0]), ("SCORE_1", [2, 0]), ("correct", [0, 0])):
        tests = condition(equal("1", "r"), share="10").replace('"SCORE"', f'"{variable}"')
        seen = one(item("multiple_choice_question", lists, tests))
        assert [seen.mark(choose([place])) for place in (0, 1)] == marks


# -- numbers --------------------------------------------------------------------------------------


def test_what_is_no_number_counts_as_0() -> None:
    around = f"<or>{equal('0')}<and>{ends('-0.5', '0.5')}</and></or>"
    seen = one(item("numerical_question", BOX, condition(around, share="100")))
    assert typing(seen, "0", "abc", "3,14", "0.5", "7", "") == [2, 2, 2, 2, 0, 0]


def test_the_upper_end_alone_says_the_margin() -> None:
    lopsided = f"<or>{equal('10')}<and>{ends('1', '11')}</and></or>"
    seen = one(item("numerical_question", BOX, condition(lopsided, share="100")))
    assert typing(seen, "9", "11", "8.99", "1") == [2, 2, 0, 0]


def test_feedback_on_a_number_is_that_of_the_first_one_that_holds_it() -> None:
    tests = condition(ends("1", "2"), share="100", link="1_fb")
    tests += condition(ends("2", "3"), share="100", link="2_fb")
    seen = one(
        item("numerical_question", BOX, tests, more=fed("1_fb", "low") + fed("2_fb", "high"))
    )
    shown = [set(seen.shows(typed(text))) - {""} for text in ("1", "2", "2.5", "4")]
    assert shown == [{"low"}, {"low"}, {"high"}, set()]


def test_digits_are_cut_and_not_rounded_whatever_the_sign() -> None:
    tests = f"<or>{equal('-3.14')}<and>{ends('-3.145', '-3.135', 'vargt')}</and></or>"
    seen = one(item("numerical_question", BOX, condition(tests, share="100")))
    assert typing(seen, "-3.14", "-3.149", "-3.15", "3.14", "-3.139") == [2, 2, 0, 0, 0]


# -- texts and gaps -------------------------------------------------------------------------------


def test_every_text_that_a_condition_names_is_right() -> None:
    tests = condition(equal("b"), link="2_fb") + condition(equal("a a"), share="100")
    seen = one(item("short_answer_question", BOX, tests, more=fed("2_fb", "old")))
    assert typing(seen, "A a", " a a ", "a  a", "b", "c", "") == [2, 2, 0, 2, 0, 0]
    assert "old" in seen.shows(typed("B"))
    assert "old" not in seen.shows(typed("a a"))


def test_only_the_option_of_a_condition_is_right_in_a_drop_down_and_every_text_in_a_blank() -> None:
    lists = options("response_x", "x", ("1", "one"), ("2", "two"))
    tests = condition(equal("2", "response_x"), share="100")
    drop = one(item("multiple_dropdowns_question", lists, tests))
    assert [drop.mark(filled([choose([place])])) for place in (0, 1)] == [0, 2]
    assert drop.parts[0].choices == ("one", "two")
    blank = one(item("fill_in_multiple_blanks_question", lists, tests))
    assert [blank.mark(filled([typed(text)])) for text in ("ONE", "two", "1")] == [2, 2, 0]


def test_the_name_of_a_gap_is_not_read() -> None:
    made = item("fill_in_multiple_blanks_question", options("response_x", "x", ("1", "one")), "")
    seen = one(made.replace(">?<", ">An [x], not [y].<"))
    assert seen.stem is not None
    assert seen.stem.split() == ["An", ",", "not", "[y]."]


# -- left and right sides -------------------------------------------------------------------------


def _pairs(*rights: str) -> str:
    labels = [(f"9{place}", text) for place, text in enumerate(rights)]
    return "".join(options(f"response_{left}", f"left {left}", *labels) for left in "12")


def _matched(seen: Seen, *places: int | None) -> Fraction:
    return seen.mark(Filled(tuple(None if p is None else choose([p]) for p in places)))


def test_the_digits_of_a_label_say_which_right_side_it_is() -> None:
    lists = options("response_1", "l", ("a7_x", "A"), ("b8", "B")) + options(
        "response_2", "m", ("c7", "A"), ("d8", "B")
    )
    tests = condition(equal("z7", "response_1"), share="50") + condition(
        equal("8", "response_2"), share="50"
    )
    seen = one(item("matching_question", lists, tests))
    assert [part.choices for part in seen.parts] == [("A", "B")] * 2
    assert [_matched(seen, *places) for places in ((0, 1), (1, 1), (0, None))] == [2, 1, 1]


def test_a_right_side_with_the_text_of_the_right_one_counts() -> None:
    tests = condition(equal("90", "response_1"), share="50") + condition(
        equal("91", "response_2"), share="50"
    )
    seen = one(item("matching_question", _pairs("same", "other", "same"), tests))
    assert [_matched(seen, *places) for places in ((0, 1), (2, 1), (1, 0))] == [2, 2, 0]


def test_feedback_on_a_pair_is_for_those_who_chose_another_right_side() -> None:
    right = equal("90", "response_1")
    tests = condition(right, share="50") + condition(f"<not>{right}</not>", link="1_fb")
    seen = one(item("matching_question", _pairs("A", "B"), tests, more=fed("1_fb", "look")))
    given = (filled([choose([0]), None]), filled([choose([1]), None]), filled([None, choose([0])]))
    assert ["look" in seen.shows(response) for response in given] == [False, True, False]


def test_what_nobody_can_match_earns_nothing() -> None:
    seen = one(item("matching_question", _pairs("A", "B"), condition(equal("99", "response_1"))))
    assert [_matched(seen, *places) for places in ((0, 0), (1, 1))] == [0, 0]


def test_of_equal_texts_the_first_one_counts() -> None:
    scheme = of_texts([("Paris", Fraction(2)), (" paris", Fraction(1)), ("Rome", Fraction(1))])
    assert [award(scheme, typed(text)) for text in ("PARIS", "rome", "Oslo")] == [2, 1, 0]


@pytest.mark.parametrize(
    ("value", "given", "holds"),
    [("0", "0", True), ("0", "0.0001", False), ("3.14", "3.149", True), ("3.14", "-3.14", False)],
)
def test_digits_are_cut_and_nothing_has_those_of_0(value: str, given: str, holds: bool) -> None:
    assert Digits(Fraction(value), 3).holds(Fraction(given)) is holds
