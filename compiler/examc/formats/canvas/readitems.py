"""Items of QTI 1.2 → questions and blocks, as Canvas itself takes and marks them."""

from fractions import Fraction
from typing import Any

from examc.core import lazyre
from examc.core.answers import Written
from examc.core.content import Blocks, Image, Paragraph
from examc.core.model import ImageBlock, Item, Question, TextBlock
from examc.files.xmltree import Element, characters, child, elements, name
from examc.formats.canvas import names
from examc.formats.canvas.readchoice import read_choice
from examc.formats.canvas.readcontext import Context
from examc.formats.canvas.readfeedback import Feedbacks
from examc.formats.canvas.readmarks import stated_points
from examc.formats.canvas.readpackage import fields
from examc.formats.foreign.quoting import quoted

_CHOICES = {
    "multiple_choice_question": False,
    "true_false_question": False,
    "multiple_answers_question": True,
}
_PROFILES = {
    "cc.multiple_choice.v0p1": "multiple_choice_question",
    "cc.true_false.v0p1": "true_false_question",
    "cc.multiple_response.v0p1": "multiple_answers_question",
    "cc.essay.v0p1": "essay_question",
    "cc.fib.v0p1": "short_answer_question",
    "cc.pattern_match.v0p1": "short_answer_question",
}
"""The kinds of Common Cartridge, which a cartridge's own files name instead of Canvas' kinds."""

_NUMERIC = "numerical_question"
_ANSWERS = ("response_lid", "response_str", "response_num", "response_xy", "response_grp")

_TAGS = lazyre.compile(r"<[^<>]*>")
_USUAL_TITLE = lazyre.compile(r"(?:Question)?(?: \d+)?")


def kind_of(item: Element) -> str:
    """The kind of an item in Canvas' words; "" where it says none and shows none."""
    said = fields(item)
    kind = said.get("question_type") or _PROFILES.get(said.get("cc_profile", ""), "")
    if kind:
        return kind
    lists, boxes = elements(item, "response_lid"), elements(item, "response_str")
    if elements(item, "response_num"):
        return _NUMERIC
    if len(lists) == 1 and not boxes:
        several = lists[0].get("rcardinality", "Single").lower() == "multiple"
        return names.RESPONSE if several else names.CHOICE
    if boxes and not lists and not elements(item, "varequal"):
        return names.ESSAY
    return "" if any(elements(item, kind) for kind in _ANSWERS) else names.TEXT


def is_readable(kind: str) -> bool:
    """Whether the model has a kind."""
    return kind in _CHOICES or kind in (names.ESSAY, names.TEXT)


def read_item(
    item: Element, own: str, default_titles: frozenset[str], context: Context
) -> Item | None:
    """An item as a question or block; None, and a warning, for a kind that the model has not."""
    kind = kind_of(item)
    if not is_readable(kind):
        said = f"of the kind {quoted(kind)}" if kind else "of an unknown kind"
        help_line = "write it again as another kind of question"
        message = f"question{_named(item)} {said} is left out{_words(item)}"
        context.tell("R514", item, message, help_line)
        return None
    presentation = child(item, "presentation")
    prompt = _prompt(presentation, context) if presentation is not None else ()
    if kind == names.TEXT:
        return _block(item, own, prompt, context)
    if not prompt:
        context.tell("R514", item, f"question{_named(item)} without a text is left out")
        return None
    common: dict[str, Any] = {
        "id": own,
        "points": _points(item, context),
        "prompt": prompt,
        "title": _title(item.get("title", ""), default_titles, ours=context.texts.ours),
        "span": context.document.span(item),
    }
    feedback = Feedbacks(item, context)
    if kind == names.ESSAY:
        _check_essay(item, context)
        return Question(feedback=feedback.question(), answer=Written(), **common)
    return read_choice(item, feedback, common, context, many=_CHOICES[kind])


def _named(item: Element) -> str:
    title = item.get("title", "")
    return f" {quoted(title)}" if title else ""


def _words(item: Element) -> str:
    """What an item asks, in its characters alone."""
    html = " ".join(characters(part) for part in _outside_answers(item))
    text = " ".join(_TAGS.sub(" ", html).split())
    return f": {quoted(text)}" if text else ""


def _prompt(presentation: Element, context: Context) -> Blocks:
    """The text before the answers: all material that no answer holds."""
    html = [
        context.texts.html(context.document, part, context.where)
        for part in _outside_answers(presentation)
    ]
    html = [f"<div>{text}</div>" for text in html] if len(html) > 1 else html
    return context.texts.read(context.document, presentation, "".join(html), context.where)


def _outside_answers(element: Element) -> list[Element]:
    found: list[Element] = []
    for part in element:
        if name(part) == "material":
            found.append(part)
        elif name(part) != "response_label":
            found += _outside_answers(part)
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
