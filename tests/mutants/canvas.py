"""Changes of a package in Canvas' QTI 1.2: points, keys, conditions and texts of its items."""

import copy
import csv
import io
from collections.abc import Iterator
from fractions import Fraction

from lxml import etree

from examc.core.numbers import show
from examc.files.package import pack, unpack
from mutants.mutant import (
    Change,
    Changes,
    Mutant,
    changed,
    named,
    remove,
    set_attribute,
    set_text,
    swap_contents,
    twice,
)

_SAME_FOR_CANVAS = "Canvas reads options that stand in <and>, and not what is negated beside them"
_BY_NAME = "Canvas pairs it with its option, or shows it to everyone, by its name alone"
_LINKED = "a condition shows it for its option"
_SAID_TWICE = "the cell beside it says what to look for, or it is only what a rating is called"
_NOTHING = "points that are no number are none"
_UNREAD = "Canvas does not read it"


def of_package(data: bytes) -> Iterator[Mutant]:
    """Yield all changes of a package with one question."""
    files = unpack(data)
    path = next(name for name, content in files.items() if b"<questestinterop" in content)
    root = etree.fromstring(files[path])
    for what, change in (*_fields(root), *_conditions(root), *_texts(root), *_structure(root)):
        made, same = changed(root, change)
        yield Mutant(what, pack({**files, path: etree.tostring(made)}), same)
    yield from _beside(files)
    for name in (path, "imsmanifest.xml"):
        yield Mutant(f"{name} cut off", pack({**files, name: files[name][:-20]}))
        yield Mutant(f"no {name}", pack({n: c for n, c in files.items() if n != name}))


def _question(root: etree._Element) -> etree._Element:
    return next(item for item in named(root, "item") if named(item, "resprocessing"))


def _fields(root: etree._Element) -> Changes:
    entries = {
        named(field, "fieldlabel")[0].text: place
        for place, field in enumerate(named(root, "qtimetadatafield"))
        if field.getparent() in named(_question(root), "qtimetadata")
    }
    points = Fraction(named(root, "fieldentry")[entries["points_possible"]].text or "")
    for value in ("0", "1", "7", "-2", "two"):
        if value == "two" or Fraction(value) != points:
            yield f"worth {value}", set_text("fieldentry", entries["points_possible"], value)
    if points != 1:
        yield "no points", remove("qtimetadatafield", entries["points_possible"])
    kind = named(root, "fieldentry")[entries["question_type"]].text
    for other in (
        "multiple_choice_question",
        "multiple_answers_question",
        "essay_question",
        "text_only_question",
        "matching_question",
    ):
        if other != kind:
            yield f"type {other}", set_text("fieldentry", entries["question_type"], other)


def _conditions(root: etree._Element) -> Changes:
    question = _question(root)
    ids = [e.get("ident", "") for e in named(question, "response_label")]
    for place, named_one in enumerate(named(root, "varequal")):
        parent = named_one.getparent()
        negated = parent is not None and etree.QName(parent).localname == "not"
        for other in (*ids, "other"):
            if other != named_one.text and _sets_marks(named_one):
                same = _SAME_FOR_CANVAS if negated else ""
                yield (
                    f"{named_one.text} {place} becomes {other}",
                    _with(set_text("varequal", place, other), same),
                )
    for place, value in enumerate(named(root, "setvar")):
        for text in ("0", "-100"):
            yield f"{value.text} becomes {text}", _score(place, text)
        yield (
            f"setvar {place} of another variable",
            _with(set_attribute("setvar", place, "varname", "OTHER"), _together(root)),
        )
        yield f"no setvar {place}", _with(remove("setvar", place), _together(root))
    for place, condition in enumerate(named(root, "respcondition")):
        if named(condition, "setvar"):
            yield f"no condition {place}", remove("respcondition", place)
    for place, negation in enumerate(named(root, "not")):
        yield f"not {place} removed", _unwrapped(place)
        assert len(negation) == 1


def _sets_marks(named_one: etree._Element) -> bool:
    """Whether the condition that names an option sets marks; others show its feedback."""
    condition = next(e for e in named_one.iterancestors() if str(e.tag).endswith("respcondition"))
    return bool(named(condition, "setvar"))


def _together(root: etree._Element) -> str:
    """Options in `<and>` are right, whatever is set."""
    return "options in <and> are right, whatever is set" if named(root, "and") else ""


def _score(place: int, text: str) -> Change:
    return lambda root: _with(set_text("setvar", place, text), _together(root))(root)


def _with(change: Change, same: str) -> Change:
    def made(root: etree._Element) -> str:
        change(root)
        return same

    return made


def _unwrapped(place: int) -> Change:
    """What was excluded becomes required."""

    def change(root: etree._Element) -> str:
        element = named(root, "not")[place]
        element.addnext(element[0])
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)
        return ""

    return change


def _texts(root: etree._Element) -> Changes:
    question = _question(root)
    for place, feedback in enumerate(named(question, "itemfeedback")):
        own = feedback.get("ident", "")
        yield f"{own} removed", remove("itemfeedback", place)
        yield f"{own} empty", set_text("itemfeedback", place, "")
        yield f"{own} says something else", _feedback_says(place)
        for other in ("other", "solution", "wrong", "correct", "general_", "9_fb"):
            if (own[0].isdigit(), other) != (True, "correct"):  # it may be due to the same students
                same = _same_feedback(own, other)
                yield f"{own} renamed {other}", _with(_renamed(place, other), same)
    for place, link in enumerate(named(root, "displayfeedback")):
        yield f"link {place} removed", _with(remove("displayfeedback", place), _BY_NAME)
        assert link.get("linkrefid")


def _same_feedback(own: str, other: str) -> str:
    """Why feedback of another name is shown to the same students."""
    if own[0].isdigit():
        return _LINKED if other in ("other", "solution", "9_fb") else ""
    alike = {"general_fb": "general_", "correct_fb": "correct", "general_incorrect_fb": "wrong"}
    return "a name that means the same" if alike[own] == other else ""


def _feedback_says(place: int) -> Change:
    def change(root: etree._Element) -> str:
        named(named(root, "itemfeedback")[place], "mattext")[0].text = "?"
        return ""

    return change


def _renamed(place: int, other: str) -> Change:
    """Feedback with another name, and what links to it."""

    def change(root: etree._Element) -> str:
        feedback = named(root, "itemfeedback")[place]
        for link in named(root, "displayfeedback"):
            if link.get("linkrefid") == feedback.get("ident"):
                link.set("linkrefid", other)
        feedback.set("ident", other)
        return ""

    return change


def _structure(root: etree._Element) -> Changes:
    place = named(root, "item").index(_question(root))
    yield "no item", remove("item", place)
    yield "item twice", twice("item", place)
    yield "another question", _asks
    yield "drawn for some students", _drawn
    own = len(named(_question(root), "response_label"))
    if named(_question(root), "response_lid"):
        for label in range(own):
            before = (label or own) - 1
            low, high = sorted((before, label))
            yield f"text of {label} at {before}", swap_contents("response_label", low, high)
            yield f"label {label} twice", twice("response_label", label)
            yield f"label {label} says something else", _says(label)
            yield f"label {label} removed", remove("response_label", label)
            rename = set_attribute("response_label", label, "ident", "other")
            yield f"label {label} renamed", _with(rename, _plain(root, label))
        yield "no options", remove("response_lid", 0)
        yield (
            "another cardinality",
            _with(set_attribute("response_lid", 0, "rcardinality", "Ordered"), _UNREAD),
        )
    else:
        yield "no answer", remove("response_str", 0)


def _says(label: int) -> Change:
    def change(root: etree._Element) -> str:
        named(named(root, "response_label")[label], "mattext")[0].text = "?"
        return ""

    return change


def _plain(root: etree._Element, label: int) -> str:
    """A wrong option without feedback may have any name."""
    ident = named(root, "response_label")[label].get("ident", "")
    feedback = {e.get("ident") for e in named(root, "itemfeedback")}
    right = {
        e.text
        for e in named(root, "varequal")
        if _sets_marks(e) and not str(e.getparent().tag).endswith("not")  # type: ignore[union-attr]
    }
    plain = ident not in right and f"{ident}_fb" not in feedback
    return "a wrong option without feedback may have any name" if plain else ""


def _asks(root: etree._Element) -> str:
    named(_question(root), "mattext")[0].text = "?"
    return ""


def _drawn(root: etree._Element) -> str:
    """One of two questions of a group, of which the other is the same."""
    question = _question(root)
    section = question.getparent()
    assert section is not None
    space = etree.QName(section).namespace
    ordering = etree.Element(f"{{{space}}}selection_ordering")
    selection = etree.SubElement(ordering, f"{{{space}}}selection")
    etree.SubElement(selection, f"{{{space}}}selection_number").text = "0"
    section.insert(0, ordering)
    return ""


def _beside(files: dict[str, bytes]) -> Iterator[Mutant]:
    """Yield changes of the settings of the quiz, and of the rubrics beside it."""
    path = next(name for name in files if name.endswith("assessment_meta.xml"))
    root = etree.fromstring(files[path])
    points = Fraction(named(root, "points_possible")[0].text or "")
    for value in (points + 1, points / 2, -points):
        made, same = changed(root, set_text("points_possible", 0, show(value)))
        yield Mutant(f"quiz worth {value}", pack({**files, path: etree.tostring(made)}), same)
    made, same = changed(root, set_attribute("quiz", 0, "identifier", "other"))
    yield Mutant("settings of another quiz", pack({**files, path: etree.tostring(made)}), _UNREAD)


def of_rubrics(text: bytes) -> Iterator[Mutant]:
    """Yield changes of each cell and row of the rubrics, and the want of them."""
    rows = list(csv.reader(io.StringIO(text.decode())))
    for row, line in enumerate(rows):
        for column, cell in enumerate(line if row else ()):
            for value in _other_cells(rows[0][column]) if cell else ():
                made = copy.deepcopy(rows)
                made[row][column] = value
                what = f"rubrics.csv row {row} column {column} {value!r}"
                same = _same_rubric(line, made[row], column)
                yield Mutant(what, _csv(made), same)
    for what, other in (("a mark of byte order", b"\xef\xbb\xbf" + text), ("cut off", text[:90])):
        yield Mutant(f"rubrics.csv {what}", other)
    for row in range(1, len(rows)):
        made = rows[:row] + rows[row + 1 :]
        yield Mutant(f"rubrics.csv no row {row}", _csv(made))
    yield Mutant("no rubrics.csv", b"")


def _other_cells(head: str) -> tuple[str, ...]:
    """Other texts for a cell of a column."""
    others = {"Rating Points": ("9", "", "two"), "Criteria Enable Range": ("true", "1")}
    return others.get(head, ("?", ""))


def _same_rubric(before: list[str], after: list[str], column: int) -> str:
    """Why a cell is of no account: a neighbour says the same, or says it of no points."""
    needed = column in (0, 4) and not after[column]
    if column in (0, 3) or needed or (column == 1 and not after[1]):
        return ""
    if column <= 2:
        said = after[1] + after[2]
        levels = len(before) > 5 and bool(before[5])
        return _SAID_TWICE if levels or (before[2] or before[1]) in said else ""
    kind = (column - 4) % 3
    start = column - kind
    text = before[start + 1]
    if kind == 2:
        return _NOTHING if (before[column], after[column]) == ("0", "two") else ""
    if kind == 0 and text and not after[column]:
        return ""  # Canvas drops a rating without a name
    return _SAID_TWICE if not text or text in after[start] + after[start + 1] else ""


def _csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()
