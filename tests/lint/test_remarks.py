"""What is typed into an option for students or graders, and is shown before the answer."""

from textwrap import indent

import pytest

from lint.support import at, diagnostics, exam_text, marked

QUESTION = "## 1 pt · multiple choice {#q}\n\nWhich of these is odd?\n\n"


def option(text: str) -> str:
    """A question of two options, the first of them with a text that may have several lines."""
    lines = indent(text, "  ").strip()
    return f"{QUESTION}- [x] {lines}\n\n- [ ] four\n"


def in_yaml(text: str) -> str:
    """The same question in YAML."""
    prompt = "title: T\nexercises:\n- title: E\n  id: e\n  items:\n  - type: multiple choice\n"
    head = f"{prompt}    id: q\n    points: 1\n    prompt: Which of these?\n    options:\n"
    return f"{head}    - correct: true\n      text: |\n{indent(text, ' ' * 8)}\n    - text: four\n"


REMARKS = {
    "nine\nNo, four is even.": "No",
    "nine\nCorrect!": "Correct",
    "nine\nFeedback: see page 3.": "Feedback:",
    "nine. Feedback: see page 3.": "Feedback:",
    "nine\nGoed, want oneven.": "Goed",
    "nine\n\nWrong, it is odd.": "Wrong",
    "nine\n\nwrong answer, see page 3": "wrong",
    "nine\n\nNee, negen is oneven.": "Nee",
    "nine\n\n*Fout*, negen is oneven.": "*Fout",
    "nine\n\nToelichting: zie blz. 3": "Toelichting:",
    "nine\n\nRichtig, denn neun ist ungerade.": "Richtig",
    "nine\n\nFalsch. Neun ist ungerade.": "Falsch",
    "nine\n\nFaux : neuf est impair.": "Faux",
    "nine\n\nExplication : neuf est impair.": "Explication :",
    "nine\n\nBecause nine is odd.": "Because",
    "nine\n\n- No, that is even.": "No",
    "nine\n* feedback: see page 3": "feedback:",
    "nine (correct)": "(correct)",
    "nine (fout, zie blz. 3)": "(fout, zie blz. 3)",
    "nine [juist].": "[juist].",
    "nine ← fout": "← fout",
    "nine <- wrong": "<- wrong",
    "nine <--": "<--",
    "nine → richtig": "→ richtig",
    "nine => this is correct": "=> this is correct",
    "nine // correct": "// correct",
    "nine ✓": "✓",
    "nine – wrong": "– wrong",
    "nine: correct!": ": correct!",
}


@pytest.mark.parametrize("text", REMARKS)
def test_a_remark_is_told_at_its_place_in_both_spellings(text: str) -> None:
    assert [piece.strip() for piece in marked("L216", option(text))] == [REMARKS[text].strip()]
    (found,) = diagnostics(in_yaml(text), "L216", name="exam.yaml")
    assert found.span is not None
    span = found.span.root()
    line = span.source.line(span.line)[span.column - 1 : span.end_column - 1]
    assert line.strip() == REMARKS[text].strip()
    assert found.help == "write it as feedback: of the option"


@pytest.mark.parametrize(
    "text",
    [
        *("Correct", "Fout", "True", "No", "yes and no", "the correct answer", "Nee, nooit"),
        *("x <- 5", "a -> b", "type I error (false positive)", "a hit (correct rejection)"),
        *("A <- B", "H0 is false", "it is wrong", "nine\nof ten goed", "no\nNobel prize"),
        *("nine\n\n```\nprint(1)\n```", "nine\n\n$x$", "nine\n\nthe only odd number", "$x$ (wrong"),
        *("nine\n\n> No.", "nine\n\n> No.\n\n> See page 3.", "f(correct)", "if x:\n\n    right"),
        "Correctness and speed\n\nare both\nmeasured",
    ],
)
def test_what_is_part_of_an_option_is_not_told(text: str) -> None:
    assert at("L216", option(text)) == []


def test_the_name_of_an_option_is_no_remark() -> None:
    assert at("L216", option("{+1 #exact} nine, as it is")) == []


def test_text_behind_the_feedback_is_told() -> None:
    text = option("nine\n\n> See page 3.\n\nAnd four.\n\n> More.")
    assert marked("L216", text) == ["And four."]
    (found,) = diagnostics(exam_text(text), "L216")
    assert found.message == "this stands behind the feedback, and is shown with the option"


def lettered(*texts: str) -> str:
    return QUESTION + "".join(f"- [{'x' if i == 0 else ' '}] {t}\n" for i, t in enumerate(texts))


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (("A. four", "B. nine"), [5, 6]),
        (("a) four", "b) nine"), [5, 6]),
        (("(a) four", "(b) nine"), [5, 6]),
        (("1. four", "2. nine"), [5, 6]),
        (("four", "B. Nine"), [6]),
        (("four", "B. subtilis"), []),
        (("E. coli", "B. subtilis", "A. thaliana"), []),
        (("A", "B"), []),
        (("a.b", "b.c"), []),
        (("a = 1", "b = 2"), []),
        (("3. nine", "4. four"), []),
    ],
)
def test_letters_that_systems_give_themselves(texts: tuple[str, ...], told: list[int]) -> None:
    assert [line for line, _ in at("L217", lettered(*texts))] == told
