"""Slips in the further kinds of question: one message for each, at its place, with what to write."""

import re
from collections.abc import Sequence

import pytest

from examc.verbs import pipeline

HEAD = "---\ntitle: Slips\n---\n\n# Slips {#slips}\n\n"


def told(question: str) -> Sequence[tuple[str, int, str]]:
    """The code, the line from that of the question's heading on, and the help of what is said."""
    data = f"{HEAD}{question}\n".encode()
    found = pipeline.read("exam.md", data).report.diagnostics
    above = HEAD.count("\n")
    return [(d.code, d.span.line - above if d.span else 0, d.help) for d in found]


def test_more_gaps_than_any_exam_has() -> None:
    gaps = " ".join(f"[[g{number}]]" for number in range(201))
    keys = "\n\n".join(f"### answer: g{number}\n\n- a" for number in range(201))
    found = told(f"## 2 pts · fill in {{#q}}\n\n{gaps}\n\n{keys}")
    assert found == [("S109", 805, "write 200 at most, or split the question")]


NUMERIC = "## 2 pts · numeric {#q}\n\nHow many?\n\n"
SHORT = "## 2 pts · short answer {#q}\n\nWho?\n\n"
MATRIX = "## 1 pt · matrix {#q}\n\nWhich?\n\n|   | a | b |\n| - | - | - |\n| one | x | |\n"


@pytest.mark.parametrize(
    ("question", "code", "line", "help_line"),
    [
        (f"{NUMERIC}### antwoord\n\n- 3", "S131", 5, "write ### answer"),
        (f"{SHORT}### answers\n\n- Ann", "S131", 5, "write ### answer"),
        (f"{NUMERIC}### answer: 16", "S132", 5, "write ### answer, and below it - 16"),
        (
            "## 2 pts · numeric {#q answer=42}\n\nHow many?",
            "S135",
            1,
            "write ### answer, and below it - 42",
        ),
        (
            "## 2 pts · fill in {#q}\n\nIt is [[a]].\n\n### answers: a\n\n- b",
            "S131",
            5,
            "write ### answer: a",
        ),
        (
            "## 1 pt · true/false {#q}\n\nIt is.\n\n### answer\n\ntrue",
            "S131",
            5,
            "write {answer=true} in the heading, or - [x] true and - [ ] false",
        ),
        (
            "## 1 pt · matching {#q}\n\nMatch.\n\n### answers\n\n- a → b\n- c → d",
            "S131",
            5,
            "write ### pairs, and below it - left → right",
        ),
        (
            "## 1 pt · ordering {#q}\n\nOrder.\n\n### answer\n\n1. a\n2. b",
            "S131",
            5,
            "write ### order, and below it 1. first, 2. second …",
        ),
        (
            "## 1 pt · T/F {#q}\n\nIt is.\n\n- [x] true\n- [ ] false",
            "S130",
            1,
            "did you mean 'true/false'?",
        ),
        (
            f"{SHORT}### answer\n\n- {{2}} **Ann**",
            "S171",
            7,
            "write `**Ann**` for these signs, or the words without markup",
        ),
        (f"{NUMERIC}### answer\n\n- 6.02 x 10^23", "S170", 7, "write 6.02e23"),
        (
            f"{NUMERIC}### answer\n\n- 12 kJ ± 1 kJ",
            "S170",
            7,
            'write 12 ± 1, and unit="kJ" in the heading',
        ),
        (
            f"{NUMERIC}### answer\n\n- 50% ± 5%",
            "S170",
            7,
            'write 50 ± 5, and unit="%" in the heading',
        ),
        (
            f"{MATRIX}| two | x | - |",
            "S186",
            8,
            "leave the cell of a wrong column empty",
        ),
        (
            f"{MATRIX}| two | ✓ | |",
            "S186",
            8,
            "write x for the right column, or a weight such as {0.5}",
        ),
        (
            "## 1 pt · upload {#q types=images}\n\nHand in.",
            "S116",
            1,
            "write .png .jpg, or what else may be handed in",
        ),
        (
            "## 1 pt · open {#q tags=[salts,names]}\n\nWhy?",
            "S134",
            1,
            'write tags="salts, names"',
        ),
    ],
)
def test_one_slip_is_one_error(question: str, code: str, line: int, help_line: str) -> None:
    errors = [entry for entry in told(question) if entry[0][0] == "S"]
    assert errors == [(code, line, help_line)]


ORDER = "## 2 pts · ordering {#q}\n\nOrder.\n\n### order\n\n"
PAIRS = "## 2 pts · matching {#q}\n\nMatch.\n\n### pairs\n\n"


@pytest.mark.parametrize(
    ("question", "code", "line", "help_line"),
    [
        (f"{ORDER}- [x] one\n- [ ] two\n- [ ] three", "S184", 7, "write 1. first, 2. second …"),
        (
            f"{ORDER}a. one\nb. two\nc. three",
            "S142",
            7,
            "write the items in order: 1. first, 2. second …",
        ),
        (
            f"{ORDER}3. one\n1. two\n2. three",
            "S184",
            7,
            "put the lines in their right order, and number them 1. 2. 3.",
        ),
        (
            "## 2 pts · fill in {#q}\n\nIt is ____.\n\n### answer\n\n- Paris",
            "S145",
            5,
            "write ### answer: name, where [[name]] stands in the prompt",
        ),
        (
            "## 2 pts · fill in {#q}\n\nIt is [[City]].\n\n### answer City\n\n- Paris",
            "S131",
            5,
            "write ### answer: City",
        ),
        (
            "## 2 pts · fill in {#q}\n\nIt is [[big city]].\n\n### answer: big city\n\n- Paris",
            "S145",
            5,
            "write ### answer: big-city, where [[big-city]] stands in the prompt",
        ),
        (
            f"{PAIRS}- a → b\n- c → d\n- e → f\n\n### distractors\n\n- g",
            "S131",
            11,
            "write each among the pairs, as - → right",
        ),
        (
            f"{PAIRS}- a = b\n- c → d\n- e → f",
            "S183",
            7,
            "write → in place of =, or - → right to distract",
        ),
        (
            f"{PAIRS}- a: b\n- c → d\n- e → f",
            "S183",
            7,
            "write → in place of :, or - → right to distract",
        ),
        (
            f"{MATRIX}| two | [x] | [ ] |\n| three | [ ] | [x] |",
            "S186",
            8,
            "write x for the right column, and leave the others empty",
        ),
        (
            "## 1 pt · kprim {#q}\n\nWhich?\n\n|   | a | b |\n| - | - | - |\n| one | x | |",
            "S130",
            1,
            "write matrix, and rule=kprim in its braces",
        ),
        (f"{NUMERIC}### answer\n\n- = 3.14", "S170", 7, "write 3.14"),
        (f"{NUMERIC}### answer\n\n- [1, 2.5]", "S170", 7, "write 1 to 2.5"),
    ],
)
def test_one_slip_is_one_message(question: str, code: str, line: int, help_line: str) -> None:
    assert told(question) == [(code, line, help_line)]


@pytest.mark.parametrize("numbers", ["123", "111", "234"])
def test_numbers_of_items_that_say_one_order(numbers: str) -> None:
    items = "\n".join(f"{number}. {word}" for number, word in zip(numbers, "abc", strict=True))
    assert told(f"{ORDER}{items}") == []


@pytest.mark.parametrize(
    ("question", "line", "help_line"),
    [
        (
            "## 1 pt · open {#q}\n\nWho is [[name]]?",
            3,
            "use kind fill in, or write \\[[name]] for the brackets",
        ),
        (
            f"{MATRIX}| two [[g]] | x | |",
            8,
            "use kind fill in, or write \\[[g]] for the brackets",
        ),
        (
            "## 1 pt · fill in {#q}\n\n[[a]] and [[two words]].\n\n### answer: a\n\n- b",
            3,
            "write [[two-words]], or \\[[two words]] for the brackets",
        ),
        (
            "## 1 pt · fill in {#q}\n\n[[a]] and [[ b ]].\n\n### answer: a\n\n- b",
            3,
            "write [[b]], or \\[[ b ]] for the brackets",
        ),
    ],
)
def test_what_looks_like_a_gap_and_is_none(question: str, line: int, help_line: str) -> None:
    assert told(question) == [("L227", line, help_line)]
    escaped = re.sub(r"\[\[(name|g|two words| b )\]\]", r"\\[[\1]]", question)
    assert told(escaped) == []


@pytest.mark.parametrize("row", ["two {1}", "$x$ and {0.5}"])
def test_a_weight_behind_the_text_of_a_row(row: str) -> None:
    weight = row[row.index("{") :]
    help_line = f"write {weight} first, or \\{{ for the brace itself"
    assert told(f"{MATRIX}| {row} | x | |") == [("L227", 8, help_line)]
    escaped = row.replace("{", "\\{")
    assert told(f"{MATRIX}| {escaped} | x | |") == []
