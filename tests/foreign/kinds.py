"""One small exam in every foreign format that is read, to be broken in the same ways."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import process_time

from canvas.support import export
from canvas.support import item as item_of_canvas
from canvas.support import quiz as quiz_of_canvas
from examc.core.diagnostics import Diagnostic, has_errors
from examc.core.model import Exam, Item
from examc.files.package import pack
from examc.formats.qti21.v3 import renaming
from examc.verbs import pipeline
from moodle.reading import multichoice
from moodle.reading import question as moodle_question
from moodle.reading import quiz as quiz_of_moodle
from qti21.foreign import MAP, MATCH, body, choice_item, item, response, score


@dataclass(frozen=True, slots=True)
class Kind:
    """A format: how a document of it is written, and how it travels."""

    name: str
    document: Callable[[Sequence[str], str], str]
    """The document of questions with these identifiers, and this text in each."""
    packed: Callable[[bytes], bytes] = bytes
    """The document as it travels: by itself, or in a package."""

    def text(self, ids: Sequence[str] = ("q1",), said: str = "Why?") -> str:
        """A document, in XML without a declaration."""
        return self.document(ids, said)

    def data(self, ids: Sequence[str] = ("q1",), said: str = "Why?") -> bytes:
        """A file that is read without any error."""
        return self.packed(self.text(ids, said).encode())


@dataclass(frozen=True, slots=True)
class Read:
    """What came of reading a file, and the seconds of CPU that it took."""

    exam: Exam | None
    said: list[Diagnostic]
    seconds: float

    @property
    def items(self) -> list[Item]:
        """All questions and blocks."""
        return [i for e in self.exam.exercises for i in e.items] if self.exam else []

    def codes(self) -> list[str]:
        """The codes of what was said."""
        return [diagnostic.code for diagnostic in self.said]


def read(data: bytes, path: str = "x") -> Read:
    """Read a file as the commands do; where nothing can be made of it, an error says why.

    No exam is returned beside an error, since no command makes anything of it then.
    """
    begin = process_time()
    reading = pipeline.read(path, data)
    seconds = process_time() - begin
    said = reading.report.diagnostics
    assert reading.exam is not None or has_errors(said)
    assert all(len(diagnostic.message) < 2000 for diagnostic in said)
    return Read(None if has_errors(said) else reading.exam, said, seconds)


def _without_declaration(xml: str) -> str:
    return xml.partition("?>\n")[2]


def _moodle(ids: Sequence[str], said: str) -> str:
    questions = [
        multichoice("100", "0", single=True, more=f"<idnumber>{own}</idnumber>").replace(
            "<![CDATA[Why?]]>", f"&lt;p>{said}&lt;/p>"
        )
        for own in ids
    ]
    return _without_declaration(quiz_of_moodle(*questions))


_OF_MOODLE = (
    ("numerical", '<answer fraction="100"><text>3.14</text><tolerance>0.01</tolerance></answer>'),
    ("shortanswer", '<answer fraction="100"><text>*Paris*</text></answer>'),
    (
        "match",
        (
            "<subquestion><text>a</text><answer><text>1</text></answer></subquestion>"
            "<subquestion><text>b</text><answer><text>2</text></answer></subquestion>"
        ),
    ),
    ("cloze", ""),
    ("truefalse", '<answer fraction="100"><text>true</text></answer>'),
    (
        "ordering",
        (
            "<selecttype>ALL</selecttype><gradingtype>ALL_OR_NOTHING</gradingtype>"
            '<answer fraction="1"><text>a</text></answer><answer fraction="2"><text>b</text></answer>'
        ),
    ),
)
"""Types of Moodle's questions, with what makes each complete."""


def _moodle_kinds(ids: Sequence[str], said: str) -> str:
    """Questions of all further kinds, one after another."""
    questions = []
    for place, own in enumerate(ids):
        kind, inside = _OF_MOODLE[place % len(_OF_MOODLE)]
        gap = " {1:SA:=a} {2:MCS:=b~c} {1:NM:=1:0.5}" if kind == "cloze" else ""
        made = moodle_question(kind, f"<idnumber>{own}</idnumber>{inside}")
        questions.append(made.replace("<![CDATA[Why?]]>", f"&lt;p>{said}{gap}&lt;/p>"))
    return _without_declaration(quiz_of_moodle(*questions))


def _canvas(ids: Sequence[str], said: str) -> str:
    return quiz_of_canvas("".join(item_of_canvas(ident=own, stem=said) for own in ids)).decode()


def _blackboard(ids: Sequence[str], said: str) -> str:
    """A pool of Blackboard."""
    options = "".join(
        f'<flow_label><response_label ident="{own}"><flow_mat><material><mat_extension>'
        f'<mat_formattedtext type="HTML">{own}</mat_formattedtext></mat_extension></material>'
        "</flow_mat></response_label></flow_label>"
        for own in "ab"
    )
    right = '<varequal respident="response" case="No">a</varequal>'
    items = "".join(
        f'<item ident="{own}" title="Question"><itemmetadata><bbmd_questiontype>Multiple Choice'
        "</bbmd_questiontype><qmd_absolutescore_max>1.0</qmd_absolutescore_max></itemmetadata>"
        '<presentation><flow class="Block"><flow class="QUESTION_BLOCK"><material><mat_extension>'
        f'<mat_formattedtext type="HTML">{said}</mat_formattedtext></mat_extension></material>'
        f'</flow><flow class="RESPONSE_BLOCK"><response_lid ident="response"><render_choice>'
        f"{options}</render_choice></response_lid></flow></flow></presentation><resprocessing>"
        f'<respcondition title="correct"><conditionvar>{right}</conditionvar>'
        '<setvar variablename="SCORE" action="Set">SCORE.max</setvar></respcondition>'
        "</resprocessing></item>"
        for own in ids
    )
    return f'<questestinterop><assessment title="T"><section>{items}</section></assessment></questestinterop>'


def _item(ids: Sequence[str], said: str) -> str:
    """The document of one item; a package holds more."""
    made = choice_item(response("A", single=True), MATCH, most=1).decode()
    made = made.replace('identifier="i1"', f'identifier="{ids[0]}"').replace("Which?", said)
    return _without_declaration(made)


def _pairs(ids: Sequence[str], said: str) -> str:
    """The document of one item in which pairs are made, marked by a mapping."""
    declared = (
        '<responseDeclaration identifier="RESPONSE" cardinality="multiple" baseType="directedPair">'
        '<mapping defaultValue="0"><mapEntry mapKey="A X" mappedValue="1"/>'
        '<mapEntry mapKey="B Y" mappedValue="1"/></mapping></responseDeclaration>'
    )
    choice = '<simpleAssociableChoice identifier="{0}" matchMax="{1}">{0}</simpleAssociableChoice>'
    sets = [
        "".join(choice.format(own, most) for own in names)
        for names, most in (("AB", 1), ("XYZ", 0))
    ]
    asked = (
        f'<p>{said}</p><matchInteraction responseIdentifier="RESPONSE" shuffle="true" '
        f'maxAssociations="0"><simpleMatchSet>{sets[0]}</simpleMatchSet>'
        f"<simpleMatchSet>{sets[1]}</simpleMatchSet></matchInteraction>"
    )
    made = item(declared + score("2") + body(asked) + MAP, identifier=ids[0]).decode()
    return _without_declaration(made)


def _item_of_3(ids: Sequence[str], said: str) -> str:
    return renaming.document(_item(ids, said).encode()).decode()


def _pairs_of_3(ids: Sequence[str], said: str) -> str:
    return renaming.document(_pairs(ids, said).encode()).decode()


def items(ids: Sequence[str], document: Callable[[Sequence[str], str], str] = _item) -> bytes:
    """A package of QTI with many items, and no manifest."""
    return pack({f"i{n}.xml": document([own], "Why?").encode() for n, own in enumerate(ids)})


def _json(ids: Sequence[str], said: str) -> str:
    questions = [
        {"position": place, "category": "open", "content": said, "points": "1.0", "x_id": own}
        for place, own in enumerate(ids, 1)
    ]
    exercise = {"name": "E", "position": 1, "questions": questions}
    assignment = {"name": "T", "x_language": "en", "exercises": [exercise]}
    return json.dumps(
        {"format": "ans-style-json", "format_version": "1.0", "assignment": assignment}
    )


def _transcript(ids: Sequence[str], said: str) -> str:
    head = "## T\n\nC1 T 18/19 (P4) · 1 exercises · 1 points\n\n## Exam: E #3\n\n1 pts\n\n"
    return head + "".join(f"1 PT · OPEN\n\n{said}\n\n1/2 PAGE\n\n" for _ in ids)


def _gift(ids: Sequence[str], said: str) -> str:
    return "".join(f"// [id:{own}]\n::N::{said}{{=a#yes ~b}}\n\n" for own in ids)


def _aiken(ids: Sequence[str], said: str) -> str:
    return "".join(f"{said}\nA. a\nB. b\nANSWER: B\n\n" for _ in ids)


def _text2qti(ids: Sequence[str], said: str) -> str:
    return "".join(f"{n}. {said}\n*a) a\nb)  b\n\n" for n, _ in enumerate(ids, 1))


def _word(ids: Sequence[str], said: str) -> str:
    """The main part of a Word file, of numbered paragraphs."""
    paragraph = "<w:p><w:r><w:t>{}. {} (1 point)</w:t></w:r></w:p>"
    inside = "".join(paragraph.format(n % 900 + 1, said) for n, _ in enumerate(ids))
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{space}"><w:body>{inside}</w:body></w:document>'


def _sheet(ids: Sequence[str], said: str) -> str:
    """A table of text, a question a row."""
    return "id,points,question\n" + "".join(f"{own},1,{said}\n" for own in ids)


MOODLE = Kind("moodle", _moodle)
MOODLE_KINDS = Kind("moodle kinds", _moodle_kinds)
CANVAS = Kind("canvas", _canvas, lambda data: export({"q/q.xml": data}))
CANVAS_ALONE = Kind("canvas alone", _canvas)
BLACKBOARD = Kind("blackboard", _blackboard, lambda data: pack({"res00001.dat": data}))
QTI = Kind("qti", _item, lambda data: pack({"i.xml": data}))
QTI_ALONE = Kind("qti alone", _item)
QTI_PAIRS = Kind("qti pairs", _pairs, lambda data: pack({"i.xml": data}))
QTI_3 = Kind("qti3", _item_of_3, lambda data: pack({"i.xml": data}))
QTI_3_PAIRS = Kind("qti3 pairs", _pairs_of_3)
ANS = Kind("ans", _json)
WORD = Kind("word", _word, lambda data: pack({"word/document.xml": data}))
SHEET = Kind("sheets", _sheet)
TRANSCRIPT = Kind("transcript", _transcript)
GIFT = Kind("gift", _gift)
AIKEN = Kind("aiken", _aiken)
TEXT2QTI = Kind("text2qti", _text2qti)

OF_QTI = (QTI, QTI_ALONE, QTI_PAIRS, QTI_3, QTI_3_PAIRS)
OF_XML = (MOODLE, MOODLE_KINDS, CANVAS, CANVAS_ALONE, BLACKBOARD, WORD, *OF_QTI)
PACKAGES = (CANVAS, BLACKBOARD, QTI, QTI_PAIRS, QTI_3, WORD)
ALL = (*OF_XML, ANS, SHEET, TRANSCRIPT, GIFT, AIKEN, TEXT2QTI)
WITHOUT_IDS = (WORD, TRANSCRIPT, AIKEN, TEXT2QTI)


def many(kind: Kind, ids: Sequence[str]) -> bytes:
    """A file with questions of these identifiers."""
    return items(ids, kind.document) if kind in OF_QTI else kind.data(ids)
