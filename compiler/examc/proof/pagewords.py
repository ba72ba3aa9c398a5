"""The words of the page of a proof, in the languages of exams that have them.

What a system does with a single response is told in numbers; names of systems and files are the same
in every language.
"""

from examc.core.wording import WORDINGS

_ROWS = {
    "marks_of": ("Marks of", "Punten van", "Punkte von", "Points de", "Puntos de"),
    "questions": ("questions", "vragen", "Fragen", "questions", "preguntas"),
    "points": ("points", "punten", "Punkte", "points", "puntos"),
    "purpose": (
        "Before an exam is uploaded, this page says whether each system will award the marks that the exam means.",
        "Voordat een toets wordt geüpload, zegt deze pagina of elk systeem de punten geeft die de toets bedoelt.",
        "Bevor eine Prüfung hochgeladen wird, sagt diese Seite, ob jedes System die Punkte vergibt, die die Prüfung meint.",
        "Avant qu'un examen soit déposé, cette page dit si chaque système attribue les points que l'examen prévoit.",
        "Antes de subir un examen, esta página dice si cada sistema otorga los puntos que el examen prevé.",
    ),
    "differing": (
        "Questions in which some system awards other marks, or which it does not take: {}",
        "Vragen waarvoor een systeem andere punten geeft, of die het niet overneemt: {}",
        "Fragen, für die ein System andere Punkte vergibt oder die es nicht annimmt: {}",
        "Questions pour lesquelles un système attribue d'autres points, ou qu'il refuse : {}",
        "Preguntas en las que un sistema otorga otros puntos, o que no acepta: {}",
    ),
    "of_these": (
        "accepted by the author of the exam: {}",
        "geaccepteerd door de auteur van de toets: {}",
        "vom Autor der Prüfung akzeptiert: {}",
        "acceptées par l'auteur de l'examen : {}",
        "aceptadas por el autor del examen: {}",
    ),
    "all_same": (
        "Every system compared awards the same marks in every question.",
        "Elk vergeleken systeem geeft bij elke vraag dezelfde punten.",
        "Jedes verglichene System vergibt bei jeder Frage dieselben Punkte.",
        "Chaque système comparé attribue les mêmes points à chaque question.",
        "Cada sistema comparado otorga los mismos puntos en cada pregunta.",
    ),
    "proved": (
        "What was proved",
        "Wat is bewezen",
        "Was geprüft wurde",
        "Ce qui a été prouvé",
        "Lo que se ha probado",
    ),
    "made_with": ("Made with", "Gemaakt met", "Erstellt mit", "Produit avec", "Hecho con"),
    "on": ("Date", "Datum", "Datum", "Date", "Fecha"),
    "file": ("File", "Bestand", "Datei", "Fichier", "Archivo"),
    "by_system": (
        "Result by system",
        "Uitslag per systeem",
        "Ergebnis je System",
        "Résultat par système",
        "Resultado por sistema",
    ),
    "accepted": ("accepted", "geaccepteerd", "akzeptiert", "acceptées", "aceptadas"),
    "same": ("same", "gelijk", "gleich", "identique", "igual"),
    "lost": ("lost", "verloren", "verloren", "perdu", "perdido"),
    "bends": ("bends", "wijkt af", "weicht ab", "dévie", "se desvía"),
    "refused": ("refused", "geweigerd", "abgelehnt", "refusé", "rechazado"),
    "same_means": (
        "every response earns the same marks, and everything arrives",
        "elk antwoord levert dezelfde punten op, en alles komt aan",
        "jede Antwort erhält dieselben Punkte, und alles kommt an",
        "chaque réponse obtient les mêmes points, et tout arrive",
        "cada respuesta obtiene los mismos puntos, y todo llega",
    ),
    "lost_means": (
        "the marks are the same, but a text does not arrive",
        "de punten zijn gelijk, maar een tekst komt niet aan",
        "die Punkte sind gleich, aber ein Text kommt nicht an",
        "les points sont les mêmes, mais un texte n'arrive pas",
        "los puntos son los mismos, pero un texto no llega",
    ),
    "bends_means": (
        "some response earns other marks",
        "een antwoord levert andere punten op",
        "eine Antwort erhält andere Punkte",
        "une réponse obtient d'autres points",
        "alguna respuesta obtiene otros puntos",
    ),
    "refused_means": (
        "the system would not take the question",
        "het systeem neemt de vraag niet over",
        "das System nimmt die Frage nicht an",
        "le système n'accepte pas la question",
        "el sistema no acepta la pregunta",
    ),
    "worst": (
        "Worst case in points",
        "Ergste geval in punten",
        "Schlimmster Fall in Punkten",
        "Pire cas en points",
        "Peor caso en puntos",
    ),
    "worst_means": (
        "How far the mark of one student can be off at most, in each question and in the whole exam. A question that is refused counts with all its points.",
        "Hoeveel de punten van een student er hoogstens naast kunnen zitten, per vraag en in de hele toets. Een geweigerde vraag telt met al haar punten.",
        "Wie weit die Punkte eines Studierenden höchstens abweichen können, je Frage und in der ganzen Prüfung. Eine abgelehnte Frage zählt mit allen Punkten.",
        "De combien la note d'un étudiant peut s'écarter au plus, par question et pour tout l'examen. Une question refusée compte avec tous ses points.",
        "Cuánto puede desviarse como máximo la nota de un estudiante, por pregunta y en todo el examen. Una pregunta rechazada cuenta con todos sus puntos.",
    ),
    "too_few": ("too few", "te weinig", "zu wenig", "en moins", "de menos"),
    "too_many": ("too many", "te veel", "zu viel", "en trop", "de más"),
    "exam": ("whole exam", "hele toets", "ganze Prüfung", "tout l'examen", "todo el examen"),
    "system": ("System", "Systeem", "System", "Système", "Sistema"),
    "missing": (
        "What does not arrive",
        "Wat niet aankomt",
        "Was nicht ankommt",
        "Ce qui n'arrive pas",
        "Lo que no llega",
    ),
    "what": ("What", "Wat", "Was", "Quoi", "Qué"),
    "table": (
        "Questions and systems",
        "Vragen en systemen",
        "Fragen und Systeme",
        "Questions et systèmes",
        "Preguntas y sistemas",
    ),
    "question": ("Question", "Vraag", "Frage", "Question", "Pregunta"),
    "prompt": ("Prompt", "Opgave", "Aufgabe", "Énoncé", "Enunciado"),
    "worth": ("Points", "Punten", "Punkte", "Points", "Puntos"),
    "compared": (
        "What was compared, and what not",
        "Wat is vergeleken, en wat niet",
        "Was verglichen wurde, und was nicht",
        "Ce qui a été comparé, et ce qui ne l'a pas été",
        "Lo que se ha comparado, y lo que no",
    ),
    "in_words": (
        "The exam, and each deviation in words",
        "De toets, en elke afwijking in woorden",
        "Die Prüfung, und jede Abweichung in Worten",
        "L'examen, et chaque écart en toutes lettres",
        "El examen, y cada desviación en palabras",
    ),
    "same_everywhere": (
        "the same marks everywhere",
        "overal dezelfde punten",
        "überall dieselben Punkte",
        "partout les mêmes points",
        "los mismos puntos en todas partes",
    ),
    "signature": ("Signature", "Handtekening", "Unterschrift", "Signature", "Firma"),
    "name": ("Name", "Naam", "Name", "Nom", "Nombre"),
}

_LANGUAGES = ("en", "nl", "de", "fr", "es")


def words(language: str) -> dict[str, str]:
    """The words of the page by their keys, for an exam in a language; English for one without."""
    code = language.partition("-")[0].lower()
    index = _LANGUAGES.index(code) if code in WORDINGS else 0
    return {key: row[index] for key, row in _ROWS.items()}
