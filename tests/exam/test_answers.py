"""What accepted answers, truths and gaps mean: their weights, their spellings, their comments."""

from fractions import Fraction

import pytest

from examc.core.answers import (
    UNBOUNDED,
    Choice,
    FillIn,
    Gap,
    Numeric,
    Option,
    Scoring,
    ShortAnswer,
    TrueFalse,
)
from examc.core.content import GapRef, Paragraph, Text, walk
from examc.core.diagnostics import Report
from examc.core.keys import AcceptedNumber, AcceptedText, Match
from examc.core.model import Exam, Exercise, Question
from examc.files.folders import MemoryFolder
from examc.formats.exam.fmt import format_text
from examc.formats.exam.proving import proved
from support import exam_of

HEAD = "---\ntitle: T\n---\n\n# E {#e}\n\n"
YAML = "title: T\nexercises:\n  - title: E\n    id: e\n    items:\n      - id: q\n"


def question(text: str) -> Question:
    """The question of a Markdown text that has no errors."""
    item = exam_of(HEAD + text).exercises[0].items[0]
    assert isinstance(item, Question)
    return item


def in_yaml(*lines: str) -> Question:
    """The question of these keys in YAML."""
    text = YAML + "".join(f"        {line}\n" for line in lines)
    item = exam_of(text, name="exam.yaml").exercises[0].items[0]
    assert isinstance(item, Question)
    return item


def weights(text: str) -> list[Fraction]:
    """The weights of a question's accepted answers, or of its options."""
    answer = question(text).answer
    if isinstance(answer, Numeric | ShortAnswer):
        return [one.points for one in answer.accepted]
    assert isinstance(answer, TrueFalse)
    return [option.points for option in answer.options]


def gap_weights(body: str, head: str = "") -> dict[str, list[Fraction]]:
    """The weights in each gap of a fill in worth 3 points."""
    answer = question(f"## 3 pts · fill in {{#q{head}}}\n\n{body}").answer
    assert isinstance(answer, FillIn)
    found: dict[str, list[Fraction]] = {}
    for gap in answer.gaps:
        lines = gap.key.options if isinstance(gap.key, Choice) else gap.key.accepted
        found[gap.id] = [line.points for line in lines]
    return found


SHORT = "## 2 pts · short answer {#q}\n\nWho?\n\n### answer\n\n"


@pytest.mark.parametrize(
    ("answers", "worth"),
    [
        ("- a\n- {1} b\n- {-0.5} c", ("2", "1", "-1/2")),
        ("- {1/3} a\n- {50%} b\n- {-25%} c", ("1/3", "1", "-1/2")),
        ("- {+2 contains} a\n- {contains} b", ("2", "2")),
        ("a", ("2",)),
    ],
)
def test_a_weight_left_out_is_all_points(answers: str, worth: tuple[str, ...]) -> None:
    assert weights(f"{SHORT}{answers}\n") == [Fraction(text) for text in worth]


@pytest.mark.parametrize(
    ("written", "low", "high", "kept"),
    [
        ("3.14 +- 0.01", "3.13", "3.15", "3.14 ± 0.01"),
        ("3.14+/-0.01", "3.13", "3.15", "3.14 ± 0.01"),
        ("200 ±1 %", "198", "202", "200 ± 1%"),
        ("10..15", "10", "15", "10 to 15"),
        ("−2", "-2", "-2", "-2"),
        ("0.0123 (3 digits)", "0.01225", "0.01235", "0.0123 (3 digits)"),
        ("3 (1 digits)", "2.5", "3.5", "3 (1 digit)"),
        ("`1/3`", "1/3", "1/3", "1/3"),
    ],
)
def test_numbers_are_kept_in_one_spelling(written: str, low: str, high: str, kept: str) -> None:
    answer = question(f"## 1 pt · numeric {{#q}}\n\nHow?\n\n### answer\n\n- {written}\n").answer
    assert isinstance(answer, Numeric)
    (one,) = answer.accepted
    assert (one.low, one.high, one.written) == (Fraction(low), Fraction(high), kept)


def test_a_number_of_yaml_is_the_text_that_stands_there() -> None:
    found = in_yaml("type: numeric", "points: 1", "prompt: How?", "answer: 1.50")
    assert isinstance(found.answer, Numeric)
    assert [one.written for one in found.answer.accepted] == ["1.50"]


def test_texts_are_those_that_are_compared() -> None:
    answer = question(f"{SHORT}- New   York\n- `*p++`\n- {{1 pattern}} `a|b`\n- \\*x\n").answer
    assert isinstance(answer, ShortAnswer)
    said = [(one.text, one.match) for one in answer.accepted]
    assert said == [
        ("New York", Match.TEXT),
        ("*p++", Match.TEXT),
        ("a|b", Match.PATTERN),
        ("*x", Match.TEXT),
    ]


def test_texts_of_yaml_are_no_markdown() -> None:
    lines = ("type: short answer", "points: 1", "prompt: Who?")
    found = in_yaml(*lines, "answer: ['*p++', '`*q`', {pattern: 'a\\*'}, {contains: no}, yes]")
    assert isinstance(found.answer, ShortAnswer)
    said = [one.text for one in found.answer.accepted]
    assert said == ["*p++", "*q", "a\\*", "no", "yes"]


TRUTH = "## 2 pts · true/false {#q"


def test_a_true_false_is_marked_as_a_choice() -> None:
    listed = "}\n\nIt is.\n\n- [x] True\n- [ ] false.\n"
    assert weights(f"{TRUTH}{listed}") == [2, 0]
    assert weights(f"{TRUTH} wrong=minus{listed}") == [2, -2]
    assert weights(f"{TRUTH} answer=false wrong=minus}}\n\nIt is.\n") == [-2, 2]
    short = question(f"{TRUTH} answer=true}}\n\nIt is.\n")
    assert short == question(f"{TRUTH}{listed}")
    assert short == in_yaml("type: true/false", "points: 2", "prompt: It is.", "answer: true")


def test_options_of_a_true_false_stand_in_any_order() -> None:
    turned = question(f"{TRUTH}}}\n\nIt is.\n\n- [ ] {{-1}} false\n- [x] true\n")
    assert turned == question(f"{TRUTH}}}\n\nIt is.\n\n- [x] true\n- [ ] {{-1}} false\n")


GAPS = "A [[a]], a [[b]] and a [[c]].\n\n"
KEYS = "### answer: a\n\n{a}\n\n### answer: b · numeric\n\n{b}\n\n### answer: c\n\n{c}\n"


@pytest.mark.parametrize(
    ("a", "b", "c", "worth"),
    [
        ("- x", "- 1", "- [x] x\n- [ ] y", (["1"], ["1"], ["1", "0"])),
        ("- {1} x\n- {0.5} y", "- 1", "- [x] x\n- [ ] y", (["1", "1/2"], ["1"], ["1", "0"])),
        (
            "- {1/3} x",
            "- 1\n- {50%} 2",
            "- [x] x\n- [ ] y",
            (["1/3"], ["4/3", "2/3"], ["4/3", "0"]),
        ),
        ("- {2} x", "- {0.5} 1", "- [x] x\n- [ ] {-1} y", (["2"], ["1/2"], ["1/2", "-1"])),
        ("- {1} x\n- y", "- {1} 1", "- [x] {1} x\n- [ ] y", (["1", "1"], ["1"], ["1", "0"])),
        ("- {-1} z\n- {2} x", "- {1} 1", "- [x] {0} x\n- [ ] y", (["-1", "2"], ["1"], ["0", "0"])),
    ],
)
def test_gaps_without_weights_share_what_is_left(
    a: str, b: str, c: str, worth: tuple[list[str], ...]
) -> None:
    found = gap_weights(GAPS + KEYS.format(a=a, b=b, c=c))
    assert [*found.values()] == [[Fraction(text) for text in own] for own in worth]


def test_a_wrong_option_of_a_gap_costs_what_the_right_one_is_worth() -> None:
    found = gap_weights("A [[a]].\n\n### answer: a\n\n- [x] x\n- [ ] y\n", " wrong=minus")
    assert found == {"a": [3, -3]}
    assert gap_weights("A [[a]].\n\n### answer: a\n\n- x\n", " wrong=minus") == {"a": [3]}


def test_gaps_stand_in_the_order_of_the_prompt() -> None:
    body = (
        "* [[b]]\n\n| x |\n| - |\n| **[[a]]** |\n\n### answer: a\n\n- 1\n\n### answer: b\n\n- 2\n"
    )
    assert [*gap_weights(body)] == ["b", "a"]


@pytest.mark.parametrize(
    "written", ["\\[[x]]", "[[x\\]]", "`[[x]]`", "[[two words]]", "[[x]](https://a.nl)", "$[[x]]$"]
)
def test_other_brackets_are_no_gaps(written: str) -> None:
    text = f"## 1 pt · fill in {{#q}}\n\nA [[a]] and {written}.\n\n### answer: a\n\n- y\n"
    found = [node.id for node in walk(question(text).prompt) if isinstance(node, GapRef)]
    assert found == ["a"]


def test_brackets_of_other_kinds_are_text() -> None:
    text = "## 1 pt · open {#q}\n\nA [[a]] of *[[b]]*?\n\n### solution\n\n* the [[a]]\n"
    item = question(text)
    for content in (item.prompt, item.solution):
        assert not any(isinstance(node, GapRef) for node in walk(content))
    words = [node.text for node in walk(item.prompt) if isinstance(node, Text)]
    assert words == ["A [[a]] of ", "[[b]]", "?"]


def test_settings_of_a_gap_are_nearer_than_those_of_its_question() -> None:
    text = "## 2 pts · fill in {#q case=exact shuffle=options}\n\nA [[a]], [[b]], [[c]], [[d]].\n\n"
    text += "### answer: a\n\n- x\n\n### answer: b {case=ignore}\n\n- x\n\n"
    text += (
        "### answer: c\n\n- [x] x\n- [ ] y\n\n### answer: d {shuffle=none}\n\n- [x] x\n- [ ] y\n"
    )
    answer = question(text).answer
    assert isinstance(answer, FillIn)
    keys = [gap.key for gap in answer.gaps]
    assert [key.case for key in keys if isinstance(key, ShortAnswer)] == [True, False]
    assert [key.shuffle for key in keys if isinstance(key, Choice)] == [True, False]


# -- comments -----------------------------------------------------------------------------------

COMMENTED = (
    HEAD
    + """## 2 pts · short answer {#q}

Who?

<!-- one -->

### answer

<!-- two -->

- {1} a <!-- three -->
- {1} b

<!-- four -->

## 2 pts · fill in {#r}

A [[a]] and [[b]].

### answer: a · numeric

<!-- five -->

- {1} 1

### answer: b

- [x] {+1} x
- [ ] {0} y <!-- six -->
"""
)


@pytest.mark.parametrize("to", ["md", "yaml"])
def test_comments_beside_answers_are_kept(to: str) -> None:
    report = Report()
    text = format_text("exam.md", COMMENTED.encode(), MemoryFolder({}), report, to)
    assert not report.diagnostics
    assert text is not None
    for word in ("one", "two", "three", "four", "five", "six"):
        assert word in text
    again = format_text(f"exam.{to}", text.encode(), MemoryFolder({}), report, to)
    assert again == text


# -- answers of other systems -------------------------------------------------------------------


def _imported(answer: Numeric | ShortAnswer) -> tuple[str, list[str]]:
    """The source of an exam with this answer, and what is told of it."""
    item = Question(id="q", points=Fraction(1), prompt=(Paragraph((Text("Who?"),)),), answer=answer)
    exam = Exam(title="T", exercises=(Exercise(id="e", title="E", items=(item,)),))
    report = Report()
    text = proved(exam, {}, "md", report)
    assert text is not None
    return text.partition("### answer\n\n")[2], [one.message for one in report.diagnostics]


def _text(text: str, points: int = 1, match: Match = Match.TEXT) -> AcceptedText:
    return AcceptedText(points=Fraction(points), text=text, match=match)


def test_texts_of_other_systems_are_cleaned_and_stand_once() -> None:
    accepted = (_text(" New\u00a0 York\t"), _text("new york", 0), _text(" "), _text("x" * 501))
    text, told = _imported(ShortAnswer(accepted=accepted, scoring=Scoring(cap=Fraction(1))))
    assert text == "- {1} New York\n"
    assert len(told) == 3


def test_patterns_of_other_systems_are_ours_or_told() -> None:
    accepted = (_text("a+", match=Match.PATTERN), _text("(?i)a", match=Match.PATTERN))
    text, told = _imported(ShortAnswer(accepted=accepted, scoring=Scoring(cap=Fraction(1))))
    assert text == "- {1 pattern} `a+`\n"
    assert [message.partition(" is ")[2] for message in told] == [
        "a pattern that cannot be written, and left out"
    ]


def test_numbers_of_other_systems_are_spelled_as_ours() -> None:
    one = AcceptedNumber(
        points=Fraction(1),
        low=Fraction("3.13"),
        high=Fraction("3.15"),
        value=Fraction("3.14"),
        written="3.14 (tolerance 0.01)",
    )
    text, told = _imported(Numeric(accepted=(one, one), scoring=Scoring(cap=Fraction(1))))
    assert text == "- {1} 3.14 ± 0.01\n"
    assert len(told) == 1


def test_options_of_a_gap_are_of_one_line() -> None:
    texts = (Paragraph((Text("a"),)), Paragraph((Text("b"),))), (Paragraph((Text("c"),)),)
    options = tuple(
        Option(text=text, points=Fraction(correct), correct=bool(correct))
        for correct, text in ((1, texts[0]), (0, texts[1]))
    )
    key = Choice(options=options, many=False, scoring=UNBOUNDED)
    prompt = (Paragraph((Text("A "), GapRef("a"))),)
    answer = FillIn(gaps=(Gap(id="a", key=key),), scoring=Scoring(cap=Fraction(1)))
    item = Question(id="q", points=Fraction(1), prompt=prompt, answer=answer)
    exam = Exam(title="T", exercises=(Exercise(id="e", title="E", items=(item,)),))
    report = Report()
    text = proved(exam, {}, "md", report)
    assert text is not None
    assert text.endswith("### answer: a\n\n- [x] {+1} a b\n- [ ] {0} c\n")
    assert [one.code for one in report.diagnostics] == ["S162"]
