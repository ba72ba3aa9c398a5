"""The script of the page marks every answer as the language does: run by node, held against core."""

import json
import shutil
import subprocess
from fractions import Fraction

import pytest
from hypothesis import given, settings

from examc.core import schemes
from examc.core.answers import UNBOUNDED, Numeric, ShortAnswer
from examc.core.enumeration import responses
from examc.core.keys import Match
from examc.core.model import Question, is_by_hand, questions
from examc.core.responses import Awarded, Chosen, Filled, Ordered, Response, Typed, typed
from examc.formats.html import marks
from kinds import asked, number, text
from strategies import PARTED, TYPED
from strategies import questions as asked_questions
from support import ROOT, exam_of

SCRIPT = ROOT / "templates" / "html" / "marks.js"
DRIVER = """
const {readFileSync} = require("node:fs");
const marking = new Function(readFileSync(process.argv[1], "utf-8") + "return marking;")();
const made = JSON.parse(readFileSync(0, "utf-8")).map(([scheme, answers]) => answers.map((answer) => {
  const mark = marking.award(scheme, answer);
  return mark === null ? null : [String(mark), marking.shown(mark, BigInt(scheme.d))];
}));
process.stdout.write(JSON.stringify(made));
"""


def as_json(response: Response | None) -> object:
    """A response as the script has it."""
    match response:
        case Chosen(places) | Awarded(places):
            return sorted(places)
        case Typed(text):
            return text
        case Ordered(items):
            return list(items)
        case Filled(parts):
            return [as_json(part) for part in parts]
        case None:
            return None


def marked(cases: list[tuple[Question, list[Response | None]]]) -> list[list[list[str] | None]]:
    """What the script gives for each response, as a whole number and as it is shown."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node to run the script of the page")
    given = [
        (marks.of_question(question), [as_json(one) for one in tried]) for question, tried in cases
    ]
    run = subprocess.run(
        [node, "-e", DRIVER, str(SCRIPT)],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
    )
    made: list[list[list[str] | None]] = json.loads(run.stdout)
    return made


def hold(cases: list[tuple[Question, list[Response | None]]]) -> int:
    """Compare every response; how many there were."""
    from examc.core.numbers import show

    compared = 0
    for (question, tried), made in zip(cases, marked(cases), strict=True):
        data = marks.of_question(question)
        assert isinstance(data, dict)
        whole = int(str(data["d"]))
        assert Fraction(int(str(data["points"])), whole) == question.points
        for response, mark in zip(tried, made, strict=True):
            meant = schemes.award(schemes.meant(question), response)
            told = f"{question.answer} {response}"
            if meant is None:
                assert mark is None, told
            else:
                assert mark is not None, told
                assert (Fraction(int(mark[0]), whole), mark[1]) == (meant, show(meant)), told
            compared += 1
    return compared


@pytest.mark.law
def test_every_response_of_any_question_earns_what_the_language_says() -> None:
    found: list[Question] = []

    @settings(deadline=None)
    @given(asked_questions(kinds=TYPED | PARTED))
    def collect(question: Question) -> None:
        if not is_by_hand(question):
            found.append(question)

    collect()
    cases = [(question, list(responses(question))[:300]) for question in found]
    assert {type(question.answer).__name__ for question, _ in cases} >= {
        *("Choice", "TrueFalse", "Numeric", "ShortAnswer", "FillIn", "Matching", "Ordering"),
        "Matrix",
    }
    assert hold(cases) > 1000


def test_the_tour_is_marked_as_it_means() -> None:
    folder = ROOT / "sources" / "tour"
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}
    exam = exam_of(files["exam.md"].decode(), files)
    cases = [(q, list(responses(q))) for q in questions(exam) if not is_by_hand(q)]
    assert hold(cases) > 200


TEXTS = [
    *(
        "Paris",
        "  paris ",
        "PARIS",
        "pa\u0301ris",
        "p\u00e1ris",
        "P\u00c1RIS",
        "stra\u00dfe",
        "STRASSE",
        "STRA\u1e9eE",
    ),
    *(
        "\u0130",
        "i\u0307",
        "\u0131",
        "\u039f\u03a3",
        "\u03bf\u03c2",
        "\u03bf\u03c3",
        "\u00b5m",
        "\u03bcm",
        "\u212a",
        "k",
        "K",
    ),
    *(
        "a\u00a0b",
        "a\u2003b",
        "a\u0085b",
        "a\x1cb",
        "a\ufeffb",
        "a  b",
        "\u3000a b",
        "",
        "   ",
        "\u00a0",
        "\ufeff",
    ),
    *(
        "colour",
        "colors",
        "COLOURING",
        "coloring ",
        "a-1",
        "_",
        "Z\u00fcrich",
        "zu\u0308rich",
        "\U0001d4d0",
        "\U00010428",
        "\U00010400",
    ),
    *(
        "\u01c5",
        "\u01c4",
        "\u01c6",
        "\ufb01",
        "fi",
        "\u1e9b\u0323",
        "\u03d1",
        "\u0398",
        "\u03f4",
        "xParisx",
        "x paris y",
    ),
]
KEYS = [
    *(
        ("Paris", Match.TEXT),
        ("p\u00e1ris", Match.TEXT),
        ("stra\u00dfe", Match.TEXT),
        ("i\u0307", Match.TEXT),
    ),
    *(
        ("\u03bf\u03c2", Match.TEXT),
        ("\u03bcm", Match.TEXT),
        ("K", Match.TEXT),
        ("a b", Match.TEXT),
        ("\u01c4", Match.TEXT),
    ),
    *(
        ("paris", Match.CONTAINS),
        ("b", Match.CONTAINS),
        ("\U0001d4d0", Match.TEXT),
        ("\u0398", Match.TEXT),
    ),
    *((r"colou?r(s|ing)?", Match.PATTERN), (r"\w+", Match.PATTERN), (r"[^a-f]+", Match.PATTERN)),
    *(
        (r"[\u00e0-\u00fe]u?.*", Match.PATTERN),
        (r".", Match.PATTERN),
        (r"a\s*b", Match.PATTERN),
        (r"z\u00fcrich", Match.PATTERN),
    ),
    *((r"[A-Z]{2,3}", Match.PATTERN), (r"(a|\u03c3)+[^\s]?", Match.PATTERN)),
]


@pytest.mark.parametrize("case", [False, True])
def test_texts_are_read_alike_whatever_their_letters(case: bool) -> None:
    tried: list[Response | None] = [typed(one) for one in TEXTS]
    cases = [
        (asked(ShortAnswer(accepted=(text(key, "2", how),), case=case)), tried) for key, how in KEYS
    ]
    assert hold(cases) == len(KEYS) * len(TEXTS)


def test_numbers_are_read_alike_however_they_are_typed() -> None:
    key = (
        number("-2", "3.14", "1/3"),
        number("1e300".replace("e300", "0" * 300), "2" + "0" * 300, "-0.5"),
    )
    tried = [
        *(
            "3.14",
            "3.140",
            "3.1400000000000000000000001",
            " 3.14 ",
            "\u00a03.14",
            "+3",
            "3.",
            ".5",
            "-2",
            "-2.0001",
        ),
        *(
            "3,14",
            "3 14",
            "1e0",
            "1E+300",
            "2e300",
            "2.1e300",
            "1e-400",
            "1e-401",
            "1e401",
            "0x1",
            "\u0663",
            "\u22121",
        ),
        *(
            "e5",
            ".",
            "-",
            "",
            "1e",
            "1e5.0",
            "NaN",
            "Infinity",
            "0" * 399 + "1",
            "0" * 400 + "1",
            "1\n",
            "1_0",
        ),
    ]
    question = asked(Numeric(accepted=key, scoring=UNBOUNDED))
    assert hold([(question, [typed(one) for one in tried])]) == len(tried)
