"""Slips in the lines that build an exam: at the wrong level, underlined, or code outside a listing."""

from examc.core import lazyre
from examc.core.content import Paragraph
from examc.core.diagnostics import Report
from examc.core.source import Source
from examc.formats.exam import headings, otherwords
from examc.formats.exam.vocabulary import PARTS
from examc.text import markup
from examc.text.markup import Title

_BESIDE_TITLES = lazyre.compile(r"\s*(?:#|<!--|---|.*-->\s*$)")
_CODE = lazyre.compile(
    r"\s*(?:[A-Za-z_][\w.\[\]'\"]*(?:, *[\w.]+)* *(?:[-+*/|&%:]?=|<-) *\S"
    r"|(?:import|from|def|class|for|while|if|elif|return|print|library|let|const|var|public|int)\b.*[=:;(){}\[]"
    r"|import \w|from \w[\w.]* import|[\w.]+\([^()]*\);?\s*$|.*[;{}]\s*$)"
)
_UNDERLINE = lazyre.compile(r"={2,}|-{2,}")


def at_its_level(title: Title, report: Report) -> Title:
    """The heading of a question that stands a level too high or too low is reported."""
    if title.level == 2 or not headings.is_label(headings.words(title)):
        return title
    message = f"this is the heading of a question, at level {title.level}"
    report.add("S133", message, title.span, help=f"write ## {title.text}")
    return Title(2, title.text, title.span)


def underlined(
    piece: markup.Piece, source: Source, report: Report, *, in_item: bool
) -> Title | None:
    """The heading that a line with a line of = or - below it was meant as, which is reported."""
    if not isinstance(piece, Paragraph) or piece.span is None:
        return None
    number = piece.span.line
    words, below = source.line(number).strip(), source.line(number + 1).strip()
    if not _UNDERLINE.fullmatch(below) or source.line(number - 1).strip():
        return None
    part = otherwords.part(words, PARTS) if in_item else ""
    level = 2 if headings.is_label(words) else 3 if part else 1
    if level == 1 and below[0] == "-":
        return None
    help_line = f"write {'#' * level} {part or words}"
    place = source.line_span(number)
    report.add("S133", "a line below it makes no heading", place, help=help_line)
    return Title(level, part or words, place)


def is_code(title: Title, source: Source, report: Report) -> bool:
    """Whether a title of level 1 is code outside of a listing, which would cut a text in two."""
    number = title.span.line
    above, below = source.line(number - 1), source.line(number + 1)
    if title.level > 1:
        return False
    glued = bool(above.strip()) and not _BESIDE_TITLES.match(above)
    if not glued and not (_CODE.match(below) and not below.startswith("#")):
        return False
    help_line = "put code between lines of ```, or an empty line above and below the title"
    message = "this line begins an exercise, and cuts the text in two"
    report.add("S133", message, source.line_span(number), help=help_line)
    return True
