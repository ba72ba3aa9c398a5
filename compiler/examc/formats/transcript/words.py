"""The words that ANS itself prints around an exam: one table a meaning, in several languages.

An exam's own words are in no table: everything else is told by its place and its form.
"""

_POINTS = "pt pts point points punt punten pnt ptn punkt punkte pkt punto puntos punti pto ptos"
POINTS = frozenset(_POINTS.split())
_PAGES = "page pages pagina pagina's paginas seite seiten página páginas pagine"
PAGES = frozenset(_PAGES.split())

KINDS = {
    "multiple choice": "multiple choice",
    "meerkeuze": "multiple choice",
    "meerkeuzevraag": "multiple choice",
    "single choice": "multiple choice",
    "multiple response": "multiple response",
    "multiple answer": "multiple response",
    "multiple answers": "multiple response",
    "meerdere antwoorden": "multiple response",
    "mehrfachauswahl": "multiple response",
    "open": "open",
    "open question": "open",
    "open vraag": "open",
    "offene frage": "open",
    "free formatted": "free formatted",
    "free format": "free formatted",
    "vrij opgemaakt": "free formatted",
    "text block": "text block",
    "tekstblok": "text block",
    "textblock": "text block",
    "image block": "image block",
    "afbeeldingsblok": "image block",
    "bildblock": "image block",
}
"""What a label calls a kind of item → our name of the kind."""

CHOICE = ("multiple choice", "multiple response")
WRITTEN = ("open", "free formatted")
BLOCKS = ("text block", "image block")

FEEDBACK = frozenset(
    ("feedback", "terugkoppeling", "rückmeldung", "rétroaction", "retroalimentación", "commento")
)
_EXAM = (
    "exam exercise tentamen toets opgave prüfung klausur aufgabe examen exercice ejercicio "
    "esame esercizio"
)
EXAM = frozenset(_EXAM.split())
"""What may stand before a colon in the heading of an exercise, and is no part of its name."""

UPDATED = ("last updated", "laatst bijgewerkt", "zuletzt aktualisiert", "zuletzt geändert")
SAVED = ("saved in", "opgeslagen in", "gespeichert in")

_MONTHS = (
    ("january", "januari", "januar", "jänner"),
    ("february", "februari", "februar"),
    ("march", "maart", "mrt", "märz"),
    ("april",),
    ("may", "mei", "mai"),
    ("june", "juni"),
    ("july", "juli"),
    ("august", "augustus"),
    ("september",),
    ("october", "oktober"),
    ("november",),
    ("december", "dezember"),
)
MONTHS = {
    short: number
    for number, names in enumerate(_MONTHS, 1)
    for name in names
    for short in (name, name[:3], name[:4])
}
"""Names of months, whole or cut to their first letters → the month's number."""

_FIGURES = (
    "figure figures fig figs diagram diagrams plot plots plotted screenshot illustration "
    "figuur figuren diagrammen abbildung abbildungen abb diagramm grafik grafiek"
)
FIGURES = frozenset(_FIGURES.split())
"""Words with which a text speaks of an image."""

_DRAWN = (
    "image images picture pictures photo graph drawing afbeelding afbeeldingen plaatje tekening foto "
    "bild bilder zeichnung skizze schema graphique schéma dessin gráfico imagen"
)
DRAWN = FIGURES | frozenset(_DRAWN.split())
"""What a text can also call an image that it points at."""

_POINTING = (
    "below above shown following hieronder hierboven onderstaande bovenstaande getoonde volgende "
    "unten oben folgende folgenden folgender obige obigen gezeigte gezeigten "
    "dessous dessus suivant suivante abajo arriba siguiente"
)
POINTING = frozenset(_POINTING.split())
"""Words with which a text points at what stands beside it."""

UNCHECKED = "☐□▢◯○"
CHECKED = "☒☑■▣◉⦿"
"""Boxes of options, as printed."""
