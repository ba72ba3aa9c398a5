"""Left sides and their right sides: a matching of equal shares, without penalties.

A matrix is the same where each row has one right column.
"""

from collections.abc import Sequence

from examc.core import schemes
from examc.core.answers import Matching, Matrix
from examc.core.content import Blocks, plain
from examc.core.features import Feature
from examc.core.keys import Label, Pair
from examc.core.model import Question
from examc.core.records import Record
from examc.core.schemes import ZERO, Scheme
from examc.formats.moodle import entries, gapcodes, gaps, kindentries, tables
from examc.formats.moodle.writing import Writing
from examc.systems.comparing import differs
from examc.systems.moodle import labels
from examc.systems.moodle.limits import LONGEST_RIGHT


class Sides(Record, frozen=True):
    """Right sides as the plain texts that Moodle shows, and which of them each left side has."""

    rights: tuple[str, ...]
    keys: tuple[int, ...]

    def scheme(self, question: Question) -> Scheme:
        """How Moodle marks it, with right sides by their places in the question."""
        points = max(question.points, ZERO)
        each = points / max(len(self.keys), 1)
        parts = tuple(
            schemes.One(tuple(each if right == self.rights[key] else ZERO for right in self.rights))
            for key in self.keys
        )
        return schemes.Parts(parts, (each,) * len(parts), points)


def matching(
    writing: Writing, question: Question[Matching], fields: entries.Fields, prompt: str
) -> entries.Entry:
    """Pairs; with weights or penalties of their own as embedded answers, if the user wants these."""
    answer = question.answer
    rights = tuple(map(shown, answer.rights))
    sides = Sides(rights, tuple(answer.rights.index(pair.right) for pair in answer.pairs))
    scheme = sides.scheme(question)
    if writing.options.offgrid == "cloze" and differs(question, schemes.meant(question), scheme):
        return tables.drop_downs(writing, question, fields, prompt)
    told = list(gaps.tell(writing, question, scheme))
    writing.without_notes(question)
    _refuse(writing, question, told)
    for pair in answer.pairs:
        if pair.feedback:
            message = "Moodle has no feedback on a pair"
            writing.losses.add(Feature.ANSWER_FEEDBACK, pair, message)
        _report_right(writing, pair, pair.right)
    for one in answer.distractors:
        _report_right(writing, one, one.text)
    pairs = [_pair(writing, pair, labels.legal(shown(pair.right))) for pair in answer.pairs]
    pairs += [
        kindentries.Pair(entries.EMPTY, entries.line(labels.legal(shown(one.text))), _id(one.id))
        for one in answer.distractors
    ]
    return kindentries.Matching(
        pairs=tuple(pairs),
        result=writing.by_result(question),
        beside=tuple(gaps.settings(answer.scoring, question, told)),
        **fields,
    )


def shown(content: Blocks) -> str:
    """What Moodle shows of a right side: its characters alone."""
    return plain(content)


def _pair(writing: Writing, pair: Pair, right: str) -> kindentries.Pair:
    left = writing.text(pair, writing.page.compact(pair.left) or "<br/>")
    return kindentries.Pair(left, entries.line(right), _id(pair.id))


def _id(own: str) -> entries.Hint:
    return entries.hint(id=own)


def _report_right(writing: Writing, node: Pair | Label, content: Blocks) -> None:
    if not shown(content):
        message = "Moodle refuses a right side without characters"
        writing.losses.add("X381", node, message, "write a text on the right side")
    elif len(shown(content)) > LONGEST_RIGHT:
        message = f"Moodle refuses a right side of more than {LONGEST_RIGHT} characters"
        writing.losses.add("X381", node, message, "shorten it, and say the rest in the question")
    elif not gapcodes.is_plain(content):
        message = "Moodle shows characters alone on the right side: its form is lost"
        writing.losses.add(Feature.MATCHING, node, message)
        writing.losses.unread(node, content, "Moodle")


def _refuse(
    writing: Writing, question: Question[Matching] | Question[Matrix], told: Sequence[str]
) -> None:
    """Refuse weights that Moodle would change, where the user wants none changed."""
    if writing.options.offgrid == "error" and Feature.PART_WEIGHT.code in told:
        writing.refused = True
        message = "Moodle gives every part an equal share, and these have other weights"
        writing.losses.add("X316", question, message, "give all parts the same weight")


# -- matrix ---------------------------------------------------------------------------------------


def matrix(
    writing: Writing, question: Question[Matrix], fields: entries.Fields, prompt: str
) -> entries.Entry:
    """Rows; a matching where that gives the same marks, else buttons in a table."""
    answer = question.answer
    sides = _sides(answer)
    if sides is None or differs(question, schemes.meant(question), sides.scheme(question)):
        return tables.buttons(writing, question, fields, prompt)
    writing.without_notes(question)
    pairs = []
    for row, key in zip(answer.rows, sides.keys, strict=True):
        left = writing.text(row, writing.page.compact(row.text) or "<br/>")
        hint = entries.hint(id=row.id, right=tables.right_columns(row))
        pairs.append(kindentries.Pair(left, entries.line(sides.rights[key]), hint))
    unused = [place for place in range(len(sides.rights)) if place not in sides.keys]
    pairs += [kindentries.Pair(entries.EMPTY, entries.line(sides.rights[at])) for at in unused]
    columns = tuple(
        entries.hint("column", id=one.id, text=text)
        for one, text in zip(answer.columns, sides.rights, strict=True)
    )
    return kindentries.Matching(
        pairs=tuple(pairs),
        result=writing.by_result(question),
        beside=(("kind", "matrix"), *gaps.settings(answer.scoring, question, ())),
        inside=columns,
        **fields,
    )


def _sides(answer: Matrix) -> Sides | None:
    """A matrix as left and right sides; None where a row has several right columns, or any form."""
    rights = tuple(labels.legal(shown(column.text)) for column in answer.columns)
    is_plain = all(gapcodes.is_plain(column.text) for column in answer.columns)
    keys = [[at for at, cell in enumerate(row.cells) if cell.points > 0] for row in answer.rows]
    if answer.several or not is_plain or len(set(rights)) < len(rights) or not all(rights):
        return None
    if any(len(own) != 1 for own in keys):
        return None
    return Sides(rights, tuple(own[0] for own in keys))
