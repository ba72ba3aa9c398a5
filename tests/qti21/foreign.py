"""Items and packages as other systems write them, for the reader's tests."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations

from lxml import etree

from examc.core.diagnostics import Diagnostic, Report
from examc.core.model import ChoiceQuestion, Exam, Question, questions
from examc.core.responses import choose
from examc.core.scoring import mark
from examc.files.package import pack
from examc.formats.qti21.read import read
from examc.systems.player.engine import load
from support import choice_question

Chosen = frozenset[int]
"""The options chosen, by their place (from 0)."""

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"
MATCH = f'<responseProcessing template="{TEMPLATES}match_correct"/>'
MAP = f'<responseProcessing template="{TEMPLATES}map_response"/>'
SCORE = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'


def score(points: str) -> str:
    """The declaration of SCORE with its highest value."""
    return SCORE.replace("/>", f' normalMaximum="{points}"/>')


def item(
    inside: str,
    *,
    identifier: str = "i1",
    title: str = "An item",
    more: str = "",
    namespace: str = QTI,
) -> bytes:
    """An assessmentItem with these elements; `more` are attributes."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<assessmentItem xmlns="{namespace}" '
        f'identifier="{identifier}" title="{title}" adaptive="false" timeDependent="false" {more}>'
        f"\n{inside}\n</assessmentItem>"
    ).encode()


def response(correct: str = "", mapping: str = "", *, single: bool = False) -> str:
    """A responseDeclaration; `mapping` is like `A=1 B=-1 lowerBound:0 defaultValue:-2`."""
    values = "".join(f"<value>{value}</value>" for value in correct.split())
    entries, bounds = "", ""
    for word in mapping.split():
        if ":" in word:
            bounds += ' {}="{}"'.format(*word.split(":"))
        else:
            entries += '<mapEntry mapKey="{}" mappedValue="{}"/>'.format(*word.split("="))
    return (
        f'<responseDeclaration identifier="RESPONSE" baseType="identifier" '
        f'cardinality="{"single" if single else "multiple"}">'
        + (f"<correctResponse>{values}</correctResponse>" if values else "")
        + (f"<mapping{bounds}>{entries}</mapping>" if mapping else "")
        + "</responseDeclaration>"
    )


def choices(identifiers: str = "A B C", *, most: int = 0, more: str = "") -> str:
    """A choiceInteraction whose options say their identifiers."""
    options = "".join(
        f'<simpleChoice identifier="{name}">option {name}</simpleChoice>'
        for name in identifiers.split()
    )
    return (
        f'<choiceInteraction responseIdentifier="RESPONSE" maxChoices="{most}" shuffle="false" '
        f"{more}><prompt>Which?</prompt>{options}</choiceInteraction>"
    )


def body(inside: str) -> str:
    """An itemBody."""
    return f"<itemBody>{inside}</itemBody>"


def choice_item(
    declared: str, processing: str, *, options: str = "A B C", most: int = 0, outcomes: str = SCORE
) -> bytes:
    """A choice item; `most` is 1 for radio buttons."""
    return item(declared + outcomes + body(choices(options, most=most)) + processing)


def processing(*rules: str) -> str:
    """Response processing that is written out."""
    return f"<responseProcessing>{''.join(rules)}</responseProcessing>"


def set_to(value: str, outcome: str = "SCORE") -> str:
    """A rule that sets an outcome to an expression, or to a number."""
    if not value.startswith("<"):
        value = f'<baseValue baseType="float">{value}</baseValue>'
    return f'<setOutcomeValue identifier="{outcome}">{value}</setOutcomeValue>'


def add(value: str) -> str:
    """A rule that adds to SCORE."""
    return set_to(
        f'<sum><variable identifier="SCORE"/><baseValue baseType="float">{value}</baseValue></sum>'
    )


def when(condition: str, *rules: str, otherwise: str = "", then: str = "") -> str:
    """A condition with rules, and other rules where it does not hold; `then` are more branches."""
    branches = f"<responseIf>{condition}{''.join(rules)}</responseIf>{then}"
    branches += f"<responseElse>{otherwise}</responseElse>" if otherwise else ""
    return f"<responseCondition>{branches}</responseCondition>"


RESPONSE = '<variable identifier="RESPONSE"/>'
IS_NULL = f"<isNull>{RESPONSE}</isNull>"
IS_RIGHT = f'<match>{RESPONSE}<correct identifier="RESPONSE"/></match>'
MAPPED = '<mapResponse identifier="RESPONSE"/>'


def chooses(identifier: str) -> str:
    """The condition that an option is among those chosen."""
    return f'<member><baseValue baseType="identifier">{identifier}</baseValue>{RESPONSE}</member>'


def is_exactly(identifiers: str) -> str:
    """The condition that these options and no others are chosen."""
    values = "".join(
        f'<baseValue baseType="identifier">{i}</baseValue>' for i in identifiers.split()
    )
    return f"<match>{RESPONSE}<multiple>{values}</multiple></match>"


# -- reading ------------------------------------------------------------------------------------


def read_item(data: bytes) -> tuple[Exam | None, list[Diagnostic]]:
    """Read a document on its own, without what is said of its language."""
    report = Report()
    exam, _ = read("item.xml", data, report)
    return exam, [found for found in report.diagnostics if found.code != "R530"]


def one(data: bytes) -> tuple[Question, list[str]]:
    """The question of an item, and the codes of what is said of it."""
    exam, found = read_item(data)
    assert exam is not None, [(d.code, d.message) for d in found]
    (question,) = questions(exam)
    return question, [diagnostic.code for diagnostic in found]


def choice(data: bytes) -> tuple[ChoiceQuestion, list[str]]:
    """The choice question of an item, and the codes of what is said of it."""
    question, codes = one(data)
    question = choice_question(question)
    return question, codes


def refused(data: bytes) -> tuple[str, str]:
    """The code and the message of why an item is kept out."""
    exam, found = read_item(data)
    assert exam is None
    assert found[-1].code == "R513"
    return found[0].code, found[0].message


def package(files: Mapping[str, bytes], manifest: str = "") -> bytes:
    """A zip with a manifest that names all documents."""
    resources = "".join(
        f'<resource identifier="r{number}" href="{name}" '
        f'type="imsqti_{"test" if b"<assessmentTest" in data else "item"}_xmlv2p1"/>'
        for number, (name, data) in enumerate(files.items())
        if name.endswith(".xml")
    )
    text = (
        '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m">'
        f"{manifest}<resources>{resources}</resources></manifest>"
    )
    return pack({"imsmanifest.xml": text.encode(), **files})


def assessment(sections: str, *, more: str = "", attributes: str = "") -> bytes:
    """An assessmentTest with one part; `more` stands before it."""
    return (
        f'<assessmentTest xmlns="{QTI}" identifier="T" title="A test" {attributes}>{more}'
        '<testPart identifier="p" navigationMode="linear" submissionMode="simultaneous">'
        f"{sections}</testPart></assessmentTest>"
    ).encode()


def section(inside: str, *, identifier: str = "S", title: str = "A section", more: str = "") -> str:
    """An assessmentSection."""
    return (
        f'<assessmentSection identifier="{identifier}" title="{title}" visible="true" {more}>'
        f"{inside}</assessmentSection>"
    )


def reference(name: str, inside: str = "", more: str = "") -> str:
    """A reference to the item `name.xml`."""
    return f'<assessmentItemRef identifier="{name}" href="{name}.xml" {more}>{inside}</assessmentItemRef>'


def read_files(
    files: Mapping[str, bytes],
) -> tuple[Exam | None, dict[str, bytes], list[Diagnostic]]:
    """Read a folder, without what is said of its language."""
    report = Report()
    exam, images = read("folder", pack(files), report)
    return exam, images, [found for found in report.diagnostics if found.code != "R530"]


# -- marks --------------------------------------------------------------------------------------


def responses(count: int, *, single: bool, most: int = 0) -> Iterator[Chosen]:
    """Every response that can be given, the empty one left out."""
    for size in range(1, (1 if single else most or count) + 1):
        yield from map(frozenset, combinations(range(count), size))


def awarded(data: bytes, chosen: Chosen) -> Fraction:
    """What the engine awards, running all of an item's own processing."""
    root = etree.fromstring(data)
    loaded = load(root)
    if loaded.processing is None and "SCORE" not in loaded.outcomes:
        return Fraction(0)  # nothing gives a mark
    (name, declared), *_ = loaded.responses.items()
    ids = [e.get("identifier", "") for e in root.iter("{*}simpleChoice")]
    values = tuple(ids[place] for place in sorted(chosen))
    value = (values[0] if declared.cardinality == "single" else values) if values else None
    return loaded.score({name: value})


def disagreements(data: bytes, question: ChoiceQuestion, most: int = 0) -> list[Chosen]:
    """The responses for which a question's mark is not what its item awards."""
    single = not question.answer.many
    return [
        chosen
        for chosen in responses(len(question.answer.options), single=single, most=most)
        if awarded(data, chosen) != mark(question, choose(chosen))
    ]
