"""Decides what questions mean that are answered by typing: one number, or one text."""

from examc.core.answers import Numeric, Rule, Scoring, ShortAnswer
from examc.core.model import Question
from examc.formats.exam import vocabulary
from examc.formats.exam.buildkeys import Keys
from examc.formats.exam.buildquestions import Common, Defaults, Questions
from examc.formats.exam.raw import RawItem, RawList, spelled
from examc.formats.exam.refusals import refuse_parts, refuse_space
from examc.formats.exam.values import Words, text

_EXAMPLE = {"numeric": "9.81 ± 0.01", "short answer": "Paris"}


def build_numeric(
    own: str, raw: RawItem, defaults: Defaults, questions: Questions
) -> Question[Numeric]:
    """Make a question that asks for a number."""
    common, scoring, found = _begun(own, raw, defaults, questions)
    unit = text(raw.settings.get("unit"))
    answer = Keys(questions.words).numeric(found, common.points, unit, scoring)
    return Question(answer=answer, **common.fields())


def build_short(
    own: str, raw: RawItem, defaults: Defaults, questions: Questions
) -> Question[ShortAnswer]:
    """Make a question that asks for a few words."""
    common, scoring, found = _begun(own, raw, defaults, questions)
    case = is_exact(raw, questions.words)
    answer = Keys(questions.words).short(found, common.points, case, scoring)
    return Question(answer=answer, **common.fields())


def is_exact(raw: RawItem, words: Words) -> bool:
    """Whether a question says that letter case counts."""
    return words.choice(raw.settings.get("case"), vocabulary.CASE) == "exact"


def _begun(
    own: str, raw: RawItem, defaults: Defaults, questions: Questions
) -> tuple[Common, Scoring, RawList]:
    """What both kinds have: the common fields, the bounds of the mark, and the answers."""
    refuse_parts(
        raw, ("options",), "remove the boxes, or use kind multiple choice", questions.report
    )
    refuse_parts(raw, ("criteria", "levels"), "use kind open for a rubric", questions.report)
    refuse_space(raw, questions.report)
    common = questions.common(own, raw)
    bounds = questions.scoring(raw, defaults.with_words(raw.settings), common.points)
    found = raw.lists.get("answer")
    if found is None or not found.entries:
        kind = raw.kind.value if raw.kind else ""
        example = _EXAMPLE[kind]
        help_line = spelled(
            raw.span, f"write ### answer, and below it - {example}", f"add answer: [{example}]"
        )
        span = found.span if found else raw.span
        if not raw.told:
            questions.report.add("S174", "question accepts no answer", span, help=help_line)
    return common, Scoring(Rule.SUM, bounds.floor, bounds.cap), found or RawList(raw.span, [])
