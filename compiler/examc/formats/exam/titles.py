"""Slips in the lines that build an exam: at the wrong level, underlined, or code outside a listing."""

from collections.abc import Sequence

from examc.core import lazyre
from examc.core.content import Heading, Paragraph, Rule
from examc.core.diagnostics import Fix, Report
from examc.core.source import Source, Span
from examc.formats.exam import headings, otherwords
from examc.formats.exam.kindnames import is_kind
from examc.formats.exam.raw import RawItem
from examc.formats.exam.vocabulary import CHOICE_KINDS, PARTS
from examc.text import markup
from examc.text.markup import Comment, ItemList, Title

_BESIDE_TITLES = lazyre.compile(r"\s*(?:#|<!--|---|.*-->\s*$)")
_CODE = lazyre.compile(
    r"\s*(?:[A-Za-z_][\w.\[\]'\"]*(?:, *[\w.]+)* *(?:[-+*/|&%:]?=|<-) *\S"
    r"|(?:import|from|def|class|for|while|if|elif|return|print|library|let|const|var|public|int)\b.*[=:;(){}\[]"
    r"|import \w|from \w[\w.]* import|[\w.]+\([^()]*\);?\s*$|.*[;{}]\s*$)"
)
_BEHIND_LABEL = lazyre.compile(r"\s*\{[^{}]*\}$")
_UNDERLINE = lazyre.compile(r"={2,}|-{2,}")


def at_its_level(
    title: Title,
    following: Sequence[markup.Piece],
    report: Report,
    *,
    in_item: bool,
    first: bool,
) -> Title:
    """A heading of an exercise, a question or a part at the level of another is reported.

    `first` says that no exercise stands above it.
    """
    words = headings.words(title)
    if title.level != 2 and headings.is_label(words):
        message = f"this is the heading of a question, at level {title.level}"
        fix = _at_level(title, 2)
        report.add("S133", message, title.span, help=f"write ## {title.text}", fix=fix)
        return Title(2, title.text, title.span)
    if first and title.level > 1 and _is_exercise(words, following):
        message = f"this is the heading of an exercise, at level {title.level}"
        fix = _at_level(title, 1)
        report.add("S133", message, title.span, help=f"write # {title.text}", fix=fix)
        return Title(1, title.text, title.span)
    part = _part_too_high(title, words, following) if in_item else ""
    if part:
        message = f"this is the heading of a part, at level {title.level}"
        fix = _at_level(title, 3) if title.text.lower() == part else None
        report.add("S133", message, title.span, help=f"write ### {part}", fix=fix)
        return Title(3, part, title.span)
    return title


def _at_level(title: Title, level: int) -> Fix | None:
    """The signs of a heading, as many as a level has."""
    span = title.span
    line = span.source.line(span.line)
    signs = line[: span.column - 1]
    if signs.strip() != "#" * title.level:
        return None
    return Fix(span.source.line_span(span.line, 1, span.column), "#" * level + " ")


def _is_exercise(words: str, following: Sequence[markup.Piece]) -> bool:
    """Whether a title before any exercise begins one: the next one is a question's."""
    after = next((piece for piece in following if isinstance(piece, Title)), None)
    asks = after is not None and headings.is_label(headings.words(after))
    return (
        asks
        and not any(is_kind(part) for part in words.split(" · "))
        and words.lower() not in PARTS
    )


def _part_too_high(title: Title, words: str, following: Sequence[markup.Piece]) -> str:
    """The part of a question that a title above level 3 names; "" where it may be what it says.

    An exercise may be called "Feedback" or "Notes": then questions follow.
    """
    if title.level == 3 or words != title.text or is_kind(words):
        return ""
    if title.level == 2:
        return otherwords.part(words, PARTS)
    after = next((piece.level for piece in following if isinstance(piece, Title)), 1)
    return words.lower() if words.lower() in PARTS and after != 2 else ""


def cuts(
    title: Title,
    item: RawItem,
    text: Sequence[markup.Piece],
    following: Sequence[markup.Piece],
    report: Report,
) -> bool:
    """Whether a title of level 1 stands inside a question, which it would end; reported.

    `text` is what stands between the last heading of the question and the title.
    """
    words = headings.words(title)
    if title.level != 1 or words != title.text or headings.is_label(words):
        return False
    if _part_too_high(title, words, following):
        return False
    until = next((i for i, p in enumerate(following) if isinstance(p, Title)), len(following))
    after = following[until] if until < len(following) else None
    part = after.text.lower() if isinstance(after, Title) and after.level == 3 else ""
    goes_on = part in PARTS and part not in item.part_spans
    if item.kind is not None and item.kind.value in CHOICE_KINDS:
        goes_on = goes_on or (_options(following[:until]) and not _options(text))
    asks = not item.part_spans and all(isinstance(piece, Comment) for piece in text)
    asks = asks and any(not isinstance(piece, Comment) for piece in following[:until])
    if not goes_on and not asks:
        return False
    help_line = f"write #### {title.text} for a heading, or <!-- {title.text} --> for a remark"
    if asks:
        help_line = f"write {title.text}"
    report.add("S133", "this line begins an exercise inside a question", title.span, help=help_line)
    return True


_ATTRIBUTES_ALONE = lazyre.compile(r"\{#[A-Za-z0-9][^{}]*\}")


def attributes_below(
    item: RawItem, text: Sequence[markup.Piece], source: Source, report: Report
) -> None:
    """Report an attribute list on the line below the heading of an item, which students would see."""
    first = text[0] if text else None
    if not isinstance(first, Paragraph) or first.span is None:
        return
    number = first.span.line
    own = source.line(number).strip()
    if _ATTRIBUTES_ALONE.fullmatch(own):
        help_line = f"write it behind the heading: {source.line(item.span.line).rstrip()} {own}"
        message = "attributes stand on the line of their heading"
        report.add("S134", message, source.line_span(number), help=help_line)


def up_to_title(pieces: Sequence[markup.Piece], start: int) -> list[markup.Piece]:
    """The pieces from an index up to the next title, with this."""
    found: list[markup.Piece] = []
    for index in range(start, len(pieces)):
        found.append(pieces[index])
        if isinstance(pieces[index], Title):
            break
    return found


def _options(pieces: Sequence[markup.Piece]) -> bool:
    return any(
        item.checked is not None
        for piece in pieces
        if isinstance(piece, ItemList)
        for item in piece.items
    )


def underlined(
    piece: markup.Piece,
    following: Sequence[markup.Piece],
    source: Source,
    report: Report,
    *,
    in_item: bool,
) -> Title | None:
    """The heading that a line with a line of = or - below it was meant as, which is reported.

    Of level 4 where it is a heading inside the text of a question.
    """
    if not isinstance(piece, Paragraph) or piece.span is None:
        return None
    number = piece.span.line
    words, below = source.line(number).strip(), source.line(number + 1).strip()
    if not _UNDERLINE.fullmatch(below) or source.line(number - 1).strip():
        return None
    part = otherwords.part(words, PARTS) if in_item else ""
    level = 2 if headings.is_label(words) else 3 if part else 4 if in_item else 1
    place = source.line_span(number)
    if level in (1, 4) and below[0] == "-":
        if in_item and len(following) > 1 and isinstance(following[0], Rule):
            _line_below(words, following[1], report, place)
        return None
    help_line = f"write {'#' * level} {part or words}"
    report.add("S133", "a line below it makes no heading", place, help=help_line)
    return Title(level, part or words, place)


def labelled(
    piece: markup.Piece, text: Sequence[markup.Piece], source: Source, report: Report
) -> Title | None:
    """The heading of a question that a line was meant as, which is reported.

    A line that says points and kind as a label does, plain, bold or as a heading of the text. `text`
    is what stands above it: behind options no text has a place, else the line may be meant as it is.
    """
    if not isinstance(piece, Paragraph | Heading) or piece.span is None:
        return None
    number = piece.span.line
    line = source.line(number)
    words = line.strip().lstrip("#").strip().strip("*_").strip()
    if piece.span.end_line > number or not headings.is_label(_BEHIND_LABEL.sub("", words)):
        return None
    place = source.line_span(number)
    message = "this is the heading of a question, without its signs"
    if isinstance(piece, Paragraph) and not _options(text):
        message = "this is read as text, not as the heading of a question"
        report.add("L227", message, place, help=f"write ## {words}")
        return None
    if isinstance(piece, Heading):
        message = f"this is the heading of a question, at level {piece.level}"
    report.add("S133", message, place, help=f"write ## {words}")
    return Title(
        2,
        words,
        source.line_span(number, line.index(words) + 1, line.index(words) + 1 + len(words)),
    )


def _line_below(words: str, after: markup.Piece, report: Report, place: Span) -> None:
    """Tell of a line of dashes right below words, which students see, unless it ends the text."""
    if not isinstance(after, Title):
        message = "a line below it makes no heading, and students see the line"
        help_line = f"write #### {words}, or an empty line above the dashes"
        report.add("L227", message, place, help=help_line)


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
