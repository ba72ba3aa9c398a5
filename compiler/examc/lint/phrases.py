"""Words that point at a place or at other options, in five languages.

Every text is held against the words of all five languages, since an exam may mix them and many
name no language. To teach the linter another language, add a line to each table.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from examc.lint.numbered import any_noun


def _any(patterns: Iterable[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


# -- options that speak of the other options ----------------------------------------------------

ABOUT_STARTS = (
    *("all", "none", "neither", "both", "any"),
    *("geen", "beide", "het bovenst", "al het bovenst"),
    *("kein", "nichts"),
    *("tou", "aucun", "rien", "les deux"),
    *("tod", "ningun", "nada"),
)
"""How such an option begins, in lower case: a quick look before the patterns."""

_ABOUT = {
    "en": (
        (
            r"(?:all|none|neither|both|any)(?: of)?(?: the)? (?:above|below|foregoing|others?|rest)"
            r"(?: (?:options|answers|choices|statements))?(?: (?:is|are) \w+)?"
        ),
        r"(?:all|none|neither|both|any) of (?:these|those|them)(?: (?:is|are) \w+)?",
        (
            r"(?:all|none|neither|both|any)(?: of)?(?: the| these| those)?(?: other| given| listed)?"
            r" (?:options?|answers?|choices?|alternatives?)"
            r"(?: (?:above|below|given|listed|mentioned))?(?: (?:is|are) \w+)?"
        ),
        r"(?:all|none|neither|both)(?: of them)? (?:is|are) (?:in)?(?:correct|true|right|false|wrong)",
    ),
    "nl": (
        (
            r"(?:alle?|geen|beide|(?:al )?het)(?: van)?(?: de)?"
            r" (?:(?:boven|onder)(?:staande?|genoemde?)|genoemde)n?"
            r"(?: (?:antwoorden|opties|alternatieven))?(?: (?:is|zijn) \w+)?"
        ),
        (
            r"(?:alle|geen|beide)(?: enkele?)?(?: van)?(?: (?:de|deze|die))?(?: andere)?"
            r" (?:antwoord(?:en)?|opties?|alternatief|alternatieven|mogelijkheden)"
            r"(?: hierboven)?(?: (?:is|zijn) \w+)?"
        ),
        r"geen van (?:deze|beide|allen|de andere|die)",
    ),
    "de": (
        (
            r"(?:alles?|keine?[rs]?|nichts|beide)(?: (?:der|von|von den))?"
            r" (?:(?:oben|unten) ?(?:genannte|stehende|aufgeführte|angegebene)[nrs]?"
            r"|obigen?|genannten|anderen)"
            r"(?: (?:antworten|optionen|möglichkeiten|alternativen))?(?: (?:ist|sind) \w+)?"
        ),
        (
            r"(?:alle|keine|beide)(?: der)? (?:antwort(?:en)?|optionen|möglichkeiten|alternativen)"
            r"(?: (?:ist|sind) \w+)?"
        ),
        r"(?:nichts|keine?[rs]?|alles) davon",
    ),
    "fr": (
        (
            r"(?:toutes (?:ces|les)|aucune (?:de ces|des)|les deux) (?:réponses|options|propositions)"
            r"(?: (?:ci-dessus|précédentes))?(?: sont \w+| n['’]est \w+)?"
        ),
        (
            r"aucune (?:autre )?(?:réponse|option|proposition)(?: (?:ci-dessus|précédente))?"
            r"(?: n['’]est)?(?: (?:correcte|juste|bonne|vraie))?"
        ),
        r"(?:tout|rien de|aucune? de) ce qui précède",
        r"aucune? (?:d['’]entre (?:eux|elles)|des deux)|tou(?:te)?s sont \w+",
    ),
    "es": (
        (
            r"(?:tod[ao]s|ningun[ao])(?: de)? l[ao]s(?: (?:respuestas|opciones|alternativas))?"
            r" (?:anteriores|mencionad[ao]s|de arriba)(?: (?:es|son) \w+)?"
        ),
        r"(?:todas las|ninguna de las) (?:respuestas|opciones|alternativas)(?: (?:es|son) \w+)?",
        r"ninguna (?:respuesta|opción) es \w+",
        r"tod[ao]s son \w+",
        r"(?:todo|nada de) lo anterior|ningun[ao] de (?:ell[ao]s|est[ao]s|l[ao]s dos)",
    ),
}


@lru_cache(maxsize=1)
def about_others() -> re.Pattern[str]:
    """The pattern of an option, whole, such as "none of the above"."""
    return re.compile(
        rf"[\"'(\[]*(?:{_any(p for patterns in _ABOUT.values() for p in patterns)})[\"')\]]*\s*[.!;]?",
        re.IGNORECASE,
    )


# -- words that point at a place ----------------------------------------------------------------

_LETTER = r"(?:\([a-h]\)|(?-i:[b-hB-H])\b\)?|(?-i:[aA])\)|(?-i:A)\b)"
_NUMBER = r"\d{1,3}[a-h]?\b(?![.,/]\d|%)"
_PART_A = (  # the letter is an article as well: "in part a consequence of"
    r"(?:(?<!\bin )part a\b|(?<=\bin )part a(?=\s*(?:[.,;:?!)]|$)|\s(?:we|you|above|of|and|is|was)\b))"
)
_ROMAN = r"\(?(?-i:ii|iii|iv|vi|vii|II|III|IV|VI|VII)\b\)?"

_QUESTION = {
    "en": (
        _PART_A,
        rf"{any_noun('en')} (?:{_LETTER}|{_NUMBER}|{_ROMAN})",
        r"(?:previous|preceding|earlier|foregoing) (?:sub-?)?(?:question|part|exercise|problem)s?",
        r"previous answer|next (?:sub-?question|question|exercise)(?! type| mark)",
        r"(?:question|part|exercise)s? (?:above|below)",
        (
            r"(?:question|part|exercise) before"
            r"(?! (?:you|we|it|they|he|she|the|a|an|any|each|every|your|\w+ing)\b)"
        ),
    ),
    "nl": (
        rf"{any_noun('nl')} (?:{_LETTER}|(?-i:[aA])\b|{_NUMBER}|{_ROMAN})",
        (
            r"(?:vorige|voorgaande|voorafgaande|eerdere)"
            r" (?:vraag|vragen|deelvraag|deelvragen|onderdeel|onderdelen|opgaven?)"
        ),
        r"(?:vraag|opgave|onderdeel) (?:hierboven|hiervoor|hieronder)",
    ),
    "de": (
        rf"{any_noun('de')} (?:{_LETTER}|(?-i:[aA])\b|{_NUMBER}|{_ROMAN})",
        (
            r"(?:vorige|vorherige|vorhergehende|vorangegangene|vorangehende)[nrm]?"
            r" (?:fragen?|aufgaben?|teilaufgaben?|aufgabenteil)"
        ),
        r"(?:frage|aufgabe|teilaufgabe) (?:oben|davor|zuvor)",
    ),
    "fr": (
        rf"{any_noun('fr')} (?:{_LETTER}|{_NUMBER}|{_ROMAN})",
        r"(?:question|partie|exercice|sous-question)s? (?:précédente?s?|ci-dessus|ci-dessous)",
    ),
    "es": (
        (
            rf"{any_noun('es')}"
            rf" (?:\([a-h]\)|(?-i:[b-df-hB-H])\b\)?|(?-i:[aAeE])\)|{_NUMBER}|{_ROMAN})"
        ),
        r"(?:pregunta|parte|apartado|ejercicio)s? (?:anterior|anteriores|de arriba)",
        r"anterior(?:es)? (?:pregunta|ejercicio|apartado)s?",
    ),
}

_OPTION_NOUNS = (
    r"(?:option|choice|alternative|answer|response|optie|keuze|antwoord|alternatief"
    r"|antwort|antwortmöglichkeit|réponse|choix|proposition|opción|respuesta|alternativa)s?"
)
_OPTION = {
    "all": (
        rf"{_OPTION_NOUNS} (?:\([a-hA-H]\)|(?-i:[A-H])\b)",
        r"(?:option|optie|opción) [1-9]\b",
    ),
    "en": (
        (
            r"(?:previous|preceding|above|first|second|third|fourth|last)"
            r" (?:option|choice|alternative|answer)s?"
        ),
        r"(?:option|choice|alternative|answer)s? (?:above|below)",
        r"(?:both|only|neither|either) (?-i:[A-H]) (?:and|or|nor) (?-i:[A-H])\b",
    ),
    "nl": (
        (
            r"(?:vorige|bovenstaande?|onderstaande?|eerste|tweede|derde|laatste)"
            r" (?:optie|antwoord|keuze|alternatief|opties|antwoorden)"
        ),
        r"(?:optie|antwoord|keuze)s? (?:hierboven|hieronder)",
    ),
    "de": (
        (
            r"(?:vorige|vorherige|obige|erste|zweite|dritte|letzte)[nrs]?"
            r" (?:option|antwort|antwortmöglichkeit|alternative)(?:en|n)?"
        ),
        r"(?:option|antwort|antwortmöglichkeit|alternative) (?:oben|unten)",
    ),
    "fr": (
        r"(?:première|deuxième|troisième|dernière) (?:option|réponse|proposition)",
        r"(?:option|réponse|proposition)s? (?:précédente?s?|ci-dessus|ci-dessous)",
    ),
    "es": (
        r"(?:primera|segunda|tercera|última) (?:opción|respuesta|alternativa)",
        r"(?:opción|opciones|respuestas?|alternativas?) (?:anterior|anteriores|de arriba|de abajo)",
    ),
}

_SIGHT = {
    "en": (
        (
            r"(?:see|as|same as|like|cf\.?|compare|(?:as )?(?:explained|stated|shown|given|mentioned"
            r"|discussed|described|said|noted|defined)) (?:the )?(?:above|below)"
        ),
        r"ditto",
    ),
    "nl": (
        r"(?:zie|zoals|als|net als) (?:hier)?(?:boven|onder)(?: \w+d)?",
        r"idem",
    ),
    "de": (r"(?:siehe|wie|vgl\.?|vergleiche) (?:oben|unten)",),
    "fr": (r"(?:voir|comme|cf\.?) (?:ci-dessus|ci-dessous|plus haut|plus bas)",),
    "es": (r"(?:v[ée]ase|ver|como)(?: más)? (?:arriba|abajo)",),
}

_FIGURES = {
    "en": r"(?:figure|image|picture|diagram|graph|plot|chart|table|listing|code|photo|drawing|map)",
    "nl": r"(?:figuur|afbeelding|plaatje|diagram|grafiek|tabel|code|foto|tekening|kaart|plot)",
    "de": r"(?:abbildung|bild|diagramm|grafik|graph|tabelle|code|foto|zeichnung|skizze|karte)",
    "fr": r"(?:figure|image|diagramme|graphique|tableau|code|photo|dessin|carte|schéma)",
    "es": r"(?:figura|imagen|diagrama|gráfic[ao]|tabla|código|foto|dibujo|mapa|esquema)",
}
_FIGURE = {
    "en": (
        rf"{_FIGURES['en']}s? (?:above|below)",
        rf"(?:above|previous|preceding|next|following) {_FIGURES['en']}s?",
    ),
    "nl": (
        rf"{_FIGURES['nl']} (?:hierboven|hieronder|boven|onder)\b",
        rf"(?:boven|onder)staande? {_FIGURES['nl']}|(?:vorige|volgende) {_FIGURES['nl']}",
    ),
    "de": (
        rf"{_FIGURES['de']} (?:oben|unten)",
        rf"(?:obige|untenstehende|obenstehende|nachfolgende|vorige|nächste)[nrs]? {_FIGURES['de']}",
    ),
    "fr": (rf"{_FIGURES['fr']}s? (?:ci-dessus|ci-dessous|précédente?|suivante?)s?",),
    "es": (rf"{_FIGURES['es']}s? (?:anterior|siguiente|de arriba|de abajo)",),
}


_STEMS = {
    "en": (
        *("part", "question", "exercise", "problem", "task", "previous", "preceding", "next"),
        *("following", "above", "below", "first", "second", "third", "fourth", "last", "both"),
        *("only", "neither", "either", "ditto"),
    ),
    "nl": (
        *("vraag", "vragen", "deel", "onderdel", "opgave", "oefening", "vorige", "eerste"),
        *("tweede", "derde", "laatste", "boven", "onder", "volgende", "idem"),
    ),
    "de": (
        *("teil", "aufgabe", "frage", "übung", "oben", "unten", "obige", "erste", "zweite"),
        *("dritte", "letzte", "stehend", "vorige", "vorherig", "nachfolg", "nächste"),
    ),
    "fr": (
        *("partie", "sous-question", "exercice", "problème", "précédent", "-dessus", "-dessous"),
        *("première", "deuxième", "troisième", "dernière", "plus haut", "plus bas", "suivant"),
    ),
    "es": (
        *("pregunta", "parte", "apartado", "inciso", "ejercicio", "problema", "primera", "segunda"),
        *("tercera", "última", "anterior", "arriba", "abajo", "siguiente"),
    ),
}
"""A text without any of these in it has nothing that a pattern of the language finds."""


def pointers(text: str) -> Iterator[re.Match[str]]:
    """Find the words of a text that point at another question or option, a figure, or up and down.

    The name of the group that matched is which: "question", "option", "figure" or "sight". Only the
    patterns of languages whose words are there are compiled.
    """
    folded = text.casefold()
    languages = [own for own, stems in _STEMS.items() if any(stem in folded for stem in stems)]
    return _pointers(frozenset(languages)).finditer(text)


@lru_cache(maxsize=32)
def _pointers(languages: frozenset[str]) -> re.Pattern[str]:
    tables = {"question": _QUESTION, "option": _OPTION, "figure": _FIGURE, "sight": _SIGHT}
    groups = []
    for group, table in tables.items():
        words = _any(one for own in table if own in languages | {"all"} for one in table[own])
        if words:
            groups.append(f"(?P<{group}>{words})")
    return re.compile(rf"(?i)(?<!\w)(?:{'|'.join(groups)})(?!\w)")


_POINTER_WORDS = """
question questions subquestion subquestions part parts exercise exercises problem problems task
tasks answer answers vraag vragen deelvraag deelvragen onderdeel onderdelen deel opgave opgaven
subvraag teil teilaufgabe teilaufgaben aufgabe aufgaben aufgabenteil frage fragen partie parties
exercice exercices problème pregunta preguntas parte partes apartado apartados inciso incisos
ejercicio ejercicios oefening oefeningen übung übungen problèmes problema problemas teile
aufgabenteile
option options choice choices alternative alternatives response responses optie opties keuze keuzes
antwoord antwoorden alternatief alternatieven antwort antworten antwortmöglichkeit réponse réponses
choix proposition propositions opción opciones respuesta respuestas alternativa alternativas
both only neither either
above below ditto idem previous preceding next following hierboven hieronder boven onder bovenstaand
bovenstaande onderstaand onderstaande vorige volgende oben unten obige obigen obiger obiges nächste
nächsten nächster nächstes nachfolgende nachfolgenden nachfolgender nachfolgendes obenstehende
obenstehenden obenstehender obenstehendes untenstehende untenstehenden untenstehender
untenstehendes vorigen voriger voriges
dessus dessous haut bas précédent précédente précédents précédentes suivant suivante suivants
suivantes arriba abajo anterior anteriores siguiente
"""
POINTER_WORDS = frozenset(_POINTER_WORDS.split())
"""A text without any of these words points at nothing. A quick look before `pointers`."""
PUNCTUATION = str.maketrans(dict.fromkeys(".,;:!?()[]{}<>\"'“”„‘’«»/-–—…¿¡*", " "))
