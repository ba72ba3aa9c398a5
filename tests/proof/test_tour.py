"""What systems make of the tour: each deviation is one that was measured of them, and no other.

A fact is named by a few words of `facts/kinds.md`, the sheet of what every system was seen to do.
"""

from functools import cache

from examc import build, read
from examc.core.model import questions
from examc.proof.verify import Cell, Verdict, prove
from examc.systems.table import SYSTEMS
from support import ROOT, shared

_NUMBERS = "only `correctResponse` is read, one text (m); other mapEntries are lost"
_EACH_WORTH_ALL = "several, each worth all"
_PENALTY = "never in these kinds (c,m)"
_AS_TEXT = '"2.10" is not "2.1"'
_EQUAL = "equal shares, right or nothing (c,m)"
_ANS = "How New Quizzes and Ans mark anything but choices (closed)"
_NO_ORDER = 'In QTI 2.1 Canvas Classic makes "Error" of it'
PREDICTED = {
    ("fall", "qti → Canvas Classic"): _NUMBERS,
    ("fall", "qti → Canvas New Quizzes"): _NUMBERS,
    ("fall", "Moodle"): "**accepted, also where no unit is asked** (m)",
    ("fall", "ANS"): _ANS,
    ("fall", "canvas → Canvas Classic"): _EACH_WORTH_ALL,
    ("fall", "canvas → Canvas New Quizzes"): _EACH_WORTH_ALL,
    ("salt", "qti → Canvas Classic"): _NUMBERS,
    ("salt", "qti → Canvas New Quizzes"): _NUMBERS,
    ("salt", "Moodle"): 'as typed: "a b" ≠ "a  b" (m)',
    ("salt", "ANS"): _ANS,
    ("salt", "canvas → Canvas Classic"): "no: all worth 100 (m)",
    ("salt", "canvas → Canvas New Quizzes"): "no: all worth 100 (m)",
    ("sine", "qti → Canvas Classic"): "becomes a text gap whose answer is the choice's identifier",
    ("sine", "qti → Canvas New Quizzes"): "two of them fail the item (m)",
    ("sine", "Moodle"): 'as typed: "a b" ≠ "a  b" (m)',
    ("sine", "ANS"): _ANS,
    ("sine", "canvas → Canvas Classic"): "all text (`fill_in_multiple_blanks`) or all drop-down",
    (
        "sine",
        "canvas → Canvas New Quizzes",
    ): "all text (`fill_in_multiple_blanks`) or all drop-down",
    ("languages", "qti → Canvas Classic"): "Points, penalties and bounds are lost.",
    ("languages", "qti → Canvas New Quizzes"): "Points, penalties and bounds are lost.",
    (
        "languages",
        "Moodle",
    ): "only single choice, short answer, and text and choice gaps of cloze (m)",
    ("languages", "canvas → Canvas Classic"): _PENALTY,
    ("languages", "canvas → Canvas New Quizzes"): _PENALTY,
    ("sizes", "qti → Canvas Classic"): _NO_ORDER,
    ("sizes", "qti → Canvas New Quizzes"): "order of varequal / correctResponse (m)",
    ("sizes", "Moodle"): "**nothing touched is an answer**: the shown order is marked",
    ("sizes", "ANS"): _ANS,
    ("phases", "qti → Canvas Classic"): _NO_ORDER,
    ("phases", "ANS"): _ANS,
    ("phases", "canvas → Canvas Classic"): "the share per place, exactly (m)",
    ("sets", "qti → Canvas Classic"): _PENALTY,
    ("sets", "qti → Canvas New Quizzes"): _PENALTY,
    ("sets", "canvas → Canvas Classic"): _PENALTY,
    ("sets", "canvas → Canvas New Quizzes"): _PENALTY,
    ("plot", "qti → Canvas Classic"): 'from 2.1 "Error" (m)',
    ("plot", "qti → Canvas New Quizzes"): "two of them fail the item (m)",
    ("seven", "qti → Canvas Classic"): _NUMBERS,
    ("seven", "qti → Canvas New Quizzes"): _NUMBERS,
    ("seven", "ANS"): _ANS,
    ("twelve", "qti → Canvas Classic"): _NUMBERS,
    ("twelve", "qti → Canvas New Quizzes"): _NUMBERS,
    ("twelve", "ANS"): _ANS,
}
"""Where a mark changes, or a question is refused, and the fact that foretells it."""
CHOICES = frozenset(["weights", "shares", "penalty", "strict", "picture", "inverse"])
"""Questions of options, of which other tests say what each system does."""


@cache
def _cells() -> dict[tuple[str, str], Cell]:
    folder = ROOT / "sources" / "tour"
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    files = {name: (folder / name).read_bytes() for name in names}
    reading = read("exam.md", files["exam.md"], files)
    assert reading.usable is not None
    built = build(reading, ["qti", "moodle", "ans", "canvas"])
    systems = tuple(system for system in SYSTEMS if system.target != "qti3")
    proof = prove(reading.usable, built.outputs, systems, beside=built.beside)
    ids = [question.id for question in questions(reading.usable)]
    return {
        (own, system.label): cell
        for own, row in zip(ids, proof.rows, strict=True)
        for system, cell in zip(systems, row.cells, strict=True)
    }


def test_every_deviation_is_foretold() -> None:
    off = {
        place
        for place, cell in _cells().items()
        if cell.verdict in (Verdict.BENDS, Verdict.REFUSED) and place[0] not in CHOICES
    }
    assert off == PREDICTED.keys()


def test_a_standard_player_marks_every_kind_as_meant() -> None:
    player = [cell for (_, label), cell in _cells().items() if label == "qti → QTI player"]
    assert len(player) > 15
    assert {cell.verdict for cell in player} == {Verdict.SAME}


def test_the_facts_stand_in_the_sheet() -> None:
    sheet = " ".join(shared("facts", "kinds.md").read_text(encoding="utf-8").split())
    missing = [fact for fact in set(PREDICTED.values()) if " ".join(fact.split()) not in sheet]
    assert missing == []
