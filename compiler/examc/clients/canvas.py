"""Canvas Classic quizzes: what its QTI 2.1 importer keeps, and how its scorer marks that.

Rules measured by running the importer (qti_exporter) and the quiz scorer: items are found by the
identifier of their reference, correctResponse decides the key, the number of right options decides
between one answer and several, and points come from the reference's weight.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from lxml import etree

from examc.clients import canvasanswers, words
from examc.clients.packages import Package, Reference, Refused, open_package, references
from examc.clients.view import Award, Chosen, Seen, Shows, View
from examc.qtiengine import NotUnderstood, number
from examc.xmltree import characters, child, elements, name

NAME = "Canvas Classic"
LONGEST_PROMPT = 16 * 1024  # characters of question_text; a longer one is replaced by an apology

_QTI_2 = tuple(
    f"http://www.imsglobal.org/xsd/{end}"
    for end in ("imsqti_v2p0", "imsqti_v2p1", "qti/qtiv2p0", "qti/qtiv2p1")
)
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
        seen = [_see(reference, items) for reference in references(package, parts=1)]
        for question in seen:
            root = items.get(question.name)
            if root is not None:
                question.images = _images(package, root)
        return View(seen)
    except (Refused, NotUnderstood) as refused:
        return View(refused=str(refused))


def _see(reference: Reference, items: dict[str, etree._Element]) -> Seen:
    root = items.get(reference.identifier)
    if root is None:
        return Seen(reference.identifier, None, refused="no item has the reference's identifier")
    points = _points(reference, root)
    interactions = [e for e in root.iter() if name(e).endswith("Interaction")]
    kinds = [name(e) for e in interactions]
    seen = Seen(reference.identifier, points, faults=tuple(_leaks(root)))
    seen.shows = lambda _: frozenset(_comments(root, full=False))
    seen.stem = words.of_html(_stem(root))
    if len(_stem(root)) > LONGEST_PROMPT:
        seen.refused = "the prompt is longer than 16 KB, and is replaced"
        return seen
    if kinds == ["choiceInteraction"]:
        return _choice(root, interactions[0], seen)
    if kinds == ["extendedTextInteraction"]:
        if elements(root, "correctResponse"):
            seen.refused = "an essay with a correct response becomes a short answer, marked by text"
        return seen
    seen.refused = f"Canvas makes no question of {', '.join(kinds) or 'no interaction'}"
    return seen


def _choice(root: etree._Element, interaction: etree._Element, seen: Seen) -> Seen:
    body = child(root, "itemBody")
    if body is None or interaction not in list(body):
        seen.refused = "the interaction stands inside another element: all its options are lost"
        return seen
    choices = elements(interaction, "simpleChoice")
    ids = [choice.get("identifier", "") for choice in choices]
    right = canvasanswers.key(root, ids)
    if not right:
        seen.refused = "Canvas cannot tell the correct answers"
        return seen
    forced = _field(root, "question_type")
    one = "multiple_choice_question" if len(right) == 1 else "multiple_answers_question"
    seen.options, seen.single = len(ids), (forced or one) == "multiple_choice_question"
    points = seen.points or Fraction(0)
    seen.award = _single(right, points) if seen.single else _several(right, points)
    seen.labels = tuple(words.of_choice(choice) for choice in choices)
    seen.shows = _shows(root, choices, seen.award, points)
    return seen


def _points(reference: Reference, root: etree._Element) -> Fraction:
    """The reference's weight, else a field of Canvas' own, else 1; never below 0."""
    if reference.weight is not None:
        return max(reference.weight, Fraction(0))
    given = _field(root, "points_possible") or _field(root, "max_score")
    return max(number(given), Fraction(0)) if given else Fraction(1)


def _field(root: etree._Element, label: str) -> str:
    """A field of Canvas' own metadata in an item, "" where it is not there."""
    fields = elements(root, "instructureField")
    return next((e.get("value", "") for e in fields if e.get("name") == label), "")


def _is_qti_2(manifest: etree._Element) -> bool:
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
        for selection in elements(test, "selection"):
            raise Refused(f"students see {selection.get('select')} questions of a section")
        return


def _images(package: Package, root: etree._Element) -> tuple[bytes, ...]:
    """The pictures of an item: by the file's path, else by its end (html_helper.rb).

    A file is imported where the manifest names it, but not if it is the href of a resource.
    """
    named = {e.get("href", "") for e in elements(package.manifest, "file")}
    body = child(root, "itemBody")
    found = []
    for source in [] if body is None else words.sources(body):
        bare = re.sub(r"^(?:\.{1,2}/)+", "", source)
        places = [p for p in sorted(package.files) if p == bare or p.endswith(f"/{bare}")]
        kept = [place for place in places if place in named and place not in package.types]
        found.append(package.files[kept[0]] if kept else b"")
    return tuple(found)


def _leaks(root: etree._Element) -> Iterator[str]:
    """Texts for graders are dropped, unless they stand inside a div of the body."""
    for block in elements(root, "rubricBlock"):
        parent = block.getparent()
        if parent is None or name(parent) != "itemBody":
            yield "a text for graders, which students see"


def _stem(root: etree._Element) -> str:
    """The HTML of the question: each div and p of the body, and prompts; nothing else of it."""
    body = child(root, "itemBody")
    parts = [e for e in body if name(e) in ("div", "p")] if body is not None else []
    parts += elements(root, "prompt")
    html = "<br>".join(etree.tostring(e, encoding="unicode", with_tail=False) for e in parts)
    return re.sub(r' xmlns(?::\w+)?="[^"]*"', "", html)


def _single(right: Chosen, points: Fraction) -> Award:
    """multiple_choice: the chosen answer is worth all or nothing."""
    return lambda chosen: points if chosen and chosen <= right else Fraction(0)


def _several(right: Chosen, points: Fraction) -> Award:
    """multiple_answers: each right one adds a share, each wrong one takes a share, 0 at least."""

    def award(chosen: Chosen) -> Fraction:
        net = len(chosen & right) - len(chosen - right)
        return max(Fraction(0), points * net / len(right))

    return award


def _shows(
    root: etree._Element, choices: list[etree._Element], award: Award, points: Fraction
) -> Shows:
    """Comments on the question, and what hangs on each option that is chosen."""
    own = canvasanswers.feedback(root, choices)

    def shows(chosen: Chosen) -> frozenset[str]:
        full = bool(chosen) and award(chosen) >= points
        comments = _comments(root, full=full)
        return frozenset((*comments, *(own[place] for place in chosen if place in own)))

    return shows


def _comments(root: etree._Element, *, full: bool) -> Iterator[str]:
    """Yield the feedback on the question; the words in its identifier decide, in this order."""
    for feedback in elements(root, "modalFeedback"):
        own = feedback.get("identifier", "")
        if canvasanswers.belongs_to_option(own) or "solution" in own:
            continue
        if "wrong" in own or "incorrect" in own or own.endswith("_IC"):
            shown = not full
        elif "correct" in own or own.endswith("_C"):
            shown = full
        else:
            shown = "general_" in own or "_all" in own
        if shown:
            yield words.of_element(feedback)
