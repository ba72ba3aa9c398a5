"""What authors of other systems and languages call what the source names otherwise: for advice."""

import re
from collections.abc import Container, Mapping
from fractions import Fraction

from examc.core import lazyre, limits, numbers


def _table(words: Mapping[str, str]) -> dict[str, str]:
    return {other: own for own, others in words.items() for other in others.split(", ")}


def _by_word(words: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for own, others in words.items():
        for other in others.split(", "):
            found[other] = (*found.get(other, ()), own)
    return found


KINDS = _table(
    {
        "multiple choice": "mc, mcq, sc, single choice, single answer, one answer, radio, "
        "radio buttons, choice, meerkeuze, meerkeuzevraag, meerkeuzevragen, einfachauswahl, "
        "einfachwahl",
        "multiple response": "mr, mrq, ma, multiple answer, multiple answers, multi, checkbox, "
        "checkboxes, multiple select, multi select, meerdere antwoorden, mehrfachauswahl, "
        "mehrfachwahl",
        "open": "essay, text answer, long answer, free text, written, open question, open ended, "
        "open-ended, open vraag, openvraag, offen, offene frage, freitext",
        "free formatted": "free, free format, vrij, frei",
        "text block": "text, block, description, information, info, tekst, tekstblok, textblock",
        "image block": "image, picture, figure, img, afbeelding, bild",
        "true/false": "tf, t/f, true or false, true false, true-false, waar/onwaar, waar of onwaar, "
        "juist/onjuist, juist of onjuist, goed/fout, goed of fout, ja/nee, yes/no, richtig/falsch, "
        "wahr/falsch",
        "numeric": "numerical, numeriek, getal, numerisch",
        "short answer": "short, short text, kort antwoord, korte vraag, kurzantwort",
        "fill in": "fill in the blank, fill in the blanks, cloze, gap, gaps, blanks, invulvraag, "
        "invullen, lückentext",
        "matching": "match, koppelen, koppelvraag, zuordnung",
        "ordering": "order, ranking, rangschikken, volgorde, reihenfolge",
        "matrix": "grid, kprim, multiple true/false, tabelvraag, matrixvraag, matrixfrage",
        "upload": "file, file upload, bestand, inleveren, hochladen",
        "code": "program, programming, source code, programmeren, programmieren",
    }
)
"""Kinds of items, for a question back and never as a kind."""

PARTS = _table(
    {
        "criteria": "rubric, criterion, marking scheme, mark scheme, marking, points, punten, "
        "beoordeling, beoordelingsmodel, beoordelingscriteria, rubriek, bewertung",
        "levels": "level, grades, niveaus, stufen",
        "solution": "model answer, model solution, sample answer, sample solution, answer, "
        "answers, answer key, key, modelantwoord, antwoordmodel, antwoord, uitwerking, oplossing, "
        "lösung, musterlösung, antwort",
        "pairs": "pair, matches, match, paren, koppels, paare",
        "order": "ordering, right order, correct order, volgorde, reihenfolge",
        "start": "starter, starter code, template, startcode, vorlage",
        "feedback": "explanation, rationale, general feedback, comment, comments, uitleg, "
        "toelichting, terugkoppeling, erklärung, rückmeldung",
        "feedback: correct": "feedback: right, feedback: good, feedback: true, feedback: goed, "
        "feedback: juist, feedback: richtig, correct feedback, right feedback, correct, "
        "feedback correct, feedback (correct), feedback for correct",
        "feedback: incorrect": "feedback: wrong, feedback: false, feedback: fout, "
        "feedback: onjuist, feedback: falsch, incorrect feedback, wrong feedback, incorrect, "
        "wrong, feedback incorrect, feedback wrong, feedback (incorrect), feedback (wrong)",
        "for graders": "notes, note, grading, grading notes, grader notes, graders, "
        "notes for graders, for the grader, for grader, instructions for graders, internal, "
        "correctievoorschrift, nakijkinstructie, voor nakijkers, aantekeningen, hinweise",
    }
)
"""Parts of an item, as the headings of level 3 name them."""


ANSWERS = {
    *("answer", "answers", "antwoord", "antwoorden", "antwort", "antworten", "réponse", "réponses"),
    *("key", "sleutel", "answer key", "accepted answers", "correct answer", "correct answers"),
}
"""Headings below which the key of a question is looked for, beside the solution."""


def part(words: str, known: Container[str]) -> str:
    """The part of an item that words name, here or elsewhere; "" where they name none."""
    name = " ".join(words.lower().split())
    return name if name in known else PARTS.get(name, "")


KEYS = _by_word(
    {
        "name": "naam",
        "title": "titel, heading, naam",
        "language": "lang, taal, sprache, locale",
        "date": "day, datum, exam date, dag",
        "duration": "time, minutes, length, time limit, timelimit, tijd, duur, tijdsduur, dauer, "
        "zeit",
        "points": "weight, score, marks, mark, pts, value, punten, punkte, grade, max points",
        "description": "omschrijving, about",
        "instructions": "intro, introduction, inleiding, instructies, aanwijzingen, hinweise, anweisungen, rules",
        "attempts": "attempt, tries, pogingen, versuche",
        "pick": "select, draw, choose, trek",
        "exercises": "questions, sections, opgaven, vragen, aufgaben, parts",
        "items": "questions, vragen, fragen",
        "type": "kind, soort, question type",
        "prompt": "question, stem, vraag, frage, body",
        "options": "answers, choices, alternatives, antwoorden, opties, antworten",
        "answer": "key, keys, answers, accepted, correct answer, antwoord, antwort",
        "text": "answer, option, choice, label, antwoord, optie, tekst",
        "correct": "right, is correct, iscorrect, juist, goed, richtig, true",
        "incorrect": "wrong, false, fout, onjuist, falsch",
        "graders": "notes, note, grading, for graders, grader notes, nakijkinstructie",
        "criteria": "rubric, marking scheme, beoordeling, rubriek",
        "solution": "model answer, model solution, answer, sample answer, "
        "antwoordmodel, modelantwoord, uitwerking, oplossing, lösung",
        "feedback": "explanation, rationale, uitleg, toelichting, comment",
        "shuffle": "randomize, randomise, random, shuffled, husselen",
        "tags": "keywords, labels, trefwoorden",
        "course": "vak, cursus, kurs, subject",
        "space": "lines, ruimte, room",
        "image": "file, src, path, afbeelding, bild",
        "alt": "alternative, alt text, alternative text",
    }
)
"""Keys of YAML; of two that a word stands for, the one that is known in its place."""


def key(word: str, known: Container[str]) -> str:
    """The key that a word was meant as, of those known in its place; "" where there is none."""
    name = " ".join(word.lower().replace("_", " ").split())
    return next((own for own in KEYS.get(name, ()) if own in known), "")


_TIME = lazyre.compile(
    r"(?:(?P<hours>\d{1,3}(?:[.,]\d{1,2})?|½)\s*(?:h|hrs?|hours?|u|uur|uren|st|std|stunden?)\.?)?"
    r"\s*(?:(?P<minutes>\d{1,4})\s*(?:m|mins?|minutes?|minuten|minuut|'|′)?\.?)?",
    re.IGNORECASE,
)
_CLOCK = lazyre.compile(r"(?P<hours>\d{1,2})[:.](?P<minutes>\d{2})(?:\s*(?:h|u|uur|hours?))?")


def minutes(text: str) -> int | None:
    """The whole minutes of a time such as `2h`, `2 uur`, `1.5 hours` or `2:30`; None for all else."""
    found = _CLOCK.fullmatch(text.strip()) or _TIME.fullmatch(text.strip())
    if found is None or not found[0].strip():
        return None
    hours = number(found["hours"] or "0") or Fraction(0)
    total = hours * 60 + int(found["minutes"] or 0)
    return int(total) if total.denominator == 1 else None


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januari januar",
            "feb february februari februar",
            "mar march maart märz mrt",
            "apr april",
            "may mei mai",
            "jun june juni",
            "jul july juli",
            "aug august augustus",
            "sep sept september",
            "oct october oktober okt",
            "nov november",
            "dec december dezember dez",
        ),
        1,
    )
    for name in names.split()
}
_DAY = (
    lazyre.compile(r"(?P<y>\d{4})[-/. ]?(?P<m>\d{1,2})[-/. ]?(?P<d>\d{1,2})(?:[T ].*)?"),
    lazyre.compile(r"(?P<d>\d{1,2})(?P<mark>[-/. ])(?P<m>\d{1,2})[-/. ](?P<y>\d{4})"),
    lazyre.compile(r"(?P<d>\d{1,2})(?:st|nd|rd|th)?\.? (?P<name>[^\W\d]+)\.?,? (?P<y>\d{4})"),
    lazyre.compile(r"(?P<name>[^\W\d]+)\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})"),
)


def day(text: str) -> str:
    """The date that was meant by `30-06-2026` or `30 June 2026`; "" where nobody can tell.

    Of `6/7/2026` nobody can: it is another day on either side of the ocean.
    """
    found = next((match for form in _DAY if (match := form.fullmatch(text.strip()))), None)
    said = found.groupdict() if found else {}
    month = _MONTHS.get((said.get("name") or "").lower(), 0) or int(said.get("m") or 0)
    number = int(said.get("d") or 0)
    if said.get("mark") == "/" and number <= 12 and number != month:
        return ""
    meant = f"{said.get('y') or 0}-{month:02}-{number:02}"
    return meant if limits.is_date(meant) else ""


LANGUAGES = {
    "english": "en",
    "engels": "en",
    "dutch": "nl",
    "nederlands": "nl",
    "german": "de",
    "deutsch": "de",
    "duits": "de",
    "french": "fr",
    "français": "fr",
    "frans": "fr",
    "spanish": "es",
    "español": "es",
    "italian": "it",
    "italiano": "it",
}
"""What languages are called, for their tags."""


def language(text: str) -> str:
    """The tag that was meant by the name of a language or by `nl_NL`; "" where nobody can tell."""
    tag = LANGUAGES.get(text.strip().lower(), text.strip().replace("_", "-"))
    return tag if limits.is_language(tag) else ""


_HALVES = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3)}
_HALVES |= {"⅔": Fraction(2, 3)}
POINTS = r"(?:pts?|points?|pnts?|punt(?:en)?|punkte?|marks?|credits?|p)"
"""What an amount of points is called, as a pattern for small letters."""
_AMOUNT = lazyre.compile(rf"(?P<number>\S+(?:\s*[½¼¾⅓⅔])?)(?:\s*{POINTS}\.?)?", re.IGNORECASE)


def number(text: str) -> Fraction | None:
    """The number that was meant by `½`, `1½`, `1,5`, `2 pts` or `2p`; None where nobody can tell."""
    found = _AMOUNT.fullmatch(text.strip()[:40])
    if found is None:
        return None
    digits, part = found["number"].replace(",", ".").strip(), Fraction(0)
    sign = -1 if digits[:1] in ("-", "−", "–") else 1
    if digits[-1:] in _HALVES:
        digits, part = digits[:-1].strip(), _HALVES[digits[-1]]
        if digits in ("", "+", "-", "−", "–"):
            return sign * part
    else:
        digits = re.sub(r"[a-z]+\.?$", "", digits, flags=re.IGNORECASE)
    value = numbers.parse(digits)
    return None if value is None else value + sign * part


_ROOMS = {"half": "1/2", "halve": "1/2", "quarter": "1/4", "kwart": "1/4", "third": "1/3"}
_ROOM = lazyre.compile(
    r"(?P<number>[\d./,]*[\d½¼¾⅓⅔])\s*(?P<share>%?)\s*(?P<unit>.*)", re.IGNORECASE
)


def room(text: str) -> str:
    """The answer space that was meant by `¼ page`, `a quarter page` or `25%`; "" if none is clear."""
    words = text.lower().split()
    found = _ROOM.fullmatch(text.strip()[:40])
    amount = number(found["number"]) if found else None
    if amount is None or found is None:
        name = next((word for word in words if word in _ROOMS), "")
        return f"{_ROOMS[name]} page" if name else "1 page" if words[:1] == ["page"] else ""
    if found["unit"].lower() in ("cm", "line", "lines", "regels") or amount <= 0:
        return ""
    amount = amount / 100 if found["share"] else amount
    return f"{amount} {'page' if amount <= 1 else 'pages'}"


def written(text: str) -> str:
    """The number that was meant, as the source writes it; "" where nobody can tell."""
    value = number(text)
    return "" if value is None else numbers.show(value)
