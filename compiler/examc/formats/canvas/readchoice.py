"""Choice questions of QTI 1.2: the right options, and the weights that Canvas' marks mean."""

import re
from dataclasses import replace
from fractions import Fraction
from typing import Any

from examc.core import numbers
from examc.core.answers import Choice, Option, Rule, Scoring
from examc.core.model import ChoiceQuestion, Item, Question
from examc.files.xmltree import Element, characters, children, elements, name
from examc.formats.canvas import names
from examc.formats.canvas.marking import usual
from examc.formats.canvas.readcontext import Context, number
from examc.formats.canvas.readfeedback import Feedbacks
from examc.formats.canvas.readpackage import fields

_SETTING = re.compile(r"(rule|floor|cap|weights)=(\S+)")


def read_choice(
    item: Element,
    feedback: Feedbacks,
    common: dict[str, Any],
    context: Context,
    *,
    many: bool,
) -> Item | None:
    """A choice question as Canvas marks it, with the rest of what it has in `common`."""
    labels = elements(item, "response_label")
    idents = [label.get("ident", "") for label in labels]
    key = _key(item, idents, context)
    if len(labels) < 2:
        count = "one option" if labels else "no options"
        context.tell("R543", item, f"choice question with {count} is left out")
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
    _tell_limits(item, many, context)
    answer = Choice(options=options, many=many, shuffle=context.shuffle)
    asked = Question(answer=answer, feedback=feedback.question(), **common)
    made = usual(asked, key)
    said = fields(item).get(names.SCORING_FIELD, "")
    return _settled(made, said) if said and context.texts.ours else made


def _tell_limits(item: Element, many: bool, context: Context) -> None:
    """Report how many options candidates must, or may, choose, where that says anything."""
    for asked in elements(item, "render_choice"):
        least, most = (number(asked.get(f"{word}number", "")) for word in ("min", "max"))
        limits = [f"must choose {least} at least"] * bool(least)
        limits += [f"may choose {most} at most"] * (many and most is not None and most > 0)
        if limits:
            message = f"candidates {' and '.join(limits)}, which is not kept"
            context.tell("R553", asked, message, "say it in the prompt")


def _key(item: Element, idents: list[str], context: Context) -> frozenset[int]:
    """The right options: those that a condition for marks names, but for those in `<not>`."""
    right: set[str] = set()
    marks: set[Fraction | None] = set()
    for condition in elements(item, "respcondition"):
        given = [number(characters(e)) for e in children(condition, "setvar")]
        if any(mark is not None and mark > 0 for mark in given):
            marks.update(mark for mark in given if mark != 0)
            right |= {characters(e).strip() for e in _named(condition)}
        elif any(mark is not None and mark < 0 for mark in given):
            marks.update(given)
    if marks - {Fraction(100)} and not _sums_up(marks, len(right)):
        said = " and ".join(sorted({numbers.show(m) for m in marks if m is not None}))
        message = f"marks of {said or 'some'} % are all or nothing in Canvas, and read like that"
        context.tell("R545", item, message, "check the weights of the options")
    return frozenset(place for place, ident in enumerate(idents) if ident in right)


def _named(condition: Element) -> list[Element]:
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


def _settled(made: ChoiceQuestion, said: str) -> ChoiceQuestion:
    """The weights and bounds that our own writer put beside what Canvas knows."""
    found = dict(_SETTING.findall(said))
    scoring = made.answer.scoring
    if found.get("rule") == Rule.ALL_OR_NOTHING.value:
        scoring = replace(scoring, rule=Rule.ALL_OR_NOTHING)
    if "floor" in found:
        scoring = replace(scoring, floor=_bound(found["floor"], scoring.floor))
    if "cap" in found:
        scoring = replace(scoring, cap=_bound(found["cap"], scoring.cap))
    weights = [numbers.parse(text) for text in found.get("weights", "").split(",")]
    options = made.answer.options
    if len(weights) == len(options) and None not in weights:
        options = tuple(
            replace(option, points=weight)
            for option, weight in zip(options, weights, strict=True)
            if weight is not None
        )
    return replace(
        made,
        answer=replace(
            made.answer, options=options, scoring=Scoring(scoring.rule, scoring.floor, scoring.cap)
        ),
    )


def _bound(text: str, usual: Fraction | None) -> Fraction | None:
    if text == "none":
        return None
    value = numbers.parse(text)
    return usual if value is None else value
