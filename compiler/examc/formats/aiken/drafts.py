"""Lines of Aiken → questions as far as their lines say them, each line at its place.

Moodle takes a line for an option that begins with a capital letter, `.` or `)`, and a blank; for the
key, one that begins with `ANSWER:`. What people write instead is read as it is meant, and told.
"""

import re
from collections.abc import Iterator

from examc.core import lazyre
from examc.core.records import Mutable, Record, field
from examc.core.source import Source

_OPTION = lazyre.compile(r"([A-Z])[.)](?:[ \t]+|$)(.*)")
_LIKE_OPTION = lazyre.compile(r"\(?([A-Za-z])[.):][ \t]*(.*)")
_ANSWER = lazyre.compile(r"ANSWER:[ \t]*(.*)")
_LIKE_ANSWER = lazyre.compile(
    r"(?:correct )?(?:answer|ans)s?[ \t]*[:.=][ \t]*(\(?[a-z]\b.{0,40})", re.IGNORECASE
)
_LETTER = lazyre.compile(r"\(?([A-Za-z])(?:$|[^\w,;&/+](?!.*\b[A-Z]\b)|[.)](?!.*\b[A-Z]\b))")


class Line(Record, frozen=True):
    """An option: the line that it stands on, its letter, and its text."""

    number: int
    letter: str
    text: str


class Draft(Mutable):
    """A question as far as it was read; `answer` is what stands behind `ANSWER:`.

    `odd` says what Moodle does not take as it is meant here.
    """

    lines: list[tuple[int, str]] = field(default_factory=list)
    options: list[Line] = field(default_factory=list)
    answer: str | None = None
    ends: int = 1
    odd: str = ""
    behind: list[tuple[int, str]] = field(default_factory=list)
    """Lines below an option that are none."""

    @property
    def line(self) -> int:
        """The line that it begins on."""
        return (
            self.lines[0][0]
            if self.lines
            else self.options[0].number
            if self.options
            else self.ends
        )

    @property
    def right(self) -> str:
        """The letter that the answer names; the whole answer where it is not one letter."""
        said = (self.answer or "").strip()
        found = _LETTER.match(said)
        return found[1].upper() if found else said

    @property
    def is_begun(self) -> bool:
        """Whether anything of it was read."""
        return bool(self.lines or self.options)

    def tell(self, odd: str) -> None:
        """Note the first thing that Moodle takes otherwise."""
        self.odd = self.odd or odd

    def settle(self) -> None:
        """Take lines below an option for more of it."""
        if self.behind and self.options:
            last = self.options[-1]
            text = " ".join([last.text, *(text for _, text in self.behind)]).strip()
            self.options[-1] = Line(last.number, last.letter, text)
            self.tell("Moodle takes a line below an option for the question")
        self.behind = []


def drafts(source: Source) -> Iterator[Draft]:
    """Yield the questions of a file, broken ones among them."""
    draft, blank = Draft(), False
    for number, raw in enumerate(source.lines, 1):
        line = raw.strip()
        if not line:
            blank = True
            continue
        if (answer := _answer(draft, line)) is not None:
            draft.settle()
            draft.answer, draft.ends = answer, number
            yield draft
            draft = Draft()
        elif (option := _option(draft, number, line)) is not None:
            if draft.behind and option.letter in {one.letter for one in draft.options}:
                begun = Draft(lines=draft.behind)
                draft.behind = []
                yield draft
                draft = begun
            draft.settle()
            draft.options.append(option)
        elif draft.options and blank:
            draft.settle()
            yield draft
            draft = Draft(lines=[(number, line)])
        elif draft.options:
            draft.behind.append((number, line))
        else:
            draft.lines.append((number, line))
        blank = False
    if draft.is_begun:
        draft.settle()
        yield draft


def _answer(draft: Draft, line: str) -> str | None:
    found = _ANSWER.match(line)
    if found:
        return found[1]
    like = _LIKE_ANSWER.match(line) if draft.options else None
    if like is None:
        return None
    draft.tell("Moodle knows the right option only by ANSWER: in capitals")
    return like[1]


def _option(draft: Draft, number: int, line: str) -> Line | None:
    found = _OPTION.match(line)
    if found:
        return Line(number, found[1], found[2].strip())
    like = _LIKE_OPTION.match(line) if draft.lines else None
    if like is None or ord(like[1].upper()) != ord("A") + len(draft.options) or draft.behind:
        return None
    draft.tell("Moodle knows options only by a capital letter, `.` or `)`, and a blank")
    return Line(number, like[1].upper(), like[2].strip())
