"""Decides what a raw block means: text between questions, or an image."""

from examc.core.content import Image, is_empty
from examc.core.model import ImageBlock, TextBlock
from examc.formats.exam import vocabulary
from examc.formats.exam.raw import RawItem, spelled
from examc.formats.exam.refusals import refuse_parts, refuse_space
from examc.formats.exam.values import Words, accepted
from examc.formats.exam.yamlvalues import yes_or_no

_NO_IMAGE = Image("", "missing")


def build_block(own: str, raw: RawItem, words: Words) -> TextBlock | ImageBlock:
    """Make a block of an id of its own."""
    report = words.report
    parts = (*vocabulary.PARTS, "options")
    refuse_parts(raw, parts, "put it below a question", report)
    if "points" in raw.settings:
        word = raw.settings["points"]
        report.add("S143", "a block has no points", word.span, help="remove them")
    repeat = "repeat" in raw.settings and yes_or_no(raw.settings["repeat"], report)
    if raw.kind and raw.kind.value == "image block":
        space = words.space(raw.settings.get("space"))
        if raw.image is None:
            help_line = "write ![what it shows](images/name.png) below the heading"
            report.add("S149", "image block has no image", raw.span, help=help_line)
        image = raw.image or _NO_IMAGE
        return ImageBlock(
            id=own,
            image=image,
            space=space,
            repeat=repeat,
            span=raw.span,
            allow=accepted(raw.allow),
        )
    refuse_space(raw, report)
    content = raw.texts.get("prompt", ())
    if is_empty(content) and not raw.refused:
        help_line = "write it below the heading, or remove the heading"
        help_line = spelled(raw.span, help_line, "add text: …, or remove the block")
        report.add("S148", "text block has no text", raw.span, help=help_line)
    return TextBlock(
        id=own, content=content, repeat=repeat, span=raw.span, allow=accepted(raw.allow)
    )
