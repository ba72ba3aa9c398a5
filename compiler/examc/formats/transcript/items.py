"""Makes the items of an exercise, each by its kind."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from examc.core import numbers
from examc.core.answers import Choice, Scoring, Written
from examc.core.content import Blocks, is_empty
from examc.core.diagnostics import Report
from examc.core.model import A, ChoiceQuestion, Item, Question, WrittenQuestion, derived_item_id
from examc.core.source import Source
from examc.formats.transcript import choices, rubrics, words
from examc.formats.transcript.blocks import BlockMaker
from examc.formats.transcript.content import Texts
from examc.formats.transcript.maker import OMITTED, Maker
from examc.formats.transcript.outline import Inner, RawItem
from examc.formats.transcript.parts import PartMaker
from examc.formats.transcript.pieces import Box, Content, Label


class ItemMaker(Maker):
    """Makes the items of one exercise; `where` is its place, `exercise` its id."""

    def __init__(
        self, source: Source, texts: Texts, report: Report, where: str, exercise: str
    ) -> None:
        super().__init__(source, texts, report)
        self.blocks = BlockMaker(source, texts, report)
        self.parts = PartMaker(source, texts, report)
        self.where = where
        self.exercise = exercise
        self.counts = {"question": 0, "text block": 0, "image block": 0}

    def items(self, items: Iterable[RawItem]) -> Iterator[Item]:
        """Make all items, with ids from their places."""
        for place, raw in enumerate(items, 1):
            yield self._item(derived_item_id(self.exercise, place), raw)

    def _item(self, own: str, raw: RawItem) -> Item:
        label = raw.label or Label(raw.line, None, "text block", "", None, ())
        kind = label.kind or self._guess(label, raw.tokens)
        noun = kind if kind in words.BLOCKS else "question"
        self.counts[noun] += 1
        self.texts.where = f"{self.where} › {noun} {self.counts[noun]}"
        parted = choices.part(self.source, raw.tokens) if kind in words.CHOICE else None
        if parted is not None and len(parted.options) < 2:
            self._too_few_options(label, parted)
            parted, kind = None, "open"
        self._check_label(raw, label, kind)
        if kind == "image block":
            return self.blocks.image_block(own, label, raw)
        if kind == "text block":
            return self.blocks.text_block(own, raw)
        points = self._question_points(label)
        if parted is not None:
            return self._choice(own, label, kind, points, parted)
        return self._written(own, label, kind, points, raw.tokens)

    # -- labels ---------------------------------------------------------------------------------

    def _guess(self, label: Label, tokens: Sequence[Inner]) -> str:
        """The kind that holds most of what stands below a label that nobody knows."""
        boxes = [token for token in tokens if isinstance(token, Box)]
        if len(boxes) > 1:
            several = sum(box.checked for box in boxes) > 1
            return "multiple response" if several else "multiple choice"
        return "text block" if label.points is None else "open"

    def _check_label(self, raw: RawItem, label: Label, kind: str) -> None:
        if raw.label is None:
            message = "text above the first label of its exercise is read as a text block"
            self.add("R464", message, raw.line, "see if it belongs there")
        elif not label.kind:
            said = f"kind {label.printed!r} is not known" if label.printed else "label has no kind"
            message = f"{said}, and is read as {kind!r}"
            self.add("R456", message, raw.line, "write the question in a kind that there is")
        for part in label.rest:
            message = f"{part!r} in a label is not understood, and is left out"
            self.add("R456", message, raw.line, "see if it matters")
        if label.space is not None and kind not in ("open", "image block"):
            pages = numbers.show(label.space)
            message = f"answer space of {pages} page is left out: a {kind} has none"
            self.add("R410", message, raw.line, "see if it matters")

    def _question_points(self, label: Label) -> Fraction:
        points = label.points
        if points is None:
            self.add("R518", "question has no points, and gets 0", label.line, "write its points")
            return Fraction(0)
        return self.in_range(points, label.line, least=0)

    # -- choice questions -----------------------------------------------------------------------

    def _choice(
        self, own: str, label: Label, kind: str, points: Fraction, parted: choices.Parted
    ) -> ChoiceQuestion:
        for line in parted.misplaced:
            self.add("R465", "points stand in a choice question", line, "see where they belong")
        prompt = self._prompt(own, label, parted.prompt)
        single = kind == "multiple choice"
        options = self.parts.options(own, points, parted, single=single)
        answer = Choice(options=options, many=not single, scoring=Scoring(cap=points))
        return self._asked(own, label, points, prompt, answer)

    def _too_few_options(self, label: Label, parted: choices.Parted) -> None:
        count = "one option" if parted.options else "no options"
        message = f"{label.printed!r} has {count}, and is read as an open question"
        self.add("R462", message, label.line, "write its options")

    # -- written questions ----------------------------------------------------------------------

    def _written(
        self, own: str, label: Label, kind: str, points: Fraction, tokens: Sequence[Inner]
    ) -> WrittenQuestion:
        if label.kind in words.WRITTEN:
            self.refuse(tokens, (Box,))
        parted = rubrics.part(self.source, tokens)
        for line in parted.misplaced:
            message = "criteria and levels stand in one question, and this one is read as text"
            self.add("R465", message, line, "see where it belongs")
        for part in parted.unsure:
            message = "line above points can be a title, or the end of the text before it"
            self.add("R466", message, part.line, "see if it stands in the right place")
        prompt = self._prompt(own, label, parted.prompt)
        rubric = self.parts.rubric(own, points, parted)
        free = kind == "free formatted"
        answer = Written(rubric=rubric, space=None if free else label.space, free=free)
        return self._asked(own, label, points, prompt, answer)

    # -- what all have --------------------------------------------------------------------------

    def _asked(
        self, own: str, label: Label, points: Fraction, prompt: Blocks, answer: A
    ) -> Question[A]:
        span = self.span(label.line)
        return Question(id=own, points=points, prompt=prompt, answer=answer, span=span)

    def _prompt(self, own: str, label: Label, contents: Sequence[Content]) -> Blocks:
        prompt = self.texts.blocks(contents, own)
        if is_empty(prompt):
            self.add("R461", "question has no prompt", label.line, "write what is asked")
            return OMITTED
        return prompt
