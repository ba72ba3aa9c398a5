"""Makes the blocks between questions: texts, and images that a transcript names but does not hold."""

from collections.abc import Sequence

from examc.core.content import Block, Image, Paragraph, is_empty, plain, walk
from examc.core.model import ImageBlock, TextBlock
from examc.formats.transcript.maker import OMITTED, Maker
from examc.formats.transcript.outline import RawItem
from examc.formats.transcript.pieces import Box, Content, Gap, Label, LevelLine, PointsLine
from examc.formats.transcript.pieces import Paragraph as Lines
from examc.formats.transcript.placeholders import is_image_name


class BlockMaker(Maker):
    """Makes text blocks and image blocks."""

    def text_block(self, own: str, raw: RawItem) -> TextBlock:
        """Make a text block."""
        self.refuse(raw.tokens, (Box, PointsLine, LevelLine))
        content = self.texts.blocks(self.contents(raw.tokens), own)
        if is_empty(content):
            self.add("R461", "text block has no text", raw.line, "write it, or remove the block")
            content = OMITTED
        return TextBlock(id=own, content=content, span=self.span(raw.line))

    def image_block(self, own: str, label: Label, raw: RawItem) -> ImageBlock:
        """Make an image block; a gap in it is where its image has been."""
        contents = [c for c in self.contents(raw.tokens) if not isinstance(c, Gap)]
        flat = [content for content in contents if isinstance(content, Lines)]
        if len(flat) < len(contents) or any(self._is_drawn(content) for content in flat):
            image = self._drawn_image(own, contents, raw.line)
        else:
            image = self._named_image(own, flat, raw.line)
        return ImageBlock(id=own, image=image, space=label.space, span=self.span(raw.line))

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
        self.add("R470", message, line, f"replace the placeholder {path}")
        return Image(path, "", caption, self.span(line))

    def _drawn_image(self, own: str, contents: Sequence[Content], line: int) -> Image:
        """The image of a block that holds Markdown: its own, and all else as its caption."""
        blocks = self.texts.blocks(contents, own, figures=False)
        first = next((node for node in walk(blocks) if isinstance(node, Image)), None)
        if first is None:
            first = Image(self.texts.images.unnamed(own), "")
            self.add("R470", "image has no name", line, f"replace the placeholder {first.src}")
        rest = [plain((block,)) for block in blocks if not _holds_only(block, first)]
        return Image(
            first.src, first.alt, " ".join(filter(None, (first.caption, *rest))), first.span
        )


def _holds_only(block: Block, image: Image) -> bool:
    return isinstance(block, Paragraph) and block.content == (image,)
