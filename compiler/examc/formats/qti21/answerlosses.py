"""What a package bends of the further kinds where that depends on a value: weights, ends, files."""

from typing import assert_never

from examc.core import numbers
from examc.core.answers import (
    Choice,
    FillIn,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Program,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
)
from examc.core.content import Blocks, Text, plain, walk
from examc.core.content import Paragraph as Lines
from examc.core.diagnostics import listed
from examc.core.features import Feature
from examc.core.keys import AcceptedNumber
from examc.core.losses import Losses
from examc.core.model import Question
from examc.core.wording import has_words
from examc.formats.qti21 import scores
from examc.formats.qti21.losses import rounded


def report(asked: Question, language: str, losses: Losses) -> None:
    """Tell what is bent of an answer, at each of its lines."""
    match asked.answer:
        case Choice() | Written():
            pass
        case TrueFalse():
            _words(asked, language, losses)
        case Numeric() | ShortAnswer() as key:
            _typed(key, losses)
        case FillIn() as filled:
            _filled(filled, losses)
        case Matching(pairs=pairs):
            for pair in pairs:
                rounded(Feature.PART_WEIGHT, "the weight", pair.points, pair, losses)
                rounded(Feature.PART_WEIGHT, "the penalty", pair.wrong, pair, losses)
        case Matrix(rows=rows):
            for row in rows:
                for points in dict.fromkeys(cell.points for cell in row.cells):
                    rounded(Feature.PART_WEIGHT, "the weight", points, row, losses)
        case Ordering() as order:
            from examc.formats.qti21 import ordering

            each = ordering.share(asked, order)
            rounded(Feature.ORDERING, "the share of each place", each, asked, losses)
        case Upload() as upload:
            _files(asked, upload, losses)
        case Program(start=start):
            if start:
                message = "shows the starting text below the prompt: its box for text is empty"
                losses.add(Feature.START, asked, message, "say in the prompt to begin with it")
        case _:
            assert_never(asked.answer)


def _words(asked: Question, language: str, losses: Losses) -> None:
    if not has_words(language):
        message = f'calls the two options "true" and "false": there are no words for {language!r}'
        help_line = "write it as a multiple choice with words of your own"
        losses.add(Feature.TRUE_FALSE, asked, message, help_line)


def _typed(key: Numeric | ShortAnswer, losses: Losses) -> None:
    for one in key.accepted:
        if isinstance(one, AcceptedNumber):
            _ends(one, losses)
    for line in key.accepted:
        rounded(Feature.ANSWER_WEIGHT, "the weight", line.points, line, losses)


def _ends(one: AcceptedNumber, losses: Losses) -> None:
    """Ends that no decimal says."""
    for what, end, written in (
        ("lowest", one.low, scores.lower_end(one.low)),
        ("highest", one.high, scores.upper_end(one.high)),
    ):
        if not numbers.is_decimal(end):
            message = f"rounds the {what} number {numbers.show(end)} outward, to {written}"
            help_line = "write a tolerance, such as 0.333 ± 0.001"
            losses.add(Feature.NUMERIC, one, message, help_line)


def _filled(filled: FillIn, losses: Losses) -> None:
    for gap in filled.gaps:
        match gap.key:
            case Choice(options=options):
                for option in options:
                    rounded(Feature.WEIGHT, "the weight", option.points, option, losses)
                    if not _is_plain(option.text):
                        message = f"shows this option as plain text: {plain(option.text)}"
                        losses.add(Feature.FILL_IN, option, message, "write it without markup")
                        losses.unread(option, option.text)
            case Numeric() | ShortAnswer() as key:
                _typed(key, losses)
            case _:
                assert_never(gap.key)


def _is_plain(text: Blocks) -> bool:
    return all(isinstance(node, Text | Lines) for node in walk(text))


def _files(asked: Question, upload: Upload, losses: Losses) -> None:
    """Limits that no box checks."""
    from examc.formats.qti21 import handed

    unchecked = []
    if upload.types and not handed.mime_type(upload):
        unchecked.append("types")
    if upload.size is not None:
        unchecked.append("size")
    if unchecked:
        what = listed(unchecked)
        message = f"tells students the {what} of files, and does not check them"
        losses.add(Feature.FILES, asked, message, "check them when you mark")
    _number(asked, upload, handed.boxes(upload), losses)


def _number(asked: Question, upload: Upload, boxes: int, losses: Losses) -> None:
    """How many files there may be, of which the boxes alone tell students."""
    fewest = upload.fewest
    shown = f"has {boxes} {'box' if boxes == 1 else 'boxes'} for files"
    if upload.most is None:
        message = f"has boxes for {boxes} files: it knows no box for any number"
        losses.add(Feature.FILES, asked, message, "say how many files there may be at most")
    elif fewest < boxes:
        enough = {0: "none is needed", 1: "1 is enough"}.get(fewest, f"{fewest} are enough")
        message = f"{shown}, and does not tell students that {enough}"
        losses.add(Feature.FILES, asked, message, "say it in the prompt")
    elif boxes > 1:
        message = f"{shown}, and does not check that each has one"
        losses.add(Feature.FILES, asked, message, "check it when you mark")
