"""How formulas are read aloud: mistakes at their place, what targets hold, and what is unclear."""

import html
import io
import re
import zipfile

import pytest

import examc
from examc.core.content import Image, Math, Paragraph
from examc.core.content import walk as walk_content
from examc.core.diagnostics import Report
from examc.core.model import Exam
from examc.core.walking import texts, walk
from examc.files.extras import MissingExtra
from examc.formats.exam.sayabletext import Sayer
from examc.formats.options import Options
from examc.lint import speech
from examc.systems import words
from examc.text import fromhtml, tex

HEAD = "---\ntitle: T\n---\n\n# A {#a}\n\n## 2 pts · multiple choice {#q}\n\n"
OPTIONS = '\n\n- [x] {+2} $x${say="ex\'s <half>"}\n- [ ] {0} no\n'.replace("<half>", "half :-)")
SAID = (
    HEAD
    + r"""What is $p(x \mid z)${say="p of x given z"} & *$x < y${say="x is less"}*?

$$
a
+ b
$${say="the sum"}

| a               | b   |
| --------------- | --- |
| $z${say="zed"}  | $z$ |"""
    + OPTIONS
)


def formulas(exam: Exam | None) -> list[Math]:
    assert exam is not None
    found = (part for _, node in walk(exam) for text in texts(node) for part in walk_content(text))
    return [part for part in found if isinstance(part, Math)]


@pytest.mark.parametrize(
    ("words", "code", "column", "help_line"),
    [
        ("$x${say}", "S134", 5, "write what is read aloud"),
        ('$x${say=""}', "S134", 5, "write what is read aloud"),
        ('$x${say="a *b*"}', "S134", 12, "write the word for it"),
        (r'$x${say="\alpha"}', "S134", 10, "write the word for it"),
        ('$x${say="a|b"}', "S134", 11, "write the word for it"),
        ("$x${say='a b'}", "S134", 5, 'write {say="the words"}'),
        ("$x${say=“a b”}", "S134", 5, 'write {say="the words"}'),
        ('$x${say="a"', "S134", 4, 'write {say="the words"}, on one line'),
        ('$x${sya="a"}', "S135", 5, "did you mean 'say'?"),
        ("$x${say=a say=b}", "S111", 11, "keep one"),
        ('$x$ {say="a"}', "S134", 5, 'write {say="the words"} right behind the formula'),
        ('é `x`{say="a"} b', "S134", 6, 'write {say="the words"} right behind the formula'),
    ],
)
def test_a_mistake_is_told_at_its_column(
    words: str, code: str, column: int, help_line: str
) -> None:
    found = examc.read("exam.md", f"{HEAD}{words}{OPTIONS}".encode()).report.diagnostics
    told = [(one.code, one.span and one.span.column) for one in found]
    assert told == [(code, column)], found
    assert found[0].help.startswith(help_line)


def test_a_title_says_nothing_of_its_formulas() -> None:
    text = HEAD.replace("# A", '# A $x${say="ex"} of') + "Why?" + OPTIONS
    (found,) = examc.read("exam.md", text.encode()).report.diagnostics
    assert (found.code, found.span and found.span.column) == ("S134", 8)


@pytest.mark.parametrize("math", ["latex", "mathml"])
def test_targets_that_are_read_bring_every_reading_back(math: str) -> None:
    reading = examc.read("exam.md", SAID.encode())
    own = formulas(reading.exam)
    assert [one.say for one in own] == [
        *("p of x given z", "x is less", "the sum", "zed", "", "ex's half :-)")
    ]
    targets = ["qti", "qti3", "moodle", "canvas", "ans", "gift"]
    built = examc.build(reading, targets, Options(math=math))
    for target, files in built.files.items():
        data = next(iter(files.values()))
        assert formulas(examc.read(f"exam.{target}", data).exam) == own, target
    lost = {one.target for one in built.diagnostics if one.code == "X397"}
    assert lost == ({"qti"} if math == "latex" else set())


EVERYWHERE = """---
title: T
---

# A {#a}

## 1 pt · fill in {#gaps}

The [[menu]].

### answer: menu

- [x] SAY
- [ ] two

## 2 pts · matching {#pairs}

Match.

### pairs

- SAY → SAY
- b → c
- → SAY

## 3 pts · ordering {#order}

Order.

### order

1. SAY
2. two
3. three

## 2 pts · matrix {#table}

Which?

|       | SAY | no |
| ----- | --- | -- |
| SAY   | x   |    |
| row 2 |     | x  |

## 1 pt · multiple choice {#choice}

Which?

- [x] SAY

  > SAY
- [ ] b

## 2 pts · open {#open}

Why?

### criteria

- {1} it says SAY
- {1} or *that*
"""


def with_readings() -> tuple[bytes, list[str]]:
    """An exam with a formula at every place where texts stand, and the reading of each."""
    first, *rest = EVERYWHERE.split("SAY")
    said = [f"reading number {at}" for at in range(len(rest))]
    formulas = [f'$x_{{{at}}}${{say="{one}"}}' for at, one in enumerate(said)]
    text = first + "".join(f"{a}{b}" for a, b in zip(formulas, rest, strict=True))
    return text.encode(), said


@pytest.mark.parametrize("math", ["latex", "mathml"])
@pytest.mark.parametrize(
    "target", ["qti", "qti3", "moodle", "canvas", "ans", "gift", "aiken", "html"]
)
def test_every_reading_is_heard_or_its_loss_is_told(target: str, math: str) -> None:
    """Which is heard is read from the attributes that assistive technology has; the rest is told."""
    text, said = with_readings()
    reading = examc.read("exam.md", text)
    assert reading.exam is not None
    built = examc.build(reading, [target], Options(math=math))
    heard = set(re.findall(r"reading number \d+", _heard(built.files[target])))
    lines = text.decode().split("\n")
    told = set()
    for one in built.diagnostics:
        if one.code == "X397" and one.span is not None:
            line = lines[one.span.line - 1][one.span.column - 1 :]
            told.add(re.findall(r"reading number \d+", line)[0])
    missing = set(said) - heard - told
    if missing:  # with a question, feedback or rubric that is told to be left out
        assert target in ("gift", "aiken")
        codes = ("X320", "X322", "X350", "X351", "X352", "X353", "X382")
        without = {one.where.split(" › ")[1] for one in built.diagnostics if one.code in codes}
        assert {_question(reading.exam, one) for one in missing} <= without
    if target == "html":
        assert told == set()


def _heard(files: dict[str, bytes]) -> str:
    """What assistive technology is given of all texts of these files, as one string."""
    found = []
    for data in files.values():
        parts = [data]
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                parts = [package.read(name) for name in package.namelist()]
        for part in parts:
            shown = html.unescape(html.unescape(part.decode().replace("\\", "")))
            found += re.findall(r'(?:alttext|aria-label|label|data-qti-label|alt)="([^"]*)"', shown)
    return "\n".join(found)


def _question(exam: Exam, said: str) -> str:
    for where, node in walk(exam):
        for text in texts(node):
            if any(isinstance(one, Math) and one.say == said for one in walk_content(text)):
                return where.split(" › ")[1]
    raise AssertionError(said)


def test_what_names_a_control_of_the_page_is_its_reading() -> None:
    text, said = with_readings()
    page = examc.build(examc.read("exam.md", text), ["html"]).outputs["html"].decode()
    names = html.unescape("\n".join(re.findall(r"(?:input|button|select) [^>]*>", page)))
    assert not re.search(r"x_\{\d", names)
    for at in (1, 4, 6, 7):  # a left side, an item, a row, an option
        assert said[at] in names, at


def test_what_mathml_says_of_itself_is_no_text_that_students_read() -> None:
    made = tex.read_aloud("<math><mi>x</mi></math>", "y^2", "ex & why")
    assert made.startswith('<math alttext="ex &amp; why"><semantics>')
    assert words.of_html(f"<p>a {made} b</p>") == "a x b"


def test_the_page_says_what_its_author_says() -> None:
    page = examc.build(examc.read("exam.md", SAID.encode()), ["html"]).outputs["html"].decode()
    labels = re.findall(r'<math alttext="([^"]*)" aria-label="([^"]*)"', page)
    assert ("p of x given z", "p of x given z") in labels
    assert {one for one, _ in labels} >= {"the sum", "zed", "x is less", "ex's half :-)"}


def test_a_print_says_what_its_author_says() -> None:
    try:
        built = examc.build(examc.read("exam.md", SAID.encode()), ["print"], Options(source=True))
    except MissingExtra:
        pytest.skip("the extra print is not installed")
    source = built.files["print"]["print/formulas.typ"] + built.files["print"]["print/exam.typ"]
    assert b'"p of x given z"' in source


def test_mathml_of_others_brings_words_back_and_no_latex() -> None:
    def say(alttext: str) -> str:
        html = f'<p><math alttext="{alttext}"><mi>x</mi></math></p>'
        found = [*walk_content(fromhtml.blocks(html, Report(), "", lambda src, _: src))]
        return next(one.say for one in found if isinstance(one, Math))

    assert say("x to be found") == "x to be found"
    assert say("x") == say("x^2 + y") == ""
    html = '<p><span role="math" aria-label="ex">\\(x\\)</span> <span role="math">y</span></p>'
    found = [*walk_content(fromhtml.blocks(html, Report(), "", lambda src, _: src))]
    assert [one for one in found if isinstance(one, Math | Image)] == [Math("x", say="ex")]


@pytest.mark.parametrize(
    ("tex", "unclear"),
    [
        (r"p_{x \mid z}", ["a bar"]),
        ("(a|b) + (c|d)", ["a bar"]),
        (r"|x| + \left|y\right| + \|z\| + \lvert x\rvert", []),
        (r"\begin{array}{c|c}a&b\end{array}", []),
        (r"A^\top B^{T} e^{Tx}", ["a raised T"]),
        ("f'", ["a prime"]),
        (r"f_{ij}(x)", ["a letter before a bracket"]),
        (r"\sin(x) + 2(x)", []),
    ],
)
def test_what_is_heard_in_several_ways(tex: str, unclear: list[str]) -> None:
    assert [idea.what for idea in speech.IDEAS if idea.holds(tex)] == unclear


def test_what_is_unclear_is_told_once_an_idea_by_the_page_and_not_by_check() -> None:
    text = HEAD + '$x_{a|b}$, $x_{c|d}$, $f(x)$ and $f(y)${say="f of y"}' + OPTIONS
    reading = examc.read("exam.md", text.encode())
    assert not [one for one in examc.check(reading) if one.code in ("L283", "L284")]
    found = examc.build(reading, ["html", "moodle"]).diagnostics
    told = [(one.code, one.target, one.message[:18]) for one in found if one.code[:3] == "L28"]
    assert told == [("L283", "html", "2 formulas have a "), ("L284", "html", "formula has a lett")]


def test_another_reading_is_a_change_that_is_named() -> None:
    old = examc.read("exam.md", SAID.encode())
    new = examc.read("exam.md", SAID.replace("p of x given z", "p of z").encode())
    (change,) = examc.diff(old, new)
    assert "reading of a formula" in change.what
    assert (change.old, change.new) == ('{say="p of x given z"}', '{say="p of z"}')


def test_a_reading_that_a_program_made_of_markup_is_told_where_it_becomes_a_source() -> None:
    told: list[str] = []
    sayer = Sayer((), lambda code, message: told.append(code))
    content = (Paragraph((Math("x", say="x^2"), Math("y", say=" a  b "))),)
    assert sayer.blocks(content) == (Paragraph((Math("x"), Math("y", say="a b"))),)
    assert told == ["S162"]
