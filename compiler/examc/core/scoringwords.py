"""How a question is marked, in words for people, in the language of the exam."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import assert_never

from examc.core.answers import (
    Choice,
    FillIn,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Program,
    Rule,
    Scoring,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
)
from examc.core.keys import OrderRule
from examc.core.localforms import Forms
from examc.core.model import Question
from examc.core.wordtables import in_language

_ROWS = {
    "many": (
        "any number of answers",
        "elk aantal antwoorden",
        "beliebig viele Antworten",
        "plusieurs réponses",
        "varias respuestas",
    ),
    "one": ("one answer", "één antwoord", "eine Antwort", "une réponse", "una respuesta"),
    "typed": (
        "one typed answer",
        "één getypt antwoord",
        "eine getippte Antwort",
        "une réponse tapée",
        "una respuesta escrita",
    ),
    "parts": (
        "all parts together",
        "alle delen samen",
        "alle Teile zusammen",
        "toutes les parties ensemble",
        "todas las partes juntas",
    ),
    "whole_order": (
        "the right order, all or nothing",
        "de juiste volgorde, alles of niets",
        "die richtige Reihenfolge, alles oder nichts",
        "le bon ordre, tout ou rien",
        "el orden correcto, todo o nada",
    ),
    "by_place": (
        "a share for each item in its place",
        "een deel voor elk item op zijn plaats",
        "ein Anteil für jedes Element an seinem Platz",
        "une part pour chaque élément à sa place",
        "una parte por cada elemento en su lugar",
    ),
    "by_neighbours": (
        "a share for each item that follows the right one",
        "een deel voor elk item dat op het juiste volgt",
        "ein Anteil für jedes Element, das auf das richtige folgt",
        "une part pour chaque élément qui suit le bon",
        "una parte por cada elemento que sigue al correcto",
    ),
    "kprim": (
        "half the points where one row is wrong, nothing where more are",
        "de helft van de punten bij één foute rij, niets bij meer",
        "die Hälfte der Punkte bei einer falschen Zeile, nichts bei mehr",
        "la moitié des points pour une ligne fausse, rien pour plusieurs",
        "la mitad de los puntos con una fila mal, nada con más",
    ),
    "by_hand": (
        "marked by a person",
        "nagekeken door een mens",
        "von Menschen bewertet",
        "corrigée par une personne",
        "corregida por una persona",
    ),
    "every_or_none": (
        "all or nothing",
        "alles of niets",
        "alles oder nichts",
        "tout ou rien",
        "todo o nada",
    ),
    "no_floor": (
        "no lowest mark",
        "geen laagste punt",
        "keine Untergrenze",
        "sans minimum",
        "sin mínimo",
    ),
    "floor": ("at least {}", "minstens {}", "mindestens {}", "au moins {}", "al menos {}"),
    "no_cap": (
        "no highest mark",
        "geen hoogste punt",
        "keine Obergrenze",
        "sans maximum",
        "sin máximo",
    ),
    "cap": ("at most {}", "hoogstens {}", "höchstens {}", "au plus {}", "como máximo {}"),
}


def scoring(question: Question, language: str) -> str:
    """How a question is marked, in words, as far as it is not the usual way."""
    said, forms = in_language(_ROWS, language), Forms(language)
    match question.answer:
        case Choice() as choice:
            rules = _rules(choice.scoring, question.points, said, forms)
            return ", ".join([said["many" if choice.many else "one"], *rules])
        case TrueFalse() as both:
            return ", ".join([said["one"], *_rules(both.scoring, question.points, said, forms)])
        case Numeric() | ShortAnswer() as key:
            return ", ".join([said["typed"], *_rules(key.scoring, question.points, said, forms)])
        case FillIn() | Matching() | Matrix() as several:
            return ", ".join(
                [said["parts"], *_rules(several.scoring, question.points, said, forms)]
            )
        case Ordering(rule=rule):
            return said[_ORDERS[rule]]
        case Written() | Upload() | Program():
            return said["by_hand"]
        case _:
            assert_never(question.answer)


_ORDERS = {
    OrderRule.ALL_OR_NOTHING: "whole_order",
    OrderRule.PLACE: "by_place",
    OrderRule.NEIGHBOURS: "by_neighbours",
}


def _rules(
    scoring: Scoring, points: Fraction, said: Mapping[str, str], forms: Forms
) -> Iterator[str]:
    """Yield what is unusual about the rule and the bounds of a mark."""
    if scoring.rule is Rule.ALL_OR_NOTHING:
        yield said["every_or_none"]
    if scoring.rule is Rule.KPRIM:
        yield said["kprim"]
    floor, cap = scoring.floor, scoring.cap
    if floor != 0:
        yield said["no_floor"] if floor is None else said["floor"].format(forms.number(floor))
    if cap != points:
        yield said["no_cap"] if cap is None else said["cap"].format(forms.number(cap))
