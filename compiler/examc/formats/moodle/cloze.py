"""Embedded answers (cloze): how a question keeps weights that Moodle's grid does not have.

The whole question is one text; its options stand in braces, each with a percentage of its own,
and no grid limits these (multianswer/questiontype.php, qtype_multianswer_extract_question).
"""

from collections.abc import Iterable
from fractions import Fraction

from examc.core import lazyre, numbers
from examc.core.model import ChoiceQuestion
from examc.formats.moodle.html import needs_files

PLACES = 7  # decimals of a percentage; Moodle keeps as many of the fraction itself
LARGEST_PART = 1000  # denominator of a share that is known again from its first decimals

_LOOKS_LIKE_ANSWER = lazyre.compile(r"\{(?=\d*:|#)")
_SIGNS = lazyre.compile(r"[&<>{}~#\"']|\\\Z|\\(?=[}~#])")
_BACKSLASHED = lazyre.compile(r"\\(?=[}#])")
_SPECIAL = lazyre.compile(r"[{}~]|(?<!&)#|\\\Z")


def bar(question: ChoiceQuestion, shares: tuple[Fraction, ...]) -> str:
    """Why a question cannot be an embedded answer with these shares; "" where it can.

    Its grade is the number before the type, which must be whole. Positive shares of a multiple
    response are divided by their sum, so that they mean what they say only if that is 1; a
    multiple choice needs an option of exactly 1. Its options have no files of their own. And a
    reader must know each share again from its percentage.
    """
    if question.points.denominator != 1 or question.points < 1:
        return "its points are no whole number above 0"
    best = max(shares, default=Fraction(0))
    if not question.answer.many:
        if best != 1:
            return "its best option does not earn all points"
    elif sum([share for share in shares if share > 0], Fraction(0)) != 1:
        return "its positive weights do not add up to its points"
    if any(share_of(percent(share)) != share for share in shares):
        return "its weights have more decimals than Moodle"
    if any(
        needs_files(option.text) or needs_files(option.feedback)
        for option in question.answer.options
    ):
        return "its options have images"
    return ""


def prompt(html: str) -> str:
    """A prompt in which nothing is taken for an embedded answer."""
    return _LOOKS_LIKE_ANSWER.sub("&#123;", html)


def code(weight: int, kind: str, answers: Iterable[str]) -> str:
    """An embedded answer of a whole weight; `kind` is Moodle's word, `answers` are written ones."""
    return f"{{{weight}:{kind}:{'~'.join(answers)}}}"


def text_answer(share: Fraction, text: str, feedback: str) -> str:
    """An accepted text or number with its feedback in HTML."""
    return f"{_fraction(share)}{_escape_text(text)}{_note(feedback)}"


def number_answer(share: Fraction, number: str, feedback: str) -> str:
    """An accepted number, `3.14:0.01` with its tolerance, which is read before any entity is."""
    return f"{_fraction(share)}{number}{_note(feedback)}"


def option(share: Fraction, html: str, feedback: str) -> str:
    """An option in HTML with its feedback."""
    return f"{_fraction(share)}{_escape(html)}{_note(feedback)}"


def percent_option(share: Fraction, html: str) -> str:
    """An option in HTML with its share as a percentage, whatever it is.

    Without any percentage Moodle takes a wrong box for one that costs marks.
    """
    return f"%{percent(share)}%{_escape(html)}"


def answer(
    question: ChoiceQuestion,
    shares: tuple[Fraction, ...],
    options: list[tuple[str, str]],
    *,
    shuffle: bool,
) -> str:
    """The embedded answer itself; `options` are text and feedback in HTML, one pair a share."""
    kind = "MULTICHOICE_V" if not question.answer.many else "MULTIRESPONSE"
    if shuffle:
        kind += "S" if not question.answer.many else "_S"
    pairs = zip(shares, options, strict=True)
    written = [_option(share, text, feedback) for share, (text, feedback) in pairs]
    return code(int(question.points), kind, written)


def percent(share: Fraction) -> str:
    """A share as a percentage, with as many decimals as Moodle has, at most."""
    return numbers.rounded(share * 100, PLACES).rstrip("0").removesuffix(".")


def share_of(text: str) -> Fraction:
    """The share that a percentage stands for: 42.8571429 means 3/7, 42.85 means just that."""
    exact = numbers.value(text) / 100
    if len(text.partition(".")[2]) < PLACES:
        return exact
    simple = exact.limit_denominator(LARGEST_PART)
    return simple if percent(simple) == text else exact


def _option(share: Fraction, text: str, feedback: str) -> str:
    return f"%{percent(share)}%{_escape(text)}{_note(feedback)}"


def _fraction(share: Fraction) -> str:
    return "=" if share == 1 else f"%{percent(share)}%"


def _note(feedback: str) -> str:
    return f"#{_escape(feedback)}" if feedback else ""


def _escape_text(text: str) -> str:
    """A text that Moodle has as it stands once it has resolved entities.

    It then takes a backslash away before `}` and `#`, so that one more is written there.
    """
    doubled = _BACKSLASHED.sub(lambda _: "\\\\", text)
    return _SIGNS.sub(lambda match: f"&#{ord(match[0])};", doubled)


def _escape(html: str) -> str:
    """HTML whose signs do not end an option.

    Moodle resolves entities once before it takes an option for HTML, hence the `&amp;`. Entities
    are safer than backslashes here: Moodle takes those away before `}` and `#` only, and so
    spoils `\\{a\\}` in formulas.
    """
    coded = _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", html)
    return coded.replace("&", "&amp;")
