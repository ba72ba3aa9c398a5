"""The words that a printed exam adds, in the languages of exams that have them (see `wording`).

A number or a name goes where `{}` stands.
"""

from typing import NamedTuple

from examc.core.localforms import Forms


class PaperWording(NamedTuple):
    """The words of one language."""

    question: str
    """The head of a column of numbers of questions."""
    point: str
    several_points: str
    student_number: str
    total: str
    awarded: str
    """The head of a column in which a grader writes what is earned."""
    version: str
    key: str
    """What the key is called."""
    grading: str
    """What the sheet for grading is called."""
    circles: str
    squares: str
    letters: str
    numbers: str
    """What to do with items to put in order, so many of them."""
    gap: str
    """The choices for a gap of a text, by its number."""
    handed_in: str
    file_number: str
    file_types: str
    file_size: str
    code_in: str
    """The language that a program is to be written in."""
    blank_page: str
    feedback: str
    accepted: str
    contains: str
    pattern: str
    case_counts: str
    marking: str
    """How the parts of an answer become a mark."""
    all_or_nothing: str
    kprim: str
    by_place: str
    by_neighbours: str
    lowest: str
    no_lowest: str
    highest: str
    no_highest: str
    wrong: str
    """What a wrong part costs."""


_ENGLISH = PaperWording(
    question="Question",
    point="point",
    several_points="points",
    student_number="Student number",
    total="Total",
    awarded="Awarded",
    version="Version",
    key="Answer key",
    grading="Grading sheet",
    circles="Circles: choose one answer.",
    squares="Squares: choose every right answer.",
    letters="Write in each box the letter of what belongs to it.",
    numbers="Number the lines from 1 to {}, in the right order.",
    gap="Gap {}, one of these:",
    handed_in="Names of the files that you hand in",
    file_number="Number",
    file_types="Types",
    file_size="Largest size",
    code_in="Language: {}",
    blank_page="This page is left blank.",
    feedback="Feedback",
    accepted="Accepted",
    contains="contains",
    pattern="pattern",
    case_counts="Letter case counts.",
    marking="Marking",
    all_or_nothing="All or nothing.",
    kprim="All rows right: all points; all but one: half of them.",
    by_place="Each line in its place earns a share.",
    by_neighbours="Each right neighbour earns a share.",
    lowest="Lowest mark: {}.",
    no_lowest="The mark may fall below zero.",
    highest="Highest mark: {}.",
    no_highest="The mark may exceed the points.",
    wrong="wrong: {}",
)

_DUTCH = PaperWording(
    question="Vraag",
    point="punt",
    several_points="punten",
    student_number="Studentnummer",
    total="Totaal",
    awarded="Toegekend",
    version="Versie",
    key="Antwoordmodel",
    grading="Beoordelingsformulier",
    circles="Rondjes: kies één antwoord.",
    squares="Vierkantjes: kies alle juiste antwoorden.",
    letters="Schrijf in elk vakje de letter van wat erbij hoort.",
    numbers="Nummer de regels van 1 tot en met {}, in de juiste volgorde.",
    gap="Gat {}, een van deze:",
    handed_in="Namen van de bestanden die je inlevert",
    file_number="Aantal",
    file_types="Soorten",
    file_size="Grootste omvang",
    code_in="Taal: {}",
    blank_page="Deze pagina is leeg.",
    feedback="Feedback",
    accepted="Goed gerekend",
    contains="bevat",
    pattern="patroon",
    case_counts="Hoofdletters tellen.",
    marking="Puntentelling",
    all_or_nothing="Alles of niets.",
    kprim="Alle rijen goed: alle punten; op één na: de helft.",
    by_place="Elke regel op zijn plaats verdient een deel.",
    by_neighbours="Elke juiste buur verdient een deel.",
    lowest="Laagste score: {}.",
    no_lowest="De score kan onder nul komen.",
    highest="Hoogste score: {}.",
    no_highest="De score kan meer zijn dan de punten.",
    wrong="fout: {}",
)

_GERMAN = PaperWording(
    question="Frage",
    point="Punkt",
    several_points="Punkte",
    student_number="Matrikelnummer",
    total="Summe",
    awarded="Vergeben",
    version="Version",
    key="Lösungen",
    grading="Bewertungsbogen",
    circles="Kreise: Wählen Sie eine Antwort.",
    squares="Quadrate: Wählen Sie alle richtigen Antworten.",
    letters="Tragen Sie in jedes Kästchen den Buchstaben dessen ein, was dazugehört.",
    numbers="Nummerieren Sie die Zeilen von 1 bis {} in der richtigen Reihenfolge.",
    gap="Lücke {}, eine hiervon:",
    handed_in="Namen der Dateien, die Sie abgeben",
    file_number="Anzahl",
    file_types="Typen",
    file_size="Größe höchstens",
    code_in="Sprache: {}",
    blank_page="Diese Seite ist leer.",
    feedback="Rückmeldung",
    accepted="Akzeptiert",
    contains="enthält",
    pattern="Muster",
    case_counts="Groß- und Kleinschreibung zählt.",
    marking="Wertung",
    all_or_nothing="Alles oder nichts.",
    kprim="Alle Zeilen richtig: alle Punkte; alle bis auf eine: die Hälfte.",
    by_place="Jede Zeile an ihrem Platz zählt einen Teil.",
    by_neighbours="Jeder richtige Nachbar zählt einen Teil.",
    lowest="Niedrigste Wertung: {}.",
    no_lowest="Die Wertung kann unter null fallen.",
    highest="Höchste Wertung: {}.",
    no_highest="Die Wertung kann über den Punkten liegen.",
    wrong="falsch: {}",
)

_FRENCH = PaperWording(
    question="Question",
    point="point",
    several_points="points",
    student_number="Numéro d’étudiant",
    total="Total",
    awarded="Attribués",
    version="Version",
    key="Corrigé",
    grading="Feuille de notation",
    circles="Ronds : choisissez une seule réponse.",
    squares="Carrés : choisissez toutes les bonnes réponses.",
    letters="Écrivez dans chaque case la lettre de ce qui correspond.",
    numbers="Numérotez les lignes de 1 à {}, dans le bon ordre.",
    gap="Blanc {}, au choix :",
    handed_in="Noms des fichiers que vous remettez",
    file_number="Nombre",
    file_types="Types",
    file_size="Taille maximale",
    code_in="Langage : {}",
    blank_page="Cette page est laissée vide.",
    feedback="Commentaire",
    accepted="Réponses acceptées",
    contains="contient",
    pattern="motif",
    case_counts="Les majuscules comptent.",
    marking="Barème",
    all_or_nothing="Tout ou rien.",
    kprim="Toutes les lignes justes : tous les points ; toutes sauf une : la moitié.",
    by_place="Chaque ligne à sa place rapporte une part.",
    by_neighbours="Chaque voisin juste rapporte une part.",
    lowest="Note la plus basse : {}.",
    no_lowest="La note peut être négative.",
    highest="Note la plus haute : {}.",
    no_highest="La note peut dépasser les points.",
    wrong="faux : {}",
)

_SPANISH = PaperWording(
    question="Pregunta",
    point="punto",
    several_points="puntos",
    student_number="Número de estudiante",
    total="Total",
    awarded="Otorgados",
    version="Versión",
    key="Clave de respuestas",
    grading="Hoja de calificación",
    circles="Círculos: elija una sola respuesta.",
    squares="Cuadrados: elija todas las respuestas correctas.",
    letters="Escriba en cada casilla la letra de lo que corresponde.",
    numbers="Numere las líneas del 1 al {}, en el orden correcto.",
    gap="Hueco {}, uno de estos:",
    handed_in="Nombres de los archivos que entrega",
    file_number="Cantidad",
    file_types="Tipos",
    file_size="Tamaño máximo",
    code_in="Lenguaje: {}",
    blank_page="Esta página se deja en blanco.",
    feedback="Comentario",
    accepted="Se acepta",
    contains="contiene",
    pattern="patrón",
    case_counts="Las mayúsculas cuentan.",
    marking="Puntuación",
    all_or_nothing="Todo o nada.",
    kprim="Todas las filas correctas: todos los puntos; todas menos una: la mitad.",
    by_place="Cada línea en su lugar vale una parte.",
    by_neighbours="Cada vecino correcto vale una parte.",
    lowest="Nota más baja: {}.",
    no_lowest="La nota puede ser negativa.",
    highest="Nota más alta: {}.",
    no_highest="La nota puede superar los puntos.",
    wrong="incorrecto: {}",
)

PAPER_WORDINGS = {
    "en": _ENGLISH,
    "nl": _DUTCH,
    "de": _GERMAN,
    "fr": PaperWording(*map(Forms("fr").kept, _FRENCH)),
    "es": _SPANISH,
}
"""The words by the language's code."""


def paper_wording(language: str) -> PaperWording:
    """The words for an exam in a language; English for one that has none here."""
    return PAPER_WORDINGS[Forms(language).own]
