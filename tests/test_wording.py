"""The words that targets add: in the exam's language, and told where there are none."""

import pytest
from lxml import etree

from examc.core.diagnostics import Report
from examc.core.model import Exam
from examc.core.paperwording import PAPER_WORDINGS, paper_wording
from examc.core.wording import ENGLISH, WORDINGS, wording
from examc.files.package import unpack
from examc.formats import TARGETS
from examc.formats.options import Options
from examc.proof.verify import prove
from examc.systems.table import SYSTEMS
from examc.systems.view import RUBRIC
from support import exam_of

SOURCE = """---
title: T
language: {}
---

# {}

## 2 pts · open {{#q}}

?

### criteria

- {{1}} a
- {{1}} b

### solution

c

## 2 pts · open {{#r}}

?

### levels

- {{2 100%}} d
- {{0}} e
"""


def an_exam(language: str, title: str = "E") -> Exam:
    return exam_of(SOURCE.format(language, title))


def written(exam: Exam, target: str) -> tuple[bytes, list[str]]:
    """The file of a target, and the codes of what was said."""
    report = Report()
    data = TARGETS[target].write(exam, {}, Options(), report)
    assert data is not None
    return data, [diagnostic.code for diagnostic in report.diagnostics]


def test_the_code_of_a_language_decides() -> None:
    assert wording("nl-BE") is WORDINGS["nl"]
    assert wording("EN") is ENGLISH
    assert wording("fi") is ENGLISH


@pytest.mark.parametrize("language", WORDINGS)
def test_every_word_is_there_and_holds_what_it_should(language: str) -> None:
    for name, text in WORDINGS[language]._asdict().items():
        assert text.strip() == text != ""
        assert text.count("{}") == ENGLISH_HOLES.get(name, 0)
        assert not set(text) & set("<>&\"'$\\")


ENGLISH_HOLES = {"add_up": 1, "question": 1, "exercise": 1, "in_rubric": 1}


@pytest.mark.parametrize("language", WORDINGS)
def test_every_word_of_a_print_is_there_and_holds_what_it_should(language: str) -> None:
    english = PAPER_WORDINGS["en"]._asdict()
    for name, text in PAPER_WORDINGS[language]._asdict().items():
        assert text.strip() == text != ""
        assert text.count("{}") == english[name].count("{}")
        assert not set(text) & set("<>&\"'$\\")
    assert paper_wording(f"{language}-XX") is PAPER_WORDINGS[language]


@pytest.mark.parametrize("language", WORDINGS)
def test_graders_read_the_language_of_the_exam(language: str) -> None:
    words, exam = WORDINGS[language], an_exam(language)
    quiz, codes = written(exam, "moodle")
    info = "".join(etree.fromstring(quiz).xpath("//graderinfo/text/text()"))  # type: ignore[arg-type]
    for text in (words.look_for, words.points, words.percent, words.model_answer, words.award_one):
        assert text in info
    assert words.add_up.format(2) in info
    assert "X372" not in codes
    item = unpack(written(exam, "qti")[0])["q.xml"].decode()
    assert f"<th>{words.points}</th><th>{words.criterion}</th>" in item
    rubrics = TARGETS["canvas"].write_beside(exam)["rubrics.csv"].decode()
    assert f"T, {words.in_rubric.format(1)}" in rubrics
    assert f",{words.met},,1,{words.not_met},,0" in rubrics


@pytest.mark.parametrize("language", WORDINGS)
def test_systems_find_the_rubric_in_any_language(language: str) -> None:
    exam = an_exam(language)
    for system in SYSTEMS:
        proof = prove(
            exam,
            {system.target: written(exam, system.target)[0]},
            (system,),
            beside={system.target: TARGETS[system.target].write_beside(exam)},
        )
        lost = [word for row in proof.rows for word in row.cells[0].lost]
        if system.word in ("qti", "moodle"):
            assert lost == []
        assert not [word for word in lost if word.startswith(f"{RUBRIC}:")]


@pytest.mark.parametrize("target", ["qti", "moodle", "canvas"])
def test_another_language_gets_english_and_a_note(target: str) -> None:
    _, codes = written(an_exam("fi"), target)
    assert codes.count("X372") == 1
