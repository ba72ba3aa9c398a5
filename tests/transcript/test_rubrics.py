"""Where a prompt ends and a criterion begins, and what a title is worth."""

from fractions import Fraction

import pytest

from examc.core.model import WrittenQuestion
from examc.core.rubrics import Criteria, Levels
from examc.formats.transcript import rubrics
from support import written_question
from transcript.support import codes, one_exercise, shown

OPEN = "2 PTS · OPEN\n\n"


def question(text: str) -> WrittenQuestion:
    exam = one_exercise(OPEN + text)
    found = exam.exercises[0].items[0]
    found = written_question(found)
    assert not found.answer.free
    return found


def criteria(text: str) -> tuple[str, list[tuple[str, str, object]]]:
    """The prompt, and the name, text and points of each criterion."""
    found = question(text)
    assert isinstance(found.answer.rubric, Criteria)
    return shown(found.prompt), [
        (c.name, shown(c.text), c.points) for c in found.answer.rubric.criteria
    ]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("An aggregation function nee...", "An aggregation function needs to be told."),
        ("An Aggregation function nee…", "An aggregation function needs to be told."),
        ("Weight $w_k$ should be la...", "Weight  $w_k$  should be larger."),
        ("$$x \\sim N(0, \\dots)$$", "$x \\sim N(0, 1)$ - or so"),
        ("$$a = \\left(\\dots\\right)$$", "$$a = \\left(b\\right)$$"),
        ("Wrong answer: by subtractin...", "**Wrong answer:** by subtracting"),
        ("Left: one Right: tw...", "Left: one\nRight: two"),
        ("a\\_b is the name of th...", "a\\_b is the name of this"),
        ("1. Take the first ...", "1. Take the first one"),
        ("Take the first ...", "1. Take the first one"),
        ("one two...", "- one\n- two and three"),
        ("Good!", "Good!"),
        ("## Good!", "Good!"),
    ],
)
def test_title_that_says_nothing(title: str, body: str) -> None:
    assert rubrics.says_nothing(title, body)
    assert rubrics.begins_with(title, body)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Good", "Good!"),
        ("Good...", "Bad"),
        ("...", "Bad"),
        ("", ""),
        ("Good", ""),
        ("", "Good"),
        ("Good and better ...", "Good"),
        ("$$a = b$$", "$$a = b + c$$"),
    ],
)
def test_title_that_says_something(title: str, body: str) -> None:
    assert not rubrics.says_nothing(title, body)


def test_title_and_text() -> None:
    prompt, found = criteria(
        "Why?\n\nThe hen is the first of...\n\n2 pts\n\nThe hen is the first of all.\n"
    )
    assert (prompt, found) == ("Why?", [("", "The hen is the first of all.", 2)])


def test_name_and_text() -> None:
    prompt, found = criteria("Why?\n\nHen\n\n2 pts\n\nIt was first.\n\nAlways.\n")
    assert (prompt, found) == ("Why?", [("Hen", "It was first.\nAlways.", 2)])


def test_name_in_heading_marks() -> None:
    assert criteria("Why?\n\n## Hen\n\n2 pts\n\nFirst.\n")[1] == [("Hen", "First.", 2)]


def test_prompt_of_several_paragraphs() -> None:
    prompt, _ = criteria("Why?\n\n1. a\n2. b\n\n*Hint: c*\n\nHen\n\n2 pts\n\nFirst.\n")
    assert prompt == "Why?\n1. a\n2. b\n*Hint: c*"


def test_text_of_several_paragraphs_before_the_next_title() -> None:
    _, found = criteria("Why?\n\nHen\n\n1 pt\n\nA.\n\n- b\n- c\n\nEgg\n\n1 pt\n\nD.\n")
    assert found == [("Hen", "A.\n- b\n- c", 1), ("Egg", "D.", 1)]


def test_title_without_a_text() -> None:
    assert criteria("Why?\n\nHen\n\n1 pt\n\nEgg\n\n1 pt\n")[1] == [("", "Hen", 1), ("", "Egg", 1)]


def test_formula_as_title_without_a_text() -> None:
    text = "Why?\n\n$$x_{t+1} = (I - \\eta A) x_t + \\ldots + c + d + e + f$$\n\n2 pts\n"
    prompt, found = criteria(text)
    assert prompt == "Why?"
    assert found == [("", "$$x_{t+1} = (I - \\eta A) x_t + \\ldots + c + d + e + f$$", 2)]
    assert ("R466", 5) in codes(OPEN + text)


def test_formula_as_name() -> None:
    text = "Why?\n\n$$a = b$$\n\n2 pts\n\n$$a = b + c$$\n"
    assert criteria(text)[1] == [("$a = b$", "$$a = b + c$$", 2)]
    assert ("R466", 5) in codes(OPEN + text)


def test_points_below_the_prompt_alone() -> None:
    text = "Why did the hen cross the road at night?\n\n2 pts\n"
    assert criteria(text) == ("Why did the hen cross the road at night?", [("", "", 2)])
    assert codes(OPEN + text) == [("R467", 5)]


def test_text_below_points_without_a_title() -> None:
    text = "Why?\n\n2 pts\n\nThe hen came first.\n"
    assert criteria(text) == ("Why?", [("", "The hen came first.", 2)])
    assert codes(OPEN + text) == [("R466", 3)]


def test_long_paragraph_above_bare_points_stays_in_the_prompt() -> None:
    text = "Why?\n\nWrite no more than one sentence of ten words.\n\n2 pts\n"
    assert criteria(text)[0] == "Why?\nWrite no more than one sentence of ten words."
    assert codes(OPEN + text) == [("R466", 5), ("R467", 7)]


def test_long_titles_follow_each_other() -> None:
    first, second = "Names the wall and its work", "Names the skin and all of what it keeps out"
    text = f"Why?\n\n{first}\n\n1 pt\n\n{second}\n\n1 pt\n"
    assert criteria(text)[1] == [("", first, 1), ("", second, 1)]
    assert codes(OPEN + text) == [("R466", 9)]
    body = f"Why?\n\n{first}\n\n1 pt\n\n{second}.\n\n1 pt\n"
    assert criteria(body)[1] == [(first, f"{second}.", 1), ("", "", 1)]


def test_list_above_bare_points_stays_in_the_prompt() -> None:
    assert criteria("Why?\n\n- a\n- b\n\n2 pts\n")[0] == "Why?\n- a\n- b"


def test_text_that_a_title_begins_is_not_the_next_title() -> None:
    text = "Why?\n\nThe hen came ...\n\n1 pt\n\nThe hen came first.\n\n1 pt\n"
    assert criteria(text)[1] == [("", "The hen came first.", 1), ("", "", 1)]


def test_title_above_the_prompt_is_missing() -> None:
    text = "The hen came ...\n\n2 pts\n\nThe hen came first.\n"
    assert criteria(text) == ("…", [("", "The hen came first.", 2)])
    assert ("R461", 1) in codes(OPEN + text)


def test_shortened_title_of_another_text() -> None:
    text = "Why?\n\nThe egg came ...\n\n2 pts\n\nThe hen came first.\n"
    assert criteria(text)[1] == [("The egg came ...", "The hen came first.", 2)]
    assert ("R466", 5) in codes(OPEN + text)


def test_typed_number_is_no_list() -> None:
    text = "Why?\n\n2. The hen came ...\n\n2 pts\n\n2. The hen came first.\n"
    assert criteria(text)[1] == [("", "2. The hen came first.", 2)]
    rubric = question(text).answer.rubric
    assert isinstance(rubric, Criteria)
    assert type(rubric.criteria[0].text[0]).__name__ == "Paragraph"


def test_list_whose_title_has_no_number() -> None:
    text = "Why?\n\nThe hen came ...\n\n2 pts\n\n1. The hen came first.\n2. The egg did not.\n"
    rubric = question(text).answer.rubric
    assert isinstance(rubric, Criteria)
    assert type(rubric.criteria[0].text[0]).__name__ == "OrderedList"


def test_code_in_a_criterion() -> None:
    text = "Why?\n\nprint(1)\n\n2 pts\n\n```\nprint(1)\n```\n"
    assert criteria(text)[1] == [("", "```\nprint(1)\n```", 2)]


def test_levels() -> None:
    rubric = question(
        "Why?\n\nright 100% (2 pts)\n\nnearly 33.3% (0.666 pts)\n\nno 0% (0 pts)\n"
    ).answer.rubric
    assert isinstance(rubric, Levels)
    found = [(shown(level.text), level.points, level.percent) for level in rubric.levels]
    assert found == [
        ("right", 2, "100"),
        ("nearly", Fraction("0.666"), "33.3"),
        ("no", 0, "0"),
    ]


def test_percentage_that_disagrees() -> None:
    text = "Why?\n\nright 100% (2 pts)\n\nhalf 51% (1 pt)\n"
    rubric = question(text).answer.rubric
    assert isinstance(rubric, Levels)
    assert [level.percent for level in rubric.levels] == ["100", ""]
    assert codes(OPEN + text) == [("R413", 7)]


def test_level_with_its_title_above() -> None:
    rubric = question(
        "Why?\n\nAll right\n\n100% (2 pts)\n\nHalf\n\n50% (1 pt)\n\nOne of two.\n"
    ).answer.rubric
    assert isinstance(rubric, Levels)
    assert [(level.name, shown(level.text)) for level in rubric.levels] == [
        ("", "All right"),
        ("Half", "One of two."),
    ]


def test_sums_that_do_not_hold() -> None:
    assert codes(OPEN + "Why?\n\nHen\n\n1 pt\n\nFirst.\n") == [("R459", 1)]
    assert codes(OPEN + "Why?\n\nHen\n\n1.5 pts\n\nA.\n\nEgg\n\n0.5 pts\n\nB.\n") == []
    choice = "2 PTS · MULTIPLE CHOICE\n\nWhy?\n\n- ☒ a 1.0\n- ☐ b 0.0\n"
    assert codes(choice) == [("R459", 1)]
    response = "2 PTS · MULTIPLE RESPONSE\n\nWhy?\n\n- ☒ a 1.5\n- ☒ b 1.5\n"
    assert codes(response) == [("R459", 1)]
