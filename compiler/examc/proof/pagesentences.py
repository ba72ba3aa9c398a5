"""What the page of a proof says of one response, or of one thing that is lost, in an exam's language.

What has no words in a language stands in English.
"""

from collections.abc import Sequence
from typing import TypeAlias

from examc.core.responses import Chosen, Response, option_letter
from examc.core.responses import words as in_english
from examc.core.wordtables import column_of
from examc.proof.verify import Cell
from examc.systems.canvas.rubrics import BESIDE
from examc.systems.comparing import Compared, Deviation, points_words

_Row: TypeAlias = tuple[str, str, str, str, str]
"""The same in English, Dutch, German, French and Spanish."""

_AND: _Row = ("and", "en", "und", "et", "y")
_CHOOSES: _Row = (
    "a student who chooses {}",
    "een student die {} kiest,",
    "wer {} wählt,",
    "un étudiant qui choisit {}",
    "un estudiante que elige {}",
)
_NOTHING: _Row = (
    "a student who chooses nothing",
    "een student die niets kiest,",
    "wer nichts wählt,",
    "un étudiant qui ne choisit rien",
    "un estudiante que no elige nada",
)
_GETS: _Row = (
    "{} gets {} instead of {}",
    "{} krijgt {} in plaats van {}",
    "{} erhält {} statt {}",
    "{} obtient {} au lieu de {}",
    "{} obtiene {} en vez de {}",
)
_CANNOT: _Row = (
    "{} cannot do so any more; it is worth {}",
    "{} kan dat niet meer; het is {} waard",
    "{} kann das nicht mehr; es ist {} wert",
    "{} ne peut plus le faire ; cela vaut {}",
    "{} ya no puede hacerlo; vale {}",
)
_ONE_MORE: _Row = (
    "{}, and 1 more of {} differs",
    "{}, en 1 andere van {} wijkt af",
    "{}, und 1 weitere von {} weicht ab",
    "{}, et 1 autre sur {} diffère",
    "{}, y 1 más de {} difiere",
)
_MORE: _Row = (
    "{}, and {} more of {} differ",
    "{}, en {} andere van {} wijken af",
    "{}, und {} weitere von {} weichen ab",
    "{}, et {} autres sur {} diffèrent",
    "{}, y {} más de {} difieren",
)
_RESPONSES: _Row = (
    "{} responses",
    "{} antwoorden",
    "{} Antworten",
    "{} réponses",
    "{} respuestas",
)
_SAMPLE: _Row = (
    "a sample of {} of the {} responses",
    "een steekproef van {} van de {} antwoorden",
    "einer Stichprobe von {} der {} Antworten",
    "un échantillon de {} des {} réponses",
    "una muestra de {} de las {} respuestas",
)
_SAME: _Row = (
    "{}, the same marks",
    "{}, dezelfde punten",
    "{}, dieselben Punkte",
    "{}, les mêmes points",
    "{}, los mismos puntos",
)
_WHOLE: _Row = (
    "reaches its grader whole",
    "komt in zijn geheel bij de beoordelaar aan",
    "erreicht die Korrektur vollständig",
    "parvient entière à qui corrige",
    "llega entera a quien corrige",
)
_LOST: _Row = (
    "does not arrive as meant: {}",
    "komt niet aan zoals bedoeld: {}",
    "kommt nicht an wie gemeint: {}",
    "n'arrive pas comme prévu : {}",
    "no llega como se quería: {}",
)
_FEEDBACK_ON: _Row = (
    "feedback on option {}",
    "feedback bij optie {}",
    "Rückmeldung zu Option {}",
    "commentaire sur l'option {}",
    "comentario de la opción {}",
)
_RUBRIC: _Row = (
    "rubric",
    "beoordelingsmodel",
    "Bewertungsraster",
    "grille d'évaluation",
    "rúbrica",
)
_BESIDE: _Row = (
    BESIDE,
    "niet bij de antwoorden, maar in NAME.rubrics.csv, dat bij Rubrics wordt geïmporteerd",
    "nicht bei den Antworten, sondern in NAME.rubrics.csv, das bei Rubrics importiert wird",
    "non près des réponses, mais dans NAME.rubrics.csv, à importer sous Rubrics",
    "no junto a las respuestas, sino en NAME.rubrics.csv, que se importa en Rubrics",
)
_THINGS: tuple[_Row, ...] = (
    _RUBRIC,
    (
        "the text of the question",
        "de tekst van de vraag",
        "der Text der Frage",
        "le texte de la question",
        "el texto de la pregunta",
    ),
    ("an image", "een afbeelding", "ein Bild", "une image", "una imagen"),
    ("feedback", "feedback", "Rückmeldung", "commentaire", "comentario"),
    (
        "feedback for full marks",
        "feedback bij alle punten",
        "Rückmeldung bei voller Punktzahl",
        "commentaire pour tous les points",
        "comentario con todos los puntos",
    ),
    (
        "feedback for less than full marks",
        "feedback bij minder punten",
        "Rückmeldung bei weniger Punkten",
        "commentaire pour moins de points",
        "comentario con menos puntos",
    ),
    (
        "the order of its options",
        "de volgorde van de opties",
        "die Reihenfolge der Optionen",
        "l'ordre des options",
        "el orden de las opciones",
    ),
    (
        "the order of its items",
        "de volgorde van de onderdelen",
        "die Reihenfolge der Elemente",
        "l'ordre des éléments",
        "el orden de los elementos",
    ),
    (
        "the order of its columns",
        "de volgorde van de kolommen",
        "die Reihenfolge der Spalten",
        "l'ordre des colonnes",
        "el orden de las columnas",
    ),
    (
        "the order of its rows",
        "de volgorde van de rijen",
        "die Reihenfolge der Zeilen",
        "l'ordre des lignes",
        "el orden de las filas",
    ),
    ("model answer", "modelantwoord", "Musterlösung", "réponse modèle", "respuesta modelo"),
    (
        "notes for graders",
        "aantekeningen voor beoordelaars",
        "Hinweise für die Korrektur",
        "notes pour qui corrige",
        "notas para quien corrige",
    ),
)


def of_cell(cell: Cell, language: str) -> str:
    """What a system makes of a question, in one sentence."""
    at = column_of(language)
    if cell.reason or not at:
        return cell.words()
    if cell.deviations:
        return _compared(cell.compared, at)
    if cell.lost:
        return _LOST[at].format(", ".join(thing(lost, language) for lost in cell.lost))
    return _SAME[at].format(_counted(cell.compared, at)) if cell.compared.tried else _WHOLE[at]


def thing(lost: str, language: str) -> str:
    """What is lost, as the proof names it in English, in the language of the exam."""
    at = column_of(language)
    beside = f"{_RUBRIC[0]} ({BESIDE})"
    if lost == beside:
        return f"{_RUBRIC[at]} ({_BESIDE[at]})"
    before, option = _FEEDBACK_ON[0].format("").strip(), lost.rpartition(" ")[2]
    if lost == f"{before} {option}":
        return _FEEDBACK_ON[at].format(option)
    return next((row[at] for row in _THINGS if row[0] == lost), lost)


def both(names: Sequence[str], language: str) -> str:
    """Names in a row, the last two of them parted by a word."""
    return _listed(names, column_of(language))


def _listed(names: Sequence[str], at: int) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {_AND[at]} {names[-1]}"


def _compared(compared: Compared, at: int) -> str:
    worst = compared.worst
    if worst is None:
        return ""
    first, rest, counted = (
        _deviation(worst, at),
        len(compared.deviations) - 1,
        _counted(compared, at),
    )
    if rest == 1:
        return _ONE_MORE[at].format(first, counted)
    return _MORE[at].format(first, rest, counted) if rest else first


def _deviation(found: Deviation, at: int) -> str:
    who, meant = _who(found.response, at), points_words(found.meant)
    if found.awarded is None:
        return _CANNOT[at].format(who, meant)
    return _GETS[at].format(who, points_words(found.awarded), meant)


def _who(response: Response | None, at: int) -> str:
    if response is None:
        return _NOTHING[at]
    if not isinstance(response, Chosen):
        return in_english(response)  # what a machine does not mark
    letters = [option_letter(place) for place in sorted(response.options)]
    return _CHOOSES[at].format(_listed(letters, at))


def _counted(compared: Compared, at: int) -> str:
    if compared.sampled:
        return _SAMPLE[at].format(compared.tried, compared.possible)
    return _RESPONSES[at].format(compared.tried)
