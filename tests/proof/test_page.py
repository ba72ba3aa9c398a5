"""The page of a proof: which files, how far off at worst, what does not arrive, in whose language."""

import hashlib
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from examc.cli import cli
from examc.core.wording import WORDINGS
from examc.proof.pagewords import words

SOURCE = """\
---
title: Toets
language: nl
---

# Een {#een}

## 2 pts · multiple response {#deelbaar}

Welke zijn even? Denk aan $\\ce{2H2 + O2 -> 2H2O}$.

- [x] {+1} 2
- [ ] {-1} 3

  > Drie is oneven.

- [x] {+1} 4
- [ ] {-1} 5

## 3 pts · open {#waarom}

Waarom?

### criteria

- {2} noemt de reden
- {1} noemt een voorbeeld

## 1 pt · open {#tabel}

Wat staat er in de tabel?

| stof          | formule       |
|---------------|---------------|
| water         | $H_2O$        |

### criteria

- {1} water
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with one exam in Dutch."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "toets").mkdir()
    (tmp_path / "toets" / "exam.md").write_text(SOURCE, encoding="utf-8")
    return tmp_path


def _verify(*options: str) -> Result:
    return CliRunner().invoke(cli, ["verify", "toets", *options])


def _page(here: Path, *options: str) -> str:
    assert _verify("--report", "page.html", *options).exit_code in (0, 1)
    return (here / "page.html").read_text(encoding="utf-8")


def _rows(page: str, heading: str) -> list[list[str]]:
    """The cells of the table below a heading."""
    table = page.split(f"<h2>{heading}</h2>")[1].split("</table>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", table.split("<tbody>")[1], re.DOTALL)
    return [
        [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)]
        for row in rows
    ]


def test_the_hashes_are_those_of_the_files_that_a_build_writes(here: Path) -> None:
    page = _page(here)
    assert CliRunner().invoke(cli, ["build", "toets"]).exit_code == 0
    named = dict(_rows(page, "Wat is bewezen"))
    files = list((here / "build" / "toets").glob("toets.*"))
    built = [path for path in files if not path.name.endswith(".losses.json")]
    assert named == {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in built}
    assert "examc 0." in page


def test_the_worst_case_is_told_for_a_question_and_for_the_exam(here: Path) -> None:
    rows = _rows(_page(here), "Ergste geval in punten")
    name = "qti → Canvas New Quizzes"
    # one right option earns 1 and gets 0; nothing earns too much
    assert [row for row in rows if row[0] == name] == [
        [name, "1.1", "1", "0"],
        [name, "hele toets", "1", "0"],
    ]


def test_each_thing_that_does_not_arrive_is_told_once(here: Path) -> None:
    rows = _rows(_page(here, "-t", "canvas"), "Wat niet aankomt")
    assert [row[0] for row in rows] == list(dict.fromkeys(row[0] for row in rows))
    assert [row[2] for row in rows if row[0].startswith("beoordelingsmodel")] == ["1.2, 1.3"]


def test_one_system_is_shown_on_request(here: Path) -> None:
    page = _page(here, "--system", "moodle")
    assert re.findall(r'<div class="card"><h3>(.*?)</h3>', page) == ["Moodle"]
    assert "Ergste geval" not in page
    assert "New Quizzes" not in page
    both = _page(here, "--system", "Canvas New Quizzes")
    assert len(re.findall(r'<div class="card">', both)) >= 1


def test_an_unknown_system_is_refused_and_nothing_is_written(here: Path) -> None:
    run = _verify("--report", "page.html", "--system", "Blackboard")
    assert run.exit_code == 2
    assert "no system called 'Blackboard' was compared; write one of QTI player" in run.output
    assert not (here / "page.html").exists()
    assert _verify("--date", "2026-01-01").exit_code == 2


def test_there_is_no_date_unless_it_is_given(here: Path) -> None:
    assert "2026-06-30" not in _page(here)
    assert "Datum: 2026-06-30" in _page(here, "--date", "2026-06-30")


def test_the_page_speaks_the_language_of_the_exam(here: Path) -> None:
    page = _page(here)
    assert page.startswith('<!DOCTYPE html>\n<html lang="nl">')
    assert "Handtekening" in page
    assert "<td>water</td>" in page.replace("\n", "")


def test_no_sentence_of_the_page_is_english_but_advice(here: Path) -> None:
    page = re.sub(r"<style>.*?</style>", "", _page(here, "--suggest"), flags=re.DOTALL)
    advice = re.compile(r'<(?P<tag>\w+)[^>]* lang="en"[^>]*>.*?</(?P=tag)>', re.DOTALL)
    said = re.sub(r"<[^>]+>", " ", advice.sub("", page))
    assert "een student die A kiest, krijgt 0 in plaats van 1" in said
    assert "met het QTI-pakket" in said
    assert "feedback bij optie B" in said
    assert "elk aantal antwoorden" in said
    for word in ("the", "student who", "instead", "marked", "responses", "file", "and", "rubric"):
        assert re.search(rf"\b{word}\b", said) is None, word


def test_chemistry_is_a_formula(here: Path) -> None:
    page = _page(here)
    assert "\\ce" not in page
    assert "<math" in page


def test_a_narrow_page_names_the_system_in_each_cell(here: Path) -> None:
    page = _page(here)
    for name in ("Moodle", "ANS", "qti → Canvas Classic", "canvas → Canvas Classic"):
        assert page.count(f'data-system="{name}"') == 3


@pytest.mark.parametrize("language", [*WORDINGS, "nl-BE", "ja"])
def test_every_language_has_all_words(language: str) -> None:
    assert words(language).keys() == words("en").keys()
    assert all(words(language).values())
    assert (words(language) == words("en")) == (language in ("en", "ja"))
