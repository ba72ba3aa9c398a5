"""What a question of GIFT asks for, by Moodle's rules: its kind, and its key."""

import re
from collections.abc import Callable
from fractions import Fraction

from examc.core import lazyre
from examc.core.answers import (
    Answer,
    Choice,
    Matching,
    Option,
    Scoring,
    ShortAnswer,
    TrueFalse,
    Written,
)
from examc.core.content import Blocks, Paragraph, Text
from examc.core.keys import AcceptedText, Label, Pair
from examc.core.limits import LONGEST_ANSWER
from examc.core.schemes import ZERO
from examc.formats.foreign.quoting import quoted
from examc.formats.gift import signs
from examc.formats.gift.numeric import numeric
from examc.formats.gift.one import POINTS, NoQuestion, One
from examc.formats.gift.pieces import Part, Piece, pieces
from examc.systems.moodle import reading
from examc.text.folding import fold

ONE = Fraction(1)
MOST_OPTIONS = 1000  # of one question
_TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_EMBEDDED = lazyre.compile(
    r"[0-9]{0,3}:(?:MULTI|MC|MR|SA|SHORTANSWER|MW|NM|NUMERICAL)[A-Z_]{0,12}:"
)
_LIKE_TRUTH = lazyre.compile(r"=?\s*(?:t|true|f|false)\s*", re.IGNORECASE)


def answer(one: One, answers: Part) -> Answer:
    """What a question with these answers asks for."""
    text = answers.text
    if not text:
        return Written()
    reader: Callable[[One, Part], Answer]
    if text.startswith(">"):
        message = "GIFT has no such question; a plugin of Moodle may have written it"
        raise NoQuestion(message, "export it as Moodle XML", "R514")
    if (code := _EMBEDDED.match(text)) is not None:
        message = (
            f"{quoted(code[0])} begins an answer embedded in a text, which GIFT does not know: "
        )
        help_line = "leave it out, or write the question as Moodle XML"
        one.tell(
            "R573", f"{message}Moodle takes it for a part of the answer", help_line, at=answers
        )
        return answer(one, answers.part(code.end()))
    if text.startswith("#"):
        reader = numeric
    elif "~" in text:
        reader = choice
    elif "=" in text and "->" in text:
        reader = matching
    elif _truth(text) is not None:
        reader = true_false
    else:
        reader = short_answer
    return reader(one, answers)


# -- options --------------------------------------------------------------------------------------


def choice(one: One, answers: Part) -> Choice:
    """Options: one of them where any has all points by `=`, else any number of them."""
    found = list(pieces(answers, "=~"))
    if len(found) < 2:
        raise NoQuestion("it has fewer than two options", "write another one, behind ~")
    if len(found) > MOST_OPTIONS:
        raise NoQuestion(f"it has {len(found)} options", f"keep {MOST_OPTIONS} at most")
    kept = [piece for piece in found if piece.text.text]
    if len(kept) < len(found):
        one.tell("R494", "options without a text are left out, as Moodle leaves them out")
    if len(kept) < 2:
        raise NoQuestion("it has fewer than two options", "write another one, behind ~")
    single = any(piece.sign == "=" for piece in found)
    shares = [_option_share(one, piece) for piece in kept]
    options = tuple(
        Option(
            text=one.text(piece.text),
            points=share * POINTS,
            correct=share > 0,
            feedback=one.text(piece.feedback),
            span=one.span(piece.text),
        )
        for piece, share in zip(kept, shares, strict=True)
    )
    scoring = reading.usual(shares, POINTS, single=single)
    return Choice(options=options, many=not single, scoring=scoring)


def _option_share(one: One, piece: Piece) -> Fraction:
    tell_odd(one, piece)
    if piece.weight and piece.sign == "=":
        share = one.share(piece.weight, piece.text)
        if share != 1:
            message = f"Moodle takes what `=` begins for all points, and shows {piece.weight}% as "
            one.tell("R573", f"{message}text; the weight is read", "write ~ for =", at=piece.text)
        return share
    if piece.weight:
        return one.share(piece.weight, piece.text)
    return ONE if piece.sign == "=" else ZERO


def tell_odd(one: One, piece: Piece) -> None:
    """Tell of what looks like a weight, and is none."""
    if piece.odd:
        message = f"{quoted(signs.shown(piece.odd))} is no weight to Moodle, which shows it as text"
        help_line = "write a percentage such as %33.33333%"
        one.tell("R573", message, help_line, at=piece.text)


# -- true or false --------------------------------------------------------------------------------


def _truth(text: str) -> bool | None:
    """Which side is right; None where the answer is no truth."""
    at = text.find("#")
    return _TRUTHS.get(text[:at].strip() if at > 0 else text)


def true_false(one: One, answers: Part) -> TrueFalse:
    """A statement, with the feedback on the wrong side and then that on the right one."""
    said, rest = answers.cut("#")
    wrong, right = (None, None) if rest is None else rest.cut("#")
    truth = _TRUTHS[said.text]
    sides = [
        Option(
            text=(),
            points=POINTS if side == truth else ZERO,
            correct=side == truth,
            feedback=one.text(right if side == truth else wrong),
            span=one.span(said),
        )
        for side in (True, False)
    ]
    scoring = reading.usual([side.points for side in sides], POINTS, single=True)
    return TrueFalse(true=sides[0], false=sides[1], scoring=scoring)


# -- texts ----------------------------------------------------------------------------------------


def short_answer(one: One, answers: Part) -> ShortAnswer:
    """A text to type; letter case does not count, and `*` stands for any run of characters."""
    if _LIKE_TRUTH.fullmatch(answers.text):
        message = f"Moodle takes {quoted(answers.text)} for a text to type, not for a truth"
        one.tell("R573", message, "write {TRUE} or {FALSE}", at=answers)
    given = [(piece, _share(one, piece)) for piece in pieces(answers, "=")]
    kept, last = reading.without_remark(
        [pair for pair in given if _is_kept(one, pair[0])],
        lambda pair: signs.shown(pair[0].text.text) == reading.ANY,
        lambda pair: pair[1],
    )
    if last is not None and last[0].feedback and last[0].feedback.text:
        if kept and all(share == 1 for _, share in kept):
            one.incorrect = one.text(last[0].feedback)
        else:
            kept = [*kept, last]
    if not kept:
        raise NoQuestion("it has no accepted text", "write one, behind =")
    shares = [share for _, share in kept]
    accepted = tuple(_accepted(one, piece, share) for piece, share in kept)
    return ShortAnswer(accepted=accepted, scoring=reading.usual(shares, POINTS, single=True))


def _share(one: One, piece: Piece) -> Fraction:
    tell_odd(one, piece)
    return one.share(piece.weight, piece.text) if piece.weight else ONE


def _is_kept(one: One, piece: Piece) -> bool:
    """Whether anybody can give an accepted answer; one that nobody can is told."""
    text = signs.shown(piece.text.text)
    if len(text) > LONGEST_ANSWER:
        message = f"an accepted text of {len(text)} characters is left out"
        one.tell("R494", message, "nobody types it; ask it as an essay", at=piece.text)
        return False
    if not text.strip():
        one.tell("R494", "an accepted answer without a text is left out", "remove it")
        return False
    return True


def _accepted(one: One, piece: Piece, share: Fraction) -> AcceptedText:
    text, match = reading.accepted(one.plain(piece.text))
    return AcceptedText(
        points=share * POINTS,
        text=text,
        match=match,
        feedback=one.text(piece.feedback),
        span=one.span(piece.text),
    )


# -- pairs ----------------------------------------------------------------------------------------


def matching(one: One, answers: Part) -> Matching:
    """Pairs of equal worth; a right side without a left one is wrong everywhere."""
    pairs: list[tuple[Part, str]] = []
    for piece in pieces(answers, "="):
        whole = _whole(answers, piece)
        left, right = whole.cut("->")
        if right is None:
            message = f"{quoted(signs.shown(whole.text))} has no -> between its two sides"
            raise NoQuestion(message, "write each pair as =left -> right")
        shown = fold(signs.shown(right.text)).strip()
        if shown:
            pairs.append((left, shown))
        elif left.text:
            message = "a pair is left out: it has no right side, and Moodle refuses it"
            one.tell("R494", message, "write a right side", at=left)
    asked = [(left, right) for left, right in pairs if left.text]
    if len(asked) < 2:
        raise NoQuestion("it has fewer than two pairs", "ask it as a multiple choice", "R514")
    taken = {right for _, right in asked}
    others = dict.fromkeys(right for left, right in pairs if not left.text and right not in taken)
    each = POINTS / len(asked)
    return Matching(
        pairs=tuple(
            Pair(left=one.text(left), right=_line(right), points=each, span=one.span(left))
            for left, right in asked
        ),
        distractors=tuple(Label(text=_line(right)) for right in others),
        scoring=Scoring(cap=POINTS),
    )


def _whole(answers: Part, piece: Piece) -> Part:
    """A pair with all its signs: it has neither weight nor feedback."""
    start = piece.text.start - answers.start
    begin = answers.text.rfind("=", 0, start) + 1
    end = answers.text.find("=", start)
    return answers.part(begin, None if end < 0 else end)


def _line(right: str) -> Blocks:
    return (Paragraph((Text(right),)),)
