"""Gaps in a prompt: boxes and drop-downs in the stem, a response and a score for each of them.

A drop-down holds plain text only. A gap says by its label which one it is, and by its class that it is
one of ours; its response is `GAP_n` and its score `SCORE_n`, in the order of the gaps.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from markupsafe import Markup

from examc.core.answers import (
    Choice,
    FillIn,
    Gap,
    Key,
    Numeric,
    Option,
    ShortAnswer,
    answer_parts,
)
from examc.core.content import plain
from examc.core.keys import AcceptedNumber, AcceptedText
from examc.core.meaning import best, part_schemes
from examc.core.model import Question
from examc.formats.qti21 import names, rules, scored, scores, typed
from examc.formats.qti21.html import attribute
from examc.formats.qti21.rules import MapEntry, PartScore, Response, Setting, Test
from examc.formats.qti21.scored import Scored
from examc.text.xhtml import escape


def interactions(answer: FillIn) -> dict[str, str]:
    """What stands in the prompt in place of each gap, by its id."""
    return {gap.id: _interaction(place, gap) for place, gap in enumerate(answer.gaps, 1)}


def _interaction(place: int, gap: Gap) -> str:
    own = f'responseIdentifier="{names.gap_response(place)}" label="{attribute(gap.id)}"'
    match gap.key:
        case Choice() as choice:
            options = "".join(
                _option(names.gap_choice(place, number), option)
                for number, option in enumerate(choice.options, 1)
            )
            shuffle = "true" if choice.shuffle else "false"
            start = f'<inlineChoiceInteraction class="{names.GAP}" {own} shuffle="{shuffle}">'
            return f"{start}{options}</inlineChoiceInteraction>"
        case Numeric() | ShortAnswer() as key:
            length = f'expectedLength="{typed.length(key)}"'
            box = f'<textEntryInteraction class="{names.GAP}" {own} {length}/>'
            return f"{box}{unit(key.unit)}" if isinstance(key, Numeric) else box
        case _:
            assert_never(gap.key)


def unit(text: str) -> Markup:
    """The unit behind a box, after a space at which no line breaks; nothing for no unit."""
    return Markup(f'<span class="{names.UNIT}">\u00a0{escape(text)}</span>' if text else "")


def _option(identifier: str, option: Option) -> str:
    label = f' label="{attribute(option.id)}"' if option.id else ""
    fixed = ' fixed="true"' if option.fixed else ""
    mark = ""
    if option.correct != (option.points > 0):
        mark = f' class="{names.CHECKED if option.correct else names.UNCHECKED}"'
    start = f'<inlineChoice identifier="{identifier}"{fixed}{mark}{label}>'
    return f"{start}{escape(plain(option.text))}</inlineChoice>"


def item(question: Question, answer: FillIn, shown: Sequence[Setting | None]) -> Scored:
    """The item of a question with gaps, but for what frames every kind."""
    made = Scored(responses=[], rules=[])
    lines, earned = list(shown), []
    full = [best(scheme) for scheme in part_schemes(answer)]
    for place, (gap, most) in enumerate(zip(answer.gaps, full, strict=True), 1):
        count = len(answer_parts(gap.key))
        _add(made, place, gap, lines[1 : 1 + count])
        lines = lines[1 + count :]
        own = names.part_score(place)
        made.scores.append(PartScore(own, scores.maximum(most), attribute(gap.id)))
        earned.append((own, scores.reached(most, [line.points for line in _lines(gap.key)])))
    scored.total(made, answer.scoring.rule, earned, question.points)
    return made


def _add(made: Scored, place: int, gap: Gap, shown: Sequence[Setting | None]) -> None:
    """Add the response of a gap, what it earns, and the feedback on what is given there."""
    own, outcome = names.gap_response(place), names.part_score(place)
    match gap.key:
        case Choice() as choice:
            made.responses.append(_chosen(own, place, choice))
            answered = Test(kind="answered", variable=own)
            made.rules.append(rules.when(answered, Setting(outcome=outcome, mapped=own)))
            for number, feedback in enumerate(shown, 1):
                if feedback is not None:
                    made.rules.append(rules.when(_is(own, place, number), feedback))
        case Numeric() | ShortAnswer() as key:
            made.responses.append(typed.response(own, key))
            made.rules += typed.rule(own, key, outcome, shown)
        case _:
            assert_never(gap.key)


def _chosen(own: str, gap: int, choice: Choice) -> Response:
    right = right_option(choice)
    return Response(
        identifier=own,
        base_type="identifier",
        correct=[] if right is None else [names.gap_choice(gap, right + 1)],
        entries=[
            MapEntry(key=names.gap_choice(gap, place), value=scores.number(option.points))
            for place, option in enumerate(choice.options, 1)
        ],
    )


def right_option(choice: Choice) -> int | None:
    """The place of the option that is shown as right: the first of the highest weight above 0."""
    earning = [place for place, option in enumerate(choice.options) if option.points > 0]
    return max(earning, key=lambda place: choice.options[place].points, default=None)


def _is(own: str, gap: int, place: int) -> Test:
    value = names.gap_choice(gap, place)
    return Test(kind="is", variable=own, base_type="identifier", value=value)


def weights(answer: FillIn) -> list[Fraction]:
    """What all that can be given in the gaps is worth."""
    return [part.points for gap in answer.gaps for part in _lines(gap.key)]


def _lines(key: Key) -> tuple[Option | AcceptedNumber | AcceptedText, ...]:
    return key.options if isinstance(key, Choice) else key.accepted
