"""The kinds of question that Moodle has beside choices and essays: what it marks, and what it shows.

Each function fills in what is seen of one question; all rules are measured on Moodle 4.5, and read
in question/type/KIND/question.php.
"""

from collections.abc import Iterator
from fractions import Fraction

from examc.core.responses import Filled, Response, Typed, picked
from examc.core.schemes import ZERO, One, Parts
from examc.files import xmlreading
from examc.files.xmltree import Element
from examc.systems import words
from examc.systems.moodle import cloze, limits, marks, ordering, typed
from examc.systems.moodle.grid import on_grid
from examc.systems.moodle.seeing import answers, own_text, shows, text
from examc.systems.moodle.typed import NumberAnswer, TextAnswer, Units
from examc.systems.reading import NotUnderstood, number
from examc.systems.view import Seen, SeenPart


def true_false(question: Element, seen: Seen) -> None:
    """See a statement: the last answer decides which side is right, and no share but 100 counts."""
    notes, right = ["", ""], 0
    for place, answer in enumerate(question.iterfind("answer")):
        said = own_text(answer)
        side = ("true", "false").index(said) if said in ("true", "false") else min(place, 1)
        is_full = number(answer.get("fraction", "0")) == 100
        right = side if is_full else 1 - side
        notes[side] = text(answer, "feedback")
    points = seen.points or ZERO
    seen.scheme = One(tuple(points if side == right else ZERO for side in (0, 1)))
    seen.shows = shows(question, notes, lambda response: sorted(picked(response)))


def numerical(question: Element, seen: Seen, *, comma: bool) -> None:
    """See a number to type; `comma`: the page's language has a decimal comma."""
    kept = answers(question)
    asked = [_number(answer, comma) for answer in kept]
    units = _units(question)
    seen.scheme = typed.of_numbers(asked, seen.points or ZERO, comma=comma, units=units)
    notes = [text(answer, "feedback") for answer in kept]

    def near(response: Response | None) -> tuple[int, ...]:
        if not isinstance(response, Typed):
            return ()
        place, _ = typed.near(asked, response.text, comma=comma, units=units)
        return () if place is None else (place,)

    seen.shows = shows(question, notes, near)


def _number(answer: Element, comma: bool) -> NumberAnswer:
    share = on_grid(answer.get("fraction", "0"))
    said = own_text(answer).strip()
    if said == "*":
        return NumberAnswer(None, ZERO, share)
    value = typed.number(said, comma)
    tolerance = typed.number(answer.findtext("tolerance") or "0", comma)
    if value is None:
        raise NotUnderstood(f"the accepted number {said[:40]!r} is none, and the import dies")
    return NumberAnswer(value, tolerance or ZERO, share)


def _units(question: Element) -> Units:
    sizes = {
        unit.findtext("unit_name") or "": number(unit.findtext("multiplier") or "1")
        for unit in question.iterfind("units/unit")
    }
    graded = question.findtext("unitgradingtype") or "0"
    penalty = number(question.findtext("unitpenalty") or "0.1") if graded != "0" else ZERO
    return Units({name: size for name, size in sizes.items() if size}, penalty, graded == "2")


def short_answer(question: Element, seen: Seen) -> None:
    """See a text to type; one accepted text must be worth all points, be it an empty one."""
    kept = [
        answer
        for answer in question.iterfind("answer")
        if own_text(answer).strip() or number(answer.get("fraction", "0"))
    ]
    asked = [TextAnswer(own_text(a).strip(), on_grid(a.get("fraction", "0"))) for a in kept]
    if all(answer.share != 1 for answer in asked):
        raise NotUnderstood("a short answer needs one of 100 %, and is lost on saving")
    exact = (question.findtext("usecase") or "0") not in ("0", "")
    seen.scheme = typed.of_texts(asked, seen.points or ZERO, exact=exact)
    notes = [text(answer, "feedback") for answer in kept]

    def fitting(response: Response | None) -> tuple[int, ...]:
        if not isinstance(response, Typed):
            return ()
        place = typed.fitting(asked, response.text, exact=exact)
        return () if place is None else (place,)

    seen.shows = shows(question, notes, fitting)


def matching(question: Element, seen: Seen) -> None:
    """See left sides, of equal worth; equal right sides are one, and one without a left is wrong."""
    pairs = [
        (own_text(pair).strip(), (pair.findtext("answer/text") or "").strip())
        for pair in question.iterfind("subquestion")
    ]
    if any(left and not right for left, right in pairs):
        raise NotUnderstood("a left side has no right side")
    pairs = [pair for pair in pairs if pair[1]]
    if any(len(right) > limits.LONGEST_RIGHT for _, right in pairs):
        raise NotUnderstood("a right side is longer than 255 characters")
    rights = tuple(dict.fromkeys(right for _, right in pairs))
    lefts = [pair for pair in pairs if pair[0]]
    if not lefts:
        raise NotUnderstood("there are no pairs")
    points = seen.points or ZERO
    seen.scheme = marks.of_places([rights.index(right) for _, right in lefts], len(rights), points)
    seen.parts = tuple(SeenPart(words.of_html(left), rights) for left, _ in lefts)
    share = marks.of_places([rights.index(right) for _, right in lefts], len(rights), Fraction(1))
    seen.shows = shows(question, [], _nothing, share)


def _nothing(_: Response | None) -> tuple[int, ...]:
    return ()


def gaps(question: Element, seen: Seen, name: str) -> None:
    """See gaps `[[1]]` of equal worth, whose options (elements of this name) come in groups."""
    options = list(question.iterfind(name))
    groups = [option.findtext("group") or "1" for option in options]
    labels = [own_text(option) for option in options]
    html, parts, keys = text(question, "questiontext"), list[SeenPart](), list[tuple[int, int]]()
    for place in ordering.gap_places(html):
        if place >= len(options):
            parts.append(SeenPart())
            keys.append((-1, 0))
            continue
        own = [i for i, group in enumerate(groups) if group == groups[place]]
        parts.append(SeenPart("", tuple(words.of_html(labels[i]) for i in own)))
        keys.append((own.index(place), len(own)))
    points = seen.points or ZERO
    seen.scheme, seen.parts = _equal(keys, points), tuple(parts)
    seen.shows = shows(question, [], _nothing, _equal(keys, Fraction(1)))


def _equal(keys: list[tuple[int, int]], points: Fraction) -> Parts:
    each = points / max(len(keys), 1)
    parts = tuple(
        One(tuple(each if place == key else ZERO for place in range(size))) for key, size in keys
    )
    return Parts(parts, (each,) * len(keys), points)


def ordered(question: Element, seen: Seen) -> None:
    """See items to order, of which all are shown; what was not touched is marked as it is shown."""
    if len(question.findall("hint")) < 2:
        raise NotUnderstood("an ordering without two hints breaks the import")
    kept = sorted(answers(question), key=lambda answer: number(answer.get("fraction", "0")))
    if len(kept) < 2:
        raise NotUnderstood("an ordering needs two items")
    if (question.findtext("selecttype") or "RANDOM") != "ALL" and len(kept) > ordering.SHOWN:
        seen.faults += ("some of its items, drawn at random",)
    rule = question.findtext("gradingtype") or "RELATIVE_NEXT_EXCLUDE_LAST"
    seen.labels = tuple(words.of_html(own_text(answer)) for answer in kept)
    seen.scheme = ordering.scheme(rule, len(kept), seen.points or ZERO)
    seen.shows = shows(question, [], _nothing, ordering.scheme(rule, len(kept), Fraction(1)))


# -- embedded answers -----------------------------------------------------------------------------


def embedded(question: Element, seen: Seen, *, comma: bool) -> None:
    """See a text with embedded answers; its points are the sum of their weights."""
    read = cloze.read(text(question, "questiontext"))
    seen.points = sum((part.points for part in read.parts), ZERO)
    seen.stem = words.of_html(read.around)
    alone = _is_one_question(question)
    seen.scheme = cloze.together(read.parts, comma=comma, alone=alone)
    (first, *others) = read.parts
    if not others and first.is_question:
        seen.labels = tuple(map(words.of_html, first.labels))
    elif not alone:
        seen.parts = tuple(_seen_parts(read))
    notes = [answer.note for part in read.parts for answer in part.answers]

    def answered(response: Response | None) -> list[int]:
        found, start = list[int](), 0
        for place, part in enumerate(read.parts):
            own = response
            if isinstance(response, Filled):
                own = response.parts[place]
            found += [start + at for at in cloze.answered(part, own, comma=comma)]
            start += len(part.answers)
        return found

    seen.shows = shows(question, notes, answered)


def _is_one_question(question: Element) -> bool:
    """Whether a text is written for a question without gaps; to Moodle there is no difference."""
    note = question.find("examc")
    return note is not None and note.get("kind") in ("numeric", "short answer")


_MARK = "\ue000"
"""Stands where a code stood while a text is looked at; Moodle's own texts have no such character."""


def _seen_parts(read: cloze.Text) -> Iterator[SeenPart]:
    """Yield what each part shows: the first cell of its row in a table, and its options."""
    labels = list(_row_labels(_MARK.join(piece.replace(_MARK, "") for piece in read.pieces)))
    labels += [""] * (len(read.parts) - len(labels))
    for label, part in zip(labels, read.parts, strict=False):
        yield SeenPart(label, tuple(map(words.of_html, part.labels)))


def _row_labels(html: str) -> Iterator[str]:
    """Yield a label for each mark of a text: of one in a row of a table, what the row begins with."""
    root = xmlreading.page(html)
    if root is None:
        return
    for row in root.iter("tr"):
        cells = [words.of_element(cell) for cell in row if cell.tag in ("td", "th")]
        for cell in cells:
            yield from [cells[0].replace(_MARK, "")] * cell.count(_MARK)
