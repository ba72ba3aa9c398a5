"""Canvas Classic quizzes: what its QTI 2.1 importer keeps, and how its scorer marks that.

Rules measured by running the importer (qti_exporter) and the quiz scorer: items are found by the
identifier of their reference, correctResponse decides the key, the number of right options decides
between one answer and several, and points come from the reference's weight.
"""

import copy
import re
from collections.abc import Iterator
from fractions import Fraction

from examc.core.responses import Response, picked
from examc.core.schemes import Scheme
from examc.files.xmltree import Element, characters, child, drop, elements, markup, name
from examc.systems import words
from examc.systems.canvas import answers as canvasanswers
from examc.systems.canvas import feedback as canvasfeedback
from examc.systems.canvas import marks as canvasmarks
from examc.systems.canvas.feedback import ALL, FULL, LESS
from examc.systems.canvas.limits import LONGEST_TEXT
from examc.systems.marking import NO_KEY, TOO_LONG
from examc.systems.packages import Package, Reference, Refused, open_package, references
from examc.systems.reading import NotUnderstood, number
from examc.systems.view import Seen, Shows, View

_QTI_2 = tuple(
    f"http://www.imsglobal.org/xsd/{end}"
    for end in ("imsqti_v2p0", "imsqti_v2p1", "qti/qtiv2p0", "qti/qtiv2p1")
)
_ONE = ("multiple_choice_question", "true_false_question")
_SEVERAL = "multiple_answers_question"
_ITEM_TYPE = "imsqti_item_xmlv2p"
_TEST_TYPES = ("imsqti_test_xmlv2p1", "imsqti_assessment_xmlv2p1")


def view(data: bytes) -> View:
    """See a package as Canvas' importer does."""
    try:
        package = open_package(data)
        if not _is_qti_2(package.manifest):
            return View(refused="the manifest does not say QTI 2.1: it is taken for QTI 1.2")
        if not any(kind in _TEST_TYPES for kind in package.types.values()):
            return View(refused="no test that Canvas knows: there would be no quiz")
        items = {
            root.get("identifier", ""): root
            for path, root in package.items.items()
            if package.types.get(path, "").startswith(_ITEM_TYPE)
        }
        _check_test(package)
        seen = [_seen(reference, items) for reference in references(package, parts=1)]
        for question in seen:
            root = items.get(question.name)
            if root is not None:
                question.images = _images(package, root)
        return View(seen, draws=True)
    except (Refused, NotUnderstood) as refused:
        return View(refused=str(refused))


def _seen(reference: Reference, items: dict[str, Element]) -> Seen:
    """A question; one that cannot be read is imported as an error."""
    try:
        seen = _see(reference, items)
        seen.drawn = reference.drawn
        return seen
    except NotUnderstood as problem:
        return Seen(reference.identifier, None, refused=str(problem))


def _see(reference: Reference, items: dict[str, Element]) -> Seen:
    root = items.get(reference.identifier)
    if root is None:
        return Seen(reference.identifier, None, refused="no item has the reference's identifier")
    interactions = [e for e in root.iter() if name(e).endswith("Interaction")]
    kinds = [name(e) for e in interactions]
    seen = Seen(reference.identifier, _points(reference, root), faults=tuple(_leaks(root)))
    general = _comments(root).get(ALL, "")
    seen.shows = lambda _: frozenset({general})
    seen.stem = words.of_html(_stem(root))
    if len(_stem(root)) > LONGEST_TEXT:
        seen.refused, seen.code = "the prompt is longer than 16 KB, and is replaced", TOO_LONG
    elif kinds == ["choiceInteraction"]:
        _choice(root, interactions[0], seen)
    elif _is_read(kinds):
        from examc.systems.canvas import qtiparts

        points = qtiparts.see(root, interactions, seen)
        seen.shows = _shows(_comments(root), {}, seen, points)
    elif kinds != ["extendedTextInteraction"]:
        seen.refused = f"Canvas makes no question of {', '.join(kinds) or 'no interaction'}"
    elif elements(root, "correctResponse") or elements(root, "stringMatch"):
        seen.refused = "an essay with a correct response becomes a short answer, marked by text"
    return seen


def _is_read(kinds: list[str]) -> bool:
    """Whether interactions are boxes and drop-downs, or one matching."""
    gaps = {"textEntryInteraction", "inlineChoiceInteraction"}
    return kinds == ["matchInteraction"] or (bool(kinds) and set(kinds) <= gaps)


def _choice(root: Element, interaction: Element, seen: Seen) -> None:
    body = child(root, "itemBody")
    if body is None or interaction not in list(body):
        seen.refused = "the interaction stands inside another element: all its options are lost"
        return
    choices = elements(interaction, "simpleChoice")
    ids = [choice.get("identifier", "") for choice in choices]
    answers = canvasanswers.read(root, ids)
    points = seen.points if seen.points is not None else answers.points
    seen.points = Fraction(1) if points is None else max(points, Fraction(0))
    seen.scheme = _scheme(root, answers, seen.points)
    if seen.scheme is None:
        seen.refused, seen.code = "Canvas cannot tell the correct answers", NO_KEY
        return
    seen.labels = tuple(words.of_choice(choice) for choice in choices)
    own = canvasanswers.feedback(root, choices, answers)
    seen.shows = _shows(_comments(root), own, seen, seen.points)


def _scheme(root: Element, answers: canvasanswers.Answers, points: Fraction) -> Scheme | None:
    """How it is marked: as Canvas' own field says, else by the number of right options.

    True or false that has other options becomes a multiple choice, which is marked alike.
    """
    forced, size = _field(root, "question_type"), len(answers.ids)
    if answers.key and (forced in (*_ONE, _SEVERAL) or answers.true_false):
        one = forced in _ONE or forced != _SEVERAL
        return canvasmarks.of_dialect(size, answers.key, points, one=one)
    return canvasmarks.of_qti(size, answers.key, points)


def _points(reference: Reference, root: Element) -> Fraction | None:
    """The reference's weight, else a field of Canvas' own; never below 0, None where none says it.

    Then QUE_SCORE of a choice question counts, else a question is worth 1.
    """
    if reference.weight is not None:
        return max(reference.weight, Fraction(0))
    given = _field(root, "points_possible") or _field(root, "max_score")
    if given:
        return max(number(given), Fraction(0))
    return None if elements(root, "choiceInteraction") else Fraction(1)


def _field(root: Element, label: str) -> str:
    """A field of Canvas' own metadata in an item, "" where it is not there."""
    fields = elements(root, "instructureField")
    return next((e.get("value", "") for e in fields if e.get("name") == label), "")


def _is_qti_2(manifest: Element) -> bool:
    """Whether the importer takes a package for QTI 2 (converter.rb): namespace or schema."""
    spaces = [space or "" for space in manifest.nsmap.values()]
    schemas = [characters(e) for e in elements(manifest, "schema")]
    return any(space.startswith(_QTI_2) for space in spaces) or any(
        "QTIv2." in text for text in schemas
    )


def _check_test(package: Package) -> None:
    """Refuse a test that the importer makes no, or another, quiz of."""
    for test in package.tests.values():
        if any(limit.get("maxTime") is None for limit in elements(test, "timeLimits")):
            raise Refused("a time limit without maxTime empties the whole quiz")
        for section in elements(test, "assessmentSection"):
            weights = {weight.get("value") for weight in elements(section, "weight")}
            if elements(section, "selection") and len(weights) > 1:
                raise Refused("each question of a pool is worth what the first one is")
        return


def _images(package: Package, root: Element) -> tuple[bytes, ...]:
    """The pictures of an item: by the file's path, else by its end (html_helper.rb).

    A file is imported where the manifest names it, but not if it is the href of a resource.
    """
    body = child(root, "itemBody")
    found = []
    for source in [] if body is None else words.sources(body):
        bare = re.sub(r"^(?:\.{1,2}/)+", "", source)
        alike = package.called.get(bare.rpartition("/")[2], [])
        places = [place for place in alike if place == bare or place.endswith(f"/{bare}")]
        kept = [place for place in places if place in package.named and place not in package.types]
        found.append(package.files[kept[0]] if kept else b"")
    return tuple(found)


def _leaks(root: Element) -> Iterator[str]:
    """Texts for graders are dropped, unless they stand inside a div of the body."""
    for block in elements(root, "rubricBlock"):
        parent = block.getparent()
        if parent is None or name(parent) != "itemBody":
            yield "a text for graders, which students see"


def _stem(root: Element) -> str:
    """The HTML of the question: each div and p of the body, and prompts; nothing else of it."""
    body = child(root, "itemBody")
    parts = [e for e in body if name(e) in ("div", "p")] if body is not None else []
    parts += elements(root, "prompt")
    html = "<br>".join(markup(_without_options(e)) for e in parts)
    return re.sub(r' xmlns(?::\w+)?="[^"]*"', "", html)


def _without_options(element: Element) -> Element:
    """An element without the options of the drop-downs in it: students see those in their boxes."""
    options = elements(element, "inlineChoice")
    if not options:
        return element
    inside = copy.deepcopy(element)
    for option in options:
        drop(inside, option.tag)
    return inside


def _shows(comments: dict[str, str], own: dict[int, str], seen: Seen, points: Fraction) -> Shows:
    """Comments on the question, and what hangs on each option that is chosen."""

    is_alike = comments.get(FULL, "") == comments.get(LESS, "")

    def shows(response: Response | None) -> frozenset[str]:
        full = not is_alike and response is not None and seen.mark(response) >= points
        result = comments.get(FULL if full else LESS, "")
        notes = (own.get(place, "") for place in picked(response))
        return frozenset((comments.get(ALL, ""), result, *notes))

    return shows


def _comments(root: Element) -> dict[str, str]:
    """The feedback on the question, by whom it is shown to; the last one of a kind counts."""
    return {
        canvasfeedback.to_whom(feedback.get("identifier", "")): words.of_element(feedback)
        for feedback in elements(root, "modalFeedback")
    }
