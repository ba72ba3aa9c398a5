"""Canvas Classic quizzes: what its import of a package in its own QTI 1.2 dialect makes of it.

Canvas turns QTI 1.2 into 2.1 with a tool of its own, then reads answers from the conditions in
their order: each sets whether an option is right, and shows its feedback (tool run on packages,
rules of choice_interaction.rb and assessment_item_converter.rb; scorer as measured).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from examc.core import lazyre, numbers
from examc.core.records import Mutable
from examc.core.responses import Response
from examc.files.package import PackageError, unpack
from examc.files.xmltree import Element, characters, child, elements, name
from examc.systems import words
from examc.systems.canvas import dialectchoices, dialectfeedback
from examc.systems.canvas import rubrics as canvasrubrics
from examc.systems.canvas.feedback import ALL, FULL, LESS
from examc.systems.canvas.limits import LONGEST_NAME, LONGEST_TEXT
from examc.systems.marking import TOO_LONG
from examc.systems.packages import Refused, parse
from examc.systems.reading import NotUnderstood, number
from examc.systems.view import Seen, Shows, View

if TYPE_CHECKING:
    from examc.systems.canvas.dialecttyped import Own


_TAG = lazyre.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_BASE = "$IMS-CC-FILEBASE$/"
_WEB = "web_resources/"
_ESSAY = "essay_question"
_FILES = "file_upload_question"
_TEXT = "text_only_question"
_KINDS = frozenset(
    {
        *("numerical_question", "calculated_question", "short_answer_question"),
        *("fill_in_multiple_blanks_question", "multiple_dropdowns_question", "matching_question"),
    }
)
"""The kinds that are neither options nor marked by a person."""


See: TypeAlias = Callable[[Element, str, Seen], None]
"""Adds to a question what an item of a kind says."""


def view(data: bytes) -> View:
    """See a zip as the import of "QTI .zip file" does."""
    return seen_by(_question, data, total=True)


def seen_by(see: See, data: bytes, *, total: bool) -> View:
    """The questions of a zip as somebody sees them, and what the settings say of their sum."""
    try:
        files = unpack(data)
        if "imsmanifest.xml" not in files:
            raise Refused("there is no imsmanifest.xml at the root")
        manifest = parse(files["imsmanifest.xml"])
        named = {e.get("href", "") for e in elements(manifest, "file")}
        quizzes = [
            quiz
            for path, content in sorted(files.items())
            if path.endswith(".xml") and path in named
            for quiz in elements(parse(content), "assessment")
        ]
    except (Refused, PackageError) as problem:
        return View(refused=str(problem))
    if not quizzes:
        return View(refused="no assessment of QTI 1.2: there would be no quiz")
    try:
        points = _total(files, manifest, quizzes) if total else None
        sections = [part for quiz in quizzes for part in quiz if name(part) == "section"]
        found = [seen for section in sections for seen in _section(section, None, see)]
        for seen in found:
            _attach({path: files[path] for path in named & files.keys()}, seen)
        return View(found, total=points, draws=True)
    except NotUnderstood as problem:
        return View(refused=str(problem))


def with_rubrics(found: View, files: Mapping[str, bytes]) -> None:
    """Add what the import of a rubrics.csv gives graders; `files` by their extensions."""
    try:
        rubrics = canvasrubrics.scales(files.get("rubrics.csv", b""))
    except NotUnderstood as problem:
        found.refused = str(problem)
        return
    for place, seen in enumerate(found.questions, 1):
        if place in rubrics and seen.scheme is None:
            seen.scales, seen.beside = (rubrics[place],), canvasrubrics.BESIDE


def _total(
    files: Mapping[str, bytes], manifest: Element, quizzes: list[Element]
) -> Fraction | None:
    """The points of the quiz as assessment_meta.xml says them: it stands beside the quiz.

    One with another identifier than the quiz is of no account, nor one that the manifest does not
    name as settings (quiz_metadata_converter.rb).
    """
    own = quizzes[0].get("ident", "")
    path = f"{own}/assessment_meta.xml"
    settings = {
        file.get("href", "")
        for resource in elements(manifest, "resource")
        if resource.get("type", "").endswith("learning-application-resource")
        for file in elements(resource, "file")
    }
    if len(quizzes) != 1 or path not in settings & files.keys():
        return None
    data = files[path]
    try:
        meta = parse(data)
    except Refused:
        return None
    points = child(meta, "points_possible")
    if points is None or meta.get("identifier") != own:
        return None
    return number(characters(points))


def _attach(files: Mapping[str, bytes], seen: Seen) -> None:
    """Put files in the place of the addresses that were found: paths that the manifest names.

    The tool copies no other file (run). What an address below the file base means stands at the
    root of the package, or in the folder that exports of Canvas have for it.
    """
    if seen.images is not None:
        paths = [source.decode().removeprefix(_BASE) for source in seen.images]
        seen.images = tuple(files.get(p) or files.get(f"{_WEB}{p}", b"") for p in paths)


class _Group(Mutable):
    """A question group: how many questions are picked, and what each is worth."""

    pick: int
    points: Fraction
    size: int


def _section(section: Element, outer: _Group | None, see: See) -> Iterator[Seen]:
    """Yield the questions of a section; sections without a selection are flattened."""
    group = _group(section) or outer
    for part in section:
        if name(part) == "section":
            yield from _section(part, group, see)
        elif name(part) == "item":
            seen = _item(part, group, see)
            if seen is not None:
                yield seen


def _group(section: Element) -> _Group | None:
    picks = elements(section, "selection_number")
    picks = [pick for pick in picks if _section_of(pick) is section]
    count = numbers.whole(characters(picks[0]).strip()) if picks else None
    if count is None:
        return None
    if len(section.get("title", "")) > LONGEST_NAME:
        raise NotUnderstood("the name of a question group is longer than 255 characters")
    given = [e for e in elements(section, "points_per_item") if _section_of(e) is section]
    own = [_fields(item).get("points_possible", "1") for item in section if name(item) == "item"]
    points = _points(characters(given[0])) if given else None
    if points is None:
        points = _points(own[0]) if len(set(own)) == 1 else Fraction(1)
    return _Group(count, points, len(own))


def _section_of(element: Element) -> Element | None:
    return next((e for e in element.iterancestors() if name(e) == "section"), None)


# -- items ----------------------------------------------------------------------------------------


def _item(root: Element, group: _Group | None, see: See) -> Seen | None:
    """One item; None for a text that is no question."""
    fields, ident = _fields(root), root.get("ident", "")
    kind = fields.get("question_type", "")
    if kind == _TEXT:
        return None
    try:
        points = max(_points(fields.get("points_possible", "1")), Fraction(0))
        if group is not None:
            points = group.points
        seen = Seen(ident, points)
        if group is not None and group.pick < group.size:
            seen.drawn = group.pick, group.size
        see(root, kind, seen)
        return seen
    except NotUnderstood as problem:
        return Seen(ident, None, refused=str(problem))


def _question(root: Element, kind: str, seen: Seen) -> None:
    seen.faults = tuple(_raw(root))
    seen.stem = words.of_html(stem(root))
    seen.images = sources(root)
    if len(stem(root)) > LONGEST_TEXT:
        seen.refused, seen.code = "the prompt is longer than 16 KB, and is replaced", TOO_LONG
    elif kind in _KINDS:
        own = _further(kind)(root, seen)
        seen.shows = shown(root, seen, own)
    elif elements(root, "response_lid"):
        dialectchoices.choice(root, kind, seen)
    elif not elements(root, "response_str") and kind != _FILES:
        seen.refused = "there is nothing to answer"
    elif kind not in ("", _ESSAY, _FILES):
        seen.refused = f"the question is of the type {kind}"
    elif elements(root, "varequal"):
        seen.refused = "a written answer with a correct text is marked by that text"
    else:
        general = dialectfeedback.texts(root).get(ALL, "")
        seen.shows = lambda _: frozenset({general})


def _further(kind: str) -> "Callable[[Element, Seen], Own]":
    """How a kind of `_KINDS` is seen."""
    from examc.systems.canvas import dialectpairs, dialecttyped

    return {
        "numerical_question": dialecttyped.numeric,
        "calculated_question": dialecttyped.calculated,
        "short_answer_question": dialecttyped.short_answer,
        "fill_in_multiple_blanks_question": dialecttyped.blanks,
        "multiple_dropdowns_question": dialecttyped.drop_downs,
        "matching_question": dialectpairs.matching,
    }[kind]


def shown(root: Element, seen: Seen, own: "Own") -> Shows:
    """Feedback for everyone, for the result, and on what is chosen or typed."""
    said, linked = dialectfeedback.texts(root), dialectfeedback.linked(root)
    points = seen.points or Fraction(0)

    is_alike = said.get(FULL, "") == said.get(LESS, "")

    def shows(response: Response | None) -> frozenset[str]:
        full = not is_alike and response is not None and seen.mark(response) >= points
        notes = (linked.get(link, "") for link in own(response))
        return frozenset((said.get(ALL, ""), said.get(FULL if full else LESS, ""), *notes))

    return shows


def _fields(item: Element) -> dict[str, str]:
    """The fields of an item's metadata; the first of a name counts."""
    found: dict[str, str] = {}
    for entry in elements(item, "qtimetadatafield"):
        label, value = child(entry, "fieldlabel"), child(entry, "fieldentry")
        if label is not None and value is not None:
            found.setdefault(characters(label).strip().lower(), characters(value).strip())
    return found


def _raw(root: Element) -> Iterator[str]:
    """Plain text is shown as it stands; any other type of text is HTML (tool run)."""
    texts = elements(root, "mattext")
    if _fields(root).get("question_type") in _KINDS:  # there, what can be chosen is plain text
        texts = [text for text in texts if not _is_inside(text, "response_label")]
    plain = (e for e in texts if e.get("texttype") == "text/plain")
    if any(_TAG.search(characters(text)) for text in plain):
        yield "a text, which shows its markup"


def _is_inside(element: Element, outer: str) -> bool:
    return any(name(ancestor) == outer for ancestor in element.iterancestors())


def _points(text: str) -> Fraction:
    return number(text.strip())


def sources(root: Element) -> tuple[bytes, ...]:
    """The addresses of the images before the answers, and in what can be chosen."""
    labels = [characters(label) for label in elements(root, "response_label")]
    texts = (stem(root), *labels)
    return tuple(source.encode() for text in texts for source in words.html_sources(text))


def stem(root: Element) -> str:
    """The HTML before the answers."""
    presentation = child(root, "presentation")
    material = child(presentation, "material") if presentation is not None else None
    return "" if material is None else characters(material)
