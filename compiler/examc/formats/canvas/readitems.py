"""Items of QTI 1.2 → questions and blocks, as Canvas itself takes and marks them."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from examc import numbers
from examc.content import Blocks, Image, Paragraph
from examc.formats.canvas import names
from examc.formats.canvas.marking import usual
from examc.formats.canvas.readpackage import (
    Document,
    child,
    children,
    elements,
    fields,
    shown,
)
from examc.formats.canvas.readtext import Texts, is_empty
from examc.model import (
    Feedback,
    ImageBlock,
    Item,
    MultipleChoice,
    MultipleResponse,
    Open,
    Option,
    Rule,
    Scoring,
    TextBlock,
)
from examc.qtiengine import name, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from examc.diagnostics import Report

_CHOICES: dict[str, type[MultipleChoice] | type[MultipleResponse]] = {
    "multiple_choice_question": MultipleChoice,
    "true_false_question": MultipleChoice,
    "multiple_answers_question": MultipleResponse,
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

_USUAL_TITLE = re.compile(r"(?:Question|Multiple Choice Question|Text)?(?: \d+)?")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_SETTING = re.compile(r"(rule|floor|cap|weights)=(\S+)")


@dataclass(slots=True)
class Context:
    """What the items of one exercise share."""

    document: Document
    texts: Texts
    report: "Report"
    shuffle: bool
    """Whether the quiz changes the order of options."""
    points: Fraction | None
    """What each question of a group is worth, whatever it says itself."""
    where: str = ""

    def tell(self, code: str, element: "Element", message: str, help: str = "") -> None:
        """Report something about an element."""
        self.report.add(code, message, self.document.span(element), help=help, where=self.where)


def kind_of(item: "Element") -> str:
    """The kind of an item in Canvas' words; "" where it says none and shows none."""
    said = fields(item)
    kind = said.get("question_type") or _PROFILES.get(said.get("cc_profile", ""), "")
    if kind:
        return kind
    lists, boxes = elements(item, "response_lid"), elements(item, "response_str")
    if len(lists) == 1 and not boxes:
        several = lists[0].get("rcardinality", "Single").lower() == "multiple"
        return names.RESPONSE if several else names.CHOICE
    if boxes and not lists and not elements(item, "varequal"):
        return names.ESSAY
    return "" if lists or boxes or elements(item, "response_grp") else names.TEXT


def is_readable(kind: str) -> bool:
    """Whether the model has a kind."""
    return kind in _CHOICES or kind in (names.ESSAY, names.TEXT)


def read_item(item: "Element", own: str, default_title: str, context: Context) -> Item | None:
    """An item as a question or block; None, and a warning, for a kind that the model has not."""
    kind = kind_of(item)
    if not is_readable(kind):
        said = f"of the kind {shown(kind)}" if kind else "of an unknown kind"
        titled = f" {shown(item.get('title', ''))}" if item.get("title") else ""
        help_line = "write it again as another kind of question"
        context.tell("R543", item, f"question{titled} {said} is left out", help_line)
        return None
    presentation = child(item, "presentation")
    prompt = _prompt(presentation, context) if presentation is not None else ()
    if kind == names.TEXT:
        return _block(item, own, prompt, context)
    common: dict[str, Any] = {
        "id": own,
        "points": _points(item, context),
        "prompt": prompt,
        "title": _title(item.get("title", ""), default_title, ours=context.texts.ours),
        "span": context.document.span(item),
    }
    feedback = _Feedbacks(item, context)
    if kind == names.ESSAY:
        _check_essay(item, context)
        return Open(feedback=feedback.question(), **common)
    return _choice(item, kind, feedback, common, context)


def _prompt(presentation: "Element", context: Context) -> Blocks:
    """The text before the answers: all material that no answer holds."""
    html = [
        context.texts.html(context.document, part, context.where)
        for part in _outside_answers(presentation)
    ]
    return context.texts.read(context.document, presentation, "".join(html), context.where)


def _outside_answers(element: "Element") -> list["Element"]:
    found: list[Element] = []
    for part in element:
        if name(part) == "material":
            found.append(part)
        elif not name(part).startswith("response_"):
            found += _outside_answers(part)
    return found


def _block(item: "Element", own: str, content: Blocks, context: Context) -> Item | None:
    span = context.document.span(item)
    if f'"{names.IMAGE_BLOCK}"' in text_of(item):
        match content:
            case (Paragraph((Image() as image,)),):
                return ImageBlock(id=own, image=image, span=span)
            case _:
                pass
    return TextBlock(id=own, content=content, span=span) if content else None


def _title(title: str, default: str, *, ours: bool) -> str:
    """The title of a question, without the one that Canvas or we give where there is none."""
    title = names.line(title)
    if title == default or (not ours and _USUAL_TITLE.fullmatch(title)):
        return ""
    return title


def _points(item: "Element", context: Context) -> Fraction:
    if context.points is not None:
        return context.points
    text = fields(item).get("points_possible", "")
    points = number(text)
    if points is None or points < 0:
        assumed = Fraction(1) if points is None and not text else Fraction(0)
        said = f"are {shown(text)}" if text else "are not given"
        message = f"points of the question {said}; Canvas makes it worth {assumed}"
        context.tell("R544", item, message, "write the points that are meant")
        return assumed
    return points


def number(text: str) -> Fraction | None:
    """Points as written (`2`, `2.0`), exactly; None for what is no number."""
    text = text.strip()
    return Fraction(text) if len(text) <= numbers.LONGEST and _NUMBER.fullmatch(text) else None


def _check_essay(item: "Element", context: Context) -> None:
    if elements(item, "varequal"):
        message = "correct texts of a written answer are left out: a person marks it"
        context.tell("R545", item, message, "write them as ### solution")


# -- choice questions -----------------------------------------------------------------------------


def _choice(
    item: "Element", kind: str, feedback: "_Feedbacks", common: dict[str, Any], context: Context
) -> Item | None:
    labels = elements(item, "response_label")
    idents = [label.get("ident", "") for label in labels]
    key = _key(item, idents, context)
    if not labels:
        context.tell("R543", item, "choice question without options is left out")
        return None
    if not key and not context.texts.ours:
        message = "no option of this question is right; Canvas gives 0 for every answer"
        context.tell("R546", item, message, "check the right option")
    options = tuple(
        Option(
            text=context.texts.material(context.document, label, context.where),
            points=Fraction(0),
            correct=place in key,
            feedback=feedback.option(idents[place]),
            span=context.document.span(label),
        )
        for place, label in enumerate(labels)
    )
    made = _CHOICES[kind](
        options=options, shuffle=context.shuffle, feedback=feedback.question(), **common
    )
    made = usual(made, key)
    said = fields(item).get(names.SCORING_FIELD, "")
    return _settled(made, said) if said and context.texts.ours else made


def _key(item: "Element", idents: list[str], context: Context) -> frozenset[int]:
    """The right options: those that a condition for marks names, but for those in `<not>`."""
    right: set[str] = set()
    marks: set[Fraction | None] = set()
    for condition in elements(item, "respcondition"):
        given = [number(text_of(e)) for e in children(condition, "setvar")]
        if any(mark is not None and mark > 0 for mark in given):
            marks.update(mark for mark in given if mark != 0)
            right |= {text_of(e).strip() for e in _named(condition)}
        elif any(mark is not None and mark < 0 for mark in given):
            marks.update(given)
    if marks - {Fraction(100)} and not _sums_up(marks, len(right)):
        said = " and ".join(sorted({numbers.show(m) for m in marks if m is not None}))
        message = f"marks of {said or 'some'} % are all or nothing in Canvas, and read like that"
        context.tell("R545", item, message, "check the weights of the options")
    return frozenset(place for place, ident in enumerate(idents) if ident in right)


def _named(condition: "Element") -> list["Element"]:
    """The options that a condition wants to be chosen."""
    return [
        equal
        for equal in elements(condition, "varequal")
        if not any(name(outer) == "not" for outer in equal.iterancestors())
    ]


def _sums_up(marks: set[Fraction | None], right: int) -> bool:
    """Whether each right option adds its equal share of all points."""
    mark = next(iter(marks)) if len(marks) == 1 else None
    return mark is not None and right > 0 and abs(mark * right - 100) < Fraction(1, 10)


def _settled(
    made: MultipleChoice | MultipleResponse, said: str
) -> MultipleChoice | MultipleResponse:
    """The weights and bounds that our own writer put beside what Canvas knows."""
    found = dict(_SETTING.findall(said))
    scoring = made.scoring
    if found.get("rule") == Rule.ALL_OR_NOTHING.value:
        scoring = replace(scoring, rule=Rule.ALL_OR_NOTHING)
    if "floor" in found:
        scoring = replace(scoring, floor=_bound(found["floor"], scoring.floor))
    if "cap" in found:
        scoring = replace(scoring, cap=_bound(found["cap"], scoring.cap))
    weights = [numbers.parse(text) for text in found.get("weights", "").split(",")]
    options = made.options
    if len(weights) == len(options) and None not in weights:
        options = tuple(
            replace(option, points=weight)
            for option, weight in zip(options, weights, strict=True)
            if weight is not None
        )
    return replace(made, options=options, scoring=Scoring(scoring.rule, scoring.floor, scoring.cap))


def _bound(text: str, usual: Fraction | None) -> Fraction | None:
    if text == "none":
        return None
    value = numbers.parse(text)
    return usual if value is None else value


# -- feedback -------------------------------------------------------------------------------------

_WRONG = re.compile(r"wrong|incorrect|_IC$", re.IGNORECASE)
_RIGHT = re.compile(r"correct|_C$", re.IGNORECASE)
_GENERAL = re.compile(r"general_|_all", re.IGNORECASE)


class _Feedbacks:
    """The feedback of one item, told by its identifiers in the order that Canvas does."""

    def __init__(self, item: "Element", context: Context) -> None:
        self.context = context
        self.found: dict[str, Blocks] = {}
        self.by_result: dict[str, Blocks] = {}
        labels = {label.get("ident", "") for label in elements(item, "response_label")}
        links = _links(item)
        for element in children(item, "itemfeedback"):
            ident = element.get("ident", "")
            if is_empty(element):
                continue
            content = context.texts.material(context.document, element, context.where)
            own = ident.removesuffix("_fb")
            if own in labels and own != ident:
                self.found[own] = content
            elif _WRONG.search(ident):
                self.by_result["incorrect"] = content
            elif _RIGHT.search(ident):
                self.by_result["correct"] = content
            elif _GENERAL.search(ident):
                self.by_result["general"] = content
            elif links.get(ident, "") in labels:
                self.found.setdefault(links[ident], content)
            else:
                message = f"feedback {shown(ident)} belongs to nothing and is left out"
                context.tell("R547", element, message)

    def question(self) -> Feedback:
        """The feedback on the question."""
        return Feedback(**self.by_result)

    def option(self, ident: str) -> Blocks:
        """The feedback on an option."""
        return self.found.get(ident, ())


def _links(item: "Element") -> dict[str, str]:
    """The option that a condition shows each feedback for."""
    found: dict[str, str] = {}
    for condition in elements(item, "respcondition"):
        named = elements(condition, "varequal")
        for shows in elements(condition, "displayfeedback"):
            if len(named) == 1:
                found.setdefault(shows.get("linkrefid", ""), text_of(named[0]).strip())
    return found
