"""Moodle: what its XML importer accepts, and how its question engine marks that.

Measured on a running Moodle 4.5: fractions must be on the grid or the whole file is refused, a
multi-answer question is clamped to 0 and its default mark, a single-answer one is not clamped.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from lxml import etree

from examc.clients import words
from examc.clients.packages import Refused, parse
from examc.clients.view import Award, Chosen, Seen, Shows, View
from examc.qtiengine import NotUnderstood, number
from examc.xmltree import elements

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

_KINDS = {"multichoice", "essay", "description", "cloze"}
_FORMATS = {"editor", "editorfilepicker", "plain", "monospaced", "noinline"}
_LONGEST_ID = 100
_LARGEST_MARK = Fraction(999_999_999_999, 10_000_000)  # NUMERIC(12, 7)
_RIGHT = Fraction(999_999, 1_000_000)
"""From this share of the marks on, an answer counts as right (engine/states.php)."""
_PART = re.compile(r"\{(\d*):(MULTIRESPONSE|MULTICHOICE)(?:_[A-Z]+)?:(.*?)(?<!\\)\}", re.DOTALL)
_FRACTION = re.compile(r"\s*(?:%(-?[0-9]+(?:\.[0-9]*)?)%|(=))?")
_NOTE = re.compile(r"(?<!\\)(?<!&)(?<!&amp;)#")


def view(data: bytes) -> View:
    """See a file as Moodle's importer does: an error of one question refuses the file."""
    try:
        root = parse(data)
    except Refused as problem:
        return View(refused=str(problem))
    if root.tag != "quiz":
        return View(refused="no questions: the root is not <quiz>")
    imported = _Import()
    for question in root.iterfind("question"):
        imported.question(question)
    return View(imported.questions, imported.refused)


@dataclass(slots=True)
class _Import:
    """What comes of a file, question by question."""

    questions: list[Seen] = field(default_factory=list)
    refused: str = ""
    category: str = ""
    category_ids: set[str] = field(default_factory=set)
    ids: set[tuple[str, str]] = field(default_factory=set)

    def question(self, question: etree._Element) -> None:
        """Import a question, or go to a category."""
        kind = question.get("type", "")
        own = question.findtext("idnumber") or ""
        if kind == "category":
            self.category = _text(question, "category")
            if own and own in self.category_ids:
                self.refused = self.refused or f"the category id number {own!r} stands twice"
            self.category_ids.add(own)
            return
        seen = Seen(own, None)
        try:
            _see(question, kind, seen)
        except NotUnderstood as problem:
            seen.refused = str(problem)
        if seen.refused:
            self.refused = self.refused or f"question {own!r}: {seen.refused}"
        if own and (self.category, own) in self.ids:
            seen.faults += ("its id number, which another question of its category has",)
        self.ids.add((self.category, own))
        if kind != "description":
            self.questions.append(seen)


def _see(question: etree._Element, kind: str, seen: Seen) -> None:
    """Fill in a question; raises NotUnderstood for what stops the import."""
    if kind not in _KINDS:
        raise NotUnderstood(f"question type {kind} is not supported")
    if len(seen.name) > _LONGEST_ID:
        raise NotUnderstood("the id number is longer than 100 characters")
    if question.find("name") is None:
        raise NotUnderstood("there is no name")
    seen.points = number(question.findtext("defaultgrade") or "1")
    if seen.points > _LARGEST_MARK:
        raise NotUnderstood(f"the mark {seen.points} is too large")
    if kind == "multichoice":
        _choice(question, seen)
    elif kind == "cloze":
        _cloze(question, seen)
    elif kind == "essay":
        _essay(question, seen)
    if number(question.findtext("penalty") or "0.3333333") and seen.award is not None:
        seen.faults += ("a penalty for each try where there are several",)


def _essay(question: etree._Element, seen: Seen) -> None:
    if (question.findtext("responseformat") or "editor") not in _FORMATS:
        raise NotUnderstood("the response format cannot be shown")
    page = words.page(_text(question, "graderinfo"))
    seen.graders = "" if page is None else words.of_element(page)
    tables = [] if page is None else elements(page, "table")
    seen.scales = tuple(s for s in map(words.scale, tables) if s is not None)[:1]
    seen.shows = _shows(question, {}, lambda _: Fraction(0))


def _choice(question: etree._Element, seen: Seen) -> None:
    answers = [a for a in question.iterfind("answer") if _has_text(a)]
    if len(answers) < 2:
        raise NotUnderstood("a multichoice question needs two answers with text")
    fractions = [_on_grid(answer.get("fraction", "0")) for answer in answers]
    single = question.findtext("single")
    seen.options = len(answers)
    seen.single = single is None or single not in ("false", "0", "")
    _mark(seen, fractions)
    notes = {i: _page_words(answer, "feedback") for i, answer in enumerate(answers)}
    seen.shows = _shows(question, notes, _share(fractions, clamped=not seen.single))


def _on_grid(text: str) -> Fraction:
    """The share that a fraction is stored as (question/engine/bank.php)."""
    given = number(text) / 100
    stored = next((g for g in GRID if abs(given - g) < TOLERANCE), None)
    if stored is None:
        raise NotUnderstood(f"grade {text} does not match grade options")
    return EXACT[abs(stored)] * (-1 if stored < 0 else 1)


def _mark(seen: Seen, fractions: list[Fraction]) -> None:
    share, points = _share(fractions, clamped=not seen.single), seen.points or Fraction(0)
    seen.award = lambda chosen: share(chosen) * points


def _share(fractions: list[Fraction], *, clamped: bool) -> Award:
    def share(chosen: Chosen) -> Fraction:
        total = sum((fractions[place] for place in chosen), Fraction(0))
        return min(max(total, Fraction(0)), Fraction(1)) if clamped else total

    return share


# -- embedded answers -----------------------------------------------------------------------------


def _cloze(question: etree._Element, seen: Seen) -> None:
    """Embedded answers: the fractions of a part are not held against the grid.

    Instead those above 0 of a MULTIRESPONSE are divided by their sum, and a MULTICHOICE needs one
    of 100 % (read in multianswer/questiontype.php).
    """
    parts = _PART.findall(_text(question, "questiontext"))
    if len(parts) != 1:
        raise NotUnderstood("embedded answers are not recognised")
    weight, kind, body = parts[0]
    answers = [_cloze_answer(answer) for answer in re.split(r"(?<!\\)~", body)]
    fractions = [fraction for fraction, _, _ in answers]
    if sum(bool(text.strip()) for _, text, _ in answers) < 2:
        raise NotUnderstood("an embedded answer needs two options")
    seen.points = Fraction(int(weight or "1"))
    seen.options, seen.single = len(answers), kind == "MULTICHOICE"
    if seen.single and Fraction(1) not in fractions:
        raise NotUnderstood("an embedded answer needs an option of 100 %")
    if not seen.single:
        positive = sum((f for f in fractions if f > 0), Fraction(0))
        if not positive:
            raise NotUnderstood("an embedded answer needs an option above 0 %")
        fractions = [f / positive if f > 0 else f for f in fractions]
    _mark(seen, fractions)
    notes = {place: note for place, (_, _, note) in enumerate(answers)}
    general = _page_words(question, "generalfeedback")
    seen.shows = lambda chosen: frozenset((general, *(notes[place] for place in chosen)))


def _cloze_answer(text: str) -> tuple[Fraction, str, str]:
    """The share, the text and the feedback of an embedded answer."""
    match = _FRACTION.match(text)
    assert match is not None
    fraction = number(match[1]) / 100 if match[1] else Fraction(1 if match[2] else 0)
    option, *notes = _NOTE.split(text[match.end() :], maxsplit=1)
    return fraction, option, _decoded(notes[0]) if notes else ""


def _decoded(text: str) -> str:
    """Moodle takes backslashes away and resolves entities once before it takes it for HTML."""
    return words.of_html(html.unescape(text).replace("\\}", "}").replace("\\#", "#"))


# -- texts ----------------------------------------------------------------------------------------


def _shows(question: etree._Element, notes: dict[int, str], share: Award) -> Shows:
    """The general feedback, that for the result, and that of each option chosen."""
    general = _page_words(question, "generalfeedback")
    right, partly, wrong = (
        _page_words(question, f"{kind}feedback")
        for kind in ("correct", "partiallycorrect", "incorrect")
    )

    def texts(chosen: Chosen) -> Iterator[str]:
        yield general
        reached = share(chosen) if chosen else Fraction(0)
        yield right if reached > _RIGHT else partly if reached > 1 - _RIGHT else wrong
        yield from (notes[place] for place in chosen)

    return lambda chosen: frozenset(texts(chosen))


def _page_words(element: etree._Element, name: str) -> str:
    return words.of_html(_text(element, name))


def _text(element: etree._Element, name: str) -> str:
    return element.findtext(f"{name}/text") or ""


def _has_text(answer: etree._Element) -> bool:
    return bool((answer.findtext("text") or "").strip())
