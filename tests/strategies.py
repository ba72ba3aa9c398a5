"""Generated exams for property tests: models of any shape that the source reader can make.

Their ids are legal and different, and their texts are those of `prose`, so that every format can
be tested with the same exams.
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any

from hypothesis import strategies as st

import strategies_parts
import strategies_typed
from examc.core import numbers
from examc.core.answers import Choice, Option, Scoring, Written
from examc.core.answers import Rule as ScoringRule
from examc.core.content import Block, Blocks, BulletList, Paragraph, Quote, Text
from examc.core.model import (
    Course,
    Exam,
    Exercise,
    Feedback,
    ImageBlock,
    Item,
    Question,
    TextBlock,
    derived_exercise_id,
    derived_item_id,
)
from examc.core.rubrics import Criteria, Criterion, Level, Levels, Rubric
from examc.core.walking import images
from prose import FILES, SINGLE, picture, words
from prose import blocks as rich_text

IDS = ("q", "Q-7.x_", "node.", "1588", "Z9")
POINTS = (
    *(Fraction(n) for n in (0, 1, 2, 3, 10, 10_000)),
    *(Fraction(1, 2), Fraction(5, 4), Fraction(1, 3), Fraction(22, 7), Fraction("0.001")),
)
SPACES = (Fraction(1, 2), Fraction(1, 8), Fraction(3, 10), Fraction(1), Fraction(5, 3))

# -- texts, drawn -------------------------------------------------------------------------------

_NUMBERS = st.integers(0, 10**9)
"""Each stands for a whole text: an exam has hundreds of words, and drawing each takes long.

The first ones are single words, the plainest first, so that a failing exam is shrunk to these.
"""


def _line(number: int) -> str:
    return SINGLE[number] if number < len(SINGLE) else words(Random(number))


def _text(number: int, depth: int) -> Blocks:
    if number < len(SINGLE):
        return (Paragraph((Text(SINGLE[number]),)),)
    return rich_text(Random(number), depth)


texts = _NUMBERS.map(_line)
maybe_text = st.one_of(st.just(""), texts)
tags = st.lists(texts.map(lambda t: t.replace(",", ";")), max_size=2, unique=True).map(tuple)
_pictures = _NUMBERS.map(lambda number: picture(Random(number)))


@cache
def blocks(depth: int = 0) -> st.SearchStrategy[Blocks]:
    """A text that is not empty, of any kinds of blocks; `depth` leaves out the large ones."""
    return _NUMBERS.map(lambda number: _text(number, depth))


maybe_blocks = st.one_of(st.just(()), st.just(()), blocks())


def _without_last_quote(content: Blocks) -> Blocks:
    """A quote that ends an option is its feedback in Markdown, and so never part of its text."""
    ends = isinstance(content[-1], Quote)
    return (*content, Paragraph((Text("end"),))) if ends else content


# -- questions ----------------------------------------------------------------------------------

_feedback = st.builds(Feedback, maybe_blocks, maybe_blocks, maybe_blocks)
_part_ids = st.one_of(st.just(""), st.sampled_from(("a", "b-2", "77", "Z_z.9")))
_weights = st.builds(
    lambda value, sign: value * sign, st.sampled_from(POINTS), st.sampled_from((1, 1, -1))
)


def _different(ids: list[str]) -> list[str]:
    """Ids of one question, each once; later ones make way."""
    return [own if own not in ids[:place] else "" for place, own in enumerate(ids)]


@st.composite
def options(draw: st.DrawFn) -> tuple[Option, ...]:
    """Two to four options."""
    count = draw(st.integers(2, 4))
    ids = _different([draw(_part_ids) for _ in range(count)])
    return tuple(
        Option(
            text=_without_last_quote(draw(blocks(depth=1))),
            points=draw(_weights),
            correct=draw(st.booleans()),
            feedback=draw(maybe_blocks),
            id=own,
            fixed=draw(st.booleans()),
        )
        for own in ids
    )


@st.composite
def rubrics(draw: st.DrawFn, points: Fraction) -> Rubric:
    """Criteria, or levels whose percentages agree with their points."""
    count = draw(st.integers(1, 3))
    ids = _different([draw(_part_ids) for _ in range(count)])
    texts_of = st.one_of(st.just(()), blocks(depth=1))
    if draw(st.booleans()):
        return Criteria(
            tuple(
                Criterion(text=draw(texts_of), points=draw(_weights), name=draw(maybe_text), id=own)
                for own in ids
            )
        )
    return Levels(
        tuple(
            Level(
                text=draw(texts_of),
                points=(worth := draw(st.sampled_from((*POINTS[:5], points)))),
                percent=draw(_percents(worth, points)),
                name=draw(maybe_text),
                id=own,
            )
            for own in ids
        )
    )


@cache
def _percents(worth: Fraction, points: Fraction) -> st.SearchStrategy[str]:
    if not points:
        return st.just("")
    share = worth * 100 / points
    return st.sampled_from(("", *(numbers.rounded(share, places) for places in (0, 1, 2))))


TYPED = frozenset({"true/false", "numeric", "short answer", "fill in"})
"""Kinds that `exams` can have besides, of `strategies_typed`."""
PARTED = frozenset({"matching", "ordering", "matrix", "upload", "code"})
"""Those of `strategies_parts`; with any further kind, exercises may be pools."""


@st.composite
def questions(draw: st.DrawFn, own: str = "q1", kinds: frozenset[str] = frozenset()) -> Question:
    """A question with an id that is given: with options or by hand, or of one of more kinds."""
    points = draw(st.sampled_from(POINTS))
    bounds = st.sampled_from((Fraction(0), Fraction(0), None, Fraction(-1), Fraction(-1, 3)))
    caps = st.sampled_from((points, points, None, Fraction(20), Fraction(2, 3)))
    common: dict[str, Any] = {
        "id": own,
        "points": points,
        "prompt": draw(blocks()),
        "title": draw(maybe_text),
        "feedback": draw(st.one_of(st.just(Feedback()), _feedback)),
        "solution": draw(maybe_blocks),
        "notes": draw(maybe_blocks),
        "tags": draw(tags),
        "always": bool(kinds) and draw(st.booleans()),
        "fixed": bool(kinds) and draw(st.booleans()),
    }
    if kinds and draw(st.integers(0, 3)) > 0:
        return draw(_further(st.sampled_from(sorted(kinds)), points, common))
    rubric = draw(st.one_of(st.none(), rubrics(points)))
    match draw(st.integers(0, 3)):
        case 0:
            scoring = Scoring(ScoringRule.SUM, draw(bounds), draw(caps))
            return Question(
                answer=Choice(
                    options=draw(options()),
                    many=False,
                    scoring=scoring,
                    shuffle=draw(st.booleans()),
                ),
                **common,
            )
        case 1:
            scoring = Scoring(
                draw(st.sampled_from((ScoringRule.SUM, ScoringRule.ALL_OR_NOTHING))),
                draw(bounds),
                draw(caps),
            )
            return Question(
                answer=Choice(
                    options=draw(options()), many=True, scoring=scoring, shuffle=draw(st.booleans())
                ),
                **common,
            )
        case 2:
            space = draw(st.one_of(st.none(), st.sampled_from(SPACES)))
            return Question(answer=Written(rubric=rubric, space=space), **common)
        case _:
            return Question(answer=Written(rubric=rubric, free=True), **common)


@st.composite
def _further(
    draw: st.DrawFn, kinds: st.SearchStrategy[str], points: Fraction, common: dict[str, Any]
) -> Question:
    """A question of one of these kinds."""
    match draw(kinds):
        case "true/false":
            return Question(answer=draw(strategies_typed.true_false(points)), **common)
        case "numeric":
            scoring = draw(strategies_typed.scorings(points))
            return Question(answer=draw(strategies_typed.numeric(scoring)), **common)
        case "short answer":
            scoring = draw(strategies_typed.scorings(points))
            return Question(answer=draw(strategies_typed.short_answer(scoring)), **common)
        case "fill in":
            prompt, answer = draw(strategies_typed.fill_in(points))
            prompt = (*common["prompt"], *prompt) if draw(st.booleans()) else prompt
            return Question(answer=answer, **common | {"prompt": _parted(prompt)})
        case "matching":
            return Question(answer=draw(strategies_parts.matching(points)), **common)
        case "ordering":
            return Question(answer=draw(strategies_parts.ordering()), **common)
        case "matrix":
            return Question(answer=draw(strategies_parts.matrix(points)), **common)
        case "upload":
            rubric = draw(st.one_of(st.none(), rubrics(points)))
            return Question(answer=draw(strategies_parts.upload(rubric)), **common)
        case "code":
            rubric = draw(st.one_of(st.none(), rubrics(points)))
            return Question(answer=draw(strategies_parts.program(rubric)), **common)
        case other:
            raise AssertionError(f"no strategy makes kind {other}")


def _parted(content: Blocks) -> Blocks:
    """A text in which no two lists stand side by side."""
    found: list[Block] = []
    for block in content:
        if found and isinstance(block, BulletList) and isinstance(found[-1], BulletList):
            found.append(Paragraph((Text("and"),)))
        found.append(block)
    return tuple(found)


@st.composite
def _stimuli(draw: st.DrawFn, own: str) -> TextBlock | ImageBlock:
    repeat = draw(st.booleans())
    if draw(st.booleans()):
        return TextBlock(id=own, content=draw(blocks()), repeat=repeat)
    space = draw(st.one_of(st.none(), st.sampled_from(SPACES)))
    return ImageBlock(id=own, image=draw(_pictures), space=space, repeat=repeat)


# -- exams --------------------------------------------------------------------------------------


@st.composite
def exams(draw: st.DrawFn, largest: int = 2, kinds: frozenset[str] = frozenset()) -> Exam:
    """An exam of up to `largest` exercises with as many items each; `kinds` as of `questions`."""
    names = iter(range(1, 1000))
    return Exam(
        title=draw(texts),
        exercises=tuple(
            draw(_exercises(place, largest, names, kinds))
            for place in range(1, draw(st.integers(1, largest)) + 1)
        ),
        id=draw(st.sampled_from(("", "resit-2022", "15880633", "007"))),
        language=draw(st.sampled_from(("en", "nl-NL", "he"))),
        course=draw(
            st.one_of(st.just(Course()), st.builds(Course, *[maybe_text] * 4), _plain_courses)
        ),
        date=draw(st.sampled_from(("", "2022-02-14"))),
        duration=draw(st.sampled_from((None, 1, 180))),
        points=draw(st.sampled_from((None, *POINTS))),
        description=draw(maybe_blocks),
        attempts=draw(st.sampled_from((None, 1, 3))) if kinds else None,
        instructions=draw(maybe_blocks) if kinds else (),
        tags=draw(tags),
    )


_plain_courses = st.builds(
    Course,
    maybe_text,
    maybe_text,
    st.sampled_from(("2022", "22/23", "2022-2023", "99/00", "99/01")),
    maybe_text,
)


@st.composite
def _exercises(
    draw: st.DrawFn, place: int, largest: int, names: Iterator[int], kinds: frozenset[str]
) -> Exercise:
    own = draw(_ids(derived_exercise_id(place), names))
    items: list[Item] = []
    for number in range(1, draw(st.integers(0, largest)) + 1):
        item_id = draw(_ids(derived_item_id(own, number), names))
        items.append(draw(st.one_of(asked := questions(item_id, kinds), asked, _stimuli(item_id))))
    pick = draw(_picks(items)) if kinds else None
    return Exercise(
        id=own,
        title=draw(texts),
        items=tuple(items),
        pick=pick,
        points=draw(st.sampled_from((None, *POINTS))),
        bank=draw(maybe_text),
        updated=draw(
            st.sampled_from(("", "2023-03-15T14:00", "2023-03-15", "2022-02-14T13:39:05.5Z"))
        ),
        tags=draw(tags),
        shuffle=draw(st.booleans()),
    )


def _picks(items: list[Item]) -> st.SearchStrategy[int | None]:
    """How many questions of an exercise may be drawn: they are worth the same then."""
    asked = [item for item in items if isinstance(item, Question)]
    always = sum(question.always for question in asked)
    if len({question.points for question in asked}) != 1:
        return st.none()
    return st.one_of(st.none(), st.integers(max(always, 1), len(asked)))


def _ids(derived: str, names: Iterator[int]) -> st.SearchStrategy[str]:
    """The derived id, or one that no other place of the exam has."""
    number = next(names)
    return st.sampled_from((derived, *(f"{name}{number}" for name in IDS)))


def files_of(exam: Exam) -> dict[str, bytes]:
    """The image files that an exam uses."""
    return {image.src: FILES[image.src] for image in images(exam) if not image.is_remote}
