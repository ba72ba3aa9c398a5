"""Things of an exam as an author writes them: `2 pts · open · How many …`, `[x] {+1} Yes`."""

from collections.abc import Iterable
from fractions import Fraction

from examc.changes.rewording import excerpt
from examc.changes.sides import Placed, Side
from examc.core.answers import Option, Part, Upload
from examc.core.model import Question, kind_of
from examc.core.numbers import show, show_signed
from examc.core.parts import part_name, part_points
from examc.core.rubrics import Criteria, Rubric

NONE = "none"


def item(side: Side, placed: Placed) -> str:
    """An item by its points, its kind and its first words."""
    shown = [kind_of(placed.item), excerpt(side.texts.tokens(placed.text))]
    if isinstance(placed.item, Question):
        shown.insert(0, points(placed.item.points))
    return " · ".join(word for word in shown if word)


def part(side: Side, node: Part) -> str:
    """An option, a criterion or a level by its points and its first words."""
    text = excerpt(side.texts.tokens(side.texts.line(node)))
    if isinstance(node, Option):
        return f"{key(node)} {text}".rstrip()
    name = f"{named}: " if (named := part_name(node)) else ""
    return f"{{{show(part_points(node))}}} {name}{text}".rstrip()


def key(option: Option) -> str:
    """Whether an option is checked, and its weight."""
    return f"{box(option)} {{{show_signed(option.points)}}}"


def box(option: Option) -> str:
    """Whether an option is checked."""
    return "[x]" if option.correct else "[ ]"


def points(value: Fraction) -> str:
    """Points with their unit."""
    return f"{show(value)} pt" if value == 1 else f"{show(value)} pts"


def number(value: Fraction | None) -> str:
    """A number, "" where there is none."""
    return "" if value is None else show(value)


def title(text: str) -> str:
    """A title; its white space is form."""
    return " ".join(text.split())


def tags(names: Iterable[str]) -> str:
    """Tags in a row; their order is none."""
    return ", ".join(sorted(set(names)))


def bound(value: Fraction | None) -> str:
    """A lowest or highest mark, as a source says it."""
    return NONE if value is None else show(value)


def space(value: Fraction | None) -> str:
    """An answer space in pages; "" where there is none."""
    if value is None:
        return ""
    return f"{value} page" if value <= 1 else f"{value} pages"


def files(upload: Upload) -> str:
    """How many files can be handed in."""
    if upload.most is None:
        return f"{upload.fewest} or more"
    return str(upload.fewest) if upload.fewest == upload.most else f"{upload.fewest}..{upload.most}"


def size(value: int | None) -> str:
    """The largest size of a file, in bytes; "" where there is none."""
    return "" if value is None else f"{value} bytes"


def rubric(value: Rubric) -> str:
    """A rubric by its kind and size."""
    if isinstance(value, Criteria):
        return _count(len(value.criteria), "criterion", "criteria")
    return _count(len(value.levels), "level", "levels")


def _count(count: int, one: str, many: str) -> str:
    return f"{count} {one}" if count == 1 else f"{count} {many}"
