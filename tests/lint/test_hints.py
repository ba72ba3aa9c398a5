"""A number with decimals, asked in a language that writes a comma: the prompt says to use a point."""

import pytest

import examc

_EXAM = """---
title: T
language: {language}
---

# E {{#e}}

## 1 pt · numeric {{#q}}

{prompt}

### answer

- 9.81 ± 0.01
"""


def _is_told(prompt: str, language: str) -> bool:
    reading = examc.read("exam.md", _EXAM.format(prompt=prompt, language=language).encode())
    assert not reading.report.failed
    return "L262" in [entry.code for entry in examc.check(reading)]


@pytest.mark.parametrize(
    ("prompt", "language"),
    [
        ("Hoe snel? Geef twee decimalen.", "nl"),
        ("Wie schnell? Zwei Dezimalstellen.", "de"),
        ("À quelle vitesse ? Deux décimales.", "fr"),
        ("Hoe snel?", "nl"),
    ],
)
def test_a_number_of_decimals_is_no_hint(prompt: str, language: str) -> None:
    assert _is_told(prompt, language)


@pytest.mark.parametrize(
    ("prompt", "language"),
    [
        ("Hoe snel? Gebruik een decimale punt.", "nl"),
        ("Hoe snel? Geen komma.", "nl"),
        ("Wie schnell? Mit Dezimalpunkt.", "de"),
        ("Hoe snel, zoals 1.25?", "nl"),
        ("How fast?", "en"),
    ],
)
def test_a_point_or_a_comma_that_is_named_is_a_hint(prompt: str, language: str) -> None:
    assert not _is_told(prompt, language)
