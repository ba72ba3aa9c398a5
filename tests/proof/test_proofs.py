"""The proof as text, as JSON and as a page that a browser needs nothing else for."""

import json
import re
import time
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from examc.core.diagnostics import Report
from examc.core.model import Exam
from examc.files import workspace
from examc.files.rendering import template
from examc.files.workspace import Input
from examc.formats import TARGETS, USUAL
from examc.formats.options import Options
from examc.proof import proofpage, proofs
from examc.proof.remarks import Remarks
from examc.proof.remedies import WayOut
from examc.proof.verify import Proof, prove
from examc.systems.table import SYSTEMS
from examc.verbs import pipeline, proving
from examc.verbs.proving import Verified
from support import DOT_PNG, ROOT, exam_of

MOODLE = next(system for system in SYSTEMS if system.word == "moodle")
HEAD = "---\ntitle: T\n---\n\n# E {#e}\n\n"
SOURCE = """---
title: Marks & signs
course: {code: X1, name: Testing}
---

# E {#e}

## 2 pts · multiple response {#first}

Which of $x < 1$?

- [x] {+1} a
- [x] {+0.5} b
- [ ] {-1} c

  > no

## 2 pts · open {#second}

Why?

### criteria

- {2} because

## 1 pt · multiple choice {#third}

![dot](images/dot.png "A dot") and ![far](https://example.org/far.png)

- [x] {1} a
- [ ] {0} b
"""
FILES = {"images/dot.png": DOT_PNG}
HOSTILE = """---
title: '</title><script>alert(1)</script> "quoted" & <b>bold</b>'
course: {code: '"><img src=x onerror=alert(1)>', name: "{{ 7 * 7 }}"}
---

# E {#e}

## 1 pt · multiple response {#q floor=none}

Is `</script><script>alert(2)</script>` \\<b\\>bold\\</b\\> and {{ 7 * 7 }}?

- [x] {1} `"><i>`
- [ ] {-1} `</li></ol></article>`
"""


def _prove(exam: Exam, files: dict[str, bytes] | None = None) -> Proof:
    outputs: dict[str, bytes] = {}
    for name in USUAL:
        data = TARGETS[name].write(exam, files or {}, Options(), Report())
        assert data is not None
        outputs[name] = data
    return prove(exam, outputs)


def _as_json(proof: Proof, remarks: Remarks = proofs.NO_REMARKS) -> Any:
    return json.loads(json.dumps(proofs.as_dict(proof, remarks)))


def _page(source: str, files: dict[str, bytes] | None = None) -> str:
    exam = exam_of(source, files)
    ways = {"exercise 1 › question 1": [WayOut((MOODLE,), "a <b>way</b> out")]}
    data = proofpage.page(exam, _prove(exam, files), files or {}, Remarks(ways=ways))
    return template("verify/report.html.j2")(data)


# -- text and JSON --------------------------------------------------------------------------------


def test_the_table_has_a_line_a_question_and_a_summary() -> None:
    proof = _prove(exam_of(SOURCE, FILES), FILES)
    head, *lines = list(proofs.as_text(proof))
    assert head.split()[0] == "question"
    assert [line.split()[:2] for line in lines[:3]] == [
        ["1.1", "first"],
        ["1.2", "second"],
        ["1.3", "third"],
    ]
    assert all(system.name in lines[-1] for system in proof.systems)
    bends = [line for line in lines if "Canvas Classic" in line and ": bends: " in line]
    assert len(bends) == 1
    assert "a student who chooses B gets 1 instead of 0.5" in bends[0]


def test_json_has_every_cell_and_every_deviation() -> None:
    proof = _prove(exam_of(SOURCE, FILES), FILES)
    way = WayOut((MOODLE,), "write this")
    root = _as_json(proof, Remarks(ways={"exercise 1 › question 1": [way]}))
    assert list(root) == ["systems", "questions"]
    assert [system["system"] for system in root["systems"]] == [c.name for c in proof.systems]
    assert all(set(system) == {"system", "target"} for system in root["systems"])
    first, second, third = root["questions"]
    assert first["suggestions"] == [
        {
            "systems": [{"system": "Moodle", "target": "moodle"}],
            "write": "write this",
            "effect": "",
            "helps": False,
            "keeps": False,
        }
    ]
    assert second["suggestions"] == []
    assert (first["path"], first["line"]) == ("exam.md", 8)
    for question in (first, second, third):
        assert set(question) == {"where", "id", "path", "line", "points", "cells", "suggestions"}
        assert len(question["cells"]) == len(proof.systems)
    cell = next(
        cell
        for cell in first["cells"]
        if cell["system"] == "Canvas Classic" and cell["target"] == "qti"
    )
    assert set(cell) == {
        "system",
        "target",
        "codes",
        "verdict",
        "words",
        "responses",
        "possible",
        "sample",
        "lost",
        "reason",
        "deviations",
        "help",
        "accepted",
    }
    assert cell["verdict"] == "bends"
    assert cell["responses"] == 8
    assert {"chosen": [2], "meant": "0.5", "awarded": "1"} in cell["deviations"]
    assert {cell["verdict"] for cell in third["cells"]} == {"same"}


def test_a_response_that_cannot_be_given_has_no_mark() -> None:
    source = HEAD + "## 1 pt · multiple response {#q}\n\nW?\n\n- [x] {1} a\n- [ ] {-1} b\n"
    root = _as_json(_prove(exam_of(source)))
    cells = {cell["target"] + cell["system"]: cell for cell in root["questions"][0]["cells"]}
    both = {"chosen": [1, 2], "meant": "0", "awarded": None}
    assert both in cells["qtiCanvas Classic"]["deviations"]


def test_a_report_has_the_code_of_each_client() -> None:
    source = HEAD + "## 1 pt · multiple choice {#q floor=none}\n\nW?\n\n- [x] {1} a\n- [ ] {-1} b\n"
    found = Report()
    proofs.deviations(_prove(exam_of(source)), found)
    assert {d.code for d in found.diagnostics} == {"X311"}
    for diagnostic in found.diagnostics:
        assert diagnostic.span is not None
        assert diagnostic.where == "exercise 1 › question 1"


# -- the page -------------------------------------------------------------------------------------

_VOID = {"meta", "img", "br", "hr", "link", "input"}


class _Balanced(HTMLParser):
    """Fails where tags do not nest, and collects what a browser would load, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.loads: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in _VOID:
            self.open.append(tag)
        for name, value in attrs:
            assert not name.startswith("on"), name
            if name == "id":
                self.ids.append(value or "")
            if name in ("src", "srcset", "data", "poster", "background"):
                self.loads.append(value or "")
            if name == "href":
                (self.links if tag == "a" else self.loads).append(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _parsed(page: str) -> _Balanced:
    parser = _Balanced()
    parser.feed(page)
    parser.close()
    assert not parser.open
    return parser


def test_the_page_needs_nothing_from_outside() -> None:
    page = _page(SOURCE, FILES)
    parsed = _parsed(page)
    assert parsed.loads
    assert all(address.startswith("data:image/png;base64,") for address in parsed.loads)
    assert not re.search(r"@import|url\(", page)
    assert "script" not in parsed.tags
    assert "link" not in parsed.tags
    assert "far" in page  # the words of a remote image stand in its place


def test_the_page_has_every_question_and_its_links_lead_there() -> None:
    parsed = _parsed(_page(SOURCE, FILES))
    assert parsed.tags.count("article") == 3
    assert {link.removeprefix("#") for link in parsed.links} <= set(parsed.ids)
    assert len(set(parsed.links)) == 3
    words = "".join(parsed.words)
    for own in ("first", "second", "third"):
        assert own in words
    assert "a student who chooses B gets 1 instead of 0.5" in words
    assert "Marks & signs" in words
    assert "math" in parsed.tags


def test_the_page_says_what_was_compared_and_what_not() -> None:
    page = _page(
        SOURCE.replace("---\n\n# E", "language: ar\ndate: 2026-12-01\n---\n\n# E", 1), FILES
    )
    words = " ".join("".join(_parsed(page).words).split())
    assert "2026-12-01 · 3 questions · 5 points" in words
    assert "77 responses to questions with options" in words  # (8 + 3) for each of seven systems
    assert "That is every possible response." in words
    assert "The systems were not run" in words
    assert "some system awards other marks, or which it does not take: 1." in words
    assert '<html lang="en">' in page  # the page speaks English, the exam what it speaks
    assert page.count('<div class="text" lang="ar" dir="rtl">') == 3
    assert page.count('<th scope="row">') == 3
    table = page.split("<h2>Questions and systems</h2>")[1].split("</table>")[0]
    assert table.count('<th scope="col"') == 3 + 7


def test_the_table_shows_formulas_and_no_latex() -> None:
    prompt = (
        r"Which of $\frac{1}{2}$ and $\sqrt{2}$ is the larger one, and by how much is it larger?"
    )
    page = _page(f"{HEAD}## 1 pt · open {{#q}}\n\n{prompt}\n")
    (short,) = re.findall(r'<td class="prompt"[^>]*>(.*?)</td>', page, re.DOTALL)
    assert short.count("<math") == 2
    assert short.startswith("Which of <math")
    assert short.endswith(" is the larger one, and by how…")
    shown = re.sub(r"<annotation.*?</annotation>", "", page, flags=re.DOTALL)
    assert "frac{" not in shown
    assert "\\(" not in shown


@pytest.mark.parametrize(
    ("prompt", "short"),
    [
        ("One $x$.", "One <math"),
        ("- a\n- b\n\nA *new* paragraph", "a b A new paragraph"),
        ("`a < b` & c", "a &lt; b &amp; c"),
        ("w" * 80, "w" * 60 + "…"),
        ("It ends here. " * 9, "It ends here. It ends here. It ends here. It ends here. It…"),
    ],
)
def test_the_table_shows_the_beginning_of_a_prompt(prompt: str, short: str) -> None:
    page = _page(f"{HEAD}## 1 pt · open {{#q}}\n\n{prompt}\n")
    (shown,) = re.findall(r'<td class="prompt"[^>]*>(.*?)</td>', page, re.DOTALL)
    assert shown == short or (short.endswith("<math") and shown.startswith(short))


def test_the_page_says_what_to_change_and_what_is_accepted() -> None:
    loaded = workspace.load(str(ROOT / "sources" / "resit2022" / "exam.md"))
    heading = "## 1 pt · multiple choice {#q floor=none allow=V502}"
    source = f"{HEAD}{heading}\n\nW?\n\n- [x] {{1}} a\n- [ ] {{-1}} b\n"
    given = loaded._replace(data=source.encode())
    result = _run(given, ("qti", "canvas"), suggest=True)
    words = " ".join("".join(_parsed(result.page().decode()).words).split())
    bends = "bends: a student who chooses B gets 0 instead of -1."
    accepted = f"qti → Canvas Classic: {bends} The author of the exam accepts this."
    assert accepted in words
    assert (
        "qti → Canvas New Quizzes, canvas → Canvas Classic and canvas → Canvas New Quizzes: "
        f"{bends} To change it in the source: write floor=0" in words
    )
    assert "Ways out that change the marks that are meant" in words
    assert "accepted by the author of the exam:" not in words  # New Quizzes is not
    given = given._replace(data=source.replace("allow=V502", f"allow={ALL_CANVAS}").encode())
    result = _run(given, ("qti", "canvas"))
    words = " ".join("".join(_parsed(result.page().decode()).words).split())
    assert "accepted by the author of the exam: 1" in words


def _run(
    loaded: Input, targets: Iterable[str], *, suggest: bool = False, strict: bool = False
) -> Verified:
    reading = pipeline.read(loaded.path, loaded.data, loaded.folder)
    return proving.verify(reading, targets, suggest=suggest, strict=strict)


ALL_CANVAS = "V502,V503,V506"


def test_a_sample_says_that_it_is_one() -> None:
    options = "".join(f"- [x] {{+1}} r{i}\n- [ ] {{-1}} w{i}\n" for i in range(7))
    source = f"{HEAD}## 7 pts · multiple response {{#q}}\n\nWhich?\n\n{options}"
    proof = _prove(exam_of(source))
    (cell,) = [cell for cell in proof.rows[0].cells if cell.deviations]
    assert cell.system.name == "Canvas New Quizzes"
    assert f"a sample of {cell.compared.tried} of the 16384 responses" in cell.words()
    assert "these are a sample" in " ".join(_page(source).split())


def test_hostile_text_stays_text() -> None:
    parsed = _parsed(_page(HOSTILE))
    assert not {"script", "img", "b", "i"}.intersection(parsed.tags)
    words = "".join(parsed.words)
    assert "</script><script>alert(2)</script>" in words
    assert "</title><script>alert(1)</script>" in words
    assert "a <b>way</b> out" in words
    assert "{{ 7 * 7 }}" in words
    assert "49" not in words


def test_the_page_is_the_same_every_time() -> None:
    assert _page(SOURCE, FILES) == _page(SOURCE, FILES)


# -- the run --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(p.name for p in (ROOT / "sources").iterdir() if p.is_dir()))
def test_the_exams_of_the_repository_are_proved_fast(name: str) -> None:
    path: Path = next((ROOT / "sources" / name).glob("exam.*"))
    loaded = workspace.load(str(path))
    start = time.process_time()
    result = _run(loaded, USUAL, suggest=True)
    page = result.page().decode()
    assert time.process_time() - start < 3
    assert _parsed(page).tags.count("article") == len(result.proof.rows)
    again = _run(loaded, USUAL, suggest=True)
    assert (again.as_dict(), again.lines, again.page()) == (
        result.as_dict(),
        result.lines,
        page.encode(),
    )


def test_an_exam_that_cannot_be_compiled_has_errors_and_no_proof() -> None:
    loaded = workspace.load(str(ROOT / "sources" / "resit2022" / "exam.md"))
    broken = loaded._replace(data=b"---\ntitle: T\n---\n\n# E\n\n## two pts\n\nWhy?\n")
    result = _run(broken, USUAL, suggest=True)
    assert result.failed
    assert result.errors
    assert result.exam is None


@pytest.mark.parametrize(
    ("allowed", "failed"), [("", True), (" allow=V502,V503", False), (" allow=X311", False)]
)
def test_what_an_author_accepts_does_not_fail(allowed: str, failed: bool) -> None:
    loaded = workspace.load(str(ROOT / "sources" / "resit2022" / "exam.md"))
    heading = f"## 1 pt · multiple choice {{#q floor=none{allowed}}}"
    source = f"{HEAD}{heading}\n\nW?\n\n- [x] {{1}} a\n- [ ] {{-1}} b\n"
    given = loaded._replace(data=source.encode())
    result = _run(given, ("qti",))
    assert not result.errors
    assert {entry.code for entry in result.notes} <= {"L252"}
    assert result.failed is failed


@pytest.mark.parametrize(
    ("targets", "told"),
    [(("qti",), ["V501"]), (("qti", "moodle"), ["V501", "V504"]), (("ans",), [])],
)
def test_what_is_accepted_in_vain_is_told(targets: tuple[str, ...], told: list[str]) -> None:
    """As far as the system has been run: V503 and V506 are other marks, V504 and V501 are none."""
    loaded = workspace.load(str(ROOT / "sources" / "resit2022" / "exam.md"))
    heading = "## 1 pt · multiple choice {#q floor=none allow=V501,V502,V503,V504,V506}"
    given = loaded._replace(
        data=f"{HEAD}{heading}\n\nW?\n\n- [x] {{1}} a\n- [ ] {{-1}} b\n".encode()
    )
    result = _run(given, targets)
    vain = [entry for entry in result.notes if entry.code != "L252"]
    assert [entry.code for entry in vain] == ["L250"] * len(told)
    assert [entry.message.split("'")[1] for entry in vain] == told
    assert not result.failed
    strict = _run(given, targets, strict=True)
    assert strict.failed is bool(told)


def test_the_page_runs_nothing_and_loads_nothing() -> None:
    page = _page(SOURCE, FILES)
    (policy,) = re.findall('<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    assert policy.startswith("default-src 'none'; ")
    assert "script" not in policy
    assert page.index("Content-Security-Policy") < page.index("<style>")
    assert "<script" not in page
    assert not re.search(r"""\s(?:src|href)=["'](?!data:image/|#)""", page)
