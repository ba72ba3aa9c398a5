"""Where students answer on paper, a piece of markup for each kind; the key shows it filled in."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import assert_never

from examc.core.answers import (
    Choice,
    FillIn,
    Gap,
    Matching,
    Matrix,
    Numeric,
    Option,
    Ordering,
    Program,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
)
from examc.core.content import Blocks
from examc.core.keys import AcceptedNumber, AcceptedText, Cell, Match
from examc.core.localforms import NO_BREAK, Forms
from examc.core.model import Question
from examc.core.paperwording import PaperWording
from examc.core.records import Record
from examc.core.wording import Wording
from examc.formats.print.content import Typesetter
from examc.formats.print.draws import Shown

USUAL_SPACE = Fraction(1, 8)  # pages, where the source says none
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Answers(Record, frozen=True):
    """Makes what stands below the prompts of one document, of the key where `key`."""

    setter: Typesetter
    words: Wording
    more: PaperWording
    forms: Forms
    key: bool

    def begin(self, question: Question) -> None:
        """Make the gaps of a question, which its prompt calls for."""
        answer = question.answer
        self.setter.gaps = (
            {gap.id: self._gap(gap, at, answer) for at, gap in enumerate(answer.gaps, 1)}
            if isinstance(answer, FillIn)
            else {}
        )

    def below(self, question: Question, shown: Shown) -> str:
        """What stands below the prompt of a question."""
        match question.answer:
            case Choice() as choice:
                return self._choice(choice)
            case TrueFalse() as both:
                return self._both(both)
            case Numeric() as number:
                unit = f", behind: [{self.setter.words(number.unit)}]" if number.unit else ""
                return f"#answer-line(width: 35%{unit})" + self._accepted(number)
            case ShortAnswer() as short:
                return "#answer-line(width: 75%)" + self._accepted(short)
            case FillIn() as gaps:
                return self._below_gaps(gaps)
            case Matching() as matching:
                return self._matching(matching, shown)
            case Ordering() as ordering:
                return self._ordering(ordering, shown)
            case Matrix() as matrix:
                return self._matrix(matrix)
            case Written() as written:
                return "" if written.free else self._room(written.space)
            case Upload() as upload:
                return self._upload(upload)
            case Program() as program:
                return self._program(program)
            case _:
                assert_never(question.answer)

    def _choice(self, choice: Choice) -> str:
        texts = [self._option(option, option.text) for option in choice.options]
        return self._options(texts, choice.options, many=choice.many)

    def _both(self, both: TrueFalse) -> str:
        names = (self.words.true, self.words.false)
        texts = [
            f"[{self.setter.words(name)}{self._behind(option)}]"
            for option, name in zip(both.options, names, strict=True)
        ]
        return self._options(texts, both.options, many=False)

    def _option(self, option: Option, text: Blocks) -> str:
        return f"[{self.setter.blocks(text)}{self._behind(option)}]"

    def _behind(self, option: Option) -> str:
        if not self.key:
            return ""
        return f" #weight[{self.signed(option.points)}]{self.remark(option.feedback)}"

    def _options(self, texts: Sequence[str], options: Sequence[Option], *, many: bool) -> str:
        right = [str(at) for at, option in enumerate(options, 1) if option.correct]
        filled = f", right: ({', '.join(right)},)" if self.key and right else ""
        lines = "".join(f"\n  {text}," for text in texts)
        return f"#options({'true' if many else 'false'}{filled},{lines}\n)"

    def remark(self, feedback: Blocks) -> str:
        """The feedback on a part, of the key alone."""
        return f"\n\n#remark{self.setter.body(feedback)}" if self.key and feedback else ""

    def signed(self, points: Fraction) -> str:
        """A weight, with a minus sign that is one."""
        return self.setter.words(self.forms.signed(points))

    def _accepted(self, typed: Numeric | ShortAnswer) -> str:
        """The accepted answers, of the key alone."""
        if not self.key:
            return ""
        items = "".join(f"\n  [{self._one(entry)}]," for entry in typed.accepted)
        case = isinstance(typed, ShortAnswer) and typed.case
        exact = f"{self.setter.words(self.more.case_counts)}\n\n" if case else ""
        label = self.setter.words(self.more.accepted)
        return f"\n\n#said[{label}][{exact}#list({items}\n)]"

    def _one(self, entry: AcceptedNumber | AcceptedText) -> str:
        return f"{self._spelled(entry)} #weight[{self.signed(entry.points)}]{self.remark(entry.feedback)}"

    def _spelled(self, entry: AcceptedNumber | AcceptedText) -> str:
        match entry:
            case AcceptedNumber():
                return self.setter.words(entry.written)
            case AcceptedText(match=Match.TEXT):
                return self.setter.words(entry.text)
            case AcceptedText(match=Match.CONTAINS):
                return f"{self.setter.words(self.more.contains)} {self._code(entry.text)}"
            case AcceptedText(match=Match.PATTERN):
                return f"{self.setter.words(self.more.pattern)} {self._code(entry.text)}"
            case _:
                raise AssertionError(entry)

    def _code(self, text: str) -> str:
        return f"#raw({self.setter.string(text)})"

    def _gap(self, gap: Gap, number: int, answer: FillIn) -> str:
        """A gap in a text: a line, with its number where something below speaks of it."""
        numbered = self.key or isinstance(gap.key, Choice)
        label = f"label: [{number}]" if numbered else ""
        unit = gap.key.unit if isinstance(gap.key, Numeric) else ""
        return f"#gap({label})" + (f"~{self.setter.words(unit)}" if unit else "")

    def _below_gaps(self, answer: FillIn) -> str:
        pieces = []
        for number, gap in enumerate(answer.gaps, 1):
            if isinstance(gap.key, Choice):
                label = self.setter.words(self.more.gap.format(number))
                pieces.append(f"{label}\n\n{self._choice(gap.key)}")
            elif self.key:
                pieces.append(self._gap_key(gap.key, number))
        return "\n\n".join(pieces)

    def _gap_key(self, key: Numeric | ShortAnswer, number: int) -> str:
        case = isinstance(key, ShortAnswer) and key.case
        exact = f" {self.setter.words(self.more.case_counts)}" if case else ""
        items = "".join(f"\n  [{self._one(entry)}]," for entry in key.accepted)
        label = self.setter.words(f"{self.more.accepted} ({number})")
        return f"#said[{label}][{exact}#list({items}\n)]"

    def _matching(self, matching: Matching, shown: Shown) -> str:
        rights = [matching.rights[place] for place in shown.lines]
        lefts = [self.setter.body(pair.left) for pair in matching.pairs]
        filled = ""
        if self.key:
            letters = [letter(rights.index(pair.right)) for pair in matching.pairs]
            filled = f", filled: {_tuple(f'[{one}]' for one in letters)}"
            lefts = [
                f"[{self.setter.blocks(pair.left)} #weight[{self._pair(pair.points, pair.wrong)}]"
                f"{self.remark(pair.feedback)}]"
                for pair in matching.pairs
            ]
        columns = f"{_tuple(lefts)}, {_tuple(self.setter.body(right) for right in rights)}"
        return f"{self.setter.words(self.more.letters)}\n\n#sides({columns}{filled})"

    def _pair(self, points: Fraction, wrong: Fraction) -> str:
        if not wrong:
            return self.signed(points)
        cost = self.more.wrong.format(self.forms.signed(wrong))
        return f"{self.signed(points)}; {self.setter.words(cost)}"

    def _ordering(self, ordering: Ordering, shown: Shown) -> str:
        items = [self.setter.body(ordering.items[place].text) for place in shown.lines]
        places = (f"[{place + 1}]" for place in shown.lines)
        filled = f", filled: {_tuple(places)}" if self.key else ""
        what = self.setter.words(self.more.numbers.format(len(items)))
        return f"{what}\n\n#in-order({_tuple(items)}{filled})"

    def _matrix(self, matrix: Matrix) -> str:
        columns = _tuple(self.setter.body(column.text) for column in matrix.columns)
        rows = [
            [
                self.setter.body(row.text),
                *(self._cell(cell, several=matrix.several) for cell in row.cells),
            ]
            for row in matrix.rows
        ]
        lines = "".join(f"\n  {', '.join(row)}," for row in rows)
        return f"#matrix({columns},{lines}\n)"

    def _cell(self, cell: Cell, *, several: bool) -> str:
        many = "true" if several else "false"
        if not self.key:
            return f"tick({many})"
        right = "true" if cell.correct else "false"
        worth = f" #weight[{self.signed(cell.points)}]" if cell.points else ""
        return f"[#tick({many}, right: {right}){worth}]"

    def _room(self, space: Fraction | None, start: str = "") -> str:
        pages = USUAL_SPACE if space is None else space
        return "" if self.key else f"#room({pages.numerator}/{pages.denominator}{start})"

    def _upload(self, upload: Upload) -> str:
        most = "…" if upload.most is None else str(upload.most)
        number = most if upload.fewest == upload.most else f"{upload.fewest}–{most}"
        asked = [self.forms.labelled(self.more.file_number, number)]
        if upload.types:
            asked.append(self.forms.labelled(self.more.file_types, " ".join(upload.types)))
        if upload.size is not None:
            asked.append(self.forms.labelled(self.more.file_size, self._size(upload.size)))
        told = self.setter.words(
            f"{self.more.handed_in} ({self.forms.kept(' ; ' if self.forms.own == 'fr' else '; ').join(asked)})"
        )
        lines = upload.most if upload.most and upload.most < 4 else 3
        return told + ("" if self.key else "\n\n#answer-line(width: 100%)" * lines)

    def _program(self, program: Program) -> str:
        told = self.more.code_in.format(program.language) if program.language else ""
        start = ""
        if program.start:
            start = f", start: {self.setter.listing(program.start, program.language)[1:]}"
        if self.key:
            return self.setter.words(told)
        return f"{self.setter.words(told)}\n\n{self._room(program.space, start)}"

    def _size(self, size: int) -> str:
        for unit, factor in (("GB", 1024**3), ("MB", 1024**2), ("KB", 1024)):
            if size >= factor:
                return f"{self.forms.number(Fraction(size, factor))}{NO_BREAK}{unit}"
        return f"{size}{NO_BREAK}B"


def letter(place: int) -> str:
    """The letter of the line at a place (from 0), as typst counts: A to Z, AA, AB …"""
    rest, last = divmod(place, len(_LETTERS))
    return (letter(rest - 1) if rest else "") + _LETTERS[last]


def _tuple(items: Iterable[str]) -> str:
    """A tuple of typst's code, one of a single item too."""
    return f"({''.join(f'{item}, ' for item in items)})"
