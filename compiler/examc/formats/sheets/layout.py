"""Our own layout of a table, a question a row, and the names by which others call its columns."""

from collections.abc import Sequence

from examc.core import lazyre
from examc.core.model import Kind
from examc.core.records import Mutable, field

MOST_OPTIONS = 26

LAYOUT = """\
a table has a row of names, and then a question a row; only `question` is needed:
  question      what is asked; formulas between $ and $
  kind          multiple choice, multiple response, true/false, numeric, short answer,
                matching, ordering, open; else it is told by the other cells
  points        1 or 2.5 (1 if there is no such column, and that is said)
  option 1 …    the options; of ordering the items in their right order; of matching
                pairs such as France → Paris, and → Vienna for a right side too many
  answer        letters or numbers of the right options (B, or A C); true or false;
                a number (9.81 ± 0.01); accepted texts (colour | color); of open the
                model answer
  weight 1 …    what each option earns, where right and wrong do not say it
  feedback 1 …  what is said of each option
  feedback, solution, for graders, id, title, exercise, tags
"""
"""What `import --formats` says of our layout."""

_NAMES: dict[str, str] = {
    "question": (
        "question|question text|questiontext|prompt|stem|vraag|vraagtekst|frage|fragetext|pregunta"
        "|énoncé|problem|question stem|question title"
    ),
    "kind": "kind|type|question type|questiontype|vraagtype|soort|fragetyp|art|tipo",
    "points": "points|point|marks|mark|score|punten|punkte|puntos|max points|question weight",
    "answer": (
        "answer|answers|correct answer|correct answers|correct|key|correct option|right answer"
        "|correctanswer|correct_answer|antwoord|juiste antwoord|goede antwoord|sleutel|antwort"
        "|richtige antwort|lösung|réponse|bonne réponse|respuesta|respuesta correcta|answer key|answer keys|keys"
        "|correct choice|correct answer(s)"
    ),
    "feedback": (
        "feedback|general feedback|explanation|rationale|toelichting|uitleg|erklärung|explication"
        "|explicación|answer explanation|overall explanation"
    ),
    "solution": "solution|model answer|sample answer|modelantwoord|musterlösung",
    "notes": "for graders|notes|note|opmerkingen|comments",
    "id": "id|identifier|question id|code",
    "title": "title|name|question name|titel|naam",
    "exercise": "exercise|section|category|topic|chapter|opgave|categorie|onderwerp|thema|kapitel",
    "tags": "tags|tag|labels|keywords",
}
_ROLES = {name: role for role, names in _NAMES.items() for name in names.split("|")}
_OURS = frozenset((*_NAMES, "for graders"))
_OPTION = lazyre.compile(
    r"(?:(?:option|answer|choice|antwoord|optie|antwort|opción|réponse|answer option)[ _-]?)([a-j]|\d{1,2})"
    r"|([a-j])"
)
_BESIDE = lazyre.compile(r"\s+[-–]\s.*")
"""What a template says behind a name: `Answer 1 - max 75 characters`."""
_OF_OPTION = lazyre.compile(
    r"(weight|feedback|explanation)[ _-]?(?:for )?(?:option |answer )?([a-j]|\d{1,2})"
)

_KINDS: dict[Kind, str] = {
    "multiple choice": "multiple choice|mc|mcq|single choice|meerkeuze|multichoice|single|radio",
    "multiple response": (
        "multiple response|mr|multiple answer|multiple answers|multi select|multiselect|checkbox"
        "|multiple select|checkboxes|meerdere antwoorden"
    ),
    "true/false": "true/false|tf|true false|truefalse|true or false|boolean|waar/onwaar",
    "numeric": "numeric|numerical|number|num|numeriek",
    "short answer": "short answer|short|shortanswer|fib|sa|kort antwoord|fill in the blank",
    "matching": "matching|match|koppelen",
    "ordering": "ordering|order|sequence|volgorde",
    "open": "open|essay|long answer|paragraph|written|wr|open question|open vraag|free text|open ended",
}
KINDS: dict[str, Kind] = {name: kind for kind, names in _KINDS.items() for name in names.split("|")}
"""What a cell calls a kind → our name."""


class Columns(Mutable):
    """Which column holds what; `guessed` are names that are not those of our own layout."""

    roles: dict[str, int] = field(default_factory=dict)
    options: list[int] = field(default_factory=list)
    weights: dict[int, int] = field(default_factory=dict)
    """By the place of the option, from 0."""
    feedbacks: dict[int, int] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    guessed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_known(self) -> bool:
        """Whether the names are those of a table of questions."""
        held = "answer" in self.roles or "kind" in self.roles or "points" in self.roles
        return "question" in self.roles and (held or len(self.options) > 1)


def columns(names: Sequence[str]) -> Columns:
    """What each column of a row of names holds."""
    found = Columns()
    for place, written in enumerate(names):
        name = _BESIDE.sub("", " ".join(written.casefold().replace("_", " ").split())).strip(" :*")
        role = _ROLES.get(name) or _ROLES.get(name.replace(" ", ""))
        part = _OF_OPTION.fullmatch(name)
        option = _OPTION.fullmatch(name)
        if not name:
            continue
        if part:
            places = found.weights if part[1] == "weight" else found.feedbacks
            places[_place(part[2])] = place
        elif option and len(found.options) < MOST_OPTIONS:
            found.options.append(place)
        elif role and role not in found.roles:
            found.roles[role] = place
            if name not in _OURS:
                found.guessed.append((written.strip(), role))
        else:
            found.unknown.append(written.strip())
    return found


def score(names: Sequence[str]) -> int:
    """How much of a row of names is known, to choose what parts its cells."""
    if names and names[0].strip().casefold() == "newquestion":
        return 100
    if names and names[0].startswith("//"):
        return len(names)
    found = columns(names)
    return len(found.roles) + len(found.options) + 10 * found.is_known


def _place(text: str) -> int:
    return int(text) - 1 if text.isdigit() else ord(text) - ord("a")
