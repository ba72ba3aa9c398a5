"""The words that people write around questions in Word, in five languages: one table a meaning."""

import re

from examc.core import lazyre

QUESTION = (
    r"question|vraag|frage|pregunta|domanda|opgave|aufgabe|exercice|ejercicio|exercise|problem|q"
)
POINTS = r"points?|pts?|marks?|punten|punt|pnt|ptn|punkte?|pkte?|puntos?|ptos?|punti|p"
EACH = (
    r"each|per question|per vraag|elk|je frage|jeweils|chacune?|par question|cada una|por pregunta"
)
_SOLUTION = (
    r"(?:(?:correct|right|model|sample|juiste?|goede|richtige|bonne|respuesta) )?"
    r"(?:answers?|ans|antwoord|antwort|réponse|respuesta|risposta)(?: (?:key|correcta?|juste))?"
    r"|modelantwoord|musterlösung|lösung|solution|soluci[oó]n|oplossing|corrigé|key|correct"
)
_FEEDBACK = (
    r"(?:general )?feedback|explanation|rationale|toelichting|uitleg|erklärung|rückmeldung"
    r"|explication|explicaci[oó]n|retroalimentaci[oó]n"
)
_KEY = (
    r"(?:the )?(?:answer ?key|answers|key|solutions|correct answers)|antwoorden|antwoordmodel"
    r"|antwoordsleutel|sleutel|correctievoorschrift|nakijkmodel|lösungen|lösungsschlüssel|antworten"
    r"|corrigé|réponses|solutions|soluciones|respuestas"
)
SOLUTION_LINE = lazyre.compile(rf"\s*(?:{_SOLUTION})\s*[:=]\s*", re.IGNORECASE)
FEEDBACK_LINE = lazyre.compile(rf"\s*(?:{_FEEDBACK})\s*:\s*", re.IGNORECASE)
KEY_LINE = lazyre.compile(rf"\s*(?:{_KEY})\s*:?\s*", re.IGNORECASE)
SEVERAL = lazyre.compile(
    r"\b(?:all (?:that|which|correct|of the following that)|choose (?:two|three|all)|select (?:two|three|all)"
    r"|one or more|more than one|kies (?:twee|drie|alle)|meerdere antwoorden|een of meer|één of meer"
    r"|alle (?:juiste|richtigen|zutreffenden)|mehrere|eine oder mehrere|plusieurs|toutes les|varias"
    r"|todas las|multiple (?:response|answers?))\b",
    re.IGNORECASE,
)
"""What a prompt says where more than one option may be right."""

TRUE = frozenset(("true", "waar", "juist", "richtig", "wahr", "vrai", "verdadero", "vero", "t"))
FALSE = frozenset(
    ("false", "onwaar", "niet waar", "onjuist", "falsch", "faux", "falso", "falsch", "f")
)
_TRUE_WORD = r"true|waar|juist|richtig|wahr|vrai|verdadero|vero"
_FALSE_WORD = r"false|onwaar|niet waar|onjuist|falsch|faux|falso"
BOTH = lazyre.compile(
    rf"\s*[(\[]?\s*(?:(?:{_TRUE_WORD})\s*(?:/|or|of|oder|ou|o|\||\s)\s*(?:{_FALSE_WORD})|t\s*/\s*f)"
    r"\s*\??\s*[)\]]?\s*$",
    re.IGNORECASE,
)
"""`True / False` at the end of a statement, or alone on a line."""
ONE_TRUTH = lazyre.compile(rf"\s*({_TRUE_WORD}|{_FALSE_WORD}|t|f)\s*[.]?\s*", re.IGNORECASE)


def truth(text: str) -> bool | None:
    """Which of the two a word says; None for any other."""
    word = " ".join(text.casefold().strip(" .").split())
    return True if word in TRUE else False if word in FALSE else None
