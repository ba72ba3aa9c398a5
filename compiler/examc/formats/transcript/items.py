"""Makes the items of an exercise: questions of each kind, and blocks of text and images."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from examc import numbers
from examc.content import Block, Blocks, Image, Paragraph, Text, is_empty, plain, walk
from examc.diagnostics import Report
from examc.formats.transcript import choices, rubrics, words
from examc.formats.transcript.content import Texts
from examc.formats.transcript.outline import Inner, RawItem, as_text
from examc.formats.transcript.pieces import (
    Box,
    Content,
    Gap,
    Label,
    LevelLine,
    Mark,
    PointsLine,
)
from examc.formats.transcript.pieces import Paragraph as Lines
from examc.formats.transcript.placeholders import is_image_name
from examc.model import (
    Criteria,
    Criterion,
    FreeFormatted,
    ImageBlock,
    Item,
    Level,
    Levels,
    MultipleChoice,
    MultipleResponse,
    Open,
    Option,
    Rubric,
    Scoring,
    TextBlock,
    derived_item_id,
)
from examc.source import Source, Span

LARGEST_POINTS = 10_000
"""The most that the source language holds."""

OMITTED: Blocks = (Paragraph((Text("…"),)),)
"""Stands where the model needs a text and the transcript has none."""


class ItemMaker:
    """Makes the items of one exercise; `where` is its place, `exercise` its id."""

    def __init__(
        self, source: Source, texts: Texts, report: Report, where: str, exercise: str
    ) -> None:
        self.source = source
        self.texts = texts
        self.report = report
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
            return self._image_block(own, label, raw)
        if kind == "text block":
            return self._text_block(own, raw)
        points = self._question_points(label)
        if parted is not None:
            return self._choice(own, label, kind, points, parted)
        return self._written(own, label, kind, points, raw.tokens)

    # -- labels ---------------------------------------------------------------------------------

    def _guess(self, label: Label, tokens: Sequence[Inner]) -> str:
        """The kind that holds most of what stands below a label that nobody knows."""
        boxes = [token for token in tokens if isinstance(token, Box)]
        if len(boxes) > 1:
            return (
                "multiple response" if sum(box.checked for box in boxes) > 1 else "multiple choice"
            )
        return "text block" if label.points is None else "open"

    def _check_label(self, raw: RawItem, label: Label, kind: str) -> None:
        if raw.label is None:
            message = (
                "text stands above the first label of its exercise, and is read as a text block"
            )
            self._add("R464", message, raw.line, "see if it belongs there")
        elif not label.kind:
            message = f"kind {label.printed!r} is not known, and is read as {kind!r}"
            self._add("R456", message, raw.line, "write the question in a kind that there is")
        for part in label.rest:
            message = f"{part!r} in a label is not understood, and is left out"
            self._add("R456", message, raw.line, "see if it matters")
        if label.space is not None and kind not in ("open", "image block"):
            pages = numbers.show(label.space)
            message = f"answer space of {pages} page is left out: a {kind} has none"
            self._add("R477", message, raw.line, "see if it matters")

    def _question_points(self, label: Label) -> Fraction:
        points = label.points
        if points is None:
            self._add("R457", "question has no points, and gets 0", label.line, "write its points")
            return Fraction(0)
        return self._in_range(points, label.line, least=0)

    def _in_range(self, points: Fraction, line: int, least: int = -LARGEST_POINTS) -> Fraction:
        if least <= points <= LARGEST_POINTS:
            return points
        message = f"{numbers.show(points)} points are beyond what an exam can have, and become 0"
        self._add("R457", message, line, "write the points")
        return Fraction(0)

    # -- blocks ---------------------------------------------------------------------------------

    def _text_block(self, own: str, raw: RawItem) -> TextBlock:
        self._refuse(raw.tokens, (Box, PointsLine, LevelLine))
        content = self.texts.blocks(self._contents(raw.tokens), own)
        if is_empty(content):
            self._add("R461", "text block has no text", raw.line, "write it, or remove the block")
            content = OMITTED
        return TextBlock(id=own, content=content, span=self._span(raw.line))

    def _image_block(self, own: str, label: Label, raw: RawItem) -> ImageBlock:
        contents = [c for c in self._contents(raw.tokens) if not isinstance(c, Gap)]
        flat = [content for content in contents if isinstance(content, Lines)]
        if len(flat) < len(contents) or any(self._is_drawn(content) for content in flat):
            image = self._drawn_image(own, contents)
        else:
            image = self._named_image(own, flat, raw.line)
        return ImageBlock(id=own, image=image, space=label.space, span=self._span(raw.line))

    def _is_drawn(self, content: Lines) -> bool:
        return any("![" in self.source.line(part.line) for part in content.slices)

    def _named_image(self, own: str, contents: Sequence[Lines], line: int) -> Image:
        """The image of a block that holds the name of a file, and a caption."""
        slices = [part for content in contents for part in content.slices]
        lines = [text for part in slices if (text := self.texts.line((part,)))]
        name = next((text for text in lines if is_image_name(text)), "")
        images = self.texts.images
        path = images.named(name) if name else images.unnamed(own)
        caption = " ".join(text for text in lines if text is not name)
        message = f"image {name!r} is not part of a transcript" if name else "image has no name"
        self._add("R470", message, line, f"replace the placeholder {path}")
        return Image(path, "", caption, self._span(line))

    def _drawn_image(self, own: str, contents: Sequence[Content]) -> Image:
        """The image of a block that holds Markdown: its own, and all else as its caption."""
        blocks = self.texts.blocks(contents, own, figures=False)
        images = [node for node in walk(blocks) if isinstance(node, Image)]
        path = images[0].src if images else self.texts.images.unnamed(own)
        rest = [plain((block,)) for block in blocks if not _is_image(block)]
        first = images[0] if images else Image(path, "")
        caption = " ".join([*([first.caption] if first.caption else []), *filter(None, rest)])
        return Image(path, first.alt, caption, first.span)

    # -- choice questions -----------------------------------------------------------------------

    def _choice(
        self, own: str, label: Label, kind: str, points: Fraction, parted: choices.Parted
    ) -> MultipleChoice | MultipleResponse:
        for line in parted.misplaced:
            self._add("R465", "points stand in a choice question", line, "see where they belong")
        single = kind == "multiple choice"
        correct = sum(option.checked for option in parted.options)
        share = points if single or not correct else points / correct
        where = self.texts.where
        options = []
        prompt = self._prompt(own, label, parted.prompt)
        for number, raw in enumerate(parted.options, 1):
            self.texts.where = f"{where} › option {number}"
            options.append(self._option(own, raw, share))
        self.texts.where = where
        make = MultipleChoice if single else MultipleResponse
        return make(
            id=own,
            points=points,
            prompt=prompt,
            options=tuple(options),
            scoring=Scoring(cap=points),
            span=self._span(label.line),
        )

    def _option(self, own: str, raw: choices.RawOption, share: Fraction) -> Option:
        text = self.texts.blocks(raw.text, own, dedent=True, figures=False)
        feedback = self.texts.blocks(raw.feedback, own, dedent=True, figures=False)
        weight = raw.weight
        if weight is None:
            weight = share if raw.checked else Fraction(0)
            message = f"option has no weight, and gets {numbers.show(weight)} by the usual rule"
            self._add("R463", message, raw.line, "write its weight")
        if raw.stray:
            message = "text below the weight of an option is read as its feedback"
            self._add("R464", message, raw.stray, "see if it belongs there")
        if is_empty(text):
            self._add("R461", "option has no text", raw.line, "write its text")
        points = self._in_range(weight, raw.line)
        span = self._span(raw.line)
        return Option(text=text, points=points, correct=raw.checked, feedback=feedback, span=span)

    def _too_few_options(self, label: Label, parted: choices.Parted) -> None:
        count = "one option" if parted.options else "no options"
        message = f"{label.printed!r} has {count}, and is read as an open question"
        self._add("R462", message, label.line, "write its options")

    # -- written questions ----------------------------------------------------------------------

    def _written(
        self, own: str, label: Label, kind: str, points: Fraction, tokens: Sequence[Inner]
    ) -> Open | FreeFormatted:
        if label.kind in words.WRITTEN:
            self._refuse(tokens, (Box,))
        parted = rubrics.part(self.source, tokens)
        for line in parted.misplaced:
            message = "criteria and levels stand in one question, and this one is read as text"
            self._add("R465", message, line, "see where it belongs")
        for part in parted.unsure:
            message = "line above points can be a title, or the end of the text before it"
            self._add("R466", message, part.line, "see if it stands in the right place")
        prompt = self._prompt(own, label, parted.prompt)
        rubric = self._rubric(own, points, parted)
        span = self._span(label.line)
        if kind == "free formatted":
            return FreeFormatted(id=own, points=points, prompt=prompt, rubric=rubric, span=span)
        return Open(
            id=own, points=points, prompt=prompt, rubric=rubric, space=label.space, span=span
        )

    def _rubric(self, own: str, points: Fraction, parted: rubrics.Parted) -> Rubric | None:
        if not parted.entries:
            return None
        where, noun = self.texts.where, "level" if parted.levels else "criterion"
        criteria: list[Criterion] = []
        levels: list[Level] = []
        for number, entry in enumerate(parted.entries, 1):
            self.texts.where = f"{where} › {noun} {number}"
            name, text = self._entry(own, entry)
            worth, span = self._in_range(entry.points, entry.line), self._span(entry.line)
            if parted.levels:
                percent = self._percent(entry, worth, points)
                levels.append(Level(text=text, points=worth, percent=percent, name=name, span=span))
            else:
                criteria.append(Criterion(text=text, points=worth, name=name, span=span))
        self.texts.where = where
        return Levels(tuple(levels)) if parted.levels else Criteria(tuple(criteria))

    def _entry(self, own: str, entry: rubrics.Entry) -> tuple[str, Blocks]:
        """The name and the text of a criterion or level: a title that says nothing is no name."""
        title: list[Content] = [Lines(entry.title)] if entry.title else []
        printed = rubrics.body_text(self.source, title)
        below = rubrics.body_text(self.source, entry.body)
        first = rubrics.body_text(self.source, entry.body[:1])
        text = self.texts.blocks(entry.body, own, literal=rubrics.has_same_mark(printed, first))
        if not title:
            if is_empty(text):
                message = "points have neither a title nor a text"
                self._add("R467", message, entry.line, "write what earns them")
            return "", text
        if is_empty(text):
            return "", (*self.texts.blocks(title, own), *text)
        if rubrics.says_nothing(printed, below):
            return "", text
        if rubrics.is_shortened(printed):
            message = "title is shortened, and not the beginning of the text below it"
            self._add("R466", message, entry.title[0].line, "see if it stands in the right place")
        return self.texts.line(entry.title), text

    def _percent(self, entry: rubrics.Entry, worth: Fraction, points: Fraction) -> str:
        share = worth * 100 / points if points else None
        if numbers.parse(entry.percent) is None or (
            share is not None and not numbers.printed_as(share, entry.percent)
        ):
            message = (
                f"{numbers.show(worth)} of {numbers.show(points)} points are not "
                f"{entry.percent[:40]}%, which is left out"
            )
            self._add("R476", message, entry.line, "check the points")
            return ""
        return entry.percent

    # -- what all have --------------------------------------------------------------------------

    def _prompt(self, own: str, label: Label, contents: Sequence[Content]) -> Blocks:
        prompt = self.texts.blocks(contents, own)
        if is_empty(prompt):
            self._add("R461", "question has no prompt", label.line, "write what is asked")
            return OMITTED
        return prompt

    def _contents(self, tokens: Sequence[Inner]) -> list[Content]:
        return [as_text(self.source, token) for token in tokens]

    def _refuse(self, tokens: Sequence[Inner], marks: tuple[type[Mark], ...]) -> None:
        for token in tokens:
            if isinstance(token, marks) and isinstance(token, Mark):
                noun = "option stands" if isinstance(token, Box) else "points stand"
                message = f"{noun} where none has a place, and is read as text"
                self._add("R465", message, token.line, "see where it belongs")

    def _span(self, line: int) -> Span:
        return self.source.line_span(line)

    def _add(self, code: str, message: str, line: int, help_line: str) -> None:
        span, where = self.source.line_span(line), self.texts.where
        self.report.add(code, message, span, help=help_line, where=where)


def _is_image(block: Block) -> bool:
    return isinstance(block, Paragraph) and all(isinstance(n, Image) for n in block.content)
