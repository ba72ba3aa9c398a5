"""Items of QTI 1.2 → questions and blocks, as Canvas itself takes and marks them."""

from collections.abc import Set as AbstractSet
from fractions import Fraction
from typing import Any

from examc.core import lazyre, numbers
from examc.core.answers import Answer, Choice, Program, Upload, Written
from examc.core.content import Blocks, Image, Paragraph
from examc.core.model import ImageBlock, Item, Question, TextBlock
from examc.core.records import Record, replace
from examc.files.xmltree import Element, characters, child, elements, name
from examc.formats.canvas import blackboard, names, readgaps, readinline, readpairs, readtyped
from examc.formats.canvas.readchoice import read_choice, true_false
from examc.formats.canvas.readcontext import Context
from examc.formats.canvas.readfeedback import Feedbacks
from examc.formats.canvas.readmarks import stated_points
from examc.formats.canvas.readpackage import fields
from examc.formats.foreign.quoting import quoted

_CHOICES = {
    names.CHOICE: False,
    names.TRUE_FALSE: False,
    names.RESPONSE: True,
}
_KEYED = (
    *(names.NUMERIC, names.SHORT_ANSWER, names.BLANKS, names.DROP_DOWNS, names.MATCHING),
    *(names.NEW_ORDERING, names.INLINE),
)
"""Kinds that have a key, and no options of their own."""
_PROFILES = {
    "cc.multiple_choice.v0p1": "multiple_choice_question",
    "cc.true_false.v0p1": "true_false_question",
    "cc.multiple_response.v0p1": "multiple_answers_question",
    "cc.essay.v0p1": "essay_question",
    "cc.fib.v0p1": "short_answer_question",
    "cc.pattern_match.v0p1": "short_answer_question",
}
"""The kinds of Common Cartridge, which a cartridge's own files name instead of Canvas' kinds."""

_SHOWN = {
    "multipleChoice": names.CHOICE,
    "multipleResponse": names.RESPONSE,
    "trueFalse": names.TRUE_FALSE,
    "fillInBlank": names.SHORT_ANSWER,
    "matching": names.MATCHING,
    "essay": names.ESSAY,
}
"""The kinds of Respondus."""
_COMPARED = ("varequal", "varsubstring")

_ANSWERS = ("response_lid", "response_str", "response_num", "response_xy", "response_grp")

_TAGS = lazyre.compile(r"<[^<>]*>")
_USUAL_TITLE = lazyre.compile(r"(?:Question)?(?: \d+)?")


def kind_of(item: Element) -> str:
    """The kind of an item in Canvas' words; "" where it says none and shows none."""
    if blackboard.kind_of(item) == blackboard.CALCULATED:
        return names.CALCULATED
    said = fields(item)
    stated = said.get("question_type") or _PROFILES.get(said.get("cc_profile", ""), "")
    return stated or _SHOWN.get(said.get("respondusapi_qtype", ""), "") or _shown(item)


def _shown(item: Element) -> str:
    """The kind that an item shows by what it asks for, and compares; "" where it shows none."""
    lists, boxes = elements(item, "response_lid"), elements(item, "response_str")
    if _is_otherwise(item, lists, boxes):
        return ""
    is_number = any(elements(item, kind) for kind in ("vargte", "vargt", "varlte"))
    if elements(item, "response_num") or (is_number and len(boxes) == 1 and not lists):
        return names.NUMERIC
    if len(lists) == 1 and not boxes:
        several = lists[0].get("rcardinality", "Single").lower() == "multiple"
        return names.RESPONSE if several else names.CHOICE
    if len(lists) > 1 and not boxes and readpairs.are_alike(lists):
        return names.MATCHING
    if boxes and not lists and not any(elements(item, kind) for kind in _COMPARED):
        return names.ESSAY
    if boxes and not lists:
        return names.SHORT_ANSWER if len(boxes) == 1 else names.INLINE
    return "" if any(elements(item, kind) for kind in _ANSWERS) else names.TEXT


def _is_otherwise(item: Element, lists: list[Element], boxes: list[Element]) -> bool:
    """Whether an item asks for an order, for statements, or for some of several texts, as ILIAS does.

    A list that is ordered looks like options, and so do statements whose marks name each of them as a
    response of its own; a text that is one of several right ones looks like a box without any.
    """
    if any(one.get("rcardinality", "").lower() == "ordered" for one in lists):
        return True
    if not lists:
        return bool(boxes and elements(item, "varsubset"))
    asked = {one.get("ident", "") for kind in _ANSWERS for one in elements(item, kind)}
    named = {one.get("respident", "") for one in elements(item, "varequal")} - {""}
    return bool(named) and not named & asked


def is_readable(kind: str) -> bool:
    """Whether the model has a kind."""
    by_hand = (names.ESSAY, names.UPLOAD, names.TEXT)
    return kind in _CHOICES or kind in _KEYED or kind in by_hand


def read_item(
    item: Element, own: str, default_titles: frozenset[str], context: Context
) -> Item | None:
    """An item as a question or block; None, and a warning, for a kind that the model has not."""
    if blackboard.kind_of(item):
        title = _title(item.get("title", ""), default_titles, ours=False)
        return blackboard.read_item(item, own, title, context)
    kind = kind_of(item)
    if not is_readable(kind):
        said = f"of the kind {quoted(kind)}" if kind else "of an unknown kind"
        help_line = "write it again as another kind of question"
        message = f"question{_named(item)} {said} is left out{_words(item)}"
        context.tell("R514", item, message, help_line)
        return None
    asked, found = _asked(item, kind, context)
    if kind == names.TEXT:
        return _block(item, own, asked.prompt, context)
    if not asked.prompt:
        context.tell("R514", item, f"question{_named(item)} without a text is left out")
        return None
    common: dict[str, Any] = {
        "id": own,
        "points": _points(item, context),
        "prompt": asked.prompt,
        "title": _title(item.get("title", ""), default_titles, ours=context.texts.ours),
        "span": context.document.span(item),
    }
    shown = readpairs.links(item) if kind == names.MATCHING else frozenset[str]()
    if kind in (names.NUMERIC, names.SHORT_ANSWER):
        shown = readtyped.links(item)
    feedback = Feedbacks(item, context, shown)
    if kind in _CHOICES:
        return _choice(item, kind, feedback, common, context)
    answer = _answer(item, kind, asked, found, common["points"], feedback, context)
    if isinstance(answer, str):
        message = f"question{_named(item)} is left out{_words(item)}: {answer}"
        context.tell("R514", item, message, "write it again")
        return None
    return Question(feedback=feedback.question(), answer=answer, **common)


def _choice(
    item: Element, kind: str, feedback: Feedbacks, common: dict[str, Any], context: Context
) -> Item | None:
    made = read_choice(item, feedback, common, context, many=_CHOICES[kind])
    if kind == names.TRUE_FALSE and isinstance(made, Question) and isinstance(made.answer, Choice):
        both = true_false(made.answer)
        return made if both is None else replace(made, answer=both)
    return made


def _answer(
    item: Element,
    kind: str,
    asked: "_Asked",
    found: list[readgaps.Found],
    points: Fraction,
    feedback: Feedbacks,
    context: Context,
) -> Answer | str:
    """The answer of a question without options; why it cannot be read, if it cannot."""
    match kind:
        case names.NUMERIC:
            return readtyped.numeric(item, points, asked.unit, feedback, context)
        case names.SHORT_ANSWER:
            return readtyped.short_answer(item, points, feedback, context)
        case names.BLANKS | names.DROP_DOWNS:
            return readgaps.fill_in(item, found, points, feedback, context)
        case names.INLINE:
            return readinline.fill_in(item, found, points, context)
        case names.MATCHING:
            return readpairs.matching(item, points, feedback, context)
        case names.NEW_ORDERING:
            return readpairs.ordering(item, context)
        case names.UPLOAD:
            return _upload(item, context)
        case _:
            _check_essay(item, context)
            return _essay(item, asked, context)


def _essay(item: Element, asked: "_Asked", context: Context) -> Written | Program:
    kind, _, language = fields(item).get(names.KIND_FIELD, "").partition(" ")
    if context.texts.ours and kind == names.CODE:
        return Program(language=language, start=asked.start)
    return Written()


def _upload(item: Element, context: Context) -> Upload:
    """Files to hand in: their number and types, where New Quizzes says them."""
    presentation = child(item, "presentation")
    count, said = None, ""
    if presentation is not None:
        count = numbers.whole(presentation.get("files_count", ""), 3)
        said = presentation.get("allowed_types", "")
    types = tuple(f".{one.strip()}" for one in said.split(",") if one.strip())
    most = count if count or context.texts.ours else 1
    return Upload(most=most, types=types)


def _named(item: Element) -> str:
    title = item.get("title", "")
    return f" {quoted(title)}" if title else ""


def _words(item: Element) -> str:
    """What an item asks, in its characters alone."""
    html = " ".join(characters(part) for part in _outside_answers(item))
    text = " ".join(_TAGS.sub(" ", html).split())
    return f": {quoted(text)}" if text else ""


class _Asked(Record, frozen=True):
    """What stands before the answers; of our own files, a unit and the beginning of code."""

    html: str
    prompt: Blocks = ()
    unit: str = ""
    start: str = ""


def _asked(item: Element, kind: str, context: Context) -> tuple[_Asked, list[readgaps.Found]]:
    """What an item of a kind asks, and its gaps."""
    presentation = child(item, "presentation")
    found = readgaps.gaps(item) if kind in (names.BLANKS, names.DROP_DOWNS) else []
    if presentation is None:
        return _Asked(""), found
    if kind == names.INLINE:
        found = readinline.gaps(presentation)
        return _Asked("", readinline.prompt(presentation, found, context)), found
    parted = bool(found) or kind == names.MATCHING
    return _prompt(presentation, found, context, parted=parted), found


def _prompt(
    presentation: Element, found: list[readgaps.Found], context: Context, *, parted: bool
) -> _Asked:
    """The text before the answers: all material that no answer holds.

    `parted`: what stands in a list of options is the name of a gap, or a left side.
    """
    html = [
        context.texts.html(context.document, part, context.where)
        for part in _outside_answers(presentation, {"response_lid"} if parted else set())
    ]
    html = [f"<div>{text}</div>" for text in html] if len(html) > 1 else html
    text, unit, start = "".join(html), "", ""
    if context.texts.ours:
        text, unit = readgaps.without_unit(text)
        text, start = readgaps.without_start(text)
    marked = readgaps.marked(text, found)
    prompt = context.texts.read(
        context.document, presentation, marked, context.where, gaps=bool(found)
    )
    return _Asked(text, readgaps.completed(prompt, found, presentation, context), unit, start)


def _outside_answers(element: Element, others: AbstractSet[str] = frozenset()) -> list[Element]:
    found: list[Element] = []
    for part in element:
        if name(part) == "material":
            found.append(part)
        elif name(part) != "response_label" and name(part) not in others:
            found += _outside_answers(part, others)
    return found


def _block(item: Element, own: str, content: Blocks, context: Context) -> Item | None:
    span = context.document.span(item)
    if f'"{names.IMAGE_BLOCK}"' in characters(item):
        match content:
            case (Paragraph((Image() as image,)),):
                return ImageBlock(id=own, image=image, span=span)
            case _:
                pass
    return TextBlock(id=own, content=content, span=span) if content else None


def _title(title: str, defaults: frozenset[str], *, ours: bool) -> str:
    """The title of a question, without the one that Canvas or we give where there is none."""
    title = names.line(title)
    if title in defaults or (not ours and _USUAL_TITLE.fullmatch(title)):
        return ""
    return title


def _points(item: Element, context: Context) -> Fraction:
    if context.points is not None:
        return context.points
    points, text = stated_points(item)
    if points is None:
        assumed = Fraction(0) if text else Fraction(1)
        said = f"are {quoted(text)}" if text else "are not given"
        message = f"points of the question {said}; Canvas makes it worth {assumed}"
        context.tell("R518", item, message, "write the points that are meant")
        return assumed
    return points


def _check_essay(item: Element, context: Context) -> None:
    if elements(item, "varequal"):
        message = "correct texts of a written answer are left out: a person marks it"
        context.tell("R533", item, message, "write them as ### solution")
