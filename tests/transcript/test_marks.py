"""The marks that ANS prints: labels, heads, points, levels and options, each on its own line."""

from fractions import Fraction

import pytest

from examc.core.model import Course
from examc.formats.transcript import headings, labels, options
from examc.formats.transcript.pieces import Label, LevelLine, Slice
from examc.formats.transcript.read import sniff
from support import ROOT, shared

HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("line", "points", "kind", "space"),
    [
        ("2 PTS · OPEN · 1/2 PAGE", 2, "open", HALF),
        ("## 2 PTS · OPEN · 1/2 PAGE", 2, "open", HALF),
        ("**2 PTS · OPEN · 1/2 PAGE**", 2, "open", HALF),
        ("### **2 PTS · OPEN · 1/2 PAGE**  ", 2, "open", HALF),
        ("2 pts · open · 1/2 page", 2, "open", HALF),
        ("2 PTS · OPEN 1/2 PAGE", 2, "open", HALF),
        ("2 PTS OPEN 1/2 PAGE", 2, "open", HALF),
        ("OPEN · 1/2 PAGE · 2 PTS", 2, "open", HALF),
        ("2 PTS • OPEN • 0.5 PAGES", 2, "open", HALF),
        ("2 PTS\u00a0·\u00a0OPEN\u00a0·\u00a00,5 PAGINA'S", 2, "open", HALF),
        ("1 PT · MULTIPLE CHOICE", 1, "multiple choice", None),
        ("1,25 PTS · Multiple Response", Fraction(5, 4), "multiple response", None),
        ("10 PTS · FREE FORMATTED", 10, "free formatted", None),
        ("3 PTS · OPEN · 1 1/2 PAGES", 3, "open", Fraction(3, 2)),
        ("TEXT BLOCK", None, "text block", None),
        ("## Text block", None, "text block", None),
        ("IMAGE BLOCK 1/5 PAGE", None, "image block", Fraction(1, 5)),
        ("image block · 2 pages", None, "image block", Fraction(2)),
        ("OPEN · 1/2 PAGE", None, "open", HALF),
        ("MULTIPLE CHOICE", None, "multiple choice", None),
    ],
)
def test_label(line: str, points: Fraction | None, kind: str, space: Fraction | None) -> None:
    found = labels.label(7, line)
    assert found is not None
    assert (found.line, found.points, found.kind, found.space) == (7, points, kind, space)
    assert found.rest == ()


@pytest.mark.parametrize(
    ("line", "printed", "rest"),
    [
        ("2 PTS · HOTSPOT", "HOTSPOT", ()),
        ("2 pts · fill in · 1/4 page", "fill in", ()),
        ("2 PTS · ORDER · BONUS", "ORDER", ("BONUS",)),
        ("AUDIO BLOCK", "AUDIO BLOCK", ()),
        ("2 PTS ·", "", ()),
    ],
)
def test_label_of_an_unknown_kind(line: str, printed: str, rest: tuple[str, ...]) -> None:
    found = labels.label(1, line)
    assert found is not None
    assert (found.kind, found.printed, found.rest) == ("", printed, rest)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "2 PTS",
        "The door is open",
        "THE DOOR IS OPEN",
        "open · closed",
        "Multiple choice",
        "This text block is read first.",
        "12 STEPS · OPEN",
        "8 pts · Last updated 15 Mar, 2023, 14:00 · Saved in Questions",
        "CS1 Programs · 3 exercises · 10 points",
        "2 PTS · OPEN · " + "1/2 PAGE " * 40,
    ],
)
def test_no_label(line: str) -> None:
    assert labels.label(1, line) is None


@pytest.mark.parametrize(
    ("line", "points"),
    [
        ("2 pts", 2),
        ("1 pt", 1),
        ("1.25 pts", Fraction(5, 4)),
        ("1,25 punten", Fraction(5, 4)),
        ("0 pts", 0),
        ("-0.5 pts", -HALF),
        ("**2 pts**", 2),
        ("  2 Punkte  ", 2),
        ("## 2 pts", 2),
    ],
)
def test_points(line: str, points: Fraction) -> None:
    found = labels.points_line(3, line)
    assert found is not None
    assert found.points == points


@pytest.mark.parametrize(
    "line", ["2", "2 apples", "2 pts each", "two pts", "1.2.3 pts", "pts", "½ pt"]
)
def test_no_points(line: str) -> None:
    assert labels.points_line(1, line) is None


@pytest.mark.parametrize(
    ("line", "text", "percent", "points"),
    [
        ("all right 100% (3 pts)", "all right", "100", 3),
        ("- nearly: 66.67 % (2 pts)", "nearly:", "66.67", 2),
        ("half, 50% of it, 50% (1,5 pts)", "half, 50% of it,", "50", Fraction(3, 2)),
        ("0% (0 pts)", "", "0", 0),
        ("12,5% (1 pt) ", "", "12.5", 1),
    ],
)
def test_level(line: str, text: str, percent: str, points: Fraction) -> None:
    found = labels.level_line(1, line)
    assert isinstance(found, LevelLine)
    assert line[found.text.start : found.text.end] == text
    assert (found.percent, found.points) == (percent, points)


@pytest.mark.parametrize(
    "line", ["right (3 pts)", "100% (of them)", "100% 3 pts", "100% (3 pts", ""]
)
def test_no_level(line: str) -> None:
    assert labels.level_line(1, line) is None


@pytest.mark.parametrize(
    ("line", "name", "number", "known"),
    [
        ("## Exam: MCQ #15", "MCQ", "15", True),
        ("Exam: MCQ #15", "MCQ", "15", True),
        ("**Exam: MCQ #15**", "MCQ", "15", True),
        ("## **Exam: MCQ #15** ", "MCQ", "15", True),
        ("Tentamen: C# en F# #15", "C# en F#", "15", True),
        ("Exam: a: b \\#15", "a: b", "15", True),
        ("Exam: #15", "", "15", True),
        ("Proofs: part 2 #15", "Proofs: part 2", "15", False),
    ],
)
def test_heading(line: str, name: str, number: str, known: bool) -> None:
    found = headings.heading(1, line)
    assert found is not None
    heading, is_known = found
    assert (line[heading.name.start : heading.name.end], heading.id) == (name, number)
    assert is_known is known


@pytest.mark.parametrize(
    "line", ["Exam: MCQ", "Exam: MCQ #", "Exam: MCQ #a1", "Exam: MCQ#15", "#15a"]
)
def test_no_heading(line: str) -> None:
    assert headings.heading(1, line) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Last updated 15 Mar, 2023, 14:00", "2023-03-15T14:00"),
        ("Last updated 9 Mar, 2023, 9:05", "2023-03-09T09:05"),
        ("Last updated 1 September 2023 at 23:59", "2023-09-01T23:59"),
        ("Last updated Mar 15, 2023, 14:00", "2023-03-15T14:00"),
        ("Last updated: 2023-03-15 14:00", "2023-03-15T14:00"),
        ("Laatst bijgewerkt 15 mrt. 2023 14:00", "2023-03-15T14:00"),
        ("Laatst bijgewerkt 29 februari 2024, 14:00", "2024-02-29T14:00"),
        ("Zuletzt aktualisiert 3. Mai 2023, 14:00", "2023-05-03T14:00"),
        ("Last updated 15 Mar, 2023", "2023-03-15"),
    ],
)
def test_time(text: str, iso: str) -> None:
    assert headings.time(text) == (iso, "")


@pytest.mark.parametrize(
    "text",
    [
        "Last updated 29 Feb, 2023, 14:00",
        "Last updated 15 Foo, 2023, 14:00",
        "Last updated 15 Mar, 2023, 25:00",
        "Last updated 15/03/2023, 14:00",
        "Last updated yesterday, 14:00",
        "Last updated 15 Mar, 2023, 2:00 PM",
    ],
)
def test_time_that_cannot_be_read(text: str) -> None:
    assert headings.time(text) == ("", text)


def test_words_before_a_time_are_left() -> None:
    assert headings.time("Modifié le 15 Mar, 2023, 14:00") == ("2023-03-15T14:00", "Modifié le")


@pytest.mark.parametrize(
    ("printed", "course"),
    [
        ("52041DEL6Y Deep Learning 1 22/23 (Period 2)", ("52041DEL6Y", "Deep Learning 1", "22/23", "Period 2")),
        ("AB-12 Logic 2022/2023", ("AB-12", "Logic", "2022/2023", "")),
        ("AB-12 Logic 2022-2023 (a)", ("AB-12", "Logic", "2022-2023", "a")),
        ("Logic (fall)", ("", "Logic", "", "fall")),
        ("Logic 2022", ("", "Logic", "2022", "")),
        ("3D Drawing 1/2", ("", "3D Drawing 1/2", "", "")),
        ("Logic 22/24", ("", "Logic 22/24", "", "")),
        ("Algebra (for physics) 99/00 (P1)", ("", "Algebra (for physics)", "99/00", "P1")),
        ("", ("", "", "", "")),
    ],
)  # fmt: skip
def test_course(printed: str, course: tuple[str, str, str, str]) -> None:
    assert headings.course(printed) == Course(*course)


@pytest.mark.parametrize(
    ("line", "exercises", "points", "course"),
    [
        ("AB1 Logic · 10 exercises · 100.0 points", 10, 100, "AB1 Logic"),
        ("100 punten · 3 opgaven · Logica", 3, 100, "Logica"),
        ("**1 exercise · 0.5 pts**", 1, HALF, ""),
    ],
)
def test_course_line(line: str, exercises: int, points: Fraction, course: str) -> None:
    found = headings.course_line(1, line)
    assert found is not None
    assert (found.exercises, found.points, found.course) == (exercises, points, course)


@pytest.mark.parametrize(
    "line", ["3 exercises", "AB1 · 10 points", "AB1 · 10 exercises", "2 PTS · OPEN"]
)
def test_no_course_line(line: str) -> None:
    assert headings.course_line(1, line) is None


@pytest.mark.parametrize(
    ("line", "checked", "text"),
    [
        ("- ☒ yes 1.0", True, "yes 1.0"),
        ("- ☐ no", False, "no"),
        ("☒yes", True, "yes"),
        ("  * ☑  yes", True, "yes"),
        ("3. □ no", False, "no"),
        ("- [x] yes", True, "yes"),
        ("- \\[ \\] no", False, "no"),
        ("☐", False, ""),
    ],
)
def test_box(line: str, checked: bool, text: str) -> None:
    found = options.box(1, line)
    assert found is not None
    assert (found.checked, line[found.text.start : found.text.end]) == (checked, text)


@pytest.mark.parametrize("line", ["yes ☒", "- yes", "[x](a)", "[] yes", "a) ☒ yes"])
def test_no_box(line: str) -> None:
    assert options.box(1, line) is None


@pytest.mark.parametrize(
    ("line", "weight", "text"),
    [
        ("yes 1.0", 1, "yes"),
        ("yes  -0.5 ", -HALF, "yes"),
        ("yes −1,25", Fraction(-5, 4), "yes"),
        ("0.5 1.0", 1, "0.5"),
        ("yes\u00a0+2.0", 2, "yes"),
        ("1.0", 1, ""),
    ],
)
def test_weight(line: str, weight: Fraction, text: str) -> None:
    found = options.weight(line, 0)
    assert found is not None
    assert (found[0], line[: found[1]]) == (weight, text)


@pytest.mark.parametrize("line", ["at most 3", "yes", "", "v1.0", "1.0.0", "yes 1.", "yes (1.0)"])
def test_no_weight(line: str) -> None:
    assert options.weight(line, 0) is None


@pytest.mark.parametrize(
    "line", ["Feedback", "**Feedback**", "## feedback:", "Terugkoppeling", "*Rückmeldung*"]
)
def test_marker(line: str) -> None:
    assert options.is_marker(line)


def test_no_marker() -> None:
    assert not options.is_marker("Feedback is a loop")


def test_labels_keep_their_line() -> None:
    assert labels.label(12, "TEXT BLOCK") == Label(12, None, "text block", "TEXT BLOCK", None, ())
    found = options.box(4, "- ☐ no")
    assert found is not None
    assert found.text == Slice(4, 4, 6)


def test_our_own_sources_are_no_transcripts() -> None:
    found = [path for path in ROOT.glob("sources/**/*") if path.suffix in (".md", ".yaml")]
    found += ROOT.glob("tests/cases/*/exam.*")
    assert len(found) > 30
    assert [path for path in found if sniff(path.read_bytes())] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hello.",
        "# One {#a}\n\n## 2 PTS · OPEN\n\nWhat?\n",
        "# One\n\n## 2 pts · multiple choice\n\nWhat?\n\n- [x] {1} a\n- [ ] {0} b\n",
        "# One\n\n## 2 PTS · OPEN\n\nWhat?\n\n### criteria\n\n- {2} that\n",
        '{"format": "ans-style-json"}',
        "<quiz><question/></quiz>",
        "See issue #12\n\n8 pts off\n",
    ],
)
def test_sniff_says_no(text: str) -> None:
    assert not sniff(text)
    assert not sniff(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "Exam: A #1\n\n8 pts · Last updated 1 Jan, 2023, 10:00 · Saved in B\n",
        "2 PTS · OPEN\n\nWhat?\n",
        "2 pts · multiple choice\n\nWhat?\n\n☐ a 0.0\n\n☒ b 2.0\n",
    ],
)
def test_sniff_says_yes(text: str) -> None:
    assert sniff(text)
    assert sniff(text.encode())


def test_other_formats_are_no_transcripts() -> None:
    folder = shared("samples")
    found = [path for path in folder.rglob("*") if path.is_file()]
    assert [path for path in found if sniff(path.read_bytes())] == []
