"""The options of choice questions."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examc.core import scoring
from examc.core.answers import Choice, Option, Scoring
from examc.core.content import Paragraph, Text
from examc.core.model import ChoiceQuestion, Question
from examc.core.responses import choose
from examc.lint.penalties import idle_penalties
from lint.support import at, marked, messages


def choice(
    *options: str, kind: str = "multiple choice", points: str = "2 pts", more: str = ""
) -> str:
    """A question whose first option stands on line 5."""
    lines = "\n".join(f"- [{option}" for option in options)
    return f"## {points} · {kind} {{#q{more}}}\n\nWhich of these?\n\n{lines}\n"


RESPONSE = "multiple response"


# -- L203 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["multiple choice", RESPONSE])
def test_no_correct_option(kind: str) -> None:
    assert at("L203", choice(" ] {2} a", " ] {0} b", kind=kind)) == [(1, 1)]
    assert at("L203", choice("x] {0} a", " ] {0} b", kind=kind)) == []


def test_a_question_without_points_needs_no_correct_option() -> None:
    assert at("L203", choice(" ] yes", " ] no", points="0 pts")) == []


# -- L204 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("x] {2} a", "x] {2} b"), [(6, 1)]),
        (("x] {2} a", " ] {0} b", "x] {3} c", "x] {2} d"), [(7, 1)]),
        (("x] {2} a", " ] {2} b"), [(6, 1)]),
        (("x] {2} a", "x] {1.99} b"), []),
        (("x] {2} a", " ] {0} b"), []),
        (("x] a", "x] b"), [(6, 1)]),
    ],
)
def test_two_full_answers(options: tuple[str, ...], found: list[tuple[int, int]]) -> None:
    assert at("L204", choice(*options)) == found


def test_two_full_answers_counts_them() -> None:
    (message,) = messages("L204", choice("x] {2} a", "x] {2} b", "x] {2} c"))
    assert message == "3 options are worth all 2 points, and one can be chosen"


def test_two_full_answers_of_many_or_of_nothing_are_no_flaw() -> None:
    assert at("L204", choice("x] {2} a", "x] {2} b", kind=RESPONSE)) == []
    assert at("L204", choice("x] a", " ] b", points="0 pts")) == []


# -- L205, L208 ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("option", "found"),
    [
        ("x] {0} a", ["0"]),
        ("x] {-1} a", ["-1"]),
        ("x] {0.01} a", []),
        ("x] a", []),
        (" ] {0} a", []),
    ],
)
def test_worthless_correct_option(option: str, found: list[str]) -> None:
    body = choice(option, "x] {2} b", kind=RESPONSE)
    assert marked("L205", body) == found
    assert at("L205", body) == [(5, 8)] * len(found)


def test_correct_option_of_a_question_without_points() -> None:
    assert at("L205", choice("x] a", " ] b", points="0 pts")) == []


@pytest.mark.parametrize(
    ("option", "found"),
    [(" ] {+1} a", ["+1"]), (" ] {#a 1/3 fixed} a", [" ] {#a 1/3 fixed} a"]), (" ] {0} a", [])],
)
def test_rewarded_wrong_option(option: str, found: list[str]) -> None:
    body = choice("x] {2} b", option, kind=RESPONSE)
    assert [piece.removeprefix("- [") for piece in marked("L208", body)] == found


@pytest.mark.parametrize("code", ["L205", "L206", "L208"])
def test_weights_do_not_count_under_all_or_nothing(code: str) -> None:
    body = choice("x] {0} a", " ] {1} b", " ] {-1} c", kind=RESPONSE, more=" rule=all-or-nothing")
    assert at(code, body) == []


# -- L206 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "more", "found"),
    [
        (("x] {2} a", " ] {-2} b", " ] {-1} c"), "", ["-2", "-1"]),
        (("x] {2} a", " ] {-2} b"), " floor=none", []),
        (("x] {2} a", " ] {-2} b"), " floor=-1", []),
        (("x] {2} a", " ] {-2} b"), " floor=1", ["-2"]),
        (("x] {2} a", " ] {0} b"), "", []),
    ],
)
def test_idle_penalty_of_one_answer(options: tuple[str, ...], more: str, found: list[str]) -> None:
    assert marked("L206", choice(*options, more=more)) == found


@pytest.mark.parametrize(
    ("options", "more", "found"),
    [
        (("x] {1} a", "x] {1} b", " ] {-1} c", " ] {-1} d"), "", []),
        (("x] {2} a", " ] {-1} b"), "", []),
        (("x] {0} a", " ] {-1} b"), "", ["-1"]),  # nothing is left to take
        (("x] {3} a", " ] {-1} b"), "", ["-1"]),  # what it takes is above the cap
        (("x] {3} a", " ] {-1} b"), " cap=none", []),
        (("x] {3} a", " ] {-1.5} b", " ] {-1} c"), "", []),
        (("x] {4} a", " ] {-1} b", " ] {-1} c"), "", ["-1", "-1"]),
        (("x] {2} a", " ] {-1} b"), " floor=2", ["-1"]),  # floor and cap are one
    ],
)
def test_idle_penalty_of_many(options: tuple[str, ...], more: str, found: list[str]) -> None:
    assert marked("L206", choice(*options, kind=RESPONSE, more=more)) == found


def test_idle_penalty_names_the_floor() -> None:
    (message,) = messages("L206", choice("x] {2} a", " ] {-1/3} b"))
    assert message == "penalty of -1/3 changes no mark, since no mark is below 0"
    (message,) = messages("L206", choice("x] {3} a", " ] {-1} b", kind=RESPONSE))
    assert message == "penalty of -1 changes no mark"


_WEIGHTS = st.sampled_from([Fraction(n, d) for n in range(-4, 5) for d in (1, 2, 3)])
_BOUNDS = st.one_of(st.none(), _WEIGHTS)


@given(st.lists(_WEIGHTS, min_size=2, max_size=5), _BOUNDS, _BOUNDS, st.booleans())
def test_idle_is_what_changes_no_mark(
    weights: list[Fraction], floor: Fraction | None, cap: Fraction | None, single: bool
) -> None:
    def question(changed: list[Fraction]) -> ChoiceQuestion:
        text = (Paragraph((Text("a"),)),)
        options = tuple(Option(text=text, points=w, correct=w > 0) for w in changed)
        bounds = Scoring(floor=floor, cap=cap)
        answer = Choice(options=options, many=not single, scoring=bounds)
        return Question(id="q", points=Fraction(2), prompt=text, answer=answer)

    sizes = (0, 1) if single else range(len(weights) + 1)
    answers = [answer for size in sizes for answer in combinations(range(len(weights)), size)]

    def marks(changed: list[Fraction]) -> list[Fraction]:
        return [scoring.mark(question(changed), choose(answer)) for answer in answers]

    idle = []
    for index, weight in enumerate(weights):
        without = [*weights[:index], Fraction(0), *weights[index + 1 :]]
        if weight < 0 and marks(weights) == marks(without):
            idle.append(index)
    assert list(idle_penalties(question(weights))) == idle


def test_too_many_sums_are_left_alone() -> None:
    options = [f"x] {{{2**i}}} t{i}" for i in range(14)] + [" ] {-1} none"]
    assert marked("L206", choice(*options, kind=RESPONSE, more=" floor=9000 cap=9001")) == []


# -- L211, L212 ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("a list", "a list", True),
        ("A list.", "a list", True),
        ("a *list*", "a *list*", True),
        ("$x$", "$x$", True),
        ("a list", "a *list*", False),
        ("$x$", "$X$", False),
        ("x^2^", "x2", False),
        ("List", "list", False),
        ("a List", "a list", False),
        ("1.5", "1.50", False),
    ],
)
def test_duplicate_option(first: str, second: str, same: bool) -> None:
    body = choice(f"x] {first}", " ] other", f" ] {second}", f" ] {second}, too")
    assert at("L211", body) == [(7, 1)] * same


def test_duplicate_option_names_the_first() -> None:
    body = choice("x] one", " ] two", " ] two", " ] two")
    assert messages("L211", body) == ["option says the same as option 2"] * 2


def test_empty_option() -> None:
    body = choice("x] {2} a", " ] {0}", " ] {0 #c}", " ]")
    assert at("L212", body) == [(6, 1), (7, 1), (8, 1)]
    assert at("L211", body) == []


@pytest.mark.parametrize("text", ["$x$", "`x`", "*x*", "0"])
def test_short_option_is_not_empty(text: str) -> None:
    assert at("L212", choice(f"x] {text}", " ] b")) == []


# -- L213 ---------------------------------------------------------------------------------------

ABOUT_OTHERS = (
    *("All of the above", "None of the above.", "all of these", "None of the *above*"),
    *(
        "Both of the above",
        "Neither of these",
        "None of the other options",
        "All options are correct",
    ),
    *(
        "None of the answers above is correct",
        "All are true",
        "(none of the above)",
        "Any of the above",
    ),
    *(
        "Alle bovenstaande antwoorden zijn juist",
        "Geen van bovenstaande",
        "Geen van de bovenstaande",
    ),
    *("Geen van deze", "Geen van beide", "Al het bovenstaande", "Geen enkel antwoord is juist"),
    *("Alle oben genannten", "Keine der obigen Antworten", "Keine davon", "Nichts davon"),
    *("Alle Antworten sind richtig", "Keine der genannten"),
    *("Toutes les réponses ci-dessus", "Aucune de ces réponses", "Aucune des réponses précédentes"),
    *("Aucune réponse n'est correcte", "Tout ce qui précède"),
    *(
        "Todas las anteriores",
        "Ninguna de las anteriores",
        "Todo lo anterior",
        "Todas son correctas",
    ),
    *("Ninguna de las respuestas es correcta", "Nada de lo anterior"),
)
ABOUT_OTHER_THINGS = (
    *(
        "All birds",
        "None",
        "Both",
        "All of Europe",
        "Both statements are true",
        "None of the atoms",
    ),
    *("Any function above the line", "All the edges below it", "Neither", "Allegro"),
    *("Alle vogels", "Geen", "Geen van de atomen"),
    *(
        "Keine Reaktion",
        "Alle Vögel",
        "Toutes les couleurs",
        "Aucun effet",
        "Todas las aves",
        "Ninguna",
    ),
)


@pytest.mark.parametrize("text", ABOUT_OTHERS)
def test_unpinned_option(text: str) -> None:
    body = choice("x] {2} a", " ] {0} b", f" ] {{0}} {text}")
    assert at("L213", body) == [(7, 1)]
    assert at("L213", body.replace("{0} " + text, "{0 fixed} " + text)) == []


@pytest.mark.parametrize("text", ABOUT_OTHER_THINGS)
def test_option_that_speaks_of_other_things(text: str) -> None:
    assert at("L213", choice("x] {2} a", f" ] {{0}} {text}")) == []


def test_unpinned_option_is_quoted() -> None:
    (message,) = messages("L213", choice("x] a", " ] None of the *above*", more=" shuffle=options"))
    assert message == "option 'None of the above' is not pinned to its place"
