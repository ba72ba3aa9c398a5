"""Reads the questions of ANS-style JSON: each becomes one of the model's kinds."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from examc.core import limits
from examc.core.answers import Choice, Option, Program, Upload, Written
from examc.core.content import Blocks, is_empty
from examc.core.diagnostics import did_you_mean
from examc.core.model import Feedback, Question
from examc.formats.ans import names, scales
from examc.formats.ans.objects import Object, ordered
from examc.formats.ans.readkinds import Kinds, true_false, without_lost_gaps
from examc.formats.ans.texts import Texts
from examc.formats.foreign.quoting import quoted

_KEYED = ("fill", "match", "order", "hotspot", "numeric")
"""Categories that a machine marks, by a key."""
CATEGORIES = ("choice", "open", "free_formatted", *_KEYED, "code", "upload")


def question(inner: Object, own: str, texts: Texts, *, shuffled: bool) -> Question:
    """Read a question; `shuffled` is what the cover says of all choices."""
    category = _category(inner)
    if category == "choice":
        return _choice(inner, own, texts, shuffled=shuffled)
    points = _points(inner)
    common = _common(inner, own, points, texts)
    kinds = Kinds(texts, lambda one: _options(one, texts))
    answer = kinds.answer(inner, category, points)
    if answer is not None:
        without_lost_gaps(inner, common["prompt"], answer)
        return Question(answer=answer, **common)
    if inner.has("choices") and inner.data["choices"]:
        inner.lose(f"question of category {category!r}", "choices")
    if category in _KEYED:
        _as_open(inner, category)
    return Question(answer=_graded(inner, category, points, texts, kinds), **common)


def _graded(
    inner: Object, category: str, points: Fraction, texts: Texts, kinds: Kinds
) -> Written | Upload | Program:
    """What a person marks."""
    rubric = scales.rubric(inner, points, texts)
    match category:
        case "free_formatted":
            return Written(rubric=rubric, free=True)
        case "upload":
            return kinds.upload(inner, rubric)
        case "code":
            return kinds.program(inner, rubric, space(inner, "x_answer_space"))
        case _:
            return Written(rubric=rubric, space=space(inner, "x_answer_space"))


def _as_open(inner: Object, category: str) -> None:
    message = f"question of category {category!r} is read as an open one: its key is not there"
    inner.tell("R514", "category", message, "write the question again in its new place")


def _category(inner: Object) -> str:
    category = inner.line("category")
    if category in CATEGORIES:
        return category
    if category:
        help_line = did_you_mean(category, CATEGORIES)
        inner.tell("R406", "category", f"{quoted(category)} is no category", help_line)
    elif inner.has("choices") and inner.data["choices"]:
        inner.tell_here("R412", "category is not given; choice is assumed for its choices")
        return "choice"
    else:
        inner.tell_here("R412", "category is not given; open is assumed")
    return "open"


def _points(inner: Object) -> Fraction:
    points = inner.exact("points")
    if points is None and not inner.has("points"):
        inner.tell_here("R404", "points are not given", 'write "points": "2.0"')
    points = scales.bounded(inner, points)
    if points < 0:
        inner.tell("R406", "points", "points are below zero", "write the highest mark")
        return Fraction(0)
    return points


def _common(inner: Object, own: str, points: Fraction, texts: Texts) -> dict[str, Any]:
    """What every kind of question has."""
    prompt = texts.read(inner, "content") + texts.read(inner, "fill_content")
    if "content" not in inner.data:
        inner.tell_here("R404", "content is not given", 'write "content": "<p>…</p>"')
    elif is_empty(prompt) and not inner.has("rows"):
        inner.tell("R461", "content", "question asks nothing")
    solution, notes = _for_graders(inner, texts)
    return {
        "id": own,
        "points": points,
        "prompt": prompt,
        "title": inner.line("x_title"),
        "feedback": _feedback(inner, texts),
        "solution": solution,
        "notes": notes,
        "tags": (*inner.lines("x_tags"), *_objectives(inner)),
        "always": bool(inner.flag("x_always")),
        "fixed": bool(inner.flag("x_fixed")),
    }


def _for_graders(inner: Object, texts: Texts) -> tuple[Blocks, Blocks]:
    """The model answer and the notes, which the API has in one text."""
    together = texts.read(inner, "grading_description")
    solution, notes = texts.read(inner, "x_solution"), texts.read(inner, "x_notes")
    if (*solution, *notes) == together or not inner.has("grading_description"):
        return solution, notes
    if solution or notes:
        message = "this is not what x_solution and x_notes say; it is read as notes"
        inner.tell("R413", "grading_description", message)
    return solution, together


def _feedback(inner: Object, texts: Texts) -> Feedback:
    """The API parts those without full marks in two; a model has one text for both."""
    incorrect = texts.read(inner, "feedback_incorrect")
    mistake = texts.read(inner, "feedback_mistake")
    if incorrect != mistake:
        kept, other = ("incorrect", "mistake") if incorrect else ("mistake", "incorrect")
        what = "is left out" if incorrect and mistake else "is empty"
        message = f"all without full marks will see feedback_{kept}; feedback_{other} {what}"
        inner.tell("R410", f"feedback_{kept}", message)
    return Feedback(
        texts.read(inner, "x_feedback"),
        texts.read(inner, "feedback_correct"),
        incorrect or mistake,
    )


def _objectives(inner: Object) -> Iterable[str]:
    objectives = inner.children("objectives", names.OBJECTIVE)
    if objectives:
        inner.tell("R410", "objectives", "learning objectives are read as tags")
    return [f"objective: {name}" for o in objectives if (name := o.line("name"))]


def space(inner: Object, name: str) -> Fraction | None:
    """A share of a page."""
    child = inner.child(name, names.SPACE)
    if child is None:
        return None
    num, den, unit = child.whole("num"), child.whole("den"), child.line("unit")
    pages = Fraction(num, den) if num is not None and den else None
    if pages is None or not limits.is_space(pages) or unit not in ("", "page"):
        inner.tell("R406", name, "this is no share of a page", 'write {"num": 1, "den": 2}')
        return None
    return pages


# -- choices ------------------------------------------------------------------------------------


def _choice(inner: Object, own: str, texts: Texts, *, shuffled: bool) -> Question:
    options = _options(inner, texts)
    if inner.data.get("criteria"):
        inner.lose("question of category 'choice'", "criteria")
    single = _is_single(inner, options)
    points = _points(inner)
    marked = scales.scoring(inner, points, options, single=single)
    shuffle = inner.flag("x_shuffle")
    answer = Choice(
        options=options,
        many=not single,
        scoring=marked,
        shuffle=shuffled if shuffle is None else shuffle,
    )
    common = _common(inner, own, points, texts)
    both = true_false(answer) if inner.line("x_kind") == "true/false" else None
    return Question(answer=both or answer, **common)


def _options(inner: Object, texts: Texts) -> tuple[Option, ...]:
    choices = ordered(inner.children("choices", names.CHOICE), "position")
    if len(choices) < 2:
        inner.tell_here("R406", f"question has {len(choices)} choices", "give it two at least")
    for number, choice in enumerate(choices, 1):
        choice.where = f"{inner.where} › option {number}"
    ids = scales.part_ids(choices, "qti_identifier")
    return tuple(_option(c, own_id, texts) for c, own_id in zip(choices, ids, strict=True))


def _is_single(inner: Object, options: tuple[Option, ...]) -> bool:
    kind = inner.line("choice_type")
    if kind in ("single", "multiple"):
        return kind == "single"
    if kind:
        help_line = did_you_mean(kind, ("single", "multiple"))
        inner.tell("R406", "choice_type", f"{quoted(kind)} is no type of choice", help_line)
    single = sum(option.points > 0 for option in options) < 2
    if not kind:
        guess = "single" if single else "multiple"
        inner.tell_here("R412", f"choice_type is not given; {guess} is assumed")
    return single


def _option(choice: Object, own: str, texts: Texts) -> Option:
    points = choice.exact("points")
    if points is None and not choice.has("points"):
        choice.tell_here("R404", "points are not given", 'write "points": "0.0"')
    points = scales.bounded(choice, points)
    correct = choice.flag("x_correct")
    return Option(
        text=texts.read(choice, "content"),
        points=points,
        correct=points > 0 if correct is None else correct,
        feedback=texts.read(choice, "feedback"),
        id=own,
        fixed=bool(choice.flag("x_fixed_position")),
    )
