"""Files and code to hand in: boxes, what students are told, and what a person marks."""

from fractions import Fraction

import pytest
from lxml import etree

from examc.core.answers import Answer, Program, Upload
from examc.core.records import replace
from examc.core.rubrics import Criteria, Criterion
from examc.systems.player.view import see
from qti21 import kinds
from qti21.packages import Package, attributes, every, inner, package

RUBRIC = Criteria((Criterion(text=kinds.text("it runs"), points=Fraction(2)),))


def _made(answer: Answer) -> Package:
    return package(kinds.exam(replace(kinds.asked(answer), points=Fraction(2))))


def _told(made: Package, code: str) -> list[str]:
    return [d.message for d in made.report.diagnostics if d.code == code and not d.system]


def test_a_file_has_a_box_and_a_response() -> None:
    made = _made(Upload(rubric=RUBRIC, types=(".py",)))
    (box,) = every(made.item, "uploadInteraction")
    assert attributes(box) == {
        "responseIdentifier": "RESPONSE",
        "class": "examc-upload examc-files-1..1 examc-type-.py",
        "type": "text/x-python",
    }
    (declared,) = every(made.item, "responseDeclaration")
    assert declared.get("baseType") == "file"
    assert _told(made, "X377") == []
    assert not every(made.item, "mapping")


def test_several_files_have_a_box_each() -> None:
    made = _made(Upload(rubric=RUBRIC, fewest=1, most=3, types=(".py", ".pdf"), size=10 * 1024**2))
    boxes = every(made.item, "uploadInteraction")
    own = [box.get("responseIdentifier") for box in boxes]
    assert own == ["RESPONSE", "RESPONSE_2", "RESPONSE_3"]
    assert own == [e.get("identifier") for e in every(made.item, "responseDeclaration")]
    assert boxes[0].get("type") is None  # two types: it knows one
    assert inner(boxes[0]).strip() == "<prompt>.py, .pdf · ≤ 10 MB</prompt>"
    assert boxes[0].get("class", "").split()[-1] == f"examc-size-{10 * 1024**2}"
    assert _told(made, "X377") == [
        "QTI 2.1 tells students the types and size of files, and does not check them",
        "QTI 2.1 has 3 boxes for files, and does not tell students that 1 is enough",
    ]


@pytest.mark.parametrize(
    ("fewest", "most", "told"),
    [
        (1, 1, []),
        (0, 1, ["QTI 2.1 has 1 box for files, and does not tell students that none is needed"]),
        (2, 2, ["QTI 2.1 has 2 boxes for files, and does not check that each has one"]),
        (2, 3, ["QTI 2.1 has 3 boxes for files, and does not tell students that 2 are enough"]),
        (2, None, ["QTI 2.1 has boxes for 5 files: it knows no box for any number"]),
    ],
)
def test_a_number_of_files_is_told_as_students_see_it(
    fewest: int, most: int | None, told: list[str]
) -> None:
    made = _made(Upload(rubric=RUBRIC, fewest=fewest, most=most))
    assert _told(made, "X377") == told


def test_any_number_of_files_is_told() -> None:
    made = _made(Upload(rubric=RUBRIC, most=None))
    assert len(every(made.item, "uploadInteraction")) == 5
    assert "examc-files-1.." in every(made.item, "uploadInteraction")[0].get("class", "").split()
    assert "has boxes for 5 files" in _told(made, "X377")[0]


def test_a_person_marks_a_file_and_code_by_the_rubric() -> None:
    for answer in (Upload(rubric=RUBRIC), Program(rubric=RUBRIC)):
        seen = see(_made(answer).item)
        assert (seen.refused, seen.scheme, seen.faults) == ("", None, ())
        assert seen.points == 2
        assert [grade.words for grade in seen.scales[0].grades] == ["it runs"]


def test_code_has_its_starting_text_below_the_prompt() -> None:
    start = "def mean(numbers):\n    return a < b"
    made = _made(Program(rubric=RUBRIC, language="python", start=start, space=Fraction(1, 4)))
    (listing,) = every(made.item, "pre")
    assert listing.get("class") == "examc-given language-python"
    assert inner(listing) == "<code>" + start.replace("<", "&lt;") + "</code>"
    (box,) = every(made.item, "extendedTextInteraction")
    assert attributes(box) == {
        "responseIdentifier": "RESPONSE",
        "class": "examc-code examc-language-python examc-space-1/4",
        "expectedLines": "10",
    }
    assert "below the prompt" in _told(made, "X378")[0]


@pytest.mark.parametrize("language", ["", "r"])
def test_code_without_a_start_loses_nothing(language: str) -> None:
    made = _made(Program(rubric=RUBRIC, language=language))
    assert _told(made, "X378") == []
    (box,) = every(made.item, "extendedTextInteraction")
    assert isinstance(box, etree._Element)
    assert box.get("class") == ("examc-code examc-language-r" if language else "examc-code")
