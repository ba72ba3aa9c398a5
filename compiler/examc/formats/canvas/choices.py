"""Choice questions and true/false: options, the right ones among them, feedback on each."""

from collections.abc import Iterator
from fractions import Fraction

from examc.core import numbers
from examc.core.answers import Choice, Rule, Scoring, TrueFalse, as_choice
from examc.core.content import Blocks, Paragraph, Text
from examc.core.features import Feature
from examc.core.losses import Losses
from examc.core.model import ChoiceQuestion, Question, narrowed
from examc.core.records import replace
from examc.core.wording import Wording, has_words
from examc.formats.canvas import names
from examc.formats.canvas.html import Page
from examc.formats.canvas.marking import Plan, plan, scheme, usual
from examc.formats.canvas.points import kept
from examc.formats.canvas.shapes import Answered, Choices, Condition, Equal, Fields, Label
from examc.systems import marking
from examc.systems.canvas.marks import MARKING
from examc.systems.marking import NO_KEY


def choice(asked: ChoiceQuestion, page: Page, losses: Losses) -> Answered:
    """A choice question, whose losses are reported."""
    planned = plan(asked)
    without_key(asked, planned.key, losses)
    for fact in planned.facts:
        losses.tell(fact.code, asked, fact.message, fact.help, system=MARKING.system)
    _checks(asked, planned, losses)
    kind = names.RESPONSE if asked.answer.many else names.CHOICE
    return _answered(asked, planned, kind, page)


def true_false(asked: Question, both: TrueFalse, page: Page, losses: Losses) -> Answered:
    """A statement that holds or not, whose losses are reported."""
    choice = of_true_false(asked, both, page.words)
    planned = plan(choice)
    without_key(asked, planned.key, losses)
    given = scheme(choice, planned.key)
    for fact in marking.facts(MARKING, asked, given):
        losses.tell(fact.code, asked, fact.message, fact.help, system=MARKING.system)
    if not has_words(page.language):
        message = (
            f'calls the two answers "True" and "False": there are no words for {page.language!r}'
        )
        help_line = "write it as a multiple choice with words of your own"
        losses.add(Feature.TRUE_FALSE, asked, message, help_line)
    _checks(choice, planned, losses, both)
    return _answered(choice, planned, names.TRUE_FALSE, page)


def of_true_false(asked: Question, both: TrueFalse, words: Wording) -> ChoiceQuestion:
    """A true/false as the multiple choice that it is, in the words of a language."""
    answer = as_choice(both, _said(words.true), _said(words.false))
    return narrowed(replace(asked, answer=answer), answer)


def _said(word: str) -> Blocks:
    return (Paragraph((Text(word),)),)


def without_key(asked: Question, key: object, losses: Losses) -> None:
    """Report that nothing is right."""
    if not key:
        message = "imports the question with a warning: no option is right"
        help_line = "check the right option"
        losses.add(NO_KEY, asked, message, help_line, system=MARKING.system)


def _checks(
    asked: ChoiceQuestion, planned: Plan, losses: Losses, both: TrueFalse | None = None
) -> None:
    """Report options that are shown otherwise than they are checked."""
    nodes = asked.answer.options if both is None else both.options
    for place, option in enumerate(nodes):
        if option.correct != (place in planned.key):
            shown = "wrong" if option.correct else "right"
            message = f"shows this option as {shown}, which is not how it is checked"
            help_line = "check the options that earn points, and no others"
            losses.add(Feature.CHECK, option, message, help_line)


def _answered(asked: ChoiceQuestion, planned: Plan, kind: str, page: Page) -> Answered:
    labels = tuple(
        Label(str(place), page.compact(option.text))
        for place, option in enumerate(asked.answer.options, 1)
    )
    own = list(_feedback(asked.answer, page))
    said = _beside(asked, planned)
    fields = algorithm(all_or_nothing=asked.answer.many and is_whole(asked.answer.scoring))
    return Answered(
        kind,
        choices=(Choices(labels, many=asked.answer.many),),
        conditions=(
            *(Condition((Equal(place),), feedback=fed.ident) for place, fed in own),
            *_marks(asked.answer, planned, labels),
        ),
        feedback=tuple([fed for _, fed in own]),
        fields=(*fields, *(((names.SCORING_FIELD, said),) if said else ())),
    )


def is_whole(scoring: Scoring) -> bool:
    """Whether a part of an answer earns nothing."""
    return scoring.rule is Rule.ALL_OR_NOTHING


def algorithm(*, all_or_nothing: bool) -> Fields:
    """What tells New Quizzes that a part of an answer earns nothing."""
    return ((names.ALGORITHM_FIELD, names.ALL_OR_NOTHING),) if all_or_nothing else ()


def _feedback(choice: Choice, page: Page) -> Iterator[tuple[str, Label]]:
    for place, option in enumerate(choice.options, 1):
        if option.feedback:
            ident = names.option_feedback(str(place))
            yield str(place), Label(ident, page.blocks(option.feedback))


def _marks(choice: Choice, planned: Plan, labels: tuple[Label, ...]) -> Iterator[Condition]:
    """Yield the conditions for marks: one an answer, or the one of all right ones together.

    Without a right option there is none: Canvas would take the first option that such a condition
    names as right, although it is named as wrong.
    """
    right = [Equal(label.ident) for place, label in enumerate(labels) if place in planned.key]
    wrong = [
        Equal(label.ident, differs=True)
        for place, label in enumerate(labels)
        if place not in planned.key
    ]
    if not choice.many:
        yield from (Condition((one,), share="100") for one in right)
    elif right:
        yield Condition((*right, *wrong), together=True, share="100")


# -- what Canvas has no field for -----------------------------------------------------------------


def _beside(asked: ChoiceQuestion, planned: Plan) -> str:
    """Weights and bounds that Canvas has no field for, where they change nothing it does.

    One line without `--`: Canvas' tool puts what it does not know into a comment of XML.
    """
    if planned.facts or kept(asked.points) != asked.points:
        return ""
    made = usual(asked, planned.key)
    scoring = made.answer.scoring
    if asked.answer.many and is_whole(asked.answer.scoring):  # which a field of its own says
        scoring = replace(scoring, rule=Rule.ALL_OR_NOTHING)
    found = list(settings(asked.answer.scoring, scoring))
    weights = [option.points for option in asked.answer.options]
    if weights != [option.points for option in made.answer.options]:
        found.append(written_weights(weights))
    return " ".join(found)


def written_weights(weights: list[Fraction]) -> str:
    """The weights of the lines of an answer."""
    return "weights=" + ",".join(map(numbers.show, weights))


def settings(scoring: Scoring, usual: Scoring) -> Iterator[str]:
    """Yield what a scoring has otherwise than the usual one."""
    if scoring.rule is not usual.rule:
        yield f"rule={scoring.rule.value}"
    if scoring.floor != usual.floor:
        yield f"floor={_bound(scoring.floor)}"
    if scoring.cap != usual.cap:
        yield f"cap={_bound(scoring.cap)}"


def _bound(value: Fraction | None) -> str:
    return "none" if value is None else numbers.show(value)
