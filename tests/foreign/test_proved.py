"""What `make foreign` says of the marks of other systems' questions, on small files of our own."""

from pathlib import Path

import pytest

from canvas.support import item as canvas_item
from canvas.support import quiz as canvas_quiz
from foreign import alone, proved, public
from foreign.proved import Compared, Outcome
from moodle.reading import question as moodle_question
from moodle.reading import quiz as moodle_quiz
from qti21.foreign import MAP, body, item, processing, score, when

TYPED = moodle_quiz(
    moodle_question("shortanswer", '<answer fraction="100"><text>two words</text></answer>')
).encode()
"""Moodle counts the blanks between words, and that is told."""
_MENU = "".join(
    f'<inlineChoice identifier="{own}">{text}</inlineChoice>'
    for own, text in (("n", ""), ("a", "yes"), ("b", "no"))
)
_RIGHT = (
    '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">'
    "<correctResponse><value>b</value></correctResponse></responseDeclaration>"
)
_MATCHED = '<match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>'
_TWO = '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">2</baseValue></setOutcomeValue>'
MENU = item(
    _RIGHT
    + score("2")
    + body(
        f'<p>Is it? <inlineChoiceInteraction responseIdentifier="RESPONSE">{_MENU}'
        "</inlineChoiceInteraction></p>"
    )
    + processing(when(_MATCHED, _TWO))
)
"""A menu that begins with an empty entry."""
_PAIRS = (
    '<responseDeclaration identifier="RESPONSE" cardinality="multiple" baseType="directedPair">'
    '<mapping defaultValue="0"><mapEntry mapKey="A X" mappedValue="1"/>'
    '<mapEntry mapKey="B Y" mappedValue="1"/></mapping></responseDeclaration>'
)


def _set(names: str, text: str, most: int) -> str:
    inner = "".join(
        f'<simpleAssociableChoice identifier="{own}" matchMax="{most}">{text.format(own)}'
        "</simpleAssociableChoice>"
        for own in names
    )
    return f"<simpleMatchSet>{inner}</simpleMatchSet>"


def _match(lefts: str, most: int = 0) -> bytes:
    sets = _set("AB", lefts, 1) + _set("XY", "is {}", most)
    asked = f'<matchInteraction responseIdentifier="RESPONSE" maxAssociations="0">{sets}</matchInteraction>'
    return item(_PAIRS + score("2") + body(f"<p>Match.</p>{asked}") + MAP)


PICTURES = _match('<img src="media/{}.png" alt=""/>')
"""Left sides that are pictures without a text, which the file alone does not hold."""
ONCE = _match("is {}", 1)
"""Right sides that are used once there, which is told."""
RESPONDUS = canvas_quiz(
    canvas_item().replace("</presentation>", "</presentation><x><decvar varname='que_score'/></x>")
)
"""An item with marks of Respondus, which Canvas makes something else of."""


def _compared(data: bytes) -> list[Compared]:
    return [found for one in alone.questions(data) for found in proved.compared("x", one)]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (MENU, [Compared(Outcome.SAME)]),
        (PICTURES, [Compared(Outcome.SAME)]),
        (canvas_quiz(canvas_item()), [Compared(Outcome.SAME)]),
        (TYPED, [Compared(Outcome.TOLD, "R556")]),
        (ONCE, [Compared(Outcome.TOLD, "R559")]),
        (
            b"<quiz><question type='gapfill'><name><text>n</text></name></question></quiz>",
            [Compared(Outcome.UNREAD)],
        ),
        (RESPONDUS, []),
    ],
    ids=["menu", "pictures", "canvas", "typed", "once", "plugin", "respondus"],
)
def test_marks_are_the_same_or_the_difference_is_told(
    data: bytes, expected: list[Compared]
) -> None:
    assert _compared(data) == expected


def test_what_new_quizzes_wrote_is_held_against_new_quizzes() -> None:
    field = (
        "<qtimetadatafield><fieldlabel>scoring_algorithm</fieldlabel>"
        "<fieldentry>AllOrNothing</fieldentry></qtimetadatafield>"
    )
    (one,) = alone.questions(
        canvas_quiz(canvas_item().replace("<qtimetadata>", f"<qtimetadata>{field}"))
    )
    assert one.system == "canvas-new-quizzes"
    assert [found.outcome for found in proved.compared("x", one)] == [Outcome.SAME]


def test_a_system_that_cannot_run_a_question_proves_nothing() -> None:
    data = MENU.replace(b"SCORE", b"POINTS")
    ((outcome, why),) = _compared(data)
    assert outcome is Outcome.UNPROVED
    assert "SCORE" in why


def test_a_difference_of_which_nothing_is_said_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, data in (("typed.xml", TYPED), ("once.xml", ONCE), ("menu.xml", MENU)):
        (tmp_path / name).write_bytes(data)
    assert "     1 moodle R556 (typed.xml#0)" in _told(tmp_path)
    monkeypatch.setattr(proved, "TELLERS", frozenset({"R559"}))
    lines = _told(tmp_path)
    (untold,) = [line for line in lines if "(typed.xml#0)" in line]
    assert "two  words" in untold
    assert lines.index("UNTOLD") < lines.index(untold) < lines.index("told")
    (row,) = [
        line
        for line in lines
        if line.startswith("qti ") and not line.rstrip().endswith("questions")
    ][-1:]
    assert row.split() == ["qti", "1", "1", "0", "0", "0"]


def _told(folder: Path) -> list[str]:
    counts = public.Counts()
    public._files(folder, counts)
    return list(public._lines(counts))
