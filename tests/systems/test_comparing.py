"""The worst response is among those compared, even where there are too many to compare all."""

import random
from collections.abc import Callable
from fractions import Fraction
from itertools import product

import pytest

from examc.core.diagnostics import Report
from examc.core.enumeration import MOST_OPTIONS
from examc.core.model import ChoiceQuestion, Exam, questions
from examc.core.responses import Response, choose, picked
from examc.core.schemes import Run, Scheme, award, meant
from examc.core.scoring import mark
from examc.formats import TARGETS
from examc.formats.options import Options
from examc.systems.comparing import Compared, compare
from examc.systems.table import SYSTEMS
from support import choice_question, exam_of

HEAD = "---\ntitle: T\n---\n\n# E {#e}\n\n"


def _exam(seed: int, options: int) -> Exam:
    """A multiple response of random weights."""
    draw = random.Random(seed)
    weights = [
        Fraction(draw.choice((-40, -25, -10, 0, 10, 15, 25, 50)), 20) for _ in range(options)
    ]
    weights[0] = Fraction(1)
    points = sum(max(weight, Fraction(0)) for weight in weights)
    lines = "".join(
        f"- [{'x' if weight > 0 else ' '}] {{{weight}}} option {place}\n"
        for place, weight in enumerate(weights)
    )
    floor = draw.choice(("0", "none", "-1"))
    return exam_of(
        f"{HEAD}## {points} pts · multiple response {{#q floor={floor}}}\n\nW?\n\n{lines}"
    )


def _asked(exam: Exam) -> ChoiceQuestion:
    (question,) = questions(exam)
    question = choice_question(question)
    assert question.answer.many
    return question


def _schemes(exam: Exam) -> dict[str, Scheme]:
    """How each system that takes the question marks it."""
    found: dict[str, Scheme] = {}
    for system in SYSTEMS:
        data = TARGETS[system.target].write(exam, {}, Options(), Report())
        assert data is not None
        (seen,) = system.view(data).questions
        if seen.scheme is not None and not seen.refused:
            found[system.word] = seen.scheme
    return found


def _worst_of_all(question: ChoiceQuestion, scheme: Scheme) -> Fraction:
    """The largest deviation, by trying every response."""
    largest = Fraction(0)
    for ticks in product((False, True), repeat=len(question.answer.options)):
        chosen = choose(place for place, ticked in enumerate(ticks) if ticked)
        given = award(scheme, chosen) or Fraction(0)
        largest = max(largest, abs(given - mark(question, chosen)))
    return largest


def _size(compared: Compared) -> Fraction:
    return compared.worst.size if compared.worst else Fraction(0)


@pytest.mark.parametrize("seed", range(4))
def test_the_worst_of_all_responses_is_among_those_compared(seed: int) -> None:
    exam = _exam(seed, MOST_OPTIONS + 1)
    question = _asked(exam)
    for word, scheme in _schemes(exam).items():
        compared = compare(question, scheme)
        if word != "qti":  # deviates nowhere, and takes long to try
            assert compared.sampled or not compared.deviations, word
            assert _size(compared) == _worst_of_all(question, scheme), word


def _run(question: ChoiceQuestion, given: Callable[[Response | None], Fraction]) -> Scheme:
    return Run(len(question.answer.options), given)


def _right_minus_wrong(question: ChoiceQuestion) -> Scheme:
    right = frozenset(i for i, option in enumerate(question.answer.options) if option.points > 0)

    def mark_of(response: Response | None) -> Fraction:
        chosen = picked(response)
        net = len(chosen & right) - len(chosen - right)
        return max(question.points * net / len(right), Fraction(0))

    return _run(question, mark_of)


def _one_response(question: ChoiceQuestion) -> Scheme:
    """A system that errs for exactly one response, next to an end."""
    missed = frozenset(i for i, option in enumerate(question.answer.options) if option.correct) - {
        3
    }
    return _run(question, lambda given: mark(question, given) - (picked(given) == missed))


@pytest.mark.parametrize("other", [_right_minus_wrong, _one_response])
def test_the_worst_of_a_million_responses_is_found(
    other: Callable[[ChoiceQuestion], Scheme],
) -> None:
    """Ten right options of weights 1 to 10, and ten wrong ones."""
    lines = [f"- [x] {{{weight}}} r{weight}\n" for weight in range(1, 11)]
    lines += [f"- [ ] {{-{weight}}} w{weight}\n" for weight in range(1, 11)]
    heading = "## 55 pts · multiple response {#q}"
    question = _asked(exam_of(f"{HEAD}{heading}\n\nWhich?\n\n{''.join(lines)}"))
    compared = compare(question, other(question))
    assert compared.possible == 2**20
    if other is _one_response:
        assert _size(compared) == 1
    else:  # any counts r and w of right and wrong ones, with the lightest or the heaviest of each
        assert _size(compared) == max(
            abs(max(Fraction(11, 2) * (r - w), Fraction(0)) - max(Fraction(meant), Fraction(0)))
            for r in range(11)
            for w in range(11)
            for meant in (
                sum(range(1, r + 1)) - sum(range(11 - w, 11)),
                sum(range(11 - r, 11)) - sum(range(1, w + 1)),
            )
        )


def test_a_sample_says_so_wherever_it_is_told() -> None:
    lines = "".join(f"- [x] {{1}} r{place}\n" for place in range(13))
    question = _asked(exam_of(f"{HEAD}## 13 pts · multiple response {{#q}}\n\nW?\n\n{lines}"))
    everything = choose(range(13))
    one = compare(
        question, _run(question, lambda given: mark(question, given) - (given == everything))
    )
    assert one.words().endswith(
        f"gets 12 instead of 13 (of a sample of {one.tried} of the 8192 responses)"
    )
    none = compare(question, _run(question, lambda chosen: mark(question, chosen)))
    assert none.counted() == f"a sample of {none.tried} of the 8192 responses"


def test_what_is_equal_by_structure_is_equal_on_every_response() -> None:
    lines = "".join(f"- [x] {{1}} r{place}\n- [ ] {{-1}} w{place}\n" for place in range(13))
    question = _asked(exam_of(f"{HEAD}## 13 pts · multiple response {{#q}}\n\nW?\n\n{lines}"))
    same = compare(question, meant(question))
    assert (same.deviations, same.counted()) == ((), f"{2**26} responses")
