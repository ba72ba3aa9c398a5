"""What stands where in an itemBody: our stem and its blocks, the interactions, and gaps in the texts."""

from collections import Counter

from examc.core.answers import FillIn
from examc.core.content import GapRef, Heading, Link, walk
from examc.core.model import Question
from examc.files.xmltree import Element, child, name
from examc.formats.qti21 import names
from examc.formats.qti21.readbody import interactions
from examc.formats.qti21.readscored import READ

_WRITTEN = "extendedTextInteraction"
_CHOICE = "choiceInteraction"
_UPLOAD = "uploadInteraction"
_BEHIND = (_CHOICE, _WRITTEN, "matchInteraction", "orderInteraction")
"""Interactions that we write behind the stem, one of them."""


def has_lost_gaps(question: Question) -> bool:
    """Whether a gap stands where no gap can, as in a heading or a link, or came out of its order."""
    if not isinstance(question.answer, FillIn):
        return False
    shown = [node.id for node in walk(question.prompt) if isinstance(node, GapRef)]
    inside = any(
        isinstance(node, GapRef)
        for outer in walk(question.prompt)
        if isinstance(outer, Heading | Link)
        for node in walk(outer.content)
    )
    return inside or shown != [gap.id for gap in question.answer.gaps]


def stem_of(content: Element) -> Element | None:
    """Our div round a stem; None where the body is not just as we write it."""
    if not len(content) or content[0].get("class") != names.STEM:
        return None
    first, *rest = content
    if (content.text or "").strip():
        return None
    if any((element.tail or "").strip() for element in content):
        return None
    while rest and name(rest[0]) == "rubricBlock":
        del rest[0]
    return first if _is_behind(rest, first) else None


def _is_behind(rest: list[Element], stem: Element) -> bool:
    """Whether we write this behind a stem: one interaction, a box, boxes for files, or nothing."""
    if not rest:
        inner = interactions(stem)
        return bool(inner) and all(element.get("class") == names.GAP for element in inner)
    if interactions(stem):
        return False
    if all(name(element) == _UPLOAD for element in rest):
        return names.UPLOAD in words(rest[0])
    if len(rest) > 1:
        return False
    if name(rest[0]) == "p":
        return rest[0].get("class") == names.BOX
    return name(rest[0]) in _BEHIND and child(rest[0], "prompt") is None


def words(element: Element) -> list[str]:
    return element.get("class", "").split()


def blocks(stem: Element) -> list[Element]:
    """The blocks between questions that a stem of ours shows."""
    kinds = {names.TEXT_BLOCK, names.IMAGE_BLOCK}
    return [e for e in stem if name(e) == "div" and kinds.intersection(words(e))]


def is_new(block: Element) -> bool:
    return names.COPY not in words(block)


IN_TEXT = frozenset({"textEntryInteraction", "inlineChoiceInteraction"})
"""Interactions that stand in running text."""


def is_one_question(found: list[Element]) -> bool:
    """Whether interactions are one question: one of a kind that is read, gaps, or files."""
    kinds = {name(element) for element in found}
    if kinds <= IN_TEXT or kinds == {_UPLOAD}:
        return True
    return len(found) == 1 and bool(kinds & {_CHOICE, _WRITTEN, *READ})


def unread(found: list[Element]) -> str:
    """In words, why interactions are no question of ours."""
    kinds = Counter(name(element) for element in found)
    if len(found) == 1:
        return f"exams have no question like {name(found[0])[:60]}"
    shown_kinds = [f"{count} {kind[:60]}" for kind, count in kinds.items()]
    return f"it asks for several answers ({', '.join(shown_kinds[:6])}), a question of ours for one"
