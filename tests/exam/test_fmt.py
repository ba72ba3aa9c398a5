"""The formatter: one canonical form that means the same, and nothing where it would not."""

from collections.abc import Mapping
from textwrap import dedent

import pytest
from hypothesis import given

from examc.core.diagnostics import Report
from examc.core.model import Exam
from examc.files.folders import MemoryFolder
from examc.formats.exam.fmt import format_text
from examc.formats.exam.write import SPELLINGS, write
from strategies import exams, files_of
from support import DOT_PNG, ROOT, exam_of

FILES = {"images/dot.png": DOT_PNG}
HEAD = "---\ntitle: T\n---\n\n# E\n\n## 1 pt · multiple choice\n\n"


def formatted(
    text: str, to: str = "", *, name: str = "exam.md", files: Mapping[str, bytes] = FILES
) -> str:
    """A text in its canonical form, which is also the form of that form."""
    report = Report()
    found = format_text(name, text.encode(), MemoryFolder(files), report, to)
    assert found is not None, [(d.code, d.message) for d in report.diagnostics]
    assert not report.diagnostics
    new_name = SPELLINGS[to] if to else name
    again = format_text(new_name, found.encode(), MemoryFolder(files), Report())
    assert again == found
    return found


def refused(text: str, to: str = "", name: str = "exam.md") -> list[str]:
    """The messages that say why a text stays as it is."""
    report = Report()
    assert format_text(name, text.encode(), MemoryFolder(FILES), report, to) is None
    assert report.diagnostics[-1].code == "S160"
    return [found.message for found in report.diagnostics]


# -- what exists --------------------------------------------------------------------------------


def _mains() -> list[str]:
    folders = (ROOT / "sources", ROOT / "tests" / "cases")
    mains = [path for folder in folders for path in folder.glob("*/exam.*")]
    return sorted(path.relative_to(ROOT).as_posix() for path in mains)


@pytest.mark.parametrize("main", _mains())
def test_every_exam_of_the_project_can_be_formatted(main: str) -> None:
    path = ROOT / main
    files = {
        file.relative_to(path.parent).as_posix(): file.read_bytes()
        for file in path.parent.rglob("*")
        if file.is_file()
    }
    text = formatted(path.read_text(encoding="utf-8"), name=path.name, files=files)
    other = "yaml" if path.suffix == ".md" else "md"
    there = formatted(text, other, name=path.name, files=files)
    back = formatted(there, path.suffix[1:], name=SPELLINGS[other], files=files)
    assert back == text


@pytest.mark.law
@given(exams(1))
def test_what_is_written_is_in_canonical_form(exam: Exam) -> None:
    files = files_of(exam)
    for spelling, name in SPELLINGS.items():
        text = write(exam, spelling)
        report = Report()
        assert format_text(name, text.encode(), MemoryFolder(files), report) == text


# -- the canonical form -------------------------------------------------------------------------

ROUGH = """\
---
scoring: {floor: none, wrong: Minus}
tags: [ "a b",c ]
title:   "Rough"
course: {name: Learning, code: "1"}
points: 3.0
---
# Numbers {points=3 #numbers  bank="my bank"}
Some text,
of two lines.
## 2.0 Points multiple RESPONSE {rule=sum #even tags="x,y"}
Is *two*
even?
* [X] {1 #a} yes
* [ ]   no
  > Two is even.
+ [x] {.50} **maybe**

### solution
__Yes__.

### feedback : correct
Good.
## open · 1 pt · 2/4 pages
Why?
### criteria
1. {1.0 name=why} because
"""
CANONICAL = """\
---
title: Rough
course: {code: 1, name: Learning}
points: 3
scoring:
  floor: none
  wrong: minus
tags: [a b, c]
---

# Numbers {#numbers points=3 bank="my bank"}

Some text, of two lines.

## 2 pts · multiple response {#even rule=sum tags="x, y"}

Is *two* even?

- [x] {+1 #a} yes

- [ ] no

  > Two is even.

- [x] {+0.5} **maybe**

### solution

**Yes**.

### feedback: correct

Good.

## 1 pt · open · 1/2 page

Why?

### criteria

- {1 name=why} because
"""


def test_settings_keep_their_place_and_get_their_form() -> None:
    assert formatted(ROUGH) == CANONICAL


def test_the_same_exam_in_yaml() -> None:
    text = formatted(ROUGH, "yaml")
    assert "          - text: 'no'\n            feedback: Two is even.\n" in text
    assert "scoring:\n  floor: none\n  wrong: minus\n" in text
    assert formatted(text, "md", name="exam.yaml") == CANONICAL


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ("- [x] a", "- [x] a"),
        ("- [x] \\{1} a", "- [x] \\{1} a"),
        ("- [x] a \\{1}", "- [x] a \\{1}"),
        ("- [x] {+1 .fixed #o allow=L210} a", "- [x] {+1 #o fixed allow=L210} a"),
        ("- [x] {1/3} a", "- [x] {+1/3} a"),
        ("- [x] {−1} a", "- [x] {-1} a"),
        ("- [x] {+0.0} a", "- [x] {0} a"),
    ],
)
def test_options(option: str, expected: str) -> None:
    assert formatted(f"{HEAD}?\n\n{option}\n- [ ] b\n") == f"{HEAD}?\n\n{expected}\n- [ ] b\n"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Costs $5 {#x}", "Costs $5 {#x}"),
        ("Sets \\{1, 2\\} {#x}", "Sets {1, 2} {#x}"),
        ("Sets \\{1, 2\\}", "Sets \\{1, 2\\}"),
        ("A $\\beta$-VAE {#x}", "A $\\beta$-VAE {#x}"),
        ("Costs \\$5 {#x bank=$6}", "Costs \\$5 {#x bank=$6}"),
        (
            'E {bank="a \\"b\\" \\\\c" tags="one, t\\\\,wo"}',
            'E {bank="a \\"b\\" \\\\c" tags="one, t\\\\,wo"}',
        ),
        ("E {shuffle=Options}", "E {shuffle=options}"),
    ],
)
def test_titles(title: str, expected: str) -> None:
    text = HEAD.replace("# E\n", f"# {title}\n", 1) + "?\n\n- [x] a\n- [ ] b\n"
    assert f"\n# {expected}\n" in formatted(text)


def test_a_text_that_opens_an_exercise_needs_no_heading() -> None:
    start = "---\ntitle: T\n---\n\n# E\n\n"
    assert formatted(f"{start}## text block\n\ntext\n") == f"{start}text\n"
    named = f"{start}## text block {{#a .repeat}}\n\ntext\n"
    assert formatted(named) == named
    later = f"{start}one\n\n## text block\n\ntwo\n"
    assert formatted(later) == later


def test_an_included_file_is_formatted_on_its_own() -> None:
    data = b"# E {#e}\n## text block\n![a](../images/dot.png)\n![b](more/dot.png)\n"
    files = {**FILES, "parts/more/dot.png": DOT_PNG}
    report = Report()
    text = format_text("x/parts/one.md", data, MemoryFolder(files), report, place="parts/one.md")
    assert text == "# E {#e}\n\n![a](../images/dot.png) ![b](more/dot.png)\n"
    assert not report.diagnostics


def test_the_main_file_keeps_its_includes() -> None:
    files = {**FILES, "parts/one.md": b"# One\n\n## text block\n\na\n"}
    text = "---\ninclude: ['parts/one.md']\ntitle: T\n---\n"
    assert formatted(text, files=files) == "---\ntitle: T\ninclude: [parts/one.md]\n---\n"


# -- refusals -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        HEAD,  # no prompt
        HEAD + "?\n\n- [x] a\n- [ ] ![b](missing.png)\n",
        "---\ntitle: T\ninclude: [missing.md]\n---\n",
        "---\ntitle: T\nunknown: 1\n---\n# E\n",
        "---\ntitle: T\n---\n# E\n\na\n\n[Hint]: think\n",  # a definition, shown nowhere
        "---\ntitle: T\n---\n# E\n\na\n<!-- b --> c\n",
        "---\ntitle: T\n---\n# E\n\na\n\n<!-- b\n\nc\n",
    ],
)
def test_a_file_with_errors_stays_as_it_is(text: str) -> None:
    messages = refused(text)
    assert len(messages) >= 2
    assert messages[-1] == "file has errors, and is left as it is"


def test_what_only_the_other_spelling_can_say_is_refused() -> None:
    text = dedent(
        """
        title: T
        # an arrow --> here
        exercises:
          # and --> there
          - title: E
        """
    )
    assert formatted(text, name="exam.yaml")
    assert refused(text, "md", "exam.yaml") == [
        "file is left as it is, for in Markdown text stands on the line of a comment"
    ]


def test_bytes_that_are_no_text_are_refused() -> None:
    report = Report()
    assert format_text("exam.md", b"\xff", MemoryFolder({}), report) is None
    assert [found.code for found in report.diagnostics] == ["S102", "S160"]


def test_the_model_is_the_same() -> None:
    assert exam_of(ROUGH) == exam_of(CANONICAL)


@pytest.mark.parametrize("side", ["__ and", "* and", "\\_ and"])
def test_a_side_that_begins_with_a_sign_can_change_its_spelling(side: str) -> None:
    head = HEAD.replace("multiple choice", "matching")
    yaml = formatted(f"{head}Match.\n\n### pairs\n\n- a → b\n- c → d\n- → {side}\n", "yaml")
    again = formatted(yaml, "md", name="exam.yaml")
    assert side.strip("\\") in again.replace("\\", "")
