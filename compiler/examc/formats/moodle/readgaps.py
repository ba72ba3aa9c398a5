"""Embedded answers → what they ask for: gaps, pairs, rows of a matrix, or one typed answer."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from examc.core import meaning, numbers, schemes
from examc.core.answers import (
    UNBOUNDED,
    Choice,
    Composite,
    FillIn,
    Gap,
    Key,
    Matching,
    Matrix,
    Numeric,
    Option,
    Scoring,
    ShortAnswer,
)
from examc.core.content import Blocks
from examc.core.keys import Cell, Label, Pair, Row
from examc.core.records import Mutable, replace
from examc.files.xmltree import Element
from examc.formats.moodle import readtyped
from examc.formats.moodle.readanswers import ids, with_ids
from examc.formats.moodle.readembedded import (
    MATCHING,
    MATRIX,
    NUMERIC,
    SHORT,
    Embedded,
    exact,
)
from examc.formats.moodle.readone import NoQuestion, One, weight
from examc.formats.moodle.readpairs import checked
from examc.formats.moodle.readtyped import Given
from examc.systems.moodle import cloze, reading
from examc.systems.moodle.cloze import Kind

ZERO = Fraction(0)


class Codes(Mutable):
    """The embedded answers of one question; `scale` is how many points their weight of 1 means."""

    one: One
    embedded: Embedded
    scale: Fraction

    # -- keys -----------------------------------------------------------------------------------

    def key(self, place: int, hint: Element | None) -> Key:
        """What fills a gap."""
        part = self.embedded.parts[place]
        hints = [] if hint is None else list(hint.iterfind("answer"))
        match part.kind:
            case Kind.NUMBER:
                unit = "" if hint is None else hint.get("unit", "")
                return self.numeric(part, hints, unit)
            case Kind.TEXT | Kind.EXACT_TEXT:
                return self.short(part, hints)
            case _:
                return self._drop_down(part, hints)

    def numeric(self, part: cloze.Part, hints: Sequence[Element], unit: str) -> Numeric:
        """A number; none costs marks."""
        given = [self._number(part, answer, at) for at, answer in enumerate(part.answers, 1)]
        given = _hinted(given, hints)
        own = ids(self.one, [one.said("id") for one in given])
        accepted = tuple(
            readtyped.accepted_number(self.one, one, name)
            for one, name in zip(given, own, strict=True)
        )
        return Numeric(accepted=accepted, unit=unit, scoring=UNBOUNDED)

    def _number(self, part: cloze.Part, answer: cloze.Answer, at: int) -> Given:
        value, _, tolerance = answer.text.partition(":")
        share = answer.share
        if share < 0:
            message = "Moodle takes no points for a number in a gap: its percentage is 0"
            self.one.tell("R562", message, "ask for it as a text", under=f"answer {at}")
            share = ZERO
        return replace(self._given(part, answer, at, share), text=value, tolerance=tolerance)

    def short(self, part: cloze.Part, hints: Sequence[Element]) -> ShortAnswer:
        """A text; one that was written out to several stands once."""
        given = [
            self._given(part, answer, at, answer.share) for at, answer in enumerate(part.answers, 1)
        ]
        kept: list[Given] = []
        at = 0
        for hint in hints:
            if at < len(given):
                kept.append(replace(given[at], hint=hint))
            at += numbers.whole(hint.get("texts", "")) or 1
        kept += given[at:]
        kept = readtyped.without_long(self.one, kept)
        if not kept:
            raise NoQuestion("a gap has no accepted text", "add one in Moodle")
        own = ids(self.one, [one.said("id") for one in kept])
        accepted = tuple(
            readtyped.accepted_text(self.one, one, name)
            for one, name in zip(kept, own, strict=True)
        )
        case = part.kind is Kind.EXACT_TEXT
        return ShortAnswer(accepted=accepted, case=case, scoring=UNBOUNDED)

    def _given(self, part: cloze.Part, answer: cloze.Answer, at: int, share: Fraction) -> Given:
        share = exact(share)
        text = self.one.entry.first("questiontext")
        note = self.one.note(text, html=answer.note) if answer.note.strip() else ()
        span = self.one.texts.document.span(self.one.entry.element)
        points = share * part.points * self.scale
        return Given(points, answer.text, note, span, None, "", f"answer {at}", share)

    def _drop_down(self, part: cloze.Part, hints: Sequence[Element]) -> Choice:
        if part.kind is not Kind.DROP_DOWN:
            message = "radio buttons among gaps are read as a drop-down; the marks are the same"
            self.one.tell("R565", message, "see if the text reads well with it")
        options: list[Option] = []
        for at, answer in enumerate(part.answers, 1):
            given = self._given(part, answer, at, answer.share)
            hint = hints[at - 1] if at <= len(hints) else None
            right = given.points > 0 if hint is not None or self.one.ours else given.share > 0
            if hint is not None and hint.get("checked"):
                right = hint.get("checked") == "true"
            option = Option(
                text=self.html(answer.text),
                points=given.points,
                correct=right,
                feedback=given.feedback,
                id="" if hint is None else hint.get("id", ""),
                fixed=hint is not None and hint.get("fixed") == "true",
                span=given.span,
            )
            options.append(option)
        named = tuple(with_ids(self.one, options))
        return Choice(options=named, many=False, scoring=UNBOUNDED, shuffle=part.shuffle)

    def html(self, text: str) -> Blocks:
        """The text of an option."""
        return self.one.text(self.one.entry.first("questiontext"), html=text)

    def shares(self, place: int) -> list[Fraction]:
        """What the options of a part earn, in points."""
        part = self.embedded.parts[place]
        return [exact(answer.share) * part.points * self.scale for answer in part.answers]


def _hinted(given: Sequence[Given], hints: Sequence[Element]) -> list[Given]:
    """Accepted answers with a hint each, where there is one for each."""
    if len(hints) != len(given):
        return list(given)
    return [replace(one, hint=hint) for one, hint in zip(given, hints, strict=True)]


# -- questions ------------------------------------------------------------------------------------


def points(one: One, embedded: Embedded) -> Fraction:
    """The points of the question: the sum of the weights, or those that the question had."""
    return weight(one.setting("points"), embedded.total)


def answer(
    one: One, embedded: Embedded, lefts: Sequence[Blocks]
) -> Numeric | ShortAnswer | Composite:
    """What a text with embedded answers asks for; `lefts` are the left sides of our own table."""
    full = weight(one.setting("full"), one.points)
    scale = full / embedded.total if embedded.total > 0 else Fraction(1)
    codes = Codes(one, embedded, scale)
    if embedded.kind in (NUMERIC, SHORT):
        return _typed(one, codes)
    if embedded.kind in (MATCHING, MATRIX) and len(lefts) != len(embedded.parts):
        raise NoQuestion("its table has other rows than gaps", "build it again")
    found: Composite
    if embedded.kind == MATCHING:
        found = _matching(codes, lefts)
    elif embedded.kind == MATRIX:
        found = _matrix(codes, lefts)
    else:
        found = FillIn(gaps=tuple(_gaps(codes)), scoring=UNBOUNDED)
    bounded = one.scoring(usual(found, one.points), matrix=isinstance(found, Matrix))
    return replace(found, scoring=bounded)


def usual(found: Composite, points: Fraction) -> Scoring:
    """How Moodle bounds the sum of parts: it goes below 0 where a part does, and no boxes do."""
    if isinstance(found, Matrix) and found.several:
        return Scoring(floor=ZERO, cap=points)
    parts = meaning.of_parts(meaning.part_schemes(found), UNBOUNDED, points)
    return Scoring(floor=None if schemes.lowest(parts) < 0 else ZERO, cap=points)


def _typed(one: One, codes: Codes) -> Numeric | ShortAnswer:
    (part,) = codes.embedded.parts
    hints = [hint for hint in codes.embedded.hints if hint.tag == "answer"]
    shares = [answer.share for answer in part.answers]
    scoring = one.scoring(reading.usual(shares, one.points, single=True))
    if part.kind is Kind.NUMBER:
        numeric = codes.numeric(part, hints, codes.embedded.unit)
        return replace(numeric, scoring=scoring)
    if part.kind in (Kind.TEXT, Kind.EXACT_TEXT):
        return replace(codes.short(part, hints), scoring=scoring)
    raise NoQuestion("its answer is not typed any more", "build it again")


def _gaps(codes: Codes) -> Iterator[Gap]:
    hints = [hint for hint in codes.embedded.hints if hint.tag == "gap"]
    names = codes.embedded.names
    span = codes.one.texts.document.span(codes.one.entry.element)
    for place, name in enumerate(names):
        hint = hints[place] if len(hints) == len(names) else None
        yield Gap(id=name, key=codes.key(place, hint), span=span)


# -- our own tables -------------------------------------------------------------------------------


def _matching(codes: Codes, lefts: Sequence[Blocks]) -> Matching:
    """Pairs, each with a drop-down of all right sides."""
    rights = [codes.html(label) for label in codes.embedded.parts[0].labels]
    pair_ids = _ids(codes, "pair", len(lefts))
    pairs: list[Pair] = []
    for place, (left, own) in enumerate(zip(lefts, pair_ids, strict=True)):
        part = codes.embedded.parts[place]
        if len(part.answers) != len(rights):
            raise NoQuestion("its left sides have other options each", "build it again")
        at = _key([answer.share for answer in part.answers])
        worth = codes.shares(place)
        wrong = next((points for other, points in enumerate(worth) if other != at), ZERO)
        notes = [a.note for other, a in enumerate(part.answers) if other != at and a.note]
        pairs.append(
            Pair(
                left=left,
                right=rights[at],
                points=worth[at],
                wrong=wrong,
                feedback=codes.html(notes[0]) if notes else (),
                id=own,
                span=codes.one.texts.document.span(codes.one.entry.element),
            )
        )
    used = {pair.right for pair in pairs}
    others = [right for right in dict.fromkeys(rights) if right not in used]
    other_ids = _ids(codes, "distractor", len(others))
    labels = tuple(Label(text=text, id=own) for text, own in zip(others, other_ids, strict=True))
    return Matching(pairs=tuple(pairs), distractors=labels, scoring=UNBOUNDED)


def _key(shares: Sequence[Fraction]) -> int:
    """The option that earns something else than all others; of two, the one that earns more."""
    for place, share in enumerate(shares):
        if len(shares) > 2 and shares.count(share) == 1:
            return place
    return max(range(len(shares)), key=lambda place: shares[place])


def _ids(codes: Codes, tag: str, count: int) -> list[str]:
    """The ids that hints give to lines of a name; none where these are others in number."""
    found = [hint.get("id", "") for hint in codes.embedded.hints if hint.tag == tag]
    return ids(codes.one, found) if len(found) == count else [""] * count


def _matrix(codes: Codes, lefts: Sequence[Blocks]) -> Matrix:
    """Rows of buttons or boxes, with the same columns in each."""
    parts = codes.embedded.parts
    labels = parts[0].labels
    if any(part.labels != labels for part in parts):
        raise NoQuestion("its rows have other columns each", "build it again")
    hints = [hint for hint in codes.embedded.hints if hint.tag == "row"]
    names = _ids(codes, "row", len(lefts))
    rows = tuple(
        Row(
            text=left,
            cells=_cells(codes, place, hints[place] if len(hints) == len(lefts) else None),
            id=names[place],
            span=codes.one.texts.document.span(codes.one.entry.element),
        )
        for place, left in enumerate(lefts)
    )
    columns = tuple(
        Label(text=codes.html(label), id=own)
        for label, own in zip(labels, _ids(codes, "column", len(labels)), strict=True)
    )
    if any(answer.note.strip() for part in parts for answer in part.answers):
        message = "feedback on the cells of a matrix has no place, and is left out"
        codes.one.tell("R523", message, "write it into the feedback of the question")
    several = all(part.kind is Kind.BOXES for part in parts)
    return Matrix(columns=columns, rows=rows, several=several, scoring=UNBOUNDED)


def _cells(codes: Codes, place: int, hint: Element | None) -> tuple[Cell, ...]:
    worth = codes.shares(place)
    given = "" if hint is None else hint.get("points", "")
    if given and len(given.split()) == len(worth):
        worth = [weight(word, ZERO) for word in given.split()]
    right = "" if hint is None else hint.get("right", "")
    return checked(worth, right, [points > 0 for points in worth])
