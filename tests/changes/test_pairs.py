"""What belongs together in two exams: ids first, then content, then place; and what it costs."""

import time
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from changes.edits import anonymous, edited, inserted, loaded, moved, removed, said
from examc.changes import Change, compare
from examc.changes.matching import Pairing, by_key, kept
from examc.core.answers import Choice, Option, Written
from examc.core.model import (
    ChoiceQuestion,
    Exam,
    Exercise,
    Item,
    Question,
    TextBlock,
    WrittenQuestion,
    derived_exercise_id,
    derived_item_id,
)
from examc.core.records import replace

NONE = Fraction(0)


def _open(words: str, own: str = "", points: int = 1) -> WrittenQuestion:
    return Question(id=own, points=Fraction(points), prompt=said(words), answer=Written())


def _exam(*rows: Sequence[Item]) -> Exam:
    """An exam with these items in its exercises; an empty id is derived."""
    exercises = []
    for number, items in enumerate(rows, 1):
        own = derived_exercise_id(number)
        named = tuple(
            replace(item, id=item.id or derived_item_id(own, place))
            for place, item in enumerate(items, 1)
        )
        exercises.append(Exercise(id=own, title=f"Part {number}", items=named))
    return Exam(title="T", exercises=tuple(exercises))


def _told(changes: list[Change]) -> list[tuple[str, str, str]]:
    return [(change.kind, change.what, change.where) for change in changes]


def _choice(words: str, *answers: str, own: str = "") -> ChoiceQuestion:
    options = tuple(Option(text=said(a), points=NONE, correct=False) for a in answers)
    return Question(
        id=own, points=Fraction(1), prompt=said(words), answer=Choice(options=options, many=False)
    )


# -- by name ----------------------------------------------------------------------------------------


def test_ids_come_before_content() -> None:
    a = _exam([_open("What is a cone?", "x"), _open("What is a cube?", "y")])
    b = _exam([_open("What is a cube?", "x"), _open("What is a cone?", "y")])
    assert _told(compare(a, b)) == [
        ("reworded", "prompt", "exercise 1 › question 1"),
        ("reworded", "prompt", "exercise 1 › question 2"),
    ]


def test_a_question_that_moved_and_was_reworded_is_followed_by_its_id() -> None:
    a = _exam([_open("One?", "x"), _open("Two?", "y"), _open("Three?", "z")])
    b = _exam([_open("Two?", "y"), _open("Three?", "z"), _open("Nothing in common!", "x")])
    assert _told(compare(a, b)) == [
        ("moved", "question", "exercise 1 › question 3"),
        ("reworded", "prompt", "exercise 1 › question 3"),
    ]


def test_two_questions_with_different_ids_are_two() -> None:
    a = _exam([_open("Name one solid.", "x"), _open("Why?", "shared")])
    b = _exam([_open("Name two solids.", "y"), _open("Why?", "shared")])
    assert _told(compare(a, b)) == [
        ("removed", "question", "exercise 1 › question 1"),
        ("added", "question", "exercise 1 › question 1"),
    ]


def test_ids_of_two_makers_tell_nothing() -> None:
    a = _exam([_open("Name one solid, and say why.", "x"), _open("Why?", "y")])
    b = _exam([_open("Name two solids, and say why.", "i-01f"), _open("Why?", "i-02f")])
    assert _told(compare(a, b)) == [("reworded", "prompt", "exercise 1 › question 1")]


def test_an_id_derived_in_one_exam_and_kept_in_the_other() -> None:
    a = _exam([_open("One?"), _open("Two?"), _open("Three?")])
    b = _exam([_open("Three?", "e1-3"), _open("One?", "e1-1"), _open("Quite different!", "e1-2")])
    assert _told(compare(a, b)) == [
        ("moved", "question", "exercise 1 › question 1"),
        ("reworded", "prompt", "exercise 1 › question 3"),
    ]


def test_ids_of_options_come_before_their_words() -> None:
    a = _choice("?", "yes", "no", "perhaps")
    named = tuple(
        replace(o, id=own) for o, own in zip(a.answer.options, ("y", "n", "p"), strict=True)
    )
    a = replace(a, answer=replace(a.answer, options=named))
    b = replace(
        a,
        answer=replace(
            a.answer, options=(named[2], named[0], replace(named[1], text=said("never")))
        ),
    )
    assert _told(compare(_exam([a]), _exam([b]))) == [
        ("moved", "option", "exercise 1 › question 1 › option 1"),
        ("reworded", "option", "exercise 1 › question 1 › option 3"),
    ]


def test_ids_that_only_count_options_tell_nothing() -> None:
    def numbered(question: ChoiceQuestion) -> ChoiceQuestion:
        options = enumerate(question.answer.options, 1)
        return replace(
            question,
            answer=replace(
                question.answer, options=tuple(replace(o, id=f"RESPONSE_{n}") for n, o in options)
            ),
        )

    a, b = _choice("?", "yes", "no", "perhaps"), _choice("?", "no", "perhaps")
    assert _told(compare(_exam([numbered(a)]), _exam([numbered(b)]))) == [
        ("removed", "option", "exercise 1 › question 1 › option 1")
    ]


# -- by content and by place --------------------------------------------------------------------------


def test_a_block_that_was_written_anew_is_one_change() -> None:
    a = _exam([_open("One?"), TextBlock(id="", content=said("Old words.")), _open("Two?")])
    b = _exam([_open("One?"), TextBlock(id="", content=said("Anything else")), _open("Two?")])
    assert _told(compare(a, b)) == [("reworded", "text block", "exercise 1 › text block 1")]


def test_another_question_at_the_same_place_is_another_question() -> None:
    a = _exam([_open("Zero?"), _choice("Which are even?", "2", "3", "4"), _open("End?")])
    b = _exam([_open("Zero?"), _choice("Who wrote this?", "Ann", "Bob", "Cy"), _open("End?")])
    assert _told(compare(a, b)) == [
        ("removed", "question", "exercise 1 › question 2"),
        ("added", "question", "exercise 1 › question 2"),
    ]


def test_duplicates_pair_in_order() -> None:
    same = [_open("Why?") for _ in range(5)]
    assert compare(_exam(same), _exam(same)) == []
    [change] = compare(_exam(same), _exam([*same, _open("Why?")]))
    assert (change.kind, change.where) == ("added", "exercise 1 › question 6")
    assert len(compare(_exam(same, same), _exam(same, same[:3]))) == 2


def test_one_of_many_with_the_same_prompt() -> None:
    asked = "Which of these statements hold for every solid that was named above?"
    kept_apart = [_choice(asked, f"a{n} b{n} c{n}", f"d{n} e{n}") for n in range(4)]
    changed = _choice(asked, "a2 b2 c2", "d2 e2 f2")
    found = compare(_exam(kept_apart), _exam([kept_apart[0], changed, kept_apart[3]]))
    assert _told(found) == [
        ("removed", "question", "exercise 1 › question 2"),
        ("reworded", "option", "exercise 1 › question 2 › option 2"),
    ]


def test_a_question_that_went_to_another_exercise_and_was_reworded() -> None:
    words = "Name the three laws of motion in your own words, and give one example of each law"
    a = _exam([_open("One?"), _open(words), _open("Two?")], [_open("Three?")])
    b = _exam([_open("One?"), _open("Two?")], [_open("Three?"), _open(f"{words} today")])
    assert _told(compare(a, b)) == [
        ("moved", "question", "exercise 2 › question 2"),
        ("reworded", "prompt", "exercise 2 › question 2"),
    ]


def test_an_exercise_is_known_by_its_items() -> None:
    exam, files = loaded("resit2022")
    bare = anonymous(exam)
    renamed = edited(bare, "exercise 4", title="Adversarial autoencoders")
    swapped = moved(renamed, "exercise 4", "exercise 1")
    assert _told(compare(bare, swapped, files, files)) == [
        ("moved", "exercise", "exercise 1"),
        ("renamed", "exercise", "exercise 1"),
    ]


def test_an_exercise_that_was_split_is_one_more_and_its_questions_moved() -> None:
    exam, files = loaded("resit2022")
    second = exam.exercises[1]
    parts = (
        replace(second, items=second.items[:5]),
        replace(second, id="new", title="Half", items=second.items[5:]),
    )
    split = replace(exam, exercises=(exam.exercises[0], *parts, *exam.exercises[2:]))
    found = compare(exam, split, files, files)
    assert [c.kind for c in found] == ["added", *["moved"] * len(second.items[5:])]
    assert {change.impact for change in found} == {"student"}  # nobody earns anything else


def test_inserting_shifts_no_derived_id() -> None:
    exam, files = loaded("resit2022")
    bare = anonymous(exam)
    more = inserted(bare, "exercise 1 › question 1", _open("What is new?", "e1-1"))
    assert _told(compare(bare, more, files, files)) == [
        ("added", "question", "exercise 1 › question 1")
    ]
    less = removed(bare, "exercise 1")
    assert _told(compare(bare, less, files, files)) == [("removed", "exercise", "exercise 1")]


def test_a_question_of_a_wholly_other_kind_keeps_its_id() -> None:
    a = _exam([_choice("Name a solid.", "cone", "circle", own="x"), _open("Why?", "y")])
    b = _exam([_open("Name a solid.", "x"), TextBlock(id="y", content=said("Why?"))])
    assert [(c.kind, c.what, c.old, c.new, c.impact) for c in compare(a, b)] == [
        ("changed", "kind", "multiple choice", "open", "mark"),
        ("changed", "kind", "open", "text block", "mark"),
    ]


def test_another_kind_at_the_same_place_is_another_question() -> None:
    a = _exam([_open("One?"), _open("What is a cone?")])
    b = _exam([_open("One?"), _choice("Who was here?", "Ann", "Bob")])
    assert [c.kind for c in compare(a, b)] == ["removed", "added"]


def test_an_exercise_of_another_title_is_known_by_its_place_and_its_words() -> None:
    def exam(title: str, words: str) -> Exam:
        base = _exam([_open("One?")], [_open(words)], [_open("Three?")])
        return edited(base, "exercise 2", title=title)

    a = exam("Solids", "Name the three solids that were shown.")
    b = exam("Bodies", "Name the three bodies that were shown.")
    assert _told(compare(a, b)) == [
        ("renamed", "exercise", "exercise 2"),
        ("reworded", "prompt", "exercise 2 › question 1"),
    ]
    c = exam("Letters", "Which vowels are there?")
    assert [change.kind for change in compare(a, c)] == ["removed", "added"]


def test_options_of_formulas_are_known_by_their_letters() -> None:
    a = _choice("?", "x=1", "y+2y+2y=9")
    b = _choice("?", "x=2", "z", "y+2y+2y=9")
    assert _told(compare(_exam([a]), _exam([b]))) == [
        ("reworded", "option", "exercise 1 › question 1 › option 1"),
        ("added", "option", "exercise 1 › question 1 › option 2"),
    ]


# -- the matcher ----------------------------------------------------------------------------------


@given(st.permutations(range(8)))
def test_kept_is_a_longest_growing_run(places: list[int]) -> None:
    stay = sorted(kept(places))
    chosen = [places[i] for i in stay]
    assert chosen == sorted(chosen)
    longest = [1] * len(places)
    for i, place in enumerate(places):
        longest[i] += max([longest[j] for j in range(i) if places[j] < place], default=0)
    assert len(stay) == max(longest)


def test_single_keys_must_stand_once_on_both_sides() -> None:
    left, right = ["a", "b", "b", None], ["b", "a", None, "b"]
    pairing = Pairing(4, 4)
    by_key(pairing, lambda i: left[i], lambda j: right[j], single=True)
    assert pairing.left == {0: 1}
    by_key(pairing, lambda i: left[i], lambda j: right[j])
    assert pairing.left == {0: 1, 1: 0, 2: 3}


# -- cost -----------------------------------------------------------------------------------------


def _many(count: int, word: str) -> Exam:
    items = [_open(f"{word} value {n} for the sample of size {n * 7}") for n in range(count)]
    return _exam(items)


@pytest.mark.slow
@pytest.mark.parametrize("new", ["Take the", "Name the"])
def test_the_work_grows_with_the_number_of_questions(new: str) -> None:
    def cost(count: int) -> float:
        a, b = _many(count, "Take the"), _many(count, new)
        start = time.process_time()
        found = compare(a, b)
        assert len(found) == (0 if new == "Take the" else count)
        return time.process_time() - start

    cost(100)
    assert cost(5000) < 25 * cost(500) + 0.5  # 10 times the questions; squared it would be 100
