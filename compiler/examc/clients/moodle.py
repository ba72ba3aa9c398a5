"""Moodle: what its XML importer accepts, and how its question engine marks that.

Measured on a running Moodle 4.5: fractions must be on the grid or the whole file is refused, a
multi-answer question is clamped to 0 and its default mark, a single-answer one is not clamped.
"""

import re
from collections.abc import Iterable
from fractions import Fraction

from lxml import etree

from examc.clients.packages import Refused, parse
from examc.clients.view import FEEDBACK, NOTES, RUBRIC, SOLUTION, Award, Seen, View
from examc.qtiengine import NotUnderstood, number

NAME = "Moodle"

_PERCENTAGES = [
    "100",
    "90",
    "83.3333333",
    "80",
    "75",
    "70",
    "66.6666667",
    "60",
    "50",
    "40",
    "33.3333333",
    "30",
    "25",
    "20",
    "16.6666667",
    "14.2857143",
    "12.5",
    "11.1111111",
    "10",
    "5",
    "0",
]
GRID = tuple(sorted({sign * Fraction(p) / 100 for p in _PERCENTAGES for sign in (1, -1)}))
"""Every fraction of the default mark that an answer may have, as Moodle stores it."""
TOLERANCE = Fraction(1, 100_000)
EXACT = {
    value: Fraction(exact)
    for value, exact in zip(
        (Fraction(p) / 100 for p in _PERCENTAGES),
        [
            "1",
            "9/10",
            "5/6",
            "4/5",
            "3/4",
            "7/10",
            "2/3",
            "3/5",
            "1/2",
            "2/5",
            "1/3",
            "3/10",
            "1/4",
            "1/5",
            "1/6",
            "1/7",
            "1/8",
            "1/9",
            "1/10",
            "1/20",
            "0",
        ],
        strict=True,
    )
}
"""What each stored fraction means; it has seven decimals, so a mark is off by 1e-6 at the most."""

_KINDS = {"multichoice", "essay", "description", "cloze", "category"}
_LONGEST_ID = 100
_PART = re.compile(r"\{(\d+):(MULTIRESPONSE|MULTICHOICE)(?:_\w+)?:(.*?)(?<!\\)\}", re.DOTALL)


def view(data: bytes) -> View:
    """See a file as Moodle's importer does: an error of one question refuses the file."""
    try:
        root = parse(data)
    except Refused as problem:
        return View(refused=str(problem))
    if root.tag != "quiz":
        return View(refused="no questions: the root is not <quiz>")
    found = View()
    ids: set[tuple[str, str]] = set()
    category = ""
    for question in root.iterfind("question"):
        kind = question.get("type", "")
        if kind == "category":
            category = _text(question, "category")
        elif kind != "description":
            seen = _see(question, kind)
            own = question.findtext("idnumber") or ""
            if own and (category, own) in ids:
                seen.refused = "the id number stands twice in its category, and is dropped"
            ids.add((category, own))
            found.questions.append(seen)
    refused = next((q.refused for q in found.questions if q.refused.startswith("import:")), "")
    return View(found.questions, refused)


def _see(question: etree._Element, kind: str) -> Seen:
    own = question.findtext("idnumber") or ""
    if kind not in _KINDS:
        return Seen(own, None, refused=f"import: question type {kind} is not supported")
    if len(own) > _LONGEST_ID:
        return Seen(own, None, refused="import: the id number is longer than 100 characters")
    try:
        points = number(question.findtext("defaultgrade") or "1")
        carries = _carried(question)
        if kind == "multichoice":
            return _choice(question, Seen(own, points, carries=carries))
        if kind == "cloze":
            return _cloze(question, Seen(own, points, carries=carries))
        return Seen(own, points, carries=carries)
    except NotUnderstood as problem:
        return Seen(own, None, refused=f"import: {problem}")


def _choice(question: etree._Element, seen: Seen) -> Seen:
    answers = [a for a in question.iterfind("answer") if _has_text(a)]
    if len(answers) < 2:
        seen.refused = "import: a multichoice question needs two answers with text"
        return seen
    fractions: list[Fraction] = []
    for answer in answers:
        given = number(answer.get("fraction", "0")) / 100
        stored = next((g for g in GRID if abs(given - g) < TOLERANCE), None)
        if stored is None:
            seen.refused = f"import: grade {answer.get('fraction')} does not match grade options"
            return seen
        fractions.append(EXACT[abs(stored)] * (-1 if stored < 0 else 1))
    seen.options = len(answers)
    seen.single = (question.findtext("single") or "true") not in ("false", "0", "")
    seen.award = _award(fractions, seen.points or Fraction(0), clamped=not seen.single)
    seen.shown = frozenset(
        place for place, answer in enumerate(answers) if _text(answer, "feedback").strip()
    )
    return seen


def _award(fractions: list[Fraction], points: Fraction, *, clamped: bool) -> Award:
    def award(chosen: Iterable[int]) -> Fraction:
        total = sum((fractions[place] for place in chosen), Fraction(0))
        if clamped:
            total = min(max(total, Fraction(0)), Fraction(1))
        return total * points

    return award


def _cloze(question: etree._Element, seen: Seen) -> Seen:
    """Embedded answers: the fractions of a part are not held against the grid."""
    parts = _PART.findall(_text(question, "questiontext"))
    if len(parts) != 1:
        seen.refused = "import: embedded answers are not recognised"
        return seen
    weight, kind, body = parts[0]
    answers = [_cloze_answer(answer) for answer in re.split(r"(?<!\\)~", body)]
    seen.points = Fraction(int(weight))
    seen.options, seen.single = len(answers), kind == "MULTICHOICE"
    fractions = [fraction for fraction, _ in answers]
    seen.award = _award(fractions, seen.points, clamped=not seen.single)
    seen.shown = frozenset(place for place, (_, feedback) in enumerate(answers) if feedback)
    return seen


def _cloze_answer(text: str) -> tuple[Fraction, bool]:
    match = re.match(r"(?:%(-?[\d.]+)%|(=))?", text)
    assert match is not None
    fraction = number(match[1]) / 100 if match[1] else Fraction(1 if match[2] else 0)
    feedback = re.split(r"(?<!\\)#", text, maxsplit=1)
    return fraction, len(feedback) > 1 and bool(feedback[1].strip())


def _text(element: etree._Element, name: str) -> str:
    return element.findtext(f"{name}/text") or ""


def _has_text(answer: etree._Element) -> bool:
    return bool((answer.findtext("text") or "").strip())


def _carried(question: etree._Element) -> frozenset[str]:
    found: set[str] = set()
    if _text(question, "generalfeedback").strip():
        found.add(FEEDBACK)
    grader = _text(question, "graderinfo")
    for kind, mark in ((RUBRIC, "<table"), (SOLUTION, "solution"), (NOTES, "notes")):
        if mark in grader:
            found.add(kind)
    return frozenset(found)
