"""Moodle: what its XML importer accepts, and how its question engine marks that.

Measured on a running Moodle 4.5: fractions must be on the grid or the whole file is refused. What
students and graders read has gone through Moodle's filters.
"""

import base64
from collections.abc import Iterator
from fractions import Fraction

from examc.core import lazyre
from examc.core.records import Mutable, field
from examc.core.responses import picked
from examc.core.wording import has_decimal_comma
from examc.files import xmlreading
from examc.files.xmltree import Element, elements
from examc.systems import words
from examc.systems.moodle import filters, limits, marks
from examc.systems.moodle.grid import on_grid
from examc.systems.moodle.importing import category_names, path_names, question_name, xmlized
from examc.systems.moodle.seeing import answers as answers_of
from examc.systems.moodle.seeing import own_text, page_words, shows
from examc.systems.moodle.seeing import text as _text
from examc.systems.packages import Refused, parse
from examc.systems.reading import NotUnderstood, number
from examc.systems.view import Seen, View

_NAMES = {"match": "matching", "multianswer": "cloze"}
"""Types that have two names."""
_KINDS = {
    *("multichoice", "essay", "description", "cloze", "truefalse", "numerical", "shortanswer"),
    *("matching", "gapselect", "ddwtos", "ordering"),
}
_OTHER_KINDS = {
    *("calculated", "calculatedsimple", "calculatedmulti", "ddmarker", "ddimageortext"),
    "randomsamatch",
}
"""Core types that Moodle imports, and that are not modelled here."""
_FORMATS = {"editor", "editorfilepicker", "plain", "monospaced", "noinline"}
_LANGUAGE = lazyre.compile(r'class="examc-language">([A-Za-z-]{1,40})<')
_CLEANED = lazyre.compile(r"[&/]")
"""What is taken out of the name of a file, so that no link finds it."""


def view(data: bytes) -> View:
    """See a file as Moodle's importer does: an error of one question refuses the file."""
    try:
        meant = parse(data)
        kept = xmlized(data)
        root = meant if kept == data else parse(kept)
    except Refused as problem:
        return View(refused=str(problem))
    if root.tag != "quiz":
        return View(refused="no questions: the root is not <quiz>")
    if not len(root):
        return View(refused="no questions: the import fails on an empty <quiz>")
    imported = _Import()
    for question, written in zip(
        root.iterfind("question"), meant.iterfind("question"), strict=True
    ):
        imported.question(question, written)
    imported.end()
    return View(imported.questions, imported.refused)


class _Import(Mutable):
    """What comes of a file, question by question."""

    questions: list[Seen] = field(default_factory=list)
    refused: str = ""
    category: str = ""
    category_ids: set[str] = field(default_factory=set)
    ids: set[tuple[str, str]] = field(default_factory=set)
    comma: bool = False
    """Whether pages are in a language with a decimal comma, as far as the file says."""
    before: tuple[str, ...] = ()
    """What is shown wrongly of texts and categories before the next question."""

    def question(self, question: Element, written: Element) -> None:
        """Import a question, or go to a category; `written` is the same as the file has it."""
        kind = question.get("type", "")
        kind = _NAMES.get(kind, kind)
        own = question.findtext("idnumber") or ""
        if kind == "category":
            self.category = _text(question, "category")
            if own and own in self.category_ids:
                self.refused = self.refused or f"the category id number {own!r} stands twice"
            self.category_ids.add(own)
            self._category(question, _text(written, "category"))
            return
        seen = Seen(own, None)
        if kind in _OTHER_KINDS:
            self.questions.append(Seen(own, None, refused=f"type {kind} is not modelled here"))
            return
        try:
            _see(question, kind, seen, comma=self.comma)
        except NotUnderstood as problem:
            seen.refused = str(problem)
        if seen.refused:
            self.refused = self.refused or f"question {own!r}: {seen.refused}"
        if own and (self.category, own) in self.ids:
            seen.faults += ("its id number, which another question of its category has",)
        self.ids.add((self.category, own))
        if kind == "description":
            self.before += tuple(f"of a text before it: {f}" for f in _changed(question, written))
        elif not seen.refused:
            seen.faults += (*self.before, *_changed(question, written))
            self.before = ()
        if kind != "description":
            self.questions.append(seen)

    def end(self) -> None:
        """Tell at the last question what is shown wrongly behind it."""
        if self.questions:
            self.questions[-1].faults += self.before

    def _category(self, question: Element, path: str) -> None:
        """What of a category stops the import, and whether it is another than that of a path."""
        info = question.find("info")
        language = _LANGUAGE.search(_text(question, "info"))
        if language is not None:
            self.comma = has_decimal_comma(language[1])
        if info is not None and info.get("format") is None:
            self.refused = self.refused or "a category's description has no format"
        names = category_names(self.category)
        if names != path_names(path):
            self.before += ("the name of its category",)
        if any(len(name) > limits.LONGEST_NAME for name in names):
            self.refused = self.refused or "the name of a category is longer than 255 characters"


def _see(question: Element, kind: str, seen: Seen, *, comma: bool) -> None:
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
    seen.stem = page_words(question, "questiontext")
    match kind:
        case "multichoice":
            _choice(question, seen)
        case "essay":
            _essay(question, seen)
        case "description":
            pass
        case _:
            _further(kind, question, seen, comma=comma)
    if number(question.findtext("penalty") or "0.3333333") and seen.scheme is not None:
        seen.faults += ("a penalty for each try where there are several",)


def _images(question: Element) -> Iterator[bytes]:
    """Yield the pictures of the text and of the answers; each text has its files beside it."""
    holders = ("questiontext", "answer", "subquestion")
    for holder in (found for name in holders for found in question.iterfind(name)):
        files: dict[str, Element] = {}
        for file in holder.iterfind("file"):
            stored = _CLEANED.sub("", file.get("name", ""))
            files.setdefault(f"{file.get('path', '/')}{stored}", file)  # the first one wins
        for source in words.html_sources(holder.findtext("text") or ""):
            found = files.get(source.removeprefix("@@PLUGINFILE@@"))
            try:
                yield b"" if found is None else base64.b64decode(found.text or "")
            except ValueError:
                yield b""  # bad base64 is stored as a file of nothing


def _check_texts(question: Element) -> None:
    """Raise NotUnderstood for markup that is neither escaped nor CDATA, and for paths of files."""
    for file in question.iter("file"):
        path = file.get("path", "/")
        if not (path.startswith("/") and path.endswith("/")):
            raise NotUnderstood(f"the path {path!r} of a file does not begin and end with /")
    for text in question.iter("text"):
        if any(isinstance(child.tag, str) for child in text):
            raise NotUnderstood("a text has markup in it: string expected (use CDATA?)")


def _essay(question: Element, seen: Seen) -> None:
    if (question.findtext("responseformat") or "editor") not in _FORMATS:
        raise NotUnderstood("the response format cannot be shown")
    page = xmlreading.page(_text(question, "graderinfo"))
    seen.graders = "" if page is None else words.of_element(page)
    tables = [] if page is None else elements(page, "table")
    seen.scales = tuple(s for s in map(words.scale, tables) if s is not None)[:1]
    seen.shows = shows(question, (), lambda _: ())


def _further(kind: str, question: Element, seen: Seen, *, comma: bool) -> None:
    """A question that is neither options nor marked by a person."""
    from examc.systems.moodle import kinds

    match kind:
        case "cloze":
            kinds.embedded(question, seen, comma=comma)
        case "truefalse":
            kinds.true_false(question, seen)
        case "numerical":
            kinds.numerical(question, seen, comma=comma)
        case "shortanswer":
            kinds.short_answer(question, seen)
        case "matching":
            kinds.matching(question, seen)
        case "gapselect" | "ddwtos":
            kinds.gaps(question, seen, "selectoption" if kind == "gapselect" else "dragbox")
        case "ordering":
            kinds.ordered(question, seen)
        case _:
            pass


def _choice(question: Element, seen: Seen) -> None:
    answers = answers_of(question)
    if len(answers) < 2:
        raise NotUnderstood("a multichoice question needs two answers with text")
    fractions = [on_grid(answer.get("fraction", "0")) for answer in answers]
    if len(question.findtext("answernumbering") or "") > limits.LONGEST_NUMBERING:
        raise NotUnderstood("the numbering of answers is longer than 10 characters")
    single = question.findtext("single")
    one = single is None or single not in ("false", "0", "")
    seen.scheme = marks.of_shares(fractions, seen.points or Fraction(0), one=one)
    seen.labels = tuple(words.of_html(answer.findtext("text") or "") for answer in answers)
    notes = [_text(answer, "feedback") for answer in answers]
    share = marks.of_shares(fractions, Fraction(1), one=one)
    seen.shows = shows(question, notes, lambda response: sorted(picked(response)), share)


# -- texts ----------------------------------------------------------------------------------------

_TEXTS = {
    "questiontext": "the text of the question",
    "generalfeedback": "the feedback",
    "correctfeedback": "the feedback for full marks",
    "partiallycorrectfeedback": "the feedback for a part of the marks",
    "incorrectfeedback": "the feedback for no marks",
    "graderinfo": "what graders read",
}


_PLAIN = {"truefalse", "numerical", "shortanswer"}
"""Types whose accepted answers are never shown as HTML."""


def _changed(question: Element, written: Element) -> Iterator[str]:
    """Yield what is read otherwise than it is `written`: the name, and texts that filters tear."""
    if question_name(_text(question, "name")) != _text(written, "name").strip():
        yield "its name"
    pairs = zip(_texts(question), _texts(written), strict=True)
    for (label, html), (_, meant) in pairs:
        if filters.changes(html) or (html != meant and filters.shown(html) != filters.meant(meant)):
            yield f"{label}, which Moodle's filters change"


def _texts(question: Element) -> Iterator[tuple[str, str]]:
    """Yield every text of a question that is a page of its own, with what it is called."""
    is_cloze = _NAMES.get(question.get("type", ""), question.get("type", "")) == "cloze"
    for name, label in _TEXTS.items():
        if not (is_cloze and name == "questiontext"):
            yield label, _text(question, name)
    for place, pair in enumerate(question.iterfind("subquestion"), 1):
        yield f"the left side of pair {place}", own_text(pair)
    is_plain = question.get("type") in _PLAIN
    options = [
        ("" if is_plain else own_text(answer), _text(answer, "feedback"))
        for answer in question.iterfind("answer")
    ]
    if is_cloze:
        from examc.systems.moodle import cloze

        read = cloze.read(_text(question, "questiontext"))
        yield _TEXTS["questiontext"], read.page
        answers = [(part.is_choice, answer) for part in read.parts for answer in part.answers]
        options = [(answer.text if html else "", answer.note) for html, answer in answers]
    for place, (text, note) in enumerate(options, 1):
        yield f"the text of option {place}", text
        yield f"the feedback on option {place}", note
