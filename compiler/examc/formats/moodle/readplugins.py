"""Question types of Moodle's plugins: those that an exam can hold, and what the others are.

How they mark was read in their own code: `multichoiceset` and `sc` in grade_response, `kprime` and
`mtf` in their `grading/`, `oumatrix` in question.php.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction

from examc.core import numbers
from examc.core.answers import Answer, Choice, Matrix, Option, Rule, Scoring
from examc.core.content import Blocks
from examc.core.keys import Cell, Label, Row
from examc.core.records import replace
from examc.files.xmltree import Element
from examc.formats.foreign.quoting import quoted
from examc.formats.moodle.readone import NoQuestion, One
from examc.formats.moodle.readxml import parts, text_of, value

ZERO = Fraction(0)
OTHERS: Mapping[str, str] = {
    "calculatedformat": "a formula with random numbers, in a chosen format",
    "coderunner": "code that tests run; Moodle needs its plugin CodeRunner",
    "combined": "gaps of several plugins in one text",
    "crossword": "a crossword",
    "ddimageortext": "words or pictures that are dragged onto a picture",
    "ddmarker": "markers that are dragged onto a picture",
    "ddmatch": "sides of pairs that are dragged, a plugin of its own",
    "drawlines": "lines that are drawn on a picture",
    "formulas": "formulas with random numbers, of the plugin Formulas",
    "gapfill": "gaps in a text, marked by settings of the plugin Gapfill",
    "geogebra": "a figure of GeoGebra",
    "guessit": "a text that is guessed, of the plugin Guess It",
    "jme": "a molecule that is drawn",
    "matrix": "a matrix of the plugin Matrix, with rules of its own",
    "opaque": "a question of another server",
    "oumultiresponse": "several options, of which each one too many takes away a right one",
    "pmatch": "a text that patterns are held against, of the plugin Pattern Match",
    "poodllrecording": "a recording",
    "random": "a question that Moodle draws from a category",
    "randomsamatch": "pairs that are drawn from the short answers of its category",
    "recordrtc": "a recording",
    "regexp": "a text that regular expressions are held against, with hints letter by letter",
    "shortmath": "a formula to type",
    "stack": "a formula that the computer algebra of STACK checks",
    "varnumeric": "a number with random values, of the plugin Variable Numeric",
    "varnumericset": "a number with sets of values, of the plugin Variable Numeric Set",
    "varnumunit": "a number with sets of values and units, of the plugin Variable Numeric",
    "wordselect": "words that are clicked in a text",
}
"""Types that are told, each with what it is."""


def told(kind: str) -> str:
    """What a type is, for a message behind its name; "" for one that is not known here."""
    return f" ({OTHERS[kind]})" if kind in OTHERS else ""


def read(one: One) -> Answer | None:
    """The answer of a question of a plugin's type that an exam can hold; None for another."""
    reader = _READERS.get(one.entry.kind)
    return None if reader is None else reader(one)


# -- options --------------------------------------------------------------------------------------


def _all_or_nothing(one: One) -> Choice:
    """multichoiceset: all right options and no other, or nothing."""
    given = [e for e in one.entry.inside.get("answer", []) if text_of(e).strip()]
    right = [(numbers.parse_float(e.get("fraction", "0")) or ZERO) > 0 for e in given]
    if len(given) < 2 or not any(right):
        raise NoQuestion("it has fewer than two options, or none that is right")
    each = one.points / sum(right)
    options = tuple(
        Option(
            text=one.text(element),
            points=each if is_right else ZERO,
            correct=is_right,
            feedback=one.note(element.find("feedback")),
            span=one.texts.document.span(element),
        )
        for element, is_right in zip(given, right, strict=True)
    )
    scoring = Scoring(rule=Rule.ALL_OR_NOTHING, cap=one.points)
    return Choice(options=options, many=True, scoring=scoring, shuffle=_shuffles(one))


def _single(one: One) -> Choice:
    """sc: one right option, as long as options that are struck out earn nothing."""
    method = _method(one)
    if method != "sconezero":
        message = f"its marks ({quoted(method)}) count the options that are struck out"
        raise NoQuestion(message, "set SC1/0 in Moodle, or write it as a multiple choice", "R514")
    rows = _rows(one)
    right = one.entry.value("correctrow") or ""
    if len(rows) < 2 or right not in [row.get("number", "") for row in rows]:
        raise NoQuestion("it has fewer than two options, or none that is right")
    options = tuple(
        Option(
            text=one.text(row.find("optiontext")),
            points=one.points if row.get("number") == right else ZERO,
            correct=row.get("number") == right,
            feedback=one.note(row.find("feedbacktext")),
            span=one.texts.document.span(row),
        )
        for row in rows
    )
    scoring = Scoring(cap=one.points)
    return Choice(options=options, many=False, scoring=scoring, shuffle=_shuffles(one))


def _shuffles(one: One) -> bool:
    return one.entry.is_on("shuffleanswers", otherwise=False)


# -- rows and columns -----------------------------------------------------------------------------

_RULES = {
    "kprime": Rule.KPRIM,
    "mtf": Rule.KPRIM,
    "kprimeonezero": Rule.ALL_OR_NOTHING,
    "mtfonezero": Rule.ALL_OR_NOTHING,
    "subpoints": Rule.SUM,
    "subpointdeduction": Rule.SUM,
}
"""What the names of their marks mean; a deduction also takes a share for a wrong row."""


def _statements(one: One) -> Matrix:
    """kprime and mtf: rows that are true or false, one column each."""
    method = _method(one)
    if method not in _RULES:
        raise NoQuestion(f"its marks are of an unknown kind, {quoted(method)}", code="R514")
    rows, columns = _rows(one), one.entry.inside.get("column", [])
    weights = {
        (e.get("rownumber", ""), e.get("columnnumber", "")): numbers.parse_float(
            value(parts(e), "value") or ""
        )
        or ZERO
        for e in one.entry.inside.get("weight", [])
    }
    taken = numbers.parse_float(one.entry.value("deduction") or "") or ZERO
    cost = taken if method == "subpointdeduction" else ZERO
    keys = [
        {
            place
            for place, column in enumerate(columns)
            if weights.get((row.get("number", ""), column.get("number", "")), ZERO) > 0
        }
        for row in rows
    ]
    texts = [one.text(column.find("responsetext")) for column in columns]
    made = _matrix(one, texts, [(row, row.find("optiontext")) for row in rows], keys, cost)
    _tell_feedback(one, [row.find("feedbacktext") for row in rows])
    return replace(made, scoring=replace(made.scoring, rule=_RULES[method]))


def _ou_matrix(one: One) -> Matrix:
    """oumatrix: rows with one right column each, which earn equal shares."""
    if one.entry.value("inputtype") != "single":
        message = "several columns may be ticked in a row, and a row earns its share as a whole"
        raise NoQuestion(message, "ask for one column in each row", "R514")
    rows = [e for found in one.entry.inside.get("rows", []) for e in found.iterfind("row")]
    columns = [e for found in one.entry.inside.get("columns", []) for e in found.iterfind("column")]
    places = {column.get("number", ""): place for place, column in enumerate(columns)}
    keys = [
        {places[n] for n in text_of(row.find("correctanswers")).split(",") if n.strip() in places}
        for row in rows
    ]
    made = _matrix(
        one,
        [one.text(column) for column in columns],
        [(row, row.find("name")) for row in rows],
        keys,
        ZERO,
    )
    _tell_feedback(one, [row.find("feedback") for row in rows])
    return made


def _matrix(
    one: One,
    columns: list[Blocks],
    rows: list[tuple[Element, Element | None]],
    keys: list[set[int]],
    cost: Fraction,
) -> Matrix:
    """Rows that share the points; a wrong column of one may cost a part of its share."""
    if len(columns) < 2 or len(rows) < 1:
        raise NoQuestion("it has no rows, or fewer than two columns")
    if any(not key for key in keys):
        raise NoQuestion("a row has no right column")
    each = one.points / len(rows)
    made = tuple(
        Row(
            text=one.text(text),
            cells=tuple(
                Cell(each if place in key else -each * cost, place in key)
                for place in range(len(columns))
            ),
            span=one.texts.document.span(row),
        )
        for (row, text), key in zip(rows, keys, strict=True)
    )
    labels = tuple(Label(text=text) for text in columns)
    return Matrix(columns=labels, rows=made, scoring=Scoring(cap=one.points))


def _tell_feedback(one: One, found: list[Element | None]) -> None:
    said = [text_of(element).strip() for element in found]
    if any(said):
        words = quoted(next(text for text in said if text))
        message = f"feedback on the rows of a matrix has no place and is left out: {words}"
        one.tell("R523", message, "write it into the feedback on the question")


def _rows(one: One) -> list[Element]:
    return one.entry.inside.get("row", [])


def _method(one: One) -> str:
    found = one.entry.first("scoringmethod")
    return (text_of(found) or ("" if found is None else found.text or "")).strip()


_READERS: Mapping[str, Callable[[One], Answer]] = {
    "multichoiceset": _all_or_nothing,
    "sc": _single,
    "kprime": _statements,
    "mtf": _statements,
    "oumatrix": _ou_matrix,
}
TYPES = frozenset(_READERS)
