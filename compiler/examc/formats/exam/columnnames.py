"""What a column of a matrix is called: its text, without the comments that stand in it."""

from examc.core.content import Blocks, Paragraph, Text
from examc.core.records import replace
from examc.formats.exam.arrows import stripped
from examc.text.markup import MARKED


def name(content: Blocks) -> Blocks:
    """The text of a column, or of a word that names one, without marks of comments."""
    return tuple(_bare(block) if isinstance(block, Paragraph) else block for block in content)


def _bare(block: Paragraph) -> Paragraph:
    words = tuple(
        replace(inline, text=MARKED.sub("", inline.text)) if isinstance(inline, Text) else inline
        for inline in block.content
    )
    return replace(block, content=stripped(words))
