"""Moodle: what its XML importer accepts, and how its question engine marks that.

Measured on a running Moodle 4.5: fractions must be on the grid or the whole file is refused.
"""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from lxml import etree

from examc.core import schemes
from examc.core.responses import Response, picked
from examc.core.schemes import Scheme
from examc.files.xmltree import elements
from examc.systems import words
from examc.systems.moodle import cloze as moodlecloze
from examc.systems.moodle import limits, marks
from examc.systems.moodle.grid import on_grid
from examc.systems.packages import Refused, parse
from examc.systems.reading import NotUnderstood, number
from examc.systems.view import Seen, Shows, View

_KINDS = {"multichoice", "essay", "description", "cloze"}
_OTHER_KINDS = {
    "truefalse",
    "shortanswer",
    "numerical",
    "matching",
    "gapselect",
    "ddwtos",
    "ordering",
}
"""Core types that Moodle imports, and that are not modelled here."""
_FORMATS = {"editor", "editorfilepicker", "plain", "monospaced", "noinline"}
_CLEANED = re.compile(r"[&/]")
"""What is taken out of the name of a file, so that no link finds it."""
_RIGHT = Fraction(999_999, 1_000_000)
"""From this share of the marks on, an answer counts as right (engine/states.php)."""


def view(data: bytes) -> View:
    """See a file as Moodle's importer does: an error of one question refuses the file."""
    try:
        root = parse(data)
    except Refused as problem:
        return View(refused=str(problem))
    if root.tag != "quiz":
        return View(refused="no questions: the root is not <quiz>")
    if not len(root):
        return View(refused="no questions: the import fails on an empty <quiz>")
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
            self._category(question)
            return
        seen = Seen(own, None)
        if kind in _OTHER_KINDS:
            self.questions.append(Seen(own, None, refused=f"type {kind} is not modelled here"))
            return
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

    def _category(self, question: etree._Element) -> None:
        """What of a category stops the import."""
        info = question.find("info")
        if info is not None and info.get("format") is None:
            self.refused = self.refused or "a category's description has no format"
        names = self.category.replace("//", "").split("/")
        if any(len(name) > limits.LONGEST_NAME for name in names):
            self.refused = self.refused or "the name of a category is longer than 255 characters"


def _see(question: etree._Element, kind: str, seen: Seen) -> None:
    """Fill in a question; raises NotUnderstood for what stops the import."""
    if kind not in _KINDS:
        raise NotUnderstood(f"question type {kind} is not supported")
    if len(seen.name) > limits.LONGEST_ID:
        raise NotUnderstood("the id number is longer than 100 characters")
    if question.find("name/text") is None:
        raise NotUnderstood("there is no name")
    seen.points = number(question.findtext("defaultgrade") or "1")
    if seen.points > limits.LARGEST_MARK:
        raise NotUnderstood(f"the mark {seen.points} is too large")
    _check_texts(question)
    seen.images = tuple(_images(question))
    seen.stem = _page_words(question, "questiontext")
    if kind == "multichoice":
        _choice(question, seen)
    elif kind == "cloze":
        _cloze(question, seen)
    elif kind == "essay":
        _essay(question, seen)
    if number(question.findtext("penalty") or "0.3333333") and seen.scheme is not None:
        seen.faults += ("a penalty for each try where there are several",)


def _images(question: etree._Element) -> Iterator[bytes]:
    """Yield the pictures of the text and of the answers; each text has its files beside it."""
    for holder in (*question.iterfind("questiontext"), *question.iterfind("answer")):
        files: dict[str, etree._Element] = {}
        for file in holder.iterfind("file"):
            stored = _CLEANED.sub("", file.get("name", ""))
            files.setdefault(f"{file.get('path', '/')}{stored}", file)  # the first one wins
        for source in words.html_sources(holder.findtext("text") or ""):
            found = files.get(source.removeprefix("@@PLUGINFILE@@"))
            try:
                yield b"" if found is None else base64.b64decode(found.text or "")
            except ValueError:
                yield b""  # bad base64 is stored as a file of nothing


def _check_texts(question: etree._Element) -> None:
    """Raise NotUnderstood for markup that is neither escaped nor CDATA, and for paths of files."""
    for file in question.iter("file"):
        path = file.get("path", "/")
        if not (path.startswith("/") and path.endswith("/")):
            raise NotUnderstood(f"the path {path!r} of a file does not begin and end with /")
    for text in question.iter("text"):
        if any(isinstance(child.tag, str) for child in text):
            raise NotUnderstood("a text has markup in it: string expected (use CDATA?)")


def _essay(question: etree._Element, seen: Seen) -> None:
    if (question.findtext("responseformat") or "editor") not in _FORMATS:
        raise NotUnderstood("the response format cannot be shown")
    page = words.page(_text(question, "graderinfo"))
    seen.graders = "" if page is None else words.of_element(page)
    tables = [] if page is None else elements(page, "table")
    seen.scales = tuple(s for s in map(words.scale, tables) if s is not None)[:1]
    seen.shows = _shows(question, {}, None)


def _choice(question: etree._Element, seen: Seen) -> None:
    answers = [a for a in question.iterfind("answer") if _has_text(a)]
    if len(answers) < 2:
        raise NotUnderstood("a multichoice question needs two answers with text")
    fractions = [on_grid(answer.get("fraction", "0")) for answer in answers]
    if len(question.findtext("answernumbering") or "") > limits.LONGEST_NUMBERING:
        raise NotUnderstood("the numbering of answers is longer than 10 characters")
    single = question.findtext("single")
    one = single is None or single not in ("false", "0", "")
    seen.scheme = marks.of_shares(fractions, seen.points or Fraction(0), one=one)
    seen.labels = tuple(words.of_html(answer.findtext("text") or "") for answer in answers)
    notes = {i: _page_words(answer, "feedback") for i, answer in enumerate(answers)}
    seen.shows = _shows(question, notes, marks.of_shares(fractions, Fraction(1), one=one))


def _cloze(question: etree._Element, seen: Seen) -> None:
    part = moodlecloze.read(_text(question, "questiontext"))
    seen.points, seen.stem = part.points, words.of_html(part.around)
    seen.labels = part.labels
    seen.scheme = marks.of_shares(part.fractions, part.points, one=part.single)
    general = _page_words(question, "generalfeedback")
    seen.shows = lambda given: frozenset((general, *(part.notes[i] for i in picked(given))))


# -- texts ----------------------------------------------------------------------------------------


def _shows(question: etree._Element, notes: dict[int, str], share: Scheme | None) -> Shows:
    """The general feedback, that for the share of the points, and that of each option chosen."""
    general = _page_words(question, "generalfeedback")
    right, partly, wrong = (
        _page_words(question, f"{kind}feedback")
        for kind in ("correct", "partiallycorrect", "incorrect")
    )

    def texts(response: Response | None) -> Iterator[str]:
        yield general
        reached = (None if share is None else schemes.award(share, response)) or Fraction(0)
        yield right if reached > _RIGHT else partly if reached > 1 - _RIGHT else wrong
        yield from (notes[place] for place in picked(response))

    return lambda response: frozenset(texts(response))


def _page_words(element: etree._Element, name: str) -> str:
    return words.of_html(_text(element, name))


def _text(element: etree._Element, name: str) -> str:
    return element.findtext(f"{name}/text") or ""


def _has_text(answer: etree._Element) -> bool:
    return bool((answer.findtext("text") or "").strip())
