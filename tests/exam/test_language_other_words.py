"""What people bring from other systems and languages: one message, at its place, with what to write."""

import pytest

from examc import check, read
from examc.core.diagnostics import Diagnostic

FRONT = "---\ntitle: T\n---\n\n# E {#e}\n\n"
CHOICE = FRONT + "## 2 pts · multiple choice {#q}\n\nWhat?\n\n"
OPTIONS = "- [x] yes\n- [ ] no\n"
OPEN = FRONT + "## 2 pts · open {#q}\n\nWhat?\n\n### criteria\n\n- {2} all\n\n"
YAML = "title: T\nexercises:\n- title: E\n  id: e\n  items:\n"


def _found(text: str, name: str = "exam.md") -> list[Diagnostic]:
    silent = {"L240", "L215"}
    return [one for one in check(read(name, text.encode())) if one.code not in silent]


def _told(text: str, name: str = "exam.md") -> tuple[str, int, int, str]:
    (one,) = _found(text, name)
    assert one.span
    return one.code, one.span.line, one.span.column, one.help


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("feedback: wrong", "feedback: incorrect"),
        ("Feedback : Fout", "feedback: incorrect"),
        ("incorrect feedback", "feedback: incorrect"),
        ("feedback: right", "feedback: correct"),
        ("explanation", "feedback"),
        ("Uitleg", "feedback"),
    ],
)
def test_a_part_of_a_choice_by_another_name(heading: str, part: str) -> None:
    told = _told(f"{CHOICE}{OPTIONS}\n### {heading}\n\nNo.\n")
    assert told == ("S131", 14, 5, f"write ### {part}")


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("model answer", "solution"),
        ("Answer", "solution"),
        ("antwoordmodel", "solution"),
        ("notes", "for graders"),
        ("grading", "for graders"),
        ("Correctievoorschrift", "for graders"),
    ],
)
def test_a_part_of_an_open_question_by_another_name(heading: str, part: str) -> None:
    told = _told(f"{OPEN}### {heading}\n\nSo.\n")
    assert told == ("S131", 15, 5, f"write ### {part}")
    if part != "for graders":
        code, line, _, help_line = _told(f"{OPEN}#### {heading}\n\nSo.\n")
        assert (code, line, help_line.split(" for ")[0]) == ("L227", 15, f"write ### {part}")


def test_a_rubric_by_another_name() -> None:
    text = OPEN.replace("### criteria", "### rubric")
    assert _told(text) == ("S131", 11, 5, "write ### criteria")
    assert "L215" not in {one.code for one in check(read("exam.md", text.encode()))}


@pytest.mark.parametrize(
    ("line", "column", "help_line"),
    [
        ("time: 2h", 1, "write duration: 120"),
        ("tijd: 90", 1, "write duration: 90"),
        ("time: long", 1, "write duration: …, in minutes"),
        ("duration: 2 uur", 11, "write it as 120"),
        ("duration: 2h30", 11, "write it as 150"),
        ("duration: 2:30", 11, "write it as 150"),
        ("duration: 1,5 hours", 11, "write it as 90"),
        ("duration: 90 minutes", 11, "write it as 90"),
        ("duration: soon", 11, "write it as a number such as 180"),
        ("taal: nl", 1, "write language: nl"),
        ("datum: 2026-01-31", 1, "write date: 2026-01-31"),
    ],
)
def test_front_matter(line: str, column: int, help_line: str) -> None:
    told = _told(f"---\ntitle: T\n{line}\n---\n\n# E {{#e}}\n\n{CHOICE[len(FRONT) :]}{OPTIONS}")
    assert told[1:] == (3, column, help_line)


@pytest.mark.parametrize(
    ("label", "line"),
    [
        ("Question 1 (2 points) - multiple choice {#q}", "2 pts · multiple choice {#q}"),
        ("(2 pts) multiple choice {#q}", "2 pts · multiple choice {#q}"),
        ("multiple choice (1 pt) {#q}", "1 pt · multiple choice {#q}"),
        ("Vraag 1 (2,5 punten): meerkeuze {#q}", "2.5 pts · multiple choice {#q}"),
        ("2 punten · meerkeuze {#q}", "2 pts · multiple choice {#q}"),
        ("Frage 3 - Mehrfachauswahl, 1½ Punkte {#q}", "1.5 pts · multiple response {#q}"),
        ("2 pts: MC {#q}", "2 pts · multiple choice {#q}"),
        ("Q4. Pick one [3 marks] - single choice {#q}", "3 pts · multiple choice {#q}"),
        ("2 punten · waar/onwaar {#q}", "2 pts · multiple choice {#q}; kind 'true/false'"),
        ("Question 3: multiple choice {#q}", "2 pts · multiple choice {#q}, with the points"),
        ("Question 1 (2 points) {#q}", "2 pts · open {#q}, or another kind: multiple choice,"),
        ("Question 3: graphs {#q}", "2 pts · open {#q}, or another kind: multiple choice,"),
    ],
)
def test_a_heading_in_other_words_is_one_slip(label: str, line: str) -> None:
    code, number, column, help_line = _told(f"{FRONT}## {label}\n\nWhat?\n\n{OPTIONS}")
    assert (code, number, column) == ("S130", 7, 4)
    assert help_line.startswith(f"write ## {line}")


@pytest.mark.parametrize(("amount", "number"), [("½", "0.5"), ("1½", "1.5"), ("1,5", "1.5")])
def test_points_in_other_signs(amount: str, number: str) -> None:
    told = _told(f"{FRONT}## {amount} pts · multiple choice {{#q}}\n\nWhat?\n\n{OPTIONS}")
    assert told == ("S136", 7, 4, f"write {number}")


@pytest.mark.parametrize(
    ("options", "help_line"),
    [
        ("(x) yes\n( ) no\n", "write - [x] yes and - [ ] no"),
        ("- (x) yes\n- ( ) no\n", "write - [x] yes and - [ ] no"),
        ("( ) yes\n(x) no\n", "write - [ ] yes and - [x] no"),
        ("a) yes\nb) no\n", "write - [ ] yes and - [x] for a correct one"),
        ("*a) yes\nb) no\n", "write - [x] yes and - [ ] no"),
        ("A. yes\nB. no\nANSWER: B\n", "write - [ ] yes and - [x] no"),
        ("A. yes\n\nB. no\n\nAnswer: A\n", "write - [x] yes and - [ ] no"),
        ("•\tyes\n•\tno\n", "write - [ ] yes and - [x] for a correct one"),
        ("• yes\n• no\n", "write - [ ] yes and - [x] for a correct one"),
        ("o yes\no no\n", "write - [ ] yes and - [x] for a correct one"),
        ("- [x]2 yes\n- [ ]0 no\n", "write - [x] {2} yes and - [ ] {0} no"),
        ("- [x]yes\n- [ ]no\n", "write - [x] yes and - [ ] no"),
        ("[x] yes\n[ ] no\n", "write - [x] yes and - [ ] no"),
        ("☒ yes\n☐ no\n", "write - [x] yes and - [ ] no"),
        ("=yes\n~no\n", "write - [x] yes and - [ ] no"),
        ("- yes\n- no\n", "write - [ ] yes and - [x] for a correct one"),
        ("1. yes\n2. no\n", "write - [ ] yes and - [x] for a correct one"),
        ("| option | right |\n|---|---|\n| yes | x |\n", "write a list item for each option: "),
    ],
)
def test_options_without_boxes(options: str, help_line: str) -> None:
    code, line, column, told = _told(CHOICE + options)
    assert (code, line, column) == ("S140", 11, 1)
    assert told.startswith(help_line)


@pytest.mark.parametrize(("item", "own"), [("- [] no", "- [ ] no"), ("- [v] no", "- [x] no")])
def test_one_option_without_a_box(item: str, own: str) -> None:
    code, line, _, help_line = _told(f"{CHOICE}- [x] yes\n{item}\n- [ ] maybe\n")
    assert (code, line) == ("S140", 12)
    assert help_line.startswith(f"write {own}; ")


@pytest.mark.parametrize(
    ("text", "code", "help_line"),
    [
        ("\\newpage", "L227", "remove it; pages are laid out"),
        ("\\begin{align}\na &= b\n\\end{align}", "L227", "write a line of $$ above"),
        ("\\newcommand{\\R}{\\mathbb{R}}", "L227", "remove it, and write out"),
        ("\\begin{itemize}\n\\item a\n\\end{itemize}", "L227", "write each item on a line"),
        ("\\textbf{What}", "L227", "write **words** for bold"),
        ("$\\require{mhchem} x$", "L224", "remove it; \\ce and \\pu are known"),
        ("$\\newcommand{\\R}{x} \\R$", "S152", "remove the definition"),
    ],
)
def test_commands_of_latex(text: str, code: str, help_line: str) -> None:
    told = _told(OPEN.replace("What?", f"What?\n\n{text}"))
    assert told[:2] == (code, 11)
    assert told[3].startswith(help_line)


@pytest.mark.parametrize(
    "before", [CHOICE + OPTIONS, OPEN, FRONT + "## 1 pt · open {#b}\n\nA text.\n"]
)
def test_a_divider(before: str) -> None:
    line = before.count("\n") + 2
    text = f"{before}\n---\n\n## text block {{#c}}\n\nMore.\n"
    _, number, column, help_line = _told(text)
    assert (number, column) == (line, 1)
    assert help_line == "remove it; the heading of the next question parts them"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Sets\n====\n\n2 pts · open\n------------\n\nWhat?\n",
            [(5, "write # Sets"), (8, "write ## 2 pts · open")],
        ),
        ("# E {#e}\n\n2 pts · open\n---\n\nWhat?\n", [(7, "write ## 2 pts · open")]),
        (
            "# E {#e}\n\n## 2 pts · open {#q}\n\nWhat?\n\nModel answer\n---\n\nSo.\n",
            [(11, "write ### solution")],
        ),
    ],
)
def test_a_heading_with_a_line_below(text: str, places: list[tuple[int, str]]) -> None:
    found = _found(f"---\ntitle: T\n---\n\n{text}")
    assert [(one.span.line, one.help) for one in found if one.span] == places
    assert {one.code for one in found} == {"S133"}


@pytest.mark.parametrize(
    ("item", "line", "help_line"),
    [
        (
            "- {type: meerkeuze, points: 2, prompt: W, options: [{text: a, correct: yes}, {text: b}]}",
            6,
            "did you mean 'multiple ",
        ),
        ("- {type: open, points: ½, prompt: W}", 6, "write 0.5"),
        ("- {type: open, points: 2 pts, prompt: W}", 6, "write 2"),
        ("- {type: open, points: 2, question: W}", 6, "write prompt: W"),
        ("- {type: open, points: 2, prompt: W, model answer: x}", 6, "write solution: x"),
        ("- {type: open, points: 2, prompt: W, explanation: x}", 6, "write feedback: x"),
        ("- {type: open, points: 2, prompt: W, notes: x}", 6, "write graders: x"),
        ("- {type: open, points: 2, prompt: W, rubric: [{points: 2}]}", 6, "write criteria: …"),
        ("- {type: open, points: 2, prompt: W, feedback: {wrong: x}}", 6, "write incorrect: x"),
    ],
)
def test_yaml_in_other_words(item: str, line: int, help_line: str) -> None:
    text = f"{YAML}  {item}\n"
    found = [one for one in _found(text, "exam.yaml") if one.code[0] == "S"]
    assert [one.span.line for one in found if one.span] == [line]
    assert found[0].help.startswith(help_line)
