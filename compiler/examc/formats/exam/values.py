"""What a single word of a source means: numbers, bounds, times, identifiers, closed vocabularies.

A word that means nothing is reported, and a harmless value stands for it.
"""

import re
from collections.abc import Callable
from fractions import Fraction

from examc.core import limits, numbers
from examc.core.diagnostics import Report, did_you_mean, nearest
from examc.core.limits import LARGEST_POINTS, LONGEST_ID
from examc.core.source import Allow, Span
from examc.formats.exam import otherwords
from examc.formats.exam.raw import Word

_SIGNS = str.maketrans("–—‐‑‒", "-----")


class Words:
    """Reads words, each with one rule, and reports what breaks it."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.refused: set[Span] = set()
        """Where a word stands that was refused; many questions may share it."""

    def number(self, word: Word | None) -> Fraction | None:
        """A number of points or a weight, exact; None where there is none to be had."""
        if word is None:
            return None
        value = numbers.parse(word.value)
        if value is None or abs(value) > LARGEST_POINTS:
            self.bad_number(word)
            return None
        return value

    def points(self, word: Word | None) -> Fraction | None:
        """The highest mark of something, at least 0."""
        value = self.number(word)
        if value is not None and value < 0 and word is not None:
            help_line = "write the highest mark; penalties are weights of options"
            self.report.add("S136", "points are below zero", word.span, help=help_line)
            return None
        return value

    def bad_number(self, word: Word, *, share: bool = False) -> None:
        """Say what a number looks like, or how large it may be."""
        message = f"{word.value[:40]!r} is not a number"
        help_line, meant = "write a number such as 2, 1.25 or 1/3", ""
        plain = word.value.translate(_SIGNS).removesuffix("%")
        if re.fullmatch(r"[+-]?\d+,\d+", word.value):
            meant = word.value.replace(",", ".")
        elif numbers.parse(plain) is None and otherwords.written(word.value):
            meant = otherwords.written(word.value)
        elif numbers.parse(word.value) is None and numbers.parse(plain) is not None:
            if word.value.endswith("%") and share:
                message = f"{word.value[:40]!r} is more than any mark"
                help_line = f"the largest is {LARGEST_POINTS} points"
            elif word.value.endswith("%"):
                message = f"{word.value[:40]!r} is a percentage, and points are meant"
                help_line = "write the points; only levels may be percentages"
            else:
                meant = plain
        elif numbers.parse(plain) is not None:
            message = f"{word.value!r} is more than any mark"
            help_line = f"the largest is {LARGEST_POINTS} points"
        help_line = f"write {meant}" if meant else help_line
        self.report.add("S136", message, word.span, help=help_line, fix=meant or None)

    def bound(self, word: Word, default: Fraction | None) -> Fraction | None:
        """A floor or a cap; None is the word "none"."""
        if word.value.lower() == "none":
            return None
        value = numbers.parse(word.value)
        if value is None or abs(value) > LARGEST_POINTS:
            message, help_line = f"{word.value[:40]!r} is not a number", "write a number, or none"
            self.refuse_word("S136", message, word, help_line)
            return default
        return value

    def choice(self, word: Word | None, words: tuple[str, ...]) -> str:
        """A word of a closed vocabulary; "" where it is none of it."""
        if word is None:
            return ""
        value = word.value.lower()
        if value not in words:
            message = f"{word.value[:40]!r} is not known here"
            near = nearest(value, words)
            self.refuse_word("S116", message, word, did_you_mean(value, words), near)
            return ""
        return value

    def refuse_word(
        self, code: str, message: str, word: Word, help_line: str, meant: str = ""
    ) -> None:
        """Report a word once, whatever the number of questions that it is for.

        `meant` is the word that was meant, where it can be told.
        """
        if word.span not in self.refused:
            self.refused.add(word.span)
            self.report.add(code, message, word.span, help=help_line, fix=meant or None)

    def space(self, word: Word | None) -> Fraction | None:
        """The room for an answer, in pages."""
        if word is None:
            return None
        match = re.fullmatch(r"([\d./]+)\s*pages?", word.value.lower())
        value = numbers.parse(match[1]) if match else None
        if value is None or not limits.is_space(value):
            meant = otherwords.room(word.value)
            message = f"{word.value!r} is no answer space"
            help_line = f"write it as {meant or '1/2 page'}"
            self.report.add("S116", message, word.span, help=help_line, fix=meant or None)
            return None
        return value

    def identifier(self, word: Word | None) -> str:
        """The name of something for ever; "" where it has none."""
        if word is None:
            return ""
        if not limits.is_id(word.value):
            help_line = f"use letters, digits, and . _ - between them, {LONGEST_ID} at most"
            self.report.add(
                "S145", f"{word.value[:40]!r} is no identifier", word.span, help=help_line
            )
            return ""
        return word.value

    def language(self, word: Word | None) -> str:
        """A language tag; "en" where none is given."""
        meant = otherwords.language(word.value) if word else ""
        example = meant or "en or nl-NL"
        return self._of_form(word, limits.is_language, "a language", example, meant) or "en"

    def date(self, word: Word | None) -> str:
        """A day, as 2022-02-14."""
        meant = otherwords.day(word.value) if word else ""
        example = meant or "2022-02-14: year, month, day"
        return self._of_form(word, limits.is_date, "a date", example, meant)

    def time(self, word: Word | None) -> str:
        """A time of ISO 8601, as far as it is known."""
        return self._of_form(word, limits.is_time, "a time", "2023-03-15T14:00")

    def minutes(self, word: Word | None) -> int | None:
        """A whole number of minutes."""
        meant = otherwords.minutes(word.value) if word else None
        if word is not None and meant is not None and not limits.is_duration(word.value):
            message = f"{word.value[:40]!r} is not a number of minutes"
            help_line = f"write it as {meant}"
            self.report.add("S116", message, word.span, help=help_line, fix=str(meant))
            return None
        return numbers.whole(
            self._of_form(word, limits.is_duration, "a number of minutes", "a number such as 180")
        )

    def count(self, word: Word | None, noun: str) -> int | None:
        """A whole number from 1 on, of what the noun names."""
        return numbers.whole(self._of_form(word, limits.is_count, f"a number of {noun}", "2"))

    def _of_form(
        self,
        word: Word | None,
        is_one: Callable[[str], bool],
        noun: str,
        example: str,
        meant: str = "",
    ) -> str:
        """A word of a form; "" where it is not, and `meant` is what to write, if that can be told."""
        if word is None:
            return ""
        if not is_one(word.value):
            help_line = f"write it as {example}"
            message = f"{word.value[:40]!r} is not {noun}"
            self.report.add("S116", message, word.span, help=help_line, fix=meant or None)
            return ""
        return word.value


def text(word: Word | None) -> str:
    """A word as it stands; "" where there is none."""
    return word.value if word else ""


def texts(words: list[Word]) -> tuple[str, ...]:
    """Words as they stand."""
    return tuple(word.value for word in words)


def accepted(words: list[Word]) -> tuple[Allow, ...]:
    """The codes of diagnostics that an author accepts, each with its place."""
    return tuple(Allow(word.value, word.span) for word in words)
