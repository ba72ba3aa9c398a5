"""Tables whose rows are embedded answers: pairs as drop-downs, rows of a matrix as buttons."""

from collections.abc import Iterable
from fractions import Fraction

from examc.core.answers import Matching, Matrix
from examc.core.content import Blocks
from examc.core.features import Feature
from examc.core.keys import Label, Pair, Row
from examc.core.model import Question
from examc.core.numbers import show
from examc.core.schemes import ZERO
from examc.formats.moodle import cloze, entries, gapcodes, gaps
from examc.formats.moodle.html import needs_files
from examc.formats.moodle.writing import Writing
from examc.systems.moodle.pages import GAP


def drop_downs(
    writing: Writing, question: Question[Matching], fields: entries.Fields, prompt: str
) -> entries.Cloze:
    """Pairs, each with a drop-down of all right sides."""
    answer = question.answer
    full = gaps.full_marks(answer)
    weights = gaps.whole_weights(full)
    codes: list[str] = []
    for pair, best, weight in zip(answer.pairs, full, weights, strict=True):
        codes.append(_drop_down(writing, answer, pair, best, weight))
    for one in answer.distractors:
        if not gapcodes.is_plain(one.text):
            _formless(writing, one, one.text)
    rows = [writing.page.compact(pair.left) for pair in answer.pairs]
    hints = tuple(entries.hint("pair", id=pair.id) for pair in answer.pairs)
    hints += tuple(entries.hint("distractor", id=one.id) for one in answer.distractors)
    return _table(writing, question, rows, codes, weights, hints, fields, prompt, "matching")


def _formless(writing: Writing, node: Pair | Label, right: Blocks) -> None:
    """Report what a right side loses in a drop-down."""
    message = "Moodle's drop-downs show characters alone: the form of this right side is lost"
    writing.losses.add(Feature.MATCHING, node, message)
    writing.losses.unread(node, right, "Moodle")


def _drop_down(writing: Writing, answer: Matching, pair: Pair, best: Fraction, weight: int) -> str:
    """The drop-down of a left side; the feedback on a pair is for those who miss it."""
    if not gapcodes.is_plain(pair.right):
        _formless(writing, pair, pair.right)
    if needs_files(pair.feedback):
        message = "Moodle's embedded answers have no files: the images in this feedback are lost"
        writing.losses.add(Feature.ANSWER_FEEDBACK, pair, message)
    feedback = writing.page.blocks(pair.feedback)
    writing.page.used.clear()
    options: list[str] = []
    for right in answer.rights:
        is_right = right == pair.right
        points = pair.points if is_right else pair.wrong
        share = points / best if best > 0 else Fraction(int(is_right), 1)
        text = gapcodes.drop_down(writing.page, right)
        options.append(cloze.option(share, text, "" if is_right else feedback))
    return cloze.code(weight, "MULTICHOICE", options)


def buttons(
    writing: Writing, question: Question[Matrix], fields: entries.Fields, prompt: str
) -> entries.Cloze:
    """Rows, each with radio buttons side by side, or boxes where several can be right."""
    answer = question.answer
    full = gaps.full_marks(answer)
    weights = gaps.whole_weights(full)
    codes = [
        _buttons(writing, answer, row, best, weight)
        for row, best, weight in zip(answer.rows, full, weights, strict=True)
    ]
    writing.page.used.clear()
    if any(needs_files(column.text) for column in answer.columns):
        message = "Moodle's embedded answers have no files: the images in the columns are lost"
        writing.losses.add(Feature.MATRIX, question, message)
    rows = [writing.page.compact(row.text) for row in answer.rows]
    hints = tuple(entries.hint("column", id=one.id) for one in answer.columns)
    hints += tuple(_row_hint(row) for row in answer.rows)
    return _table(writing, question, rows, codes, weights, hints, fields, prompt, "matrix")


def _buttons(writing: Writing, answer: Matrix, row: Row, best: Fraction, weight: int) -> str:
    shares = [cell.points / best if best > 0 else ZERO for cell in row.cells]
    if best <= 0 and shares:
        shares[0] = Fraction(1)
    labels = [writing.page.compact(column.text) or "<br/>" for column in answer.columns]
    options = [
        cloze.percent_option(share, label) for share, label in zip(shares, labels, strict=True)
    ]
    return cloze.code(weight, "MULTIRESPONSE_H" if answer.several else "MULTICHOICE_H", options)


def right_columns(row: Row) -> str:
    """The columns (from 1) that are right in a row, where these are not those that earn points."""
    checked = [str(at) for at, cell in enumerate(row.cells, 1) if cell.correct]
    earning = [str(at) for at, cell in enumerate(row.cells, 1) if cell.points > 0]
    return " ".join(checked) or "none" if checked != earning else ""


def _row_hint(row: Row) -> entries.Hint:
    """What of a row its buttons do not say: its name, and cells that are right without points."""
    is_worthless = not any(cell.points > 0 for cell in row.cells)
    points = " ".join(show(cell.points) for cell in row.cells) if is_worthless else ""
    return entries.hint("row", id=row.id, right=right_columns(row), points=points)


def _table(
    writing: Writing,
    question: Question[Matching] | Question[Matrix],
    lefts: Iterable[str],
    codes: list[str],
    weights: tuple[int, ...],
    hints: tuple[entries.Hint, ...],
    fields: entries.Fields,
    prompt: str,
    kind: str,
) -> entries.Cloze:
    """The prompt, and below it a table of left sides with their embedded answers."""
    rows = "\n".join(
        f"<tr><td>{left}</td><td><{GAP[0]}{place}{GAP[1]}></td></tr>"
        for place, left in enumerate(lefts)
    )
    table = f'<table class="examc-{kind} {writing.page.table_class}">\n<tbody>\n{rows}\n</tbody>\n'
    shown = writing.text(question, table).files
    files = (*fields["text"].files, *(f for f in shown if f not in fields["text"].files))
    fields["text"] = entries.Text(fields["text"].xml, files)
    by_place = {str(place): code for place, code in enumerate(codes)}
    html = gaps.placed(f"{prompt}\n{table}</table>", by_place)
    return gaps.finished(writing, question, html, weights, hints, fields, kind)
