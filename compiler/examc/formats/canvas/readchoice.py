"""Choice questions of QTI 1.2: the right options, and the weights that Canvas' marks mean."""

from fractions import Fraction
from typing import Any

from examc.core import lazyre, limits, numbers
from examc.core.answers import Choice, Option, Rule, Scoring, TrueFalse
from examc.core.content import plain
from examc.core.model import ChoiceQuestion, Item, Question
from examc.core.records import replace
from examc.core.wording import WORDINGS
from examc.files.xmltree import Element, characters, elements
from examc.formats.canvas import names
from examc.formats.canvas.marking import usual
from examc.formats.canvas.readcontext import Context, number
from examc.formats.canvas.readfeedback import Feedbacks
from examc.formats.canvas.readmarks import (
    Marks,
    is_all_or_nothing,
    is_counted,
    marks,
    start,
)
from examc.formats.canvas.readpackage import fields
from examc.formats.foreign.quoting import quoted

_ALL_OF_THEM = "0"
"""What Brightspace calls the rule that exactly the right options earn the points."""
_SETTING = lazyre.compile(r"(rule|floor|cap|weights)=(\S+)")


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
    given = marks(item)
    key = frozenset(place for place, ident in enumerate(idents) if ident in given.right)
    if len(labels) < 2:
        count = "one option" if labels else "no options"
        context.tell("R514", item, f"choice question with {count} is left out")
        return None
    if not key and not context.texts.ours:
        message = "no option of this question is right; Canvas gives 0 for every answer"
        context.tell("R546", item, message, "check the right option")
    options = tuple(
        _option(label, place in key, feedback, context) for place, label in enumerate(labels)
    )
    _tell_limits(item, many, context)
    answer = Choice(options=options, many=many, shuffle=context.shuffle)
    asked = Question(answer=answer, feedback=feedback.question(), **common)
    made = usual(asked, key)
    if many and (is_all_or_nothing(item) or _is_whole_in_cartridge(item, given)):
        scoring = replace(made.answer.scoring, rule=Rule.ALL_OR_NOTHING)
        made = replace(made, answer=replace(made.answer, scoring=scoring))
    if many and is_counted(item):
        return _counted(made, item, context)
    said = fields(item).get(names.SCORING_FIELD, "")
    if context.texts.ours:
        return _settled(made, said) if said else made
    stated = _stated(made, given, idents)
    each = given.by_option(idents)
    together = each is None and not _is_whole(given, common["points"])
    together |= each is not None and not _are_held(made, each, given)
    _tell_marks(item, context, together=together, other=stated.answer != made.answer)
    return stated


def _counted(made: ChoiceQuestion, item: Element, context: Context) -> ChoiceQuestion:
    """The question with the rule by which Brightspace marks what it counts, as far as that is known."""
    rule = next((characters(one).strip() for one in elements(item, "grading_type")), "")
    said = "right minus wrong"
    if rule == _ALL_OF_THEM:
        said, scoring = "all or nothing", replace(made.answer.scoring, rule=Rule.ALL_OR_NOTHING)
        made = replace(made, answer=replace(made.answer, scoring=scoring))
    named = f"grading_type {quoted(rule)}" if rule else "not stated"
    message = f"rule by which Brightspace marks several options ({named}) is taken for {said}"
    context.tell("R545", item, message, "check the weights of the options")
    return made


def _tell_marks(item: Element, context: Context, *, together: bool, other: bool) -> None:
    """Report marks that Canvas takes otherwise: of options `together`, or `other` ones of each."""
    if together:
        message = "marks for options together are read as Canvas takes them: right or wrong"
        context.tell("R545", item, message, "check the weights of the options")
    elif other:
        message = (
            "marks are stated for each option and read so; Canvas takes them as right or wrong"
        )
        context.tell("R545", item, message, "check the weights of the options")
    if begin := start(item):
        message = f"every answer begins with a mark of {numbers.show(begin)}, which is left out"
        context.tell("R545", item, message, "add it to the weights of the options, if it is meant")


def _option(label: Element, correct: bool, feedback: Feedbacks, context: Context) -> Option:
    """An option without its weight."""
    return Option(
        text=context.texts.material(context.document, label, context.where),
        points=Fraction(0),
        correct=correct,
        feedback=feedback.option(label.get("ident", "")),
        span=context.document.span(label),
    )


def _tell_limits(item: Element, many: bool, context: Context) -> None:
    """Report how many options candidates must, or may, choose, where that says anything."""
    for asked in elements(item, "render_choice"):
        least, most = (number(asked.get(f"{word}number", "")) for word in ("min", "max"))
        said = [f"must choose {least} at least"] * bool(least)
        said += [f"may choose {most} at most"] * (many and most is not None and most > 0)
        if said:
            message = f"candidates {' and '.join(said)}, which is not kept"
            context.tell("R529", asked, message, "say it in the prompt")


def _stated(made: ChoiceQuestion, given: Marks, idents: list[str]) -> ChoiceQuestion:
    """The question with the marks that are stated for each option, where they say more than right.

    Options that earn all the points are right; of several that can be chosen, all that earn any.
    A declared minimum below 0 is the floor. Marks that no exam can have are taken as Canvas does: right
    or wrong.
    """
    marks, scale = given.by_option(idents), given.scale(made.points)
    if marks is None or not _says_more(marks, scale, many=made.answer.many):
        return made
    if not _are_held(made, marks, given):
        return made
    weights = [made.points * mark / scale for mark in marks]
    best = max(weights)
    options = tuple(
        replace(option, points=weight, correct=weight > 0 if made.answer.many else weight == best)
        for option, weight in zip(made.answer.options, weights, strict=True)
    )
    scoring = made.answer.scoring
    if given.least is not None and given.least < 0:
        scoring = replace(scoring, floor=made.points * given.least / scale)
    return replace(made, answer=replace(made.answer, options=options, scoring=scoring))


def _are_held(made: ChoiceQuestion, marks: tuple[Fraction, ...], given: Marks) -> bool:
    """Whether marks, as parts of the points, are weights that an exam can have."""
    scale = given.scale(made.points)
    return all(limits.is_held(made.points * mark / scale) for mark in marks)


def _says_more(marks: tuple[Fraction, ...], scale: Fraction, *, many: bool) -> bool:
    """Whether marks are other than all or nothing for one option, or equal shares for several."""
    given = [mark for mark in marks if mark]
    if not many:
        return any(mark != scale for mark in given)
    shares = {mark for mark in given if mark > 0}
    return len(shares) > 1 or any(mark < 0 for mark in given) or not _adds_up(given, scale)


def _adds_up(given: list[Fraction], scale: Fraction) -> bool:
    """Whether marks add up to all, but for the rounding of a percentage."""
    return given == [scale] * len(given) or abs(sum(given) - scale) < scale / 1000


def _is_whole(given: Marks, points: Fraction) -> bool:
    """Whether conditions give all the marks or none, to options that they name, or equal shares."""
    scale = given.scale(points)
    marks = [condition.mark for condition in given.conditions if condition.mark]
    named = all(c.named for c in given.conditions if c.mark)
    return named and (all(mark == scale for mark in marks) or _adds_up(marks, scale))


def _is_whole_in_cartridge(item: Element, given: Marks) -> bool:
    """Whether a cartridge, not Canvas, gives all the points for the right options together alone."""
    said = fields(item)
    if "question_type" in said or "cc_profile" not in said:
        return False
    conditions = [one for one in given.conditions if one.mark > 0]
    return len(conditions) == 1 and len(conditions[0].named) > 1 and bool(conditions[0].forbidden)


def _settled(made: ChoiceQuestion, said: str) -> ChoiceQuestion:
    """The weights and bounds that our own writer put beside what Canvas knows."""
    weights = said_weights(said, len(made.answer.options))
    pairs = zip(made.answer.options, weights or (), strict=bool(weights))
    options = tuple(replace(option, points=weight) for option, weight in pairs)
    answer = made.answer
    return replace(
        made,
        answer=replace(
            answer,
            options=options or answer.options,
            scoring=said_scoring(answer.scoring, said),
        ),
    )


def said_scoring(scoring: Scoring, said: str) -> Scoring:
    """A scoring with what our own writer put beside what Canvas knows."""
    found = dict(_SETTING.findall(said))
    if found.get("rule") == Rule.ALL_OR_NOTHING.value:
        scoring = replace(scoring, rule=Rule.ALL_OR_NOTHING)
    if "floor" in found:
        scoring = replace(scoring, floor=_bound(found["floor"], scoring.floor))
    if "cap" in found:
        scoring = replace(scoring, cap=_bound(found["cap"], scoring.cap))
    return scoring


def said_weights(said: str, count: int) -> list[Fraction] | None:
    """The weights of so many lines that stand there likewise; None where none do."""
    stated = dict(_SETTING.findall(said)).get("weights", "")
    weights = [numbers.parse(text) for text in stated.split(",")]
    found = [weight for weight in weights if weight is not None]
    return found if len(found) == len(weights) == count else None


_TRUE = frozenset(words.true.lower() for words in WORDINGS.values())
_FALSE = frozenset(words.false.lower() for words in WORDINGS.values())


def true_false(choice: Choice) -> TrueFalse | None:
    """A choice of two as the true/false that its words say it is; None for other words."""
    said = [plain(option.text).strip().lower() for option in choice.options]
    if len(said) != 2 or not (_TRUE & {*said} and _FALSE & {*said}):
        return None
    true, false = choice.options if said[0] in _TRUE else choice.options[::-1]
    return TrueFalse(
        true=replace(true, text=(), fixed=False),
        false=replace(false, text=(), fixed=False),
        scoring=choice.scoring,
    )


def _bound(text: str, usual: Fraction | None) -> Fraction | None:
    if text == "none":
        return None
    value = numbers.parse(text)
    return usual if value is None else value
