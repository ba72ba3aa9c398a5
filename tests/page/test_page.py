"""The page as a file: what stands in it, for whom, and that it holds all it needs."""

import html
import json
import re
import sys
from typing import TypeVar

import pytest

from examc.core.diagnostics import Report
from examc.core.model import Exam
from examc.core.records import Record, field_names, replace
from examc.formats import TARGETS
from examc.formats.options import Options
from examc.text import drawnformulas
from examc.verbs import pipeline
from support import ROOT, read_text

T = TypeVar("T")
PAYLOAD = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }}</textarea><!--"


def tour() -> tuple[Exam, dict[str, bytes]]:
    """The exam with everything in it, and its images."""
    folder = ROOT / "sources" / "tour"
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}
    exam, images, report = read_text(files["exam.md"], files)
    assert exam is not None
    assert not report.failed
    return exam, images


def written(exam: Exam, files: dict[str, bytes], *, practice: bool = False) -> str:
    """The page of an exam."""
    made = TARGETS["html"].write(exam, files, Options(practice=practice), Report())
    assert made is not None
    return made.decode()


def poisoned(value: T, name: str = "") -> T:
    """The same with markup that acts in every text of it."""
    if isinstance(value, str) and name not in ("src", "url", "rule", "id", "alignments"):
        return value + PAYLOAD  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(poisoned(one, name) for one in value)  # type: ignore[return-value]
    if isinstance(value, Record):
        own = {name: poisoned(getattr(value, name), name) for name in field_names(value)}
        return replace(value, **own)
    return value


def test_the_first_line_says_what_the_file_holds() -> None:
    exam, files = tour()
    first, _, _ = written(exam, files).partition("\n")
    assert first.startswith("<!DOCTYPE html>")
    assert "This page holds the answers" in first
    practice = written(exam, files, practice=True).partition("\n")[0]
    assert "whoever looks into its source finds them" in practice


def test_the_page_loads_nothing_and_runs_one_script_of_ours() -> None:
    exam, files = tour()
    page = written(exam, files)
    assert not re.search(r"""(?:src|srcset|poster|data|action)=["']?(?!data:)[a-z]+:""", page)
    assert "<link" not in page
    assert "@import" not in page
    assert re.findall(r"<script[^>]*>", page) == [
        '<script type="application/json" id="marks">',
        "<script>",
    ]
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    assert re.search(r"script-src 'sha256-[\w+/=]{44}'", policy[1])


def test_a_page_to_practise_with_has_nothing_for_staff() -> None:
    exam, files = tour()
    staff, practice = written(exam, files), written(exam, files, practice=True)
    for text in (
        "A parabola whose lowest point is the origin",  # a model answer
        "Do not mark the quality of the drawing",  # a note
        "It is symmetric in the vertical axis",  # a criterion
        "a slip in counting, with the right idea",  # a level
        'data-view="key"',
        'data-view="grader"',
    ):
        assert text in staff
        assert text not in practice
    assert 'data-view="student"' in practice
    assert "No: what a target cannot hold is reported" in practice  # feedback, once it was tried
    assert json.loads(re.findall(r'id="marks">(.*?)</script>', practice)[0])["questions"]


@pytest.mark.parametrize(
    ("language", "word"), [("nl", "Nakijken"), ("de", "Prüfen"), ("fi", "Check")]
)
def test_words_are_those_of_the_exam(language: str, word: str) -> None:
    exam, files = tour()
    page = written(replace(exam, language=language), files)
    assert f'data-do="try" hidden>{word}<' in page
    assert f'lang="{language}"' in page
    told = Report()
    TARGETS["html"].write(replace(exam, language=language), files, Options(), told)
    assert ("X372" in {entry.code for entry in told.diagnostics}) is (language == "fi")


def test_markup_in_any_field_stays_text() -> None:
    exam, files = tour()
    page = written(poisoned(exam), files)
    assert len(re.findall("<script", page)) == 2
    assert "<img src=x" not in page
    assert "49" not in re.findall(r"<title>(.*?)</title>", page)[0]
    assert page.count("</script>") == 2


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("1 February 2022", "0.5 points", "−0.25", "at least −1", "1.5 points", "66.67%")),
        ("de", ("1. Februar 2022", "0,5 Punkte", "−0,25", "mindestens −1", "1,5", "66,67 %")),
        ("fr", ("1er février 2022", "0,5 point", "−0,25", "au moins −1", "1,5 point", "66,67 %")),
    ],
)
def test_numbers_and_dates_are_those_of_the_language(language: str, said: tuple[str, ...]) -> None:
    exam, _, _ = read_text(
        f"---\ntitle: T\nlanguage: {language}\ndate: 2022-02-01\n---\n\n# E {{#e}}\n\n"
        "## 0.5 pts · multiple choice {#q floor=-1}\n\nWhich?\n\n- [x] a\n- [ ] {-0.25} b\n\n"
        "## 1.5 pts · open {#o}\n\nWhy?\n\n### levels\n\n- {1.5} a\n- {1 66.67%} b\n"
    )
    assert exam is not None
    page = html.unescape(written(exam, {})).replace("\u00a0", " ")
    for words in said:
        assert words in page, words
    assert f'"comma":{"false" if language == "en" else "true"}' in page


def test_titles_and_names_have_formulas_and_sums_of_money() -> None:
    text = (
        "---\ntitle: On $\\beta$ <b>\n---\n\n# Of $x^2$ for $5 or $6 {#a}\n\n"
        '## 1 pt · open {#q title="$y_1$"}\n\nWhy?\n\n### criteria\n\n- {1 #c} **$z_2$** it is\n'
    )
    reading = pipeline.read("exam.md", text.encode())
    page = pipeline.build(reading, ["html"]).outputs["html"].decode()
    assert "<title>On $\\beta$ &lt;b&gt;</title>" in page
    assert re.search(r"<h1[^>]*>On <math.*</math> &lt;b&gt;</h1>", page)
    assert re.search(r"<h2><span[^>]*>Of <math.*</math> for \$5 or \$6</span>", page)
    assert re.search(r"<h3>Question 1.1 <span[^>]*><math", page)


def test_what_mathml_cannot_say_is_drawn_and_spoken() -> None:
    exam, _, _ = read_text(
        "---\ntitle: T\nlanguage: nl\n---\n\n# E {#e}\n\n## 1 pt · open {#q}\n\n$\\mbox{x} = y^2$\n"
    )
    assert exam is not None
    report = Report()
    made = TARGETS["html"].write(exam, {}, Options(), report)
    assert made is not None
    assert "X386" not in {entry.code for entry in report.diagnostics}
    (alt,) = re.findall(r'<img class="tex" alt="([^"]*)"', made.decode())
    assert "kwadraat" in alt


def test_what_names_a_control_holds_no_signs_of_latex() -> None:
    exam, files = tour()
    named = re.findall(r'aria-label="([^"]*)"', written(exam, files))
    assert "Move up: n^2" in named
    assert "the primes below 100: finite" in named
    assert [name for name in named if "\\(" in name or "\\)" in name] == []


def test_what_is_not_on_the_page_is_told_where_it_is_met(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "mathra", None)
    drawnformulas.drawn.cache_clear()
    exam, _, _ = read_text(
        "---\ntitle: T\n---\n\n# E {#e}\n\n## 1 pt · open {#q}\n\n"
        "![a map](https://example.org/map.png) of $\\mbox{here}$\n"
    )
    assert exam is not None
    report = Report()
    made = TARGETS["html"].write(exam, {}, Options(), report)
    assert made is not None
    told = {d.code: (d.where, d.span.line if d.span else 0) for d in report.diagnostics}
    assert told["X387"] == ("exercise 1 › question 1", 9)
    assert told["X386"] == ("exercise 1 › question 1", 9)
    assert b'<code class="tex">\\mbox{here}</code>' in made
    assert b'<a href="https://example.org/map.png">[a map]</a>' in made
