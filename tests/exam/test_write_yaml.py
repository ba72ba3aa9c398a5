"""Words and texts as YAML: what is read back is what was written, by any loader."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from examc.core.model import Exam
from examc.formats.exam import vocabulary
from examc.formats.exam.scalars import scalar
from examc.formats.exam.write import write
from strategies import exams
from support import exam_of

from . import wild


@pytest.mark.parametrize(
    ("word", "spelled"),
    [
        ("Deep Learning 1", "Deep Learning 1"),
        ("52041DEL6Y", "52041DEL6Y"),
        ("15880633", "15880633"),
        ("22/23", "22/23"),
        ("2022-02-14", "2022-02-14"),
        ("2023-03-15T14:00", "2023-03-15T14:00"),
        ("-0.5", "-0.5"),
        ("66.67", "66.67"),
        ("$x^2$", "$x^2$"),
        ("it's", "it's"),
        ("http://a.b", "http://a.b"),
        # words that YAML takes for something else
        ("yes", "'yes'"),
        ("Null", "'Null'"),
        ("1.10", "'1.10'"),
        ("007", "'007'"),
        ("12:30", "'12:30'"),
        ("1e3", "'1e3'"),
        (".inf", "'.inf'"),
        ("~", "'~'"),
        ("", "''"),
        ("a: b", "'a: b'"),
        ("a #b", "'a #b'"),
        ("- a", "'- a'"),
        ("*a*", "'*a*'"),
        ("'a'", "'''a'''"),
        ("a:", "'a:'"),
        # what cannot be seen
        ("a\u2028\\", '"a\\u2028\\\\"'),
        ("a\nb", '"a\\nb"'),
    ],
)
def test_words_are_quoted_where_they_must_be(word: str, spelled: str) -> None:
    assert scalar(word) == spelled


def test_brackets_end_a_word_between_brackets() -> None:
    assert scalar("a, b", flow=True) == "'a, b'"
    assert scalar("a, b") == "a, b"


@given(st.one_of(wild.names, st.text(st.characters(codec="utf-8"), max_size=9)))
@example("a\ufffe")
@example("\uffff")
@example("a\tb")
def test_any_loader_reads_the_same_word(word: str) -> None:
    document = f"block: {scalar(word)}\nflow: [{scalar(word, flow=True)}]\n"
    loaded = yaml.safe_load(document)
    flow = loaded["flow"][0]
    assert yaml.load(document, yaml.BaseLoader) == {"block": word, "flow": [word]}
    for value in (loaded["block"], flow):
        if isinstance(value, int | float | str):
            assert str(value) == word


@given(exams())
def test_keys_stand_in_the_order_of_the_vocabulary(exam: Exam) -> None:
    loaded = yaml.load(write(exam, "yaml"), yaml.CBaseLoader)  # the compiled one is fast
    assert [*loaded] == [key for key in (*vocabulary.EXAM, "exercises") if key in loaded]
    for exercise in loaded["exercises"]:
        assert [*exercise] == [k for k in (*vocabulary.EXERCISE, "items") if k in exercise]
        for item in exercise.get("items", ()):
            assert [*item] == [key for key in vocabulary.ITEMS[item["type"]] if key in item]


def test_texts_stand_on_lines_of_their_own_where_they_need_several() -> None:
    exam = exam_of(
        "title: T\nexercises:\n- title: E\n  items:\n"
        '  - {type: open, points: 1, prompt: "One\\n\\ntwo", solution: "no: *one*"}\n',
        name="exam.yaml",
    )
    assert write(exam, "yaml") == (
        "title: T\n"
        "exercises:\n"
        "  - title: E\n"
        "    items:\n"
        "      - type: open\n"
        "        points: 1\n"
        "        prompt: |\n"
        "          One\n"
        "\n"
        "          two\n"
        "        solution: 'no: *one*'\n"
    )
