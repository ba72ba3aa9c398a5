"""Names, ids and paths within Moodle's limits."""

from fractions import Fraction
from typing import Any

import pytest

from examc.core.answers import Written
from examc.core.content import Paragraph, Text
from examc.core.model import Exam, Exercise, Question, WrittenQuestion
from examc.formats.moodle import names
from examc.systems.moodle import labels, limits
from moodle.support import build, codes, exam, questions, written


def an_open(own: str, **more: Any) -> WrittenQuestion:
    return Question(
        id=own, points=Fraction(1), prompt=(Paragraph((Text("Why?"),)),), answer=Written(), **more
    )


def an_exam(*exercises: Exercise, title: str = "T") -> Exam:
    return Exam(title=title, exercises=exercises)


def split_path(path: str) -> list[str]:
    """The names of a category path, as Moodle takes it apart."""
    import re

    return [part.strip().replace("//", "/") for part in re.split("(?<!/)/(?!/)", path)]


@pytest.mark.parametrize("title", ["Exam A", "and/or", "/", "a/", "/a", "a//b", "x / y"])
def test_a_category_path_comes_apart_again(title: str) -> None:
    path = labels.category_path([title, "01 Part"])
    assert split_path(path) == ["$course$", "top", title, "01 Part"]


def test_categories_are_below_the_top_of_the_course() -> None:
    quiz, _ = build("# Transformer/Gradients {#tg}\n\n## 1 pt · open\n\nWhy?")
    paths = [q.findtext("category/text") for q in quiz.findall("question[@type='category']")]
    assert paths == ["$course$/top/Test", "$course$/top/Test/01 Transformer//Gradients"]


def test_numbers_sort_as_the_exam_does() -> None:
    source = "\n\n".join(f"## 1 pt · open {{#q{n}}}\n\nQuestion {n}?" for n in range(1, 121))
    quiz, _ = build(source)
    labels = [q.findtext("name/text") or "" for q in questions(quiz)]
    assert labels == sorted(labels)
    assert labels[0] == "01.001 Question 1?"


def test_the_name_is_the_title_or_the_beginning_of_the_prompt() -> None:
    long = "word " * 40
    quiz, losses = build(
        f'## 1 pt · open {{title="Sums"}}\n\nWhy?\n\n## 1 pt · open\n\n{long}\n\nMore.'
        "\n\n## 1 pt · open\n\nIs `a<b>c` *so* for $x<y$?"
    )
    named = [q.findtext("name/text") or "" for q in questions(quiz)]
    assert named[0] == "01.01 Sums"
    assert named[1].startswith("01.02 word word")
    assert named[1].endswith("word…")
    assert len(named[1]) <= 6 + labels.LONGEST_LABEL
    assert named[2] == "01.03 Is a< b>c so for \\(x< y\\)?"
    assert "X334" not in codes(losses)


def test_a_name_is_not_cut_inside_a_formula() -> None:
    assert labels.cut("We define \\(" + "x" * 80 + "\\) as", 60) == "We define…"


def test_titles_that_moodle_would_change_are_reported() -> None:
    quiz, losses = written(
        an_exam(
            Exercise(
                id="e",
                title="E",
                items=(
                    an_open("a", title="long " * 70),
                    an_open("b", title="use <b> here"),
                    an_open("c", title="Why?"),
                    an_open("d", title="a < b"),
                ),
            )
        )
    )
    assert [loss.where[-1] for loss in losses if loss.code == "X334"] == ["1", "2", "3"]
    found = [q.findtext("name/text") or "" for q in questions(quiz)]
    assert max(map(len, found)) <= limits.LONGEST_NAME
    assert found[1] == "01.02 use < b> here"


def test_long_titles_of_categories_are_cut_and_kept_in_their_description() -> None:
    title = "An exam " * 50
    quiz, losses = written(
        an_exam(Exercise(id="e", title=title, items=(an_open("a"),)), title=title)
    )
    for entry in quiz.findall("question[@type='category']"):
        last = split_path(entry.findtext("category/text") or "")[-1]
        assert len(last) <= limits.LONGEST_NAME
        assert title in (entry.findtext("info/text") or "")
    assert codes(losses) == []


def test_id_numbers_are_the_items_own_ids() -> None:
    quiz, _ = build("## 1 pt · open {#first}\n\nWhy?\n\n## text block {#note}\n\nA note.")
    assert [q.findtext("idnumber") for q in questions(quiz)] == ["first", "note"]


def test_two_alike_or_too_long_ids_are_told_apart_and_reported() -> None:
    items = tuple(map(an_open, ("a", "A", "x" * 130, "x" * 131)))
    quiz, losses = written(an_exam(Exercise(id="e", title="E", items=items)))
    ids = [q.findtext("idnumber") or "" for q in questions(quiz)]
    assert ids[:2] == ["a", "A-2"]
    assert len({own.lower() for own in ids}) == 4
    assert max(map(len, ids)) <= 100
    assert codes(losses).count("X329") == 3


def test_the_same_id_in_two_categories_is_no_trouble() -> None:
    first = Exercise(id="e", title="E", items=(an_open("a"),))
    quiz, losses = written(an_exam(first, Exercise(id="f", title="F", items=(an_open("a"),))))
    assert [q.findtext("idnumber") for q in questions(quiz)] == ["a", "a"]
    assert codes(losses) == []


def category_ids(title: str, exercise: str) -> list[str]:
    made = an_exam(Exercise(id="mcq", title=exercise, items=(an_open("a"),)), title=title)
    quiz, _ = written(made)
    return [q.findtext("idnumber") or "" for q in quiz.findall("question[@type='category']")]


def test_a_category_id_number_never_stands_for_two_paths() -> None:
    """Moodle breaks off an import that brings a known id number for a new category."""
    first = category_ids("Exam", "MCQ")
    assert first == category_ids("Exam", "MCQ")
    assert first[0] == ""
    assert first[1].startswith("mcq@")
    renamed, other = category_ids("Exam", "Choices"), category_ids("Other exam", "MCQ")
    assert len({first[1], renamed[1], other[1]}) == 3


def test_category_id_numbers_fit() -> None:
    assert len(names.category_id("x" * 200, "path")) <= limits.LONGEST_ID


def test_tags_are_what_moodle_keeps_of_them() -> None:
    tags = ("loss, gradient", "Foo", "foo", "a <b> c", "long " * 20)
    quiz, losses = written(an_exam(Exercise(id="e", title="E", items=(an_open("a", tags=tags),))))
    found = [tag.text for tag in questions(quiz)[0].findall("tags/tag/text")]
    assert found == ["loss, gradient", "Foo", "a b c", ("long " * 10).strip()]
    assert codes(losses).count("X304") == 3


def test_file_names_are_safe_and_unique() -> None:
    paths = ["img/a b.png", "img/a&b.png", "other/A-B.PNG", "ünï.png", ".png", "x/../y.tar.gz"]
    given = names.FileNames()
    made = {path: given.name(path) for path in paths}
    assert len({name.lower() for name in made.values()}) == len(paths)
    allowed = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")
    assert all(set(name) <= allowed and name[0] != "." for name in made.values())
    assert made == {path: given.name(path) for path in reversed(paths)}


def test_exercise_ids_of_a_source_are_in_the_file() -> None:
    made = exam("# A {#alpha}\n\n## 1 pt · open\n\nWhy?\n\n# B\n\n## 1 pt · open\n\nHow?")
    quiz, _ = written(made)
    ids = [q.findtext("idnumber") or "" for q in quiz.findall("question[@type='category']")]
    assert [own.partition("@")[0] for own in ids] == ["", "alpha", "e2"]
