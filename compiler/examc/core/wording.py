"""The words that we add for graders and students, in the languages of exams that have them.

What an author typed is never translated. A number goes where `{}` stands.
"""

from typing import NamedTuple

from examc.core.diagnostics import Report
from examc.core.model import Exam


class Wording(NamedTuple):
    """The words of one language."""

    name: str
    look_for: str
    points: str
    percent: str
    criterion: str
    level: str
    add_up: str
    award_one: str
    met: str
    not_met: str
    model_answer: str
    notes: str
    full_marks: str
    less: str
    question: str
    exercise: str
    """What an exercise without a title is called."""
    in_rubric: str
    """The place of a question behind the name of an exam."""
    title: str
    language: str
    course_code: str
    course: str
    year: str
    period: str
    date: str
    minutes: str
    tag: str
    bank: str
    updated: str
    order: str
    changes: str
    """What is said of the order of questions that are shuffled."""
    true: str
    false: str
    """The two answers to a statement, where a target has no such kind of question."""
    attempts: str
    pick: str
    """How many questions of a pool each student gets."""
    instructions: str
    text: str
    image: str
    """What blocks between questions are called, where a system asks for a name."""
    about: str
    """What stands above the description of an exam, which is for staff."""


ENGLISH = Wording(
    name="Name",
    look_for="What to look for",
    points="Points",
    percent="Percent",
    criterion="Criterion",
    level="Level",
    add_up="Add up what is met; {} at most.",
    award_one="Award exactly one of these.",
    met="met",
    not_met="not met",
    model_answer="Model answer",
    notes="Notes for graders",
    full_marks="Feedback for full marks",
    less="Feedback for less",
    question="Question {}",
    exercise="Exercise {}",
    in_rubric="question {}",
    title="Title",
    language="Language",
    course_code="Course code",
    course="Course",
    year="Year",
    period="Period",
    date="Date",
    minutes="Minutes",
    tag="Tag",
    bank="Question bank",
    updated="Last change",
    order="Order of questions",
    changes="changes",
    true="True",
    false="False",
    attempts="Attempts",
    pick="Questions for each student",
    instructions="Instructions",
    text="Text",
    image="Image",
    about="About this exam",
)

_DUTCH = Wording(
    name="Naam",
    look_for="Waarop te letten",
    points="Punten",
    percent="Procent",
    criterion="Criterium",
    level="Niveau",
    add_up="Tel op waaraan is voldaan; hoogstens {}.",
    award_one="Ken precies een van deze toe.",
    met="voldaan",
    not_met="niet voldaan",
    model_answer="Modelantwoord",
    notes="Aanwijzingen voor beoordelaars",
    full_marks="Feedback bij alle punten",
    less="Feedback bij minder punten",
    question="Vraag {}",
    exercise="Opgave {}",
    in_rubric="vraag {}",
    title="Titel",
    language="Taal",
    course_code="Vakcode",
    course="Vak",
    year="Jaar",
    period="Periode",
    date="Datum",
    minutes="Minuten",
    tag="Label",
    bank="Vragenbank",
    updated="Laatste wijziging",
    order="Volgorde van de vragen",
    changes="wisselt",
    true="Waar",
    false="Niet waar",
    attempts="Pogingen",
    pick="Vragen per student",
    instructions="Instructies",
    text="Tekst",
    image="Afbeelding",
    about="Over dit tentamen",
)

_GERMAN = Wording(
    name="Name",
    look_for="Worauf zu achten ist",
    points="Punkte",
    percent="Prozent",
    criterion="Kriterium",
    level="Stufe",
    add_up="Zählen Sie zusammen, was erfüllt ist; höchstens {}.",
    award_one="Vergeben Sie genau eine hiervon.",
    met="erfüllt",
    not_met="nicht erfüllt",
    model_answer="Musterlösung",
    notes="Hinweise zur Bewertung",
    full_marks="Rückmeldung bei voller Punktzahl",
    less="Rückmeldung bei weniger Punkten",
    question="Frage {}",
    exercise="Aufgabe {}",
    in_rubric="Frage {}",
    title="Titel",
    language="Sprache",
    course_code="Kursnummer",
    course="Kurs",
    year="Jahr",
    period="Zeitraum",
    date="Datum",
    minutes="Minuten",
    tag="Schlagwort",
    bank="Fragensammlung",
    updated="Letzte Änderung",
    order="Reihenfolge der Fragen",
    changes="wechselt",
    true="Wahr",
    false="Falsch",
    attempts="Versuche",
    pick="Fragen je Person",
    instructions="Hinweise",
    text="Text",
    image="Bild",
    about="Über diese Prüfung",
)

_FRENCH = Wording(
    name="Nom",
    look_for="Ce qui est attendu",
    points="Points",
    percent="Pourcentage",
    criterion="Critère",
    level="Niveau",
    add_up="Additionnez ce qui est acquis ; {} au plus.",
    award_one="Attribuez exactement un de ces niveaux.",
    met="acquis",
    not_met="non acquis",
    model_answer="Réponse type",
    notes="Consignes pour la correction",
    full_marks="Commentaire pour le maximum des points",
    less="Commentaire pour moins de points",
    question="Question {}",
    exercise="Exercice {}",
    in_rubric="question {}",
    title="Titre",
    language="Langue",
    course_code="Code du cours",
    course="Cours",
    year="Année",
    period="Période",
    date="Date",
    minutes="Minutes",
    tag="Mot-clé",
    bank="Banque de questions",
    updated="Dernière modification",
    order="Ordre des questions",
    changes="variable",
    true="Vrai",
    false="Faux",
    attempts="Tentatives",
    pick="Questions par personne",
    instructions="Consignes",
    text="Texte",
    image="Image",
    about="À propos de cet examen",
)

_SPANISH = Wording(
    name="Nombre",
    look_for="Qué se espera",
    points="Puntos",
    percent="Porcentaje",
    criterion="Criterio",
    level="Nivel",
    add_up="Sume lo que se cumple; {} como máximo.",
    award_one="Otorgue exactamente uno de estos.",
    met="se cumple",
    not_met="no se cumple",
    model_answer="Respuesta modelo",
    notes="Indicaciones para la corrección",
    full_marks="Comentario para la puntuación máxima",
    less="Comentario para menos puntos",
    question="Pregunta {}",
    exercise="Ejercicio {}",
    in_rubric="pregunta {}",
    title="Título",
    language="Idioma",
    course_code="Código del curso",
    course="Curso",
    year="Año",
    period="Periodo",
    date="Fecha",
    minutes="Minutos",
    tag="Etiqueta",
    bank="Banco de preguntas",
    updated="Última modificación",
    order="Orden de las preguntas",
    changes="variable",
    true="Verdadero",
    false="Falso",
    attempts="Intentos",
    pick="Preguntas por persona",
    instructions="Instrucciones",
    text="Texto",
    image="Imagen",
    about="Acerca de este examen",
)

WORDINGS = {"en": ENGLISH, "nl": _DUTCH, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH}
"""The words by the language's code, the part of a tag such as `nl-BE` before the first hyphen."""


COLUMNS_OF_POINTS = frozenset(words.points for words in WORDINGS.values())
COLUMNS_OF_PERCENTS = frozenset(words.percent for words in WORDINGS.values())
"""What the columns of a rubric are called, in any language."""


def report(exam: Exam, target: str, report: Report) -> None:
    """Note that a target's added words are English in an exam of another language."""
    if not has_words(exam.language):
        message = (
            f"words that are added for graders are English: there are none for {exam.language!r}"
        )
        report.add("X372", message, exam.span, target=target)


def wording(language: str) -> Wording:
    """The words for an exam in a language; English for one that has none here."""
    return WORDINGS.get(_code(language), ENGLISH)


def all_words() -> tuple[Wording, ...]:
    """The words of every language that there are words of, English first."""
    return tuple(WORDINGS.values())


def has_words(language: str) -> bool:
    """Whether there are words for an exam in a language."""
    return _code(language) in WORDINGS


_COMMA = frozenset(
    [
        "af",
        "az",
        "be",
        "bg",
        "bs",
        "ca",
        "cs",
        "da",
        "de",
        "el",
        "es",
        "et",
        "eu",
        "fi",
        "fo",
        "fr",
        "gl",
        "hr",
        "hu",
        "hy",
        "id",
        "is",
        "it",
        "ka",
        "kk",
        "kl",
        "lb",
        "lt",
        "lv",
        "mk",
        "nb",
        "nl",
        "nn",
        "no",
        "pl",
        "pt",
        "ro",
        "ru",
        "sk",
        "sl",
        "sq",
        "sr",
        "sv",
        "tr",
        "uk",
        "uz",
        "vi",
    ]
)
"""Languages with a decimal comma (Unicode's CLDR), whatever a country of theirs does."""
_POINT = frozenset({"de-ch", "de-li", "it-ch", "es-mx", "es-us", "es-gt", "es-do", "es-pe"})


def has_decimal_comma(language: str) -> bool:
    """Whether pages in a language write 3,14 for what an exam's source writes 3.14."""
    return _code(language) in _COMMA and language.lower() not in _POINT


def _code(language: str) -> str:
    return language.partition("-")[0].lower()
