"""QTI 2.1 packages and Moodle files written by hand, as the measurements on real systems had them."""

from collections.abc import Iterable, Mapping

from examc.core.responses import choose
from examc.core.schemes import award
from examc.files.package import pack
from examc.systems.view import Seen

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
LETTERS = "ABCDEFGH"

MAP = '<setOutcomeValue identifier="SCORE"><mapResponse identifier="RESPONSE"/></setOutcomeValue>'


def choice_item(
    weights: Mapping[str, str],
    *,
    key: Iterable[str],
    single: bool = False,
    mapping: str = "",
    processing: str = MAP,
    body: str = "{interaction}",
    more: str = "",
    first: str = "",
    maximum: str = ' normalMaximum="2"',
    declared: str = "",
) -> str:
    """A choice item; `weights` maps identifiers to points, `more` stands behind the processing."""
    values = "".join(f"<value>{own}</value>" for own in key)
    correct = f"<correctResponse>{values}</correctResponse>" if values else ""
    entries = "".join(f'<mapEntry mapKey="{k}" mappedValue="{v}"/>' for k, v in weights.items())
    options = "".join(f'<simpleChoice identifier="{own}">{own}</simpleChoice>' for own in weights)
    cardinality = "single" if single else "multiple"
    interaction = (
        f'<choiceInteraction responseIdentifier="RESPONSE" shuffle="false" '
        f'maxChoices="{int(single)}">{options}</choiceInteraction>'
    )
    return (
        f'<assessmentItem xmlns="{QTI}" identifier="q1" title="Q" adaptive="false" '
        f'timeDependent="false">{first}'
        f'<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" '
        f'baseType="identifier">{correct}<mapping {mapping}>{entries}</mapping>'
        f'</responseDeclaration><outcomeDeclaration identifier="SCORE" cardinality="single" '
        f'baseType="float"{maximum}/>{declared}'
        f"<itemBody>{body.format(interaction=interaction)}</itemBody>"
        f"<responseProcessing>{processing}</responseProcessing>{more}</assessmentItem>"
    )


def other_item(interaction: str, *, body: str = "{}", declaration: str = "", more: str = "") -> str:
    """An item with another interaction, or none."""
    return (
        f'<assessmentItem xmlns="{QTI}" identifier="q1" title="Q" adaptive="false" '
        f'timeDependent="false"><responseDeclaration identifier="RESPONSE" cardinality="single" '
        f'baseType="string">{declaration}</responseDeclaration><outcomeDeclaration '
        f'identifier="SCORE" cardinality="single" baseType="float" normalMaximum="3"/>'
        f"<itemBody>{body.format(interaction)}</itemBody>{more}</assessmentItem>"
    )


ESSAY = '<extendedTextInteraction responseIdentifier="RESPONSE"/>'


def package(
    item: str,
    *,
    weight: str = "",
    identifier: str = "q1",
    href: str = "q1.xml",
    test_type: str = "imsqti_test_xmlv2p1",
    test: str = "",
) -> bytes:
    """A package of one item; `weight` is that of its reference, `test` stands before its parts."""
    weighed = f'<weight identifier="W" value="{weight}"/>' if weight else ""
    return pack(
        {
            "imsmanifest.xml": (
                '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="M">'
                "<metadata><schema>QTIv2.1 Package</schema></metadata>"
                '<resources><resource identifier="r" type="imsqti_item_xmlv2p1" href="q1.xml"/>'
                f'<resource identifier="t" type="{test_type}" href="test.xml"/></resources>'
                "</manifest>"
            ).encode(),
            "q1.xml": item.encode(),
            "test.xml": (
                f'<assessmentTest xmlns="{QTI}" identifier="T" title="T">{test}<testPart '
                'identifier="P" navigationMode="linear" submissionMode="individual">'
                f'<assessmentSection identifier="S" title="S" visible="false"><assessmentItemRef '
                f'identifier="{identifier}" href="{href}">{weighed}</assessmentItemRef>'
                "</assessmentSection></testPart></assessmentTest>"
            ).encode(),
        }
    )


def marks(seen: Seen) -> dict[str, str]:
    """The mark of every response that students can give: `{"": "0", "A": "1", "AB": "2"}`."""
    assert seen.scheme is not None, seen.refused
    found: dict[str, str] = {}
    for number in range(2**seen.options):
        chosen = frozenset(place for place in range(seen.options) if number >> place & 1)
        if award(seen.scheme, choose(chosen)) is not None:
            word = "".join(LETTERS[place] for place in sorted(chosen))
            found[word] = str(seen.mark(choose(chosen)))
    return found


def nonzero(seen: Seen) -> dict[str, str]:
    """The marks that are not 0."""
    return {word: mark for word, mark in marks(seen).items() if mark != "0"}


# -- Moodle ---------------------------------------------------------------------------------------


def moodle_choice(
    *fractions: str, mark: str = "2", single: str = "<single>false</single>", own: str = ""
) -> str:
    """A multichoice question with answers A, B, …"""
    answers = "".join(
        f'<answer fraction="{fraction}" format="html"><text>{letter}</text></answer>'
        for fraction, letter in zip(fractions, LETTERS, strict=False)
    )
    return moodle_question("multichoice", f"{single}{answers}", mark=mark, own=own)


def moodle_question(
    kind: str, inside: str = "", *, mark: str = "2", own: str = "", text: str = "Which?"
) -> str:
    """A question of a kind."""
    number = f"<idnumber>{own}</idnumber>" if own else ""
    return (
        f'<question type="{kind}"><name><text>Q</text></name><questiontext format="html"><text>'
        f"<![CDATA[{text}]]></text></questiontext><defaultgrade>{mark}</defaultgrade>"
        f"<penalty>0</penalty>{number}{inside}</question>"
    )


def moodle_file(*questions: str) -> bytes:
    """A file of questions."""
    return f"<quiz>{''.join(questions)}</quiz>".encode()
