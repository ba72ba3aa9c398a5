"""Decides what a fill in means: the gaps of its prompt, what fills each, and what each is worth."""

from collections.abc import Iterator
from fractions import Fraction

from examc.core import lazyre, limits, numbers
from examc.core.answers import UNBOUNDED, Choice, FillIn, Gap, Key, Option
from examc.core.content import (
    Blocks,
    Code,
    CodeBlock,
    GapRef,
    Heading,
    LineBreak,
    Link,
    Math,
    Paragraph,
    Text,
    walk,
)
from examc.core.diagnostics import nearest
from examc.core.model import Question
from examc.core.source import Span
from examc.formats.exam import vocabulary
from examc.formats.exam.buildkeys import Keys
from examc.formats.exam.buildquestions import Defaults, Questions
from examc.formats.exam.raw import RawEntry, RawGap, RawItem, spelled
from examc.formats.exam.refusals import refuse_many, refuse_parts, refuse_space, refuse_twins
from examc.formats.exam.values import accepted, text
from examc.formats.exam.weights import is_share, shared, weight

_MISNAMED = lazyre.compile(
    r"(?<![\\!\[])\[\[((?: +[A-Za-z0-9][\w.-]*| *[A-Za-z0-9][\w.-]*(?: +[\w.-]+)+) *| *[A-Za-z0-9][\w.-]* +)\]\]"
)
"""What looks like a gap but for the blanks in its name."""


def build_fill_in(
    own: str, raw: RawItem, defaults: Defaults, questions: Questions
) -> Question[FillIn]:
    """Make a text with gaps, under the settings of what it stands in."""
    refuse_parts(raw, ("options",), "put a drop-down below ### answer: name", questions.report)
    refuse_parts(raw, ("criteria", "levels"), "use kind open for a rubric", questions.report)
    refuse_space(raw, questions.report)
    defaults = defaults.with_words(raw.settings)
    common = questions.common(own, raw)
    scoring = questions.scoring(raw, defaults, common.points)
    questions.words.choice(raw.settings.get("shuffle"), vocabulary.QUESTION_SHUFFLE)
    gaps = _Gaps(questions, raw, defaults)
    answer = FillIn(gaps=tuple(gaps.keyed(common.points)), scoring=scoring)
    return Question(answer=answer, **common.fields())


class _Gaps:
    """Makes gaps of the model; what is wrong with them is reported."""

    def __init__(self, questions: Questions, raw: RawItem, defaults: Defaults) -> None:
        self.words = questions.words
        self.report = questions.report
        self.keys = Keys(questions.words)
        self.raw = raw
        self.case = raw.settings.get("case")
        self.minus = defaults.wrong is not None and defaults.wrong.value.lower() == "minus"
        self.shuffle = self.words.choice(defaults.shuffle, vocabulary.SHUFFLE) in ("options", "all")

    def keyed(self, points: Fraction) -> Iterator[Gap]:
        """Yield the gaps of the prompt, in order, that have a key."""
        found = self._matched()
        worths = [_worth(gap) for gap in found]
        shares = shared(points, worths, self.raw.span, self.words)
        for gap, whole in zip(found, shares, strict=True):
            key = self._key(gap, whole)
            yield Gap(id=gap.name.value, key=key, span=gap.name.span, allow=accepted(gap.allow))

    # -- gaps and their keys --------------------------------------------------------------------

    def _matched(self) -> list[RawGap]:
        """The keys of the gaps that stand in the prompt, in their order there."""
        prompt = self.raw.texts.get("prompt", ())
        self._misplaced(prompt)
        if not self.raw.told:
            self._misnamed(prompt)
        if len(self.raw.gaps) > limits.MOST_ENTRIES:
            message = f"question has {len(self.raw.gaps)} gaps, more than any exam has"
            help_line = f"write {limits.MOST_ENTRIES} at most, or split the question"
            span = self.raw.gaps[limits.MOST_ENTRIES].name.span
            self.report.add("S109", message, span, help=help_line)
            return []
        keys = {gap.name.value: gap for gap in self.raw.gaps}
        refs = self._references(prompt)
        if not refs and (self.raw.refused or self.raw.told):
            return []  # the slip that is told may be in the name of the only gap
        if not refs:
            help_line = "write [[name]] where a gap stands, and ### answer: name below the prompt"
            help_line = spelled(
                self.raw.span,
                help_line,
                "write [[name]] where a gap stands, and name: below answer:",
            )
            span = next((gap.name.span for gap in self.raw.gaps), self.raw.span)
            self.report.add(
                "S176", "prompt has no gap", span, help=self._hidden(prompt) or help_line
            )
            return []
        keyless = [name for name in refs if name not in keys]
        unseen = [name for name in keys if name not in refs]
        for name in () if self.raw.told else keyless:
            self._keyless(name, refs[name].span or self.raw.span, unseen)
        if len(keyless) == len(unseen) == 1:
            return [keys[name] for name in refs if name in keys]  # one slip, that is told
        for name, gap in keys.items():
            if name in unseen:
                message = f"prompt has no gap {name!r}"
                help_line = f"write [[{name}]] where it belongs, or remove its key"
                help_line = self._hidden(prompt, name) or help_line
                self.report.add("S176", message, gap.name.span, help=help_line)
        return [keys[name] for name in refs if name in keys]

    def _references(self, prompt: Blocks) -> dict[str, GapRef]:
        """The gaps of the prompt by their names; one that stands twice is reported."""
        found: dict[str, GapRef] = {}
        lower: set[str] = set()
        for node in walk(prompt):
            if not isinstance(node, GapRef):
                continue
            if node.id.lower() in lower:
                message = f"gap {node.id!r} stands twice in the prompt"
                help_line = "give each gap a name and a key of its own"
                self.report.add("S146", message, node.span, help=help_line)
            else:
                lower.add(node.id.lower())
                found[node.id] = node
        return found

    def _keyless(self, name: str, span: Span, known: list[str]) -> None:
        close = known[0] if len(known) == 1 else nearest(name, known)
        help_line = f"write ### answer: {name}, and below it - Paris; \\[[ for the brackets"
        help_line = spelled(span, help_line, f"add {name}: [Paris] below answer:")
        if close:
            help_line = f"did you mean [[{close}]]? its key has no gap"
        fix = f"[[{close}]]" if close else None
        self.report.add("S176", f"gap {name!r} has no key", span, help=help_line, fix=fix)

    def _misplaced(self, prompt: Blocks) -> None:
        for node in walk(prompt):
            if isinstance(node, Heading | Link):
                for inner in walk(node.content):
                    if isinstance(inner, GapRef):
                        noun = "heading" if isinstance(node, Heading) else "link"
                        message = f"gap {inner.id!r} stands in a {noun}"
                        help_line = "write it in a paragraph, a list or the cell of a table"
                        self.report.add("S177", message, inner.span, help=help_line)

    def _misnamed(self, prompt: Blocks) -> None:
        """Report what was meant as a gap and stays text, for the blanks in its name."""
        for node in walk(prompt):
            if not isinstance(node, Text) or node.span is None or "[[" not in node.text:
                continue
            line = node.span.source.line(node.span.line)
            for found in _MISNAMED.finditer(line, node.span.column - 1):
                place = node.span.source.line_span(
                    node.span.line, found.start() + 1, found.end() + 1
                )
                meant = "-".join(found[1].split())
                help_line = f"write [[{meant}]], or \\[[{found[1]}]] for the brackets"
                message = "this is read as text: the name of a gap has no blanks"
                self.report.add("L227", message, place, help=help_line)
                break

    def _hidden(self, prompt: Blocks, name: str = "") -> str:
        """What to do about a gap that stands where none can be; "" where there is none such."""
        for node in walk(prompt):
            inner = node.text if isinstance(node, Code | CodeBlock) else ""
            inner = node.tex if isinstance(node, Math) else inner
            if (f"[[{name}]]" if name else "[[") in inner:
                noun = "a formula" if isinstance(node, Math) else "code"
                return f"write [[{name or 'name'}]] outside of {noun}, where no gap can be"
        return ""

    # -- what fills a gap -----------------------------------------------------------------------

    def _key(self, gap: RawGap, whole: Fraction) -> Key:
        self._settings(gap)
        if not gap.found.entries and not gap.told:
            example = "- 9.81 ± 0.01" if gap.kind == "numeric" else "- Paris"
            help_line = spelled(gap.name.span, f"write below it {example}", "list its answers")
            message = f"gap {gap.name.value!r} accepts no answer"
            self.report.add("S174", message, gap.name.span, help=help_line)
        match gap.kind:
            case "options":
                return self._drop_down(gap, whole)
            case "numeric":
                unit = text(gap.settings.get("unit"))
                return self.keys.numeric(gap.found, whole, unit, UNBOUNDED)
            case _:
                word = gap.settings.get("case") or self.case
                exact = self.words.choice(word, vocabulary.CASE) == "exact"
                return self.keys.short(gap.found, whole, exact, UNBOUNDED)

    def _settings(self, gap: RawGap) -> None:
        """Report what the heading of a key says and its kind of gap does not know."""
        known = {"options": "shuffle", "numeric": "unit"}.get(gap.kind, "case")
        noun = {"options": "drop-down", "numeric": "number"}.get(gap.kind, "text")
        for name, word in gap.settings.items():
            if name != known:
                message = f"{name!r} has no meaning for a {noun}"
                self.report.add("S135", message, word.span, help="remove it")

    def _drop_down(self, gap: RawGap, whole: Fraction) -> Choice:
        entries = refuse_many(gap.found.entries, "options", self.report)
        refuse_twins(entries, self.report)
        name = gap.name.value
        if len(entries) == 1:
            message = f"drop-down {name!r} has one option"
            self.report.add("S178", message, entries[0].span, help="write another: - [ ] wrong")
        elif entries and not any(entry.checked or entry.told for entry in entries):
            message = f"drop-down {name!r} has no correct option"
            help_line = spelled(gap.name.span, "check one with - [x]", "add correct: true to one")
            self.report.add("S178", message, gap.name.span, help=help_line)
        own = self.words.choice(gap.settings.get("shuffle"), vocabulary.QUESTION_SHUFFLE)
        shuffle = own == "options" if own else self.shuffle
        options = tuple(self._option(entry, whole) for entry in entries)
        return Choice(options=options, many=False, scoring=UNBOUNDED, shuffle=shuffle)

    def _option(self, entry: RawEntry, whole: Fraction) -> Option:
        match entry.content:
            case (Paragraph(content=content),) if not any(
                isinstance(node, LineBreak) or (isinstance(node, Math) and node.display)
                for node in walk(content)
            ):
                pass
            case _ if entry.told:
                pass
            case _:
                message = "an option of a drop-down is one line"
                self.report.add("S178", message, entry.span, help="write it in one line of text")
        points = weight(entry.points, whole, self.words)
        if entry.points is None and not entry.checked:
            points = -whole if self.minus else Fraction(0)
        return Option(
            text=entry.content,
            points=points,
            correct=entry.checked,
            feedback=entry.feedback,
            id=self.words.identifier(entry.id),
            fixed=entry.fixed,
            span=entry.span,
            allow=accepted(entry.allow),
        )


def _worth(gap: RawGap) -> Fraction | None:
    """The largest weight of a gap; None where its full answers have none, so that it is a share."""
    entries = gap.found.entries
    if not entries:
        return Fraction(0)
    full = [entry for entry in entries if entry.checked or gap.kind != "options"]
    written = [entry.points for entry in entries if not is_share(entry.points)]
    points = [numbers.parse(word.value) for word in written if word is not None]
    if not points or any(entry.points is None for entry in full):
        return None
    return max([Fraction(0), *(value for value in points if value is not None)])
