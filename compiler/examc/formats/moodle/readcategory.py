"""Categories: where their path leads, and what the description of one of ours says."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from examc.core import lazyre, limits
from examc.core.records import Mutable, field
from examc.files.xmltree import Element, characters
from examc.formats.moodle.readxml import line, parts, text_of, value
from examc.text.htmltree import name, parse

NUMBER = lazyre.compile(r"([0-9]{2,})(?:\.([0-9]{2,}))?(?: |$)")
"""What our names begin with: the place of an exercise, and of an item in it."""

_DEEPEST = 20  # names of a path in which an exam of ours is looked for
_SLASH = lazyre.compile(r"(?<!/)/(?!/)")
_CONTEXT = lazyre.compile(r"\$\w*\$")
_DIGEST = lazyre.compile(r"@[0-9a-f]{8}$")
_FORMS: Mapping[str, Callable[[str], bool]] = {
    "language": limits.is_language,
    "date": limits.is_date,
    "duration": limits.is_duration,
    "updated": limits.is_time,
    "attempts": limits.is_count,
    "pick": limits.is_count,
}


class Rows(Mutable):
    """What the description of one of our categories says, by the name of each value."""

    values: Mapping[str, list[str]]
    unread: list[str] = field(default_factory=list)
    """Values that do not have the form that they should."""

    def word(self, key: str) -> str:
        """One value; "" where there is none, or none of the right form."""
        found = self.values.get(key, [""])[0]
        form = _FORMS.get(key)
        if not found or form is None or form(found):
            return found
        self.unread.append(found)
        return ""

    def points(self) -> Fraction | None:
        """The stated points, if any."""
        written = self.word("points")
        points = limits.held(written) if written else None
        if written and (points is None or points < 0):
            self.unread.append(written)
            return None
        return points

    def tags(self) -> tuple[str, ...]:
        """The tags, in order."""
        return tuple(self.values.get("tag", ()))


class Category(Mutable):
    """A category and the questions in it; `names` is its path below the top of the course."""

    element: Element | None = None
    names: tuple[str, ...] = ()
    idnumber: str = ""
    info: Element | None = None
    rows: Rows | None = None
    is_exam: bool = False
    questions: list[Element] = field(default_factory=list)

    def own_id(self) -> str:
        """The id of the exam or exercise that one of our categories stands for."""
        return _DIGEST.sub("", self.idnumber)


def categories(root: Element) -> list[Category]:
    """The categories of a file in order, each with its questions; one without a name for others."""
    found: dict[tuple[str, ...], Category] = {}
    here = Category()
    for question in root.iterfind("question"):
        if question.get("type", "").strip() != "category":
            here.questions.append(question)
            found.setdefault(here.names, here)
            continue
        category = _category(question)
        here = found.setdefault(category.names, category)
    return list(found.values())


def by_exam(root: Element) -> dict[tuple[str, ...], list[Category]]:
    """The categories of a file by the path of the exam of ours that they belong to, () for others.

    One that has neither questions nor an exam is left out with the others.
    """
    every = categories(root)
    exams = {category.names for category in every if category.is_exam}
    found: dict[tuple[str, ...], list[Category]] = {}
    for category in every:
        ways = (
            category.names[:depth] for depth in range(min(_DEEPEST, len(category.names)), 0, -1)
        )
        own = next((names for names in ways if names in exams), ())
        found.setdefault(own, []).append(category)
    if not any(category.questions for category in found.get((), ())):
        found.pop((), None)
    return found


def _category(element: Element) -> Category:
    inside = parts(element)
    info = inside.get("info", [None])[0]
    made = Category(
        element,
        split(text_of(inside.get("category", [None])[0])),
        value(inside, "idnumber") or "",
        info,
    )
    description = text_of(info)
    if 'class="examc-ex' in description:
        tree = parse(description)
        for kind in ("exam", "exercise"):
            for listed in tree.iter():
                if name(listed) == "dl" and listed.get("class") == f"examc-{kind}":
                    made.rows, made.is_exam = _rows(listed), kind == "exam"
    return made


def split(path: str) -> tuple[str, ...]:
    """The names of a category's path; a `/` in a name is doubled.

    The context before it (`$course$`) and `top` are the same for all of a course.
    """
    names = [line(part.strip().replace("//", "/")) for part in _SLASH.split(path)]
    if names and _CONTEXT.fullmatch(names[0]):
        names = names[1:]
        if names and names[0] == "top":
            names = names[1:]
    return tuple(name for name in names if name)


def _rows(listed: Element) -> Rows:
    values: dict[str, list[str]] = {}
    for row in listed:
        kind = row.get("class", "")
        if name(row) == "dd" and kind.startswith("examc-"):
            values.setdefault(kind.removeprefix("examc-"), []).append(characters(row))
    return Rows(values)
