"""Pairs in GIFT: of equal worth, with right sides of characters alone."""

from examc.core.answers import Matching
from examc.core.content import Blocks, Paragraph, Text, plain
from examc.core.features import Feature
from examc.core.keys import Label, Pair
from examc.core.model import Question
from examc.core.schemes import ZERO
from examc.formats.gift import signs
from examc.formats.gift.writing import Writing, lines
from examc.systems.moodle import marks
from examc.systems.moodle.limits import LONGEST_RIGHT
from examc.text.folding import fold


def matching(writing: Writing, question: Question[Matching]) -> list[str] | None:
    """The lines of the answer; None for a question that is left out."""
    answer = question.answer
    shown = [_shown(right) for right in answer.rights]
    if len(answer.pairs) < 2 or not all(shown) or len(set(shown)) < len(shown):
        why = "it has fewer than two pairs" if len(answer.pairs) < 2 else ""
        why = why or "two right sides are the same characters, or one has none"
        writing.leave_out(question, why)
        return None
    keys = [answer.rights.index(pair.right) for pair in answer.pairs]
    scheme = marks.of_places(keys, len(shown), max(question.points, ZERO))
    told = writing.tell_marks(question, scheme, [])
    each = question.points / len(answer.pairs)
    if Feature.PART_WEIGHT.code not in told and any(
        pair.points != each or pair.wrong for pair in answer.pairs
    ):
        message = "GIFT gives every pair an equal share; no mark changes"
        writing.losses.add(Feature.PART_WEIGHT, question, message, note=True)
    writing.scoring(question, answer.scoring, (), told, single=False)
    writing.without_results(question)
    for pair in answer.pairs:
        _tell(writing, pair, pair.right)
    for other in answer.distractors:
        _tell(writing, other, other.text)
    answers = [
        f"={writing.option(pair, pair.left)} -> {signs.escaped(_shown(pair.right))}"
        for pair in answer.pairs
    ]
    answers += [f"= -> {signs.escaped(_shown(one.text))}" for one in answer.distractors]
    return list(lines(answers, writing.general(question)))


def _shown(right: Blocks) -> str:
    return fold(plain(right)).strip()


def _tell(writing: Writing, one: Pair | Label, right: Blocks) -> None:
    """Report the form of a right side, feedback on a pair, and ids."""
    if right != (Paragraph((Text(_shown(right)),)),):
        message = "GIFT holds characters alone on the right side: its form is lost"
        writing.losses.add(Feature.MATCHING, one, message)
        writing.losses.unread(one, right, "GIFT")
    if len(_shown(right)) > LONGEST_RIGHT:
        message = f"Moodle refuses a right side of more than {LONGEST_RIGHT} characters"
        writing.losses.add("X381", one, message, "shorten it, and say the rest in the question")
    if isinstance(one, Pair) and one.feedback:
        writing.losses.add(Feature.ANSWER_FEEDBACK, one, "GIFT has no feedback on a pair")
    if one.id:
        writing.losses.add(Feature.PART_ID, one, f"GIFT does not hold the id {one.id!r}")
