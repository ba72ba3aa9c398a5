"""Tables of questions: what parts their cells, their layouts, and what Excel does to cells."""

import io
from collections.abc import Callable, Sequence
from datetime import datetime
from fractions import Fraction

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from examc.core.answers import (
    Choice,
    Matching,
    Numeric,
    Ordering,
    Rule,
    ShortAnswer,
    TrueFalse,
    Written,
)
from examc.core.content import plain
from examc.core.diagnostics import Diagnostic
from examc.core.keys import Match
from examc.core.model import Exam, Question, questions
from examc.verbs import pipeline

NAMES = ["question", "points", "option 1", "option 2", "answer"]
ROW = ["Which?", "2", "wall", "nucleus", "B"]


class Read:
    """What was read of a file."""

    def __init__(self, data: bytes | str, path: str = "quiz.csv") -> None:
        reading = pipeline.read(path, data.encode() if isinstance(data, str) else data)
        self.said: list[Diagnostic] = reading.report.diagnostics
        self.exam: Exam | None = reading.exam

    @property
    def questions(self) -> list[Question]:
        """All questions."""
        assert self.exam is not None, [d.message for d in self.said]
        return list(questions(self.exam))

    def codes(self) -> list[str]:
        """What was said, but for the language, which no table says."""
        return [d.code for d in self.said if d.code != "R530"]


def right(question: Question) -> list[str]:
    """The texts of the options that are right."""
    assert isinstance(question.answer, Choice)
    return [plain(option.text) for option in question.answer.options if option.correct]


def book(
    fill: Callable[[Worksheet], object], rows: Sequence[Sequence[object]] = (NAMES, ROW)
) -> bytes:
    """A workbook of one sheet."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    fill(sheet)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


# -- text ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_what_parts_cells_and_how_letters_are_written(sign: str, encoding: str) -> None:
    text = "\r\n".join(sign.join(row) for row in (NAMES, ROW)).replace("Which", "Où")
    found = Read((text + "\r\n").encode(encoding))
    (question,) = found.questions
    assert plain(question.prompt) == "Où?"
    assert question.points == 2
    assert right(question) == ["nucleus"]
    assert found.codes() == ([] if "8" in encoding else ["R570"])


def test_quotes_line_breaks_decimal_commas_and_formulas() -> None:
    text = 'sep=;\nquestion;points;option 1;option 2;answer\n"a ""b"";\n\nc $x^2$";2,5;$5;$6;2\n\n;;;;\n'
    (question,) = Read(text).questions
    assert plain(question.prompt) == 'a "b"; c \\(x^2\\)'
    assert question.points == Fraction(5, 2)
    assert right(question) == ["$6"]


def test_a_table_too_wide_or_too_long_is_refused() -> None:
    head = ",".join(NAMES) + "\n"
    for bad in ("x" * 200_000, "x\n" * 100_010):
        found = Read(f"{head}{bad},1,a,b,A\n")
        assert found.exam is None
        assert found.codes() == ["R401"]


# -- our own layout -----------------------------------------------------------------------------

KINDS = """\
kind;points;question;option 1;option 2;option 3;answer;weight 1;weight 2;feedback 2
;1;a?;x;y;z;B;;;no
;3;b?;x;y;z;A C;;;
;2;c?;x;y;;A;1,5;-50%;
;1;d?;;;;true;;;
;1;e?;True;False;;False;;;
numeric;1;f?;;;;9,81 ± 0,01;;;
short answer;1;g?;;;;NaCl | salt;;;
matching;2;h?;France → Paris;Spain -> Madrid;→ Rome;;;;
ordering;2;i?;1;2;3;;;;
;1;j?;;;;because;;;
"""


def test_each_kind_of_our_layout() -> None:
    found = Read(KINDS)
    kinds = [type(question.answer) for question in found.questions]
    assert kinds == [
        Choice,
        Choice,
        Choice,
        TrueFalse,
        TrueFalse,
        Numeric,
        ShortAnswer,
        Matching,
        Ordering,
        Written,
    ]
    assert found.codes() == ["R558"]
    first, second, third, fourth, fifth, *_, last = found.questions
    assert isinstance(first.answer, Choice)
    assert plain(first.answer.options[1].feedback) == "no"
    assert right(second) == ["x", "z"]
    assert isinstance(third.answer, Choice)
    assert [option.points for option in third.answer.options] == [Fraction(3, 2), -1]
    assert isinstance(fourth.answer, TrueFalse)
    assert fourth.answer.true.correct
    assert isinstance(fifth.answer, TrueFalse)
    assert fifth.answer.false.correct
    assert plain(last.solution) == "because"


@pytest.mark.parametrize(
    ("answer", "places"),
    [
        ("B", [1]),
        ("b", [1]),
        ("(B)", [1]),
        ("2", [1]),
        ("Option 2", [1]),
        ("y", [1]),
        ("Y.", [1]),
        ("A, C", [0, 2]),
        ("1;3", [0, 2]),
        ("A and C", [0, 2]),
        ("AC", [0, 2]),
        ("x, z", [0, 2]),
        ("q", []),
        ("D", []),
        ("", []),
    ],
)
def test_how_an_answer_names_options(answer: str, places: list[int]) -> None:
    found = Read(f'question,points,option 1,option 2,option 3,answer\na?,1,x,y,z,"{answer}"\n')
    (question,) = found.questions
    assert isinstance(question.answer, Choice)
    assert [n for n, one in enumerate(question.answer.options) if one.correct] == places
    assert ("R546" in found.codes()) == (not places)


def test_a_number_that_is_an_option_and_a_place_is_told() -> None:
    found = Read("question,points,option 1,option 2,option 3,answer\na?,1,2,3,4,2\n")
    assert right(found.questions[0]) == ["2"]
    assert found.codes() == ["R413"]


def test_what_is_missing_is_told() -> None:
    text = "question,kind,option 1,option 2,answer,colour\n,odd,a,b,A,red\nb?,numeric,,,wide,\n"
    found = Read(text)
    assert found.codes() == ["R405", "R461", "R456", "R494", "R518"]
    assert [question.points for question in found.questions] == [1, 1]


def test_exercises_and_ids_are_kept() -> None:
    text = "exercise,id,question,answer\nCells,q1,a?,x\n,Q1,b?,x\nPlants,,c?,x\nCells,,d?,x\n"
    exam = Read(text).exam
    assert exam is not None
    assert [(e.title, [i.id for i in e.items]) for e in exam.exercises] == [
        ("Cells", ["q1", "Q1-2", "e1-3"]),
        ("Plants", ["e2-1"]),
    ]


# -- others -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "names",
    [
        ["Question Text", "Marks", "Option A", "Option B", "Correct Answer"],
        ["Vraag", "Punten", "A", "B", "Juiste antwoord"],
        ["Frage", "Punkte", "Antwort 1", "Antwort 2", "Richtige Antwort"],
        ["question", "score", "choice_1", "choice_2", "correct_option"],
    ],
)
def test_columns_by_the_names_of_others(names: list[str]) -> None:
    found = Read("\n".join(",".join(row) for row in (names, ROW)))
    assert right(found.questions[0]) == ["nucleus"]
    assert found.codes() == ["R592"]


def test_the_template_of_kahoot() -> None:
    names = ["", "Question - max 120 characters"]
    names += [f"Answer {n} - max 75 characters" for n in (1, 2, 3, 4)]
    names += ["Time limit (sec) – 5, 10, 20", "Correct answer(s) - choose at least one"]
    rows: list[list[object]] = [
        ["Quiz template"],
        [],
        [*names],
        [1, "Which?", "wall", "nucleus", "", "", 20, 2],
    ]
    found = Read(book(lambda _: None, rows), "kahoot.xlsx")
    assert right(found.questions[0]) == ["nucleus"]
    assert found.codes() == ["R592", "R405", "R518"]


D2L = """\
//a comment,,,,
NewQuestion,MC,,,
ID,Q-1,,,
Title,One,,,
QuestionText,<b>Which?</b>,HTML,,
Points,2,,,
Option,100,nucleus,,yes
Option,25,wall,,
NewQuestion,TF,,,
QuestionText,Trees?,,,
Points,1,,,
TRUE,0,no,,
FALSE,100,,,
NewQuestion,MS,,,
QuestionText,Some?,,,
Points,2,,,
Scoring,AllOrNothing,,,
Option,1,a,,
Option,0,b,,
NewQuestion,SA,,,
QuestionText,Colour?,,,
Points,1,,,
InputBox,1,40,,
Answer,100,colou?r,regexp,
Answer,50,hue,,
NewQuestion,M,,,
QuestionText,Match,,,
Points,2,,,
Scoring,EquallyWeighted,,,
Choice,1,France,,
Choice,2,Spain,,
Match,2,Madrid,,
Match,1,Paris,,
Match,3,Rome,,
NewQuestion,O,,,
QuestionText,Sort,,,
Points,2,,,
Item,first,NOT HTML,,
Item,second,NOT HTML,,
NewQuestion,WR,,,
QuestionText,Why?,,,
Points,3,,,
AnswerKey,because,,,
NewQuestion,XX,,,
QuestionText,?,,,
"""


def test_the_csv_of_brightspace() -> None:
    found = Read(D2L)
    kinds = [type(question.answer) for question in found.questions]
    assert kinds == [Choice, TrueFalse, Choice, ShortAnswer, Matching, Ordering, Written]
    assert found.codes() == ["R514"]
    choice, truth, several, short, matching, _, written = found.questions
    assert (choice.id, choice.title) == ("Q-1", "One")
    assert isinstance(choice.answer, Choice)
    assert [option.points for option in choice.answer.options] == [2, Fraction(1, 2)]
    assert isinstance(truth.answer, TrueFalse)
    assert truth.answer.false.correct
    assert isinstance(several.answer, Choice)
    assert several.answer.scoring.rule is Rule.ALL_OR_NOTHING
    assert isinstance(short.answer, ShortAnswer)
    assert [(a.points, a.match) for a in short.answer.accepted] == [
        (1, Match.PATTERN),
        (Fraction(1, 2), Match.TEXT),
    ]
    assert isinstance(matching.answer, Matching)
    assert [(plain(p.left), plain(p.right)) for p in matching.answer.pairs] == [
        ("Spain", "Madrid"),
        ("France", "Paris"),
    ]
    assert plain(written.solution) == "because"


def test_the_scoring_of_brightspace_that_cannot_be_known_is_told() -> None:
    text = D2L.replace("AllOrNothing", "RightMinusWrong")
    found = Read(text)
    several = found.questions[2].answer
    assert isinstance(several, Choice)
    assert [option.points for option in several.options] == [2, -2]
    assert found.codes() == ["R516", "R514"]


# -- workbooks ----------------------------------------------------------------------------------


def test_cells_of_a_workbook() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["b?", 0.1, 0.5, datetime(2026, 4, 3), "A"])
        sheet["C3"].number_format = "0%"
        sheet.append(["hidden?", 1, "a", "b", "A"])
        sheet.row_dimensions[4].hidden = True
        sheet.append(["c?", "=1+1", "a", True, "B"])
        sheet.merge_cells("F1:G1")

    found = Read(book(fill), "quiz.xlsx")
    first, second, third = found.questions
    assert [q.points for q in (first, second, third)] == [2, Fraction(1, 10), 1]
    assert isinstance(second.answer, Choice)
    assert [plain(option.text) for option in second.answer.options] == ["50%", "2026-04-03"]
    assert right(third) == ["TRUE"]
    assert found.codes() == ["R590", "R591", "R428", "R425", "R518"]
    assert next(str(d.span.source.path) for d in found.said if d.span) == "quiz.xlsx!Sheet"


def test_columns_that_are_hidden_are_read_and_told() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["b?", 2, "x", "y", "A"])
        sheet.column_dimensions["E"].hidden = True
        sheet.column_dimensions["Z"].hidden = True

    found = Read(book(fill), "quiz.xlsx")
    assert [right(question) for question in found.questions][-1] == ["x"]
    assert [d.message for d in found.said if d.code == "R428"] == [
        "column E, hidden in Excel, is read"
    ]


def test_kinds_and_keys_in_the_spelling_of_other_programs() -> None:
    table = "question,type,a,b,answer_keys\nWhich?,multiple-choice,x,y,B\nWhy?,open-ended,,,\n"
    first, second = Read(table).questions
    assert right(first) == ["y"]
    assert isinstance(second.answer, Written)


def test_each_sheet_is_an_exercise_and_hidden_ones_are_told() -> None:
    def fill(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        for title in ("Plants", "Notes", "Old"):
            other = sheet.parent.create_sheet(title)
            for row in (NAMES, ROW) if title != "Notes" else (["just", "words"],):
                other.append(row)
        sheet.parent["Old"].sheet_state = "hidden"

    found = Read(book(fill), "quiz.xlsx")
    assert found.exam is not None
    assert [exercise.title for exercise in found.exam.exercises] == ["Sheet", "Plants"]
    assert found.codes() == ["R428", "R534"]


def test_a_workbook_without_questions_says_what_a_table_needs() -> None:
    found = Read(book(lambda _: None, [["a", "b"], [1, 2]]), "list.xlsx")
    assert found.exam is None
    assert found.codes() == ["R534", "R400"]
