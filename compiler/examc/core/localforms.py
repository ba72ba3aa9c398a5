"""Numbers, dates and labels as people write them in the language of an exam.

Files for machines never have these forms: they are for what is printed. Sources: Unicode's CLDR.
"""

from datetime import date
from fractions import Fraction

from examc.core.numbers import show, show_signed
from examc.core.wording import WORDINGS, has_decimal_comma, wording

NO_BREAK = "\u00a0"
"""A space at which no line ends."""

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
_DAYS = {
    "en": "{} {} {}",
    "nl": "{} {} {}",
    "de": "{}. {} {}",
    "fr": "{} {} {}",
    "es": "{} de {} de {}",
}


class Forms:
    """How one language writes; English words for a language that has none here."""

    def __init__(self, language: str) -> None:
        self.comma = has_decimal_comma(language)
        words = wording(language)
        self.own = next(code for code, known in WORDINGS.items() if known is words)

    def number(self, value: Fraction) -> str:
        """A number, exactly: `0.5` or `0,5`, with a minus sign that is one; `1/3` has no other form."""
        return self.spelled(show(value))

    def signed(self, value: Fraction) -> str:
        """A weight with its sign: `+0,5`."""
        return self.spelled(show_signed(value))

    def spelled(self, shown: str) -> str:
        """A number that is written with a point and a hyphen already."""
        shown = shown.replace("-", "−")
        return shown.replace(".", ",") if self.comma else shown

    def percent(self, shown: str) -> str:
        """A percentage, of its digits: `66.67%`, `66,67 %`."""
        space = NO_BREAK if self.own in ("de", "fr", "es") else ""
        return f"{self.spelled(shown)}{space}%"

    def is_one(self, value: Fraction) -> bool:
        """Whether a noun beside a number is singular: in French below two."""
        return 0 <= value < 2 if self.own == "fr" else value == 1

    def day(self, iso: str) -> str:
        """A date such as 2022-02-14 in words; whatever else it says stays as it is."""
        try:
            found = date.fromisoformat(iso)
        except ValueError:
            return iso
        first = self.own == "fr" and found.day == 1
        month = _MONTHS[self.own].split()[found.month - 1]
        shown = _DAYS[self.own].format("1er" if first else found.day, month, found.year)
        return shown.replace(" ", NO_BREAK, 1)

    def labelled(self, label: str, value: str) -> str:
        """A value behind its label."""
        return f"{label}{NO_BREAK if self.own == 'fr' else ''}: {value}"

    def kept(self, words: str) -> str:
        """Words that an exam adds: no line ends before a sign that French sets apart."""
        if self.own != "fr":
            return words
        for sign in ":;!?":
            words = words.replace(f" {sign}", NO_BREAK + sign)
        return words.replace("'", "’")


def numbered(words: str) -> str:
    """A noun and its number, between which no line ends: `Question 3`."""
    head, space, number = words.rpartition(" ")
    return f"{head}{NO_BREAK}{number}" if space else words
