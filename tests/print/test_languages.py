"""What a print says in other languages: numbers, dates, labels, and where its lines and pages end."""

import io
from fractions import Fraction

import pdfplumber
import pytest

from examc.core.localforms import Forms, numbered
from examc.core.paperwording import PAPER_WORDINGS, paper_wording
from examc.formats.options import Options
from examc.verbs import pipeline

SOURCE = """---
title: T
language: {language}
date: 2022-02-01
---

# A {{#a}}

## 0.5 pts · multiple choice {{#q floor=-0.25}}

Which?

- [x] {{+0.5}} one
- [ ] {{-0.25}} two

## 1.5 pts · open {{#o}}

Why?

### levels

- {{1.5}} all
- {{1 66.67%}} most

# B {{#b}}

## 1 pt · upload {{#u types=.py size=1.5MB}}

Hand it in.
"""


@pytest.mark.parametrize(
    ("language", "number", "signed", "percent", "day"),
    [
        ("en", "−0.5", "+1/3", "66.67%", "1\u00a0December 2026"),
        ("nl-BE", "−0,5", "+1/3", "66,67%", "1\u00a0december 2026"),
        ("de", "−0,5", "+1/3", "66,67\u00a0%", "1.\u00a0Dezember 2026"),
        ("de-CH", "−0.5", "+1/3", "66.67\u00a0%", "1.\u00a0Dezember 2026"),
        ("fr", "−0,5", "+1/3", "66,67\u00a0%", "1er\u00a0décembre 2026"),
        ("es", "−0,5", "+1/3", "66,67\u00a0%", "1\u00a0de diciembre de 2026"),
        ("es-MX", "−0.5", "+1/3", "66.67\u00a0%", "1\u00a0de diciembre de 2026"),
        ("ja", "−0.5", "+1/3", "66.67%", "1\u00a0December 2026"),
    ],
)
def test_numbers_and_dates_are_written_as_the_language_does(
    language: str, number: str, signed: str, percent: str, day: str
) -> None:
    forms = Forms(language)
    assert forms.number(Fraction(-1, 2)) == number
    assert forms.signed(Fraction(1, 3)) == signed
    assert forms.percent("66.67") == percent
    assert forms.day("2026-12-01") == day
    assert forms.day("") == ""
    assert forms.day("in May") == "in May"


def test_french_has_its_own_plural_and_its_spaces() -> None:
    french, german = Forms("fr"), Forms("de")
    assert [french.is_one(Fraction(n, 2)) for n in range(5)] == [True, True, True, True, False]
    assert [german.is_one(Fraction(n, 2)) for n in range(5)] == [False, False, True, False, False]
    assert french.labelled("Total", "A") == "Total\u00a0: A"
    assert german.labelled("Summe", "A") == "Summe: A"
    for words in paper_wording("fr"):
        assert not any(f" {sign}" in words for sign in ":;!?"), words
    assert paper_wording("de") == PAPER_WORDINGS["de"]
    assert numbered("Question 3") == "Question\u00a03"
    assert numbered("第3問") == "第3問"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ("Question 1", "0.5 points", "1.5 points", "1 February 2022")),
        ("nl", ("Vraag 1", "0,5 punten", "1,5 punten", "1 februari 2022")),
        ("de", ("Frage 1", "0,5 Punkte", "1,5 Punkte", "1. Februar 2022")),
        ("fr", ("Question 1", "0,5 point", "1,5 point", "1er février 2022")),
    ],
)
def test_papers_say_them_in_the_language_of_the_exam(language: str, told: tuple[str, ...]) -> None:
    source = SOURCE.format(language=language).encode()
    built = pipeline.convert("exam.md", source, ["print"], options=Options(source=True)).files
    exam, key, grading = (
        built["print"][f"print/{name}.typ"].decode().replace("~", "\u00a0").replace("\\", "")
        for name in ("exam", "key", "grading")
    )
    for words in told:
        found = words.replace(" ", "\u00a0", 1) if words[-1].isdigit() else words
        assert f"[{found}]" in exam, words
    comma = "." if language == "en" else ","
    assert f"1{comma}5\u00a0MB" in exam
    assert f"−0{comma}25" in key
    assert f"[1{comma}5]" in grading
    assert f"66{comma}67" in grading


def _pages(source: str) -> list[str]:
    files = {"p.svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"/>'}
    built = pipeline.convert("exam.md", source.encode(), ["print"], files).files["print"]
    with pdfplumber.open(io.BytesIO(built["exam.pdf"])) as document:
        return [page.extract_text() or "" for page in document.pages]


@pytest.mark.parametrize(("room", "together"), [("1/3", True), ("2/3", False)])
def test_what_stands_before_a_question_leaves_no_page_empty_for_it(
    room: str, together: bool
) -> None:
    """It moves on with its question where one page holds both, and else stands where it comes."""
    source = f"""---
title: T
---

# A {{#a}}

## 1 pt · open · 2/5 page {{#one}}

Before?

### levels

- {{1}} yes

## text block

Look here.

## image block · 2/5 page

![A square](p.svg)

## 1 pt · open · {room} page {{#two}}

Behind?

### levels

- {{1}} yes
"""
    pages = [
        next(n for n, page in enumerate(_pages(source)) if words in page)
        for words in ("Before?", "Look here.", "Behind?")
    ]
    assert pages == ([1, 2, 2] if together else [1, 1, 2])
