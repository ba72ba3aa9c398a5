"""Changes of a Moodle XML file: fractions, marks, flags and texts of its questions."""

import re
from collections.abc import Iterator
from fractions import Fraction

from lxml import etree

from moodle.scorer import Refused, mark, selections
from mutants.mutant import (
    Change,
    Changes,
    Mutant,
    changed,
    named,
    remove,
    set_attribute,
    set_text,
    swap_places,
    twice,
)

_MARKS = "every selection earns the same marks"
_NEVER = "no student reaches it: this result does not occur"
_KINDS = {"category", "description"}


def of_file(data: bytes) -> Iterator[Mutant]:
    """Yield all changes of a file with one question."""
    root = etree.fromstring(data)
    kind = _question(root).get("type", "")
    marks = {"multichoice": _fractions, "cloze": _embedded}.get(kind)
    for what, change in marks(root) if marks else ():
        made, same = changed(root, change)
        yield Mutant(what, etree.tostring(made), same or _same_marks(root, made))
    for what, change in (*_common(root), *_answers(root), *_feedback(root), *_graders(root)):
        made, same = changed(root, change)
        yield Mutant(what, etree.tostring(made), same)


def of_file_of_two(data: bytes) -> Iterator[Mutant]:
    """Yield changes of what holds several questions together."""
    root = etree.fromstring(data)
    places = [i for i, q in enumerate(named(root, "question")) if q.get("type") not in _KINDS]
    ids = [named(root, "question")[place].findtext("idnumber") or "" for place in places]
    for place in places:
        yield from (_one(root, "left out", remove("question", place)),)
    yield _one(root, "one id number twice", _inside(places[0], "idnumber", ids[1]))
    yield _one(root, "questions swapped", _swapped(places[0], places[1]))
    yield Mutant("cut off", data[:-10])
    yield _one(root, "another root", _root_renamed)


def _one(root: etree._Element, what: str, change: Change) -> Mutant:
    made, same = changed(root, change)
    return Mutant(what, etree.tostring(made), same)


def _question(root: etree._Element) -> etree._Element:
    return next(q for q in named(root, "question") if q.get("type") not in _KINDS)


def _same_marks(root: etree._Element, made: etree._Element) -> str:
    """Why another fraction is the same: a scorer of the tests says so of each selection."""
    before, after = _question(root), _question(made)
    try:
        if list(selections(before)) != list(selections(after)):
            return ""
        same = all(mark(before, chosen) == mark(after, chosen) for chosen in selections(before))
        return _MARKS if same else ""
    except (Refused, ValueError):
        return ""


def _inside(place: int, path: str, text: str) -> Change:
    def change(root: etree._Element) -> str:
        element = named(root, "question")[place].find(path)
        assert element is not None
        element.text = text
        return ""

    return change


def _swapped(one: int, other: int) -> Change:
    def change(root: etree._Element) -> str:
        questions = named(root, "question")
        questions[other].addnext(questions[one])
        return ""

    return change


def _root_renamed(root: etree._Element) -> str:
    root.tag = "questions"
    return ""


# -- marks ----------------------------------------------------------------------------------------


def _fractions(root: etree._Element) -> Changes:
    answers = named(root, "answer")
    for place, answer in enumerate(answers):
        given = answer.get("fraction", "")
        for value in ("100", "50", "25", "0", "-50", "-100", "37.5", "33.33", "150", "", "half"):
            if value != given:
                yield (
                    f"answer {place + 1} at {value}%",
                    set_attribute("answer", place, "fraction", value),
                )
        for step in ("0.00001", "-0.00001", "0.0009", "0.0011"):
            moved = Fraction(given) + Fraction(step)
            yield f"answer {place + 1} {step} off", _fraction(place, moved)
        near = str(Fraction(given) / 1 + Fraction(1, 2000))
        yield (
            f"answer {place + 1} nearly",
            set_attribute("answer", place, "fraction", _decimal(near)),
        )
        yield (
            f"answer {place + 1} off",
            set_attribute("answer", place, "fraction", _decimal(str(Fraction(given) + 2))),
        )
        yield f"answer {place + 1} left out", remove("answer", place)
        yield f"answer {place + 1} empty", _empty_answer(place)
    single = named(root, "single")[0].text
    for text in ("true", "false", "0", "1", "no", ""):
        meaning = text not in ("false", "0", "")
        if meaning is not (single == "true"):
            yield f"single {text!r}", set_text("single", 0, text)


def _answers(root: etree._Element) -> Changes:
    """What answers say, and where they stand: to be found whatever the marks are."""
    answers = named(root, "answer")
    for place in range(len(answers)):
        before = (place or len(answers)) - 1
        yield f"text of answer {place + 1} elsewhere", _texts_swapped(place, before)
        yield f"answer {place + 1} says something else", _answer_text(place, "?")
        yield f"answer {place + 1} with markup", _answer_markup(place)
        yield f"answer {place + 1} twice", twice("answer", place)
    if answers:
        yield "answers in another order", swap_places("answer", 0, len(answers) - 1)


def _fraction(place: int, value: Fraction) -> Change:
    return set_attribute("answer", place, "fraction", f"{float(value):.6f}")


def _texts_swapped(one: int, other: int) -> Change:
    def change(root: etree._Element) -> str:
        answers = named(root, "answer")
        first, second = (answers[place].find("text") for place in (one, other))
        assert first is not None
        assert second is not None
        first.text, second.text = second.text, first.text
        return ""

    return change


def _answer_text(place: int, text: str) -> Change:
    def change(root: etree._Element) -> str:
        element = named(root, "answer")[place].find("text")
        assert element is not None
        element.text = text
        return ""

    return change


def _answer_markup(place: int) -> Change:
    def change(root: etree._Element) -> str:
        element = named(root, "answer")[place].find("text")
        assert element is not None
        etree.SubElement(element, "p").text = "?"
        return ""

    return change


def _decimal(text: str) -> str:
    return f"{float(Fraction(text)):.5f}"


def _empty_answer(place: int) -> Change:
    def change(root: etree._Element) -> str:
        text = named(root, "answer")[place].find("text")
        assert text is not None
        text.text = ""
        return ""

    return change


def _embedded(root: etree._Element) -> Changes:
    text = _question(root).findtext("questiontext/text") or ""
    for match in re.finditer(r"%(-?[\d.]+)%", text):
        for value in ("100", "50", "12.5", "0", "-25"):
            if Fraction(value) != Fraction(match[1]):
                new = f"{text[: match.start()]}%{value}%{text[match.end() :]}"
                yield f"{match[0]} {match.start()} becomes {value}", _prompt(new)
    for old, new in (
        (r"\{(\d+):", "{9:"),
        (r"\{(\d+):", "{1.5:"),
        (r":MULTI[A-Z]+", ":SHORTANSWER"),
    ):
        yield f"{old} becomes {new}", _prompt(re.sub(old, new, text))
    kinds = (":MULTIRESPONSE", ":MULTICHOICE_V")
    one, other = kinds if kinds[0] in text else kinds[::-1]
    yield f"{one} becomes {other}", _prompt(text.replace(one, other))


def _prompt(text: str) -> Change:
    def change(root: etree._Element) -> str:
        element = _question(root).find("questiontext/text")
        assert element is not None
        element.text = text
        return ""

    return change


# -- the rest -------------------------------------------------------------------------------------


def _common(root: etree._Element) -> Changes:
    question = _question(root)
    kind = question.get("type", "")
    grade = question.findtext("defaultgrade") or ""
    for text in (str(float(grade) + 1), "0", "2,5", "100000", ""):
        same = (
            "an embedded answer has its own grade"
            if kind == "cloze" and text not in ("2,5", "100000")
            else ""
        )
        yield f"default mark {text!r}", _own("defaultgrade", text, same)
    if kind != "essay":
        yield "penalty", _own("penalty", "0.3333333", "")
    yield "another type", _typed("multichoiceset")
    yield "a type of another kind", _typed("truefalse")
    yield "another question", _own("questiontext/text", "?", "")
    if kind == "multichoice":
        yield "a numbering too long", _own("answernumbering", "x" * 11, "")
    yield "an id number too long", _own("idnumber", "x" * 101, "")
    yield "no name", _without("name")
    if question.findtext("single") == "false":
        yield "no single", _without("single")
    if kind == "essay":
        yield "response format", _own("responseformat", "foo", "")


def _own(path: str, text: str, same: str) -> Change:
    def change(root: etree._Element) -> str:
        element = _question(root).find(path)
        assert element is not None
        element.text = text
        return same

    return change


def _without(path: str) -> Change:
    def change(root: etree._Element) -> str:
        question = _question(root)
        element = question.find(path)
        assert element is not None
        question.remove(element)
        return ""

    return change


def _typed(kind: str) -> Change:
    def change(root: etree._Element) -> str:
        _question(root).set("type", kind)
        return ""

    return change


def _feedback(root: etree._Element) -> Changes:
    """Every feedback that has a text; what a result shows counts if that result can occur."""
    question = _question(root)
    reached = (
        {_result(question, chosen) for chosen in selections(question)}
        if question.get("type") == "multichoice"
        else set()
    )
    for kind in (
        "generalfeedback",
        "correctfeedback",
        "partiallycorrectfeedback",
        "incorrectfeedback",
    ):
        if (question.findtext(f"{kind}/text") or "").strip():
            never = kind != "generalfeedback" and kind not in reached
            yield f"no {kind}", _own(f"{kind}/text", "", _NEVER if never else "")
            yield f"another {kind}", _own(f"{kind}/text", "<p>?</p>", _NEVER if never else "")
    answers = question.findall("answer")
    for place, answer in enumerate(answers):
        if (answer.findtext("feedback/text") or "").strip():
            yield f"no feedback {place + 1}", _answer_feedback(place, "")
            other = (place + 1) % len(answers)
            yield f"feedback {place + 1} at {other + 1}", _moved(place, other)


def _result(question: etree._Element, chosen: tuple[int, ...]) -> str:
    grade = Fraction(question.findtext("defaultgrade") or "1")
    share = mark(question, chosen) / grade
    if share > Fraction(999_999, 1_000_000):
        return "correctfeedback"
    return "partiallycorrectfeedback" if share > 0 else "incorrectfeedback"


def _answer_feedback(place: int, text: str) -> Change:
    def change(root: etree._Element) -> str:
        element = _question(root).findall("answer")[place].find("feedback/text")
        assert element is not None
        element.text = text
        return ""

    return change


def _moved(place: int, other: int) -> Change:
    def change(root: etree._Element) -> str:
        answers = _question(root).findall("answer")
        first, second = (answers[i].find("feedback/text") for i in (place, other))
        assert first is not None
        assert second is not None
        first.text, second.text = second.text, first.text
        return ""

    return change


def _graders(root: etree._Element) -> Changes:
    info = _question(root).findtext("graderinfo/text") or ""
    for match in re.finditer(r'(<td class="examc-points">)([^<]*)', info):
        new = f"{info[: match.start()]}{match[1]}9{info[match.end() :]}"
        yield f"line worth more {match.start()}", _own("graderinfo/text", new, "")
    for match in re.finditer(r'(<td class="examc-text">)([^<]*)', info):
        new = f"{info[: match.start()]}{match[1]}?{info[match.end() :]}"
        yield f"line says something else {match.start()}", _own("graderinfo/text", new, "")
    for match in re.finditer(r"<tr><td.*?</tr>|<table.*?</table>|<div.*?</div>", info, re.DOTALL):
        new = info[: match.start()] + info[match.end() :]
        yield f"for graders, without {match[0][:20]}", _own("graderinfo/text", new, "")
    if info:
        yield "nothing for graders", _own("graderinfo/text", "", "")
