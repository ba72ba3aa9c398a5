"""Comments under the formatter: none is lost, and each stays beside what it is about."""

import random
import re
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examc.core.diagnostics import Report
from examc.core.model import Exam
from examc.files.folders import MemoryFolder
from examc.formats.exam.fmt import format_text
from examc.formats.exam.write import SPELLINGS, write
from strategies import exams, files_of
from support import read_text

from .test_fmt import formatted

MARKDOWN = """\
---
# first
title: T  # beside the title
# before the course
course: {code: A, name: B}  # beside the course
scoring:
  # in the scoring
  floor: 0  # the floor
tags:
  - a
  # before b
  - b
# the end of the front matter
---

<!-- before the exercise -->

# E {#e}

<!-- in the text -->

Leading *text* <!-- in a line --> here.

<!-- before the question -->

<!-- and another -->

## 2 pts · multiple response {#q}

<!-- before the prompt -->

What now? <!-- after it -->

<!--
several
  lines
-->

* a list <!-- in the list -->

  <!-- in the item -->

* next

<!-- before the options -->

- [ ] {-1} one <!-- in an option -->

  > feedback
  >
  > <!-- after the feedback -->

<!-- between options -->

- [x] two

- [x] <!-- first --> three

<!-- before the solution -->

### solution

text

<!-- - [x] {+1} an option *commented* out -->

## image block

<!-- before the image -->

![a](images/dot.png)

<!-- after the image -->

## 1 pt · open

x

### levels

<!-- before a level -->

- {1} a
- {0} b

<!-- at the end -->
"""
YAML = """\
# first
title: T  # beside the title
scoring:
  # in the scoring
  floor: 0
# before the exercises
exercises:  # beside the exercises
  # before the exercise

  # and another,
  # of two lines
  - title: E
    items:
      # before the question
      - type: multiple choice
        points: 1
        # before the prompt
        prompt: |  # beside the prompt
          No <!-- but this --> comment:

          * a # sign
        options:
          # before an option
          - text: 'a # b'  # beside it
            correct: true
            # nearly the last
          - text: c#d
# the end
"""


def test_comments_of_markdown_stay_where_they_are() -> None:
    assert formatted(MARKDOWN) == MARKDOWN


def test_comments_of_yaml_stay_where_they_are() -> None:
    expected = YAML.replace("            # nearly the last", "          # nearly the last")
    assert formatted(YAML, name="exam.yaml") == expected


def test_comments_of_markdown_in_yaml() -> None:
    text = formatted(MARKDOWN, "yaml")
    assert "      # before the question\n\n      # and another\n      - type: multiple" in text
    assert "        # before the solution\n        solution: text\n" in text
    assert "          # between options\n          - text: two\n" in text
    assert "What now? <!-- after it -->\n" in text
    assert text.endswith("# at the end\n")


def test_comments_of_yaml_in_markdown() -> None:
    text = formatted(YAML, "md", name="exam.yaml")
    assert text.startswith("---\n# first\ntitle: T  # beside the title\n")
    assert "\n# before the exercises\n\n# beside the exercises\n---\n" in text
    assert (
        "\n<!-- before the exercise -->\n\n<!--\nand another,\nof two lines\n-->\n\n# E\n" in text
    )
    assert "\n<!-- before an option -->\n\n<!-- beside it -->\n\n- [x] a # b\n" in text
    assert text.endswith("\n<!-- the end -->\n")


@pytest.mark.parametrize(
    ("rough", "canonical"),
    [
        ("a <!--b--> c", "a <!-- b --> c"),
        ("a <!-- b\nb --> c", "a <!-- b b --> c"),
        ("<!--b-->\na", "<!-- b -->\n\na"),
        ("a\n<!-- b --><!-- c -->\nd", "a\n\n<!-- b -->\n\n<!-- c -->\n\nd"),
        ("a *b <!-- c --> d*", "a *b <!-- c --> d*"),
        ("* a\n<!-- b -->\n* c", "* a\n\n<!-- b -->\n\n* c"),
        (
            "| a |\n| - |\n| b <!-- c --> |",
            "| a            |\n| ------------ |\n| b <!-- c --> |",
        ),
        ("a\\\n&#32;<!-- b --> c", "a\\\n&#32;<!-- b --> c"),
        ("> <!-- b -->\n> a", "> <!-- b -->\n>\n> a"),
        ("a <!-- --> b <!---->", "a b"),
    ],
)
def test_comments_in_texts(rough: str, canonical: str) -> None:
    start = "---\ntitle: T\n---\n\n# E\n\n## text block {#t}\n\n"
    assert formatted(f"{start}{rough}\n") == f"{start}{canonical}\n"


def test_a_long_line_never_begins_with_a_comment() -> None:
    words = "word " * 18 + "words"
    text = f"---\ntitle: T\n---\n\n# E\n\n{words} <!-- a comment --> more words\n"
    assert f"{words[:-6]}\nwords <!-- a comment --> more words\n" in formatted(text)


def test_keys_that_move_take_their_comments_along() -> None:
    text = dedent(
        """\
        exercises:
          # about E
          - items: []  # nothing
            # about its title
            title: E
        # about the title
        title: T
        """
    )
    assert formatted(text, name="exam.yaml") == dedent(
        """\
        # about the title
        title: T
        exercises:
          # about E

          # nothing

          # about its title
          - title: E
        """
    )


# -- comments anywhere --------------------------------------------------------------------------


def _with_comments(text: str, dice: random.Random) -> str:
    """A Markdown file with comments strewn before its blocks and into its lines."""
    lines = text.split("\n")
    end = lines.index("---", 1)
    found: list[str] = []
    for number, line in enumerate(lines):
        if 0 < number <= end and not line.startswith(" ") and dice.random() < 0.3:
            found.append(f"# front {number}")
        if number > end and line and not lines[number - 1].strip() and dice.random() < 0.3:
            prefix = re.match(r"(?: *(?:> ?)*)*", line)
            assert prefix is not None
            found += [f"{prefix[0]}<!-- block {number} -->", prefix[0].rstrip()]
        spaces = [match.start() for match in re.finditer("(?<=[a-z]) (?=[a-z])", line)]
        if number > end and spaces and line[0] != "#" and dice.random() < 0.3:
            at = dice.choice(spaces)
            line = f"{line[:at]} <!-- line {number} -->{line[at:]}"
        found.append(line)
    return "\n".join(found)


def _with_yaml_comments(text: str, dice: random.Random) -> str:
    """A YAML file with comments strewn before its lines and behind them."""
    found: list[str] = []
    block = -1
    for number, line in enumerate(text.split("\n")):
        indent = len(line) - len(line.lstrip(" "))
        if block >= 0 and (indent > block or not line):
            found.append(line)
            continue
        block = -1
        if line and dice.random() < 0.3:
            found.append(f"{' ' * indent}# line {number}")
        if line.endswith(" |"):
            block = indent + 2 * line.lstrip().startswith("- ")
        found.append(line + f" # beside {number}" * (bool(line) and dice.random() < 0.3))
    return "\n".join(found)


def _stays(exam: Exam, spelling: str, text: str) -> bool:
    """Format a text with comments to both spellings; False where these broke it."""
    files, name = files_of(exam), SPELLINGS[spelling]
    _, _, report = read_text(text, files, name)
    if report.failed:
        return False
    for to, new_name in SPELLINGS.items():
        found = Report()
        new = format_text(name, text.encode(), MemoryFolder(files), found, to)
        assert new is not None, (text, found.diagnostics)
        again = format_text(new_name, new.encode(), MemoryFolder(files), Report())
        assert again == new
    return True


@settings(max_examples=60)
@given(exams(), st.integers(0, 10**9))
def test_comments_anywhere_are_kept(exam: Exam, seed: int) -> None:
    dice = random.Random(seed)
    _stays(exam, "md", _with_comments(write(exam, "md"), dice))
    assert _stays(exam, "yaml", _with_yaml_comments(write(exam, "yaml"), dice))
