"""Prints as they come out: text, accessibility, the same bytes, and sources that compile again."""

import io
from collections.abc import Mapping
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfua import validate

from examc.core.diagnostics import has_errors
from examc.files import workspace
from examc.formats.options import DEFAULTS, Options
from examc.formats.print.compiling import compiled, pages
from examc.formats.print.escaping import string, text
from examc.verbs import pipeline
from support import DOT_PNG, ROOT

HEAD = "---\ntitle: T\n---\n\n# A {#a}\n\n"
QUESTION = "## 2 pts · open · 1/2 page {#q allow=L215}\n\n"


def words(pdf: bytes) -> str:
    """The text of a PDF without white space, as its text layer has it."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        shown = "".join(page.extract_text() or "" for page in document.pages)
    return "".join(shown.split())


def printed(
    source: str, options: Options = DEFAULTS, files: Mapping[str, bytes] = {}
) -> pipeline.Built:
    """A source, printed without errors."""
    built = pipeline.convert("exam.md", source.encode(), ["print"], files, options)
    assert not has_errors(built.diagnostics), built.diagnostics
    return built


def codes(built: pipeline.Built) -> list[str]:
    return [entry.code for entry in built.diagnostics if entry.target]


SIGNS = st.text("aZ9 éßΩж\\#$*_`<>@~[]{}()-=+/:;.,!?'\"%&^|\u00a0\u2013…", min_size=1, max_size=24)


@settings(max_examples=25)
@given(st.lists(SIGNS, min_size=12, max_size=12))
def test_the_text_layer_holds_the_words_that_were_typed(lines: list[str]) -> None:
    body = "".join(f"#par[{text(line)}]\n\n#strong[x]{text(line)}\n\n" for line in lines)
    head = '#set document(title: "x", date: none)\n#set smartquote(enabled: false)\n'
    pdf = compiled({"x.typ": (head + body).encode()}, "x.typ")
    typed = "".join(f"{line}x{line}" for line in lines)
    assert words(pdf) == "".join(typed.split())


@given(SIGNS)
@settings(max_examples=25)
def test_a_string_of_code_is_the_text(line: str) -> None:
    body = f'#set document(title: "x", date: none)\n#raw({string(line + "x")})'
    assert words(compiled({"x.typ": body.encode()}, "x.typ")) == "".join(f"{line}x".split())


HOSTILE = (
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.0"',
    '#include "layout.typ"',
    "#{panic()}",
    "#panic(1)",
    "\\u{23}read(1)",
    "@ref and <label>",
    "// no comment",
    "/* no comment */",
    "= no heading",
    "$ no formula $x$",
    "]#panic()[",
    '"; panic(); "',
)


def test_what_authors_type_is_never_code() -> None:
    typed = [line.replace("\\", "\\\\") for line in HOSTILE]
    plain = "\n\n".join("".join(f"\\{c}" if c in "#$@<>[]{}=*_`" else c for c in s) for s in typed)
    coded = "\n\n".join(f"``{line}``\n\n```{chr(10)}{line}\n```" for line in HOSTILE)
    source = HEAD + QUESTION + plain + "\n\n" + coded + "\n"
    shown = words(printed(source).outputs["print"])
    for line in HOSTILE:
        assert shown.count("".join(line.split())) == 3, line


def _tour(name: str, options: Options = DEFAULTS) -> pipeline.Built:
    loaded = workspace.load(str(ROOT / "sources" / name / "exam.md"))
    reading = pipeline.read(loaded.path, loaded.data, loaded.folder)
    return pipeline.build(reading, ["print"], options)


def flaws(pdf: bytes, folder: Path) -> list[str]:
    """What keeps a PDF from being read aloud, as a checker that is not typst's own finds it."""
    path = folder / "print.pdf"
    path.write_bytes(pdf)
    return [finding.message for finding in validate(str(path)).findings]


def test_all_prints_can_be_read_aloud_and_are_the_same_every_time(tmp_path: Path) -> None:
    built = _tour("tour").files["print"]
    assert list(built) == ["exam.pdf", "key.pdf", "grading.pdf"]
    for pdf in built.values():
        assert flaws(pdf, tmp_path) == []
    assert _tour("tour").files["print"] == built


@pytest.mark.slow
def test_a_real_exam_can_be_read_aloud(tmp_path: Path) -> None:
    for pdf in _tour("resit2022").files["print"].values():
        assert flaws(pdf, tmp_path) == []


def test_the_sources_compile_to_the_same_prints() -> None:
    built = _tour("tour", Options(source=True, versions=2)).files["print"]
    sources = {
        name.removeprefix("print/"): data
        for name, data in built.items()
        if name.startswith("print/")
    }
    for kind in ("exam-A", "exam-B", "key-A", "key-B", "grading"):
        assert compiled(sources, f"{kind}.typ") == built[f"{kind}.pdf"]
    assert pages(built["exam-A.pdf"]) == pages(built["exam-B.pdf"])


def test_what_cannot_be_printed_is_told_and_the_rest_is_printed() -> None:
    source = (
        HEAD
        + QUESTION
        + "The word 木 and ![a tree](a.png), ![a bush](b.png)\n\n![far](https://x.y/z.png)\n"
    )
    files = {"a.png": DOT_PNG, "b.png": DOT_PNG[:40] + b"\0" * 27}
    built = printed(source, files=files)
    assert codes(built).count("X388") == 2
    assert "X390" in codes(built)
    shown = words(built.outputs["print"])
    assert "Theword[U+6728]and" in shown
    assert "[abushb.png]" in shown
    assert "[farhttps://x.y/z.png]" in shown


FORMULAS = (
    *(r"\hat{\theta}_3", r"\vec{v}", r"\bar{x}", r"\widehat{abc}", r"\tilde{x}", r"\sqrt[3]{2}"),
    *(
        r"\mathcal{L}",
        r"\mathbb{R}",
        r"\begin{pmatrix}1&2\\3&4\end{pmatrix}",
        r"\ce{H2O}",
        r"\not=",
    ),
    r"\underbrace{a+b}_{c}",
)


def test_formulas_are_drawn_and_spoken() -> None:
    body = " ".join(f"${tex}$" for tex in FORMULAS) + "\n\n" + f"$$\n{'x + ' * 60}y\n$$\n"
    title = HEAD.replace("# A {#a}", "# On $\\beta$ for $5 or $6 {#a}")
    built = printed(title + QUESTION + body, Options(source=True))
    assert not {"X346", "X392"} & set(codes(built))
    spoken = built.files["print"]["print/formulas.typ"].decode()
    assert spoken.count("said: ") == len(FORMULAS) + 2
    assert '"theta hat sub 3"' in spoken
    assert '"beta"' in spoken
    assert "for$5or$6" in words(built.outputs["print"])


def test_a_formula_is_as_wide_as_its_cell_at_most() -> None:
    wide = r"\text{Optimal rate} = 1 - \frac{2}{a + b} \cdot b = \frac{a - b}{a + b} = \frac{k - 1}{k + 1} = 1 - \frac{2}{k + 1}"
    line = f"- {{2}} Two, and so:\n\n  $$\n  {wide}\n  $$\n"
    built = printed(f"{HEAD}{QUESTION}Why?\n\n### criteria\n\n{line}")
    with pdfplumber.open(io.BytesIO(built.files["print"]["grading.pdf"])) as document:
        (page,) = document.pages
        cell = next(
            one for one in page.find_tables()[0].cells if "so:" in page.crop(one).extract_text()
        )
        drawn = [one for one in page.curves if cell[1] < one["top"] and one["bottom"] < cell[3]]
    assert len(drawn) > 20
    assert min(one["x0"] for one in drawn) > cell[0]
    assert max(one["x1"] for one in drawn) < cell[2]


def test_a_cover_replaces_ours() -> None:
    cover = ("cover.md", "#### Our own\n\nWrite *nothing*.\n")
    shown = words(printed(HEAD + QUESTION + "Why?\n", Options(cover=cover)).outputs["print"])
    assert shown.startswith("OurownWritenothing.")
    assert "Studentnumber" not in shown
    wrong = Options(cover=("cover.md", "# Too high\n"))
    built = pipeline.convert(
        "exam.md", (HEAD + QUESTION + "Why?\n").encode(), ["print"], options=wrong
    )
    assert [entry.code for entry in built.diagnostics if entry.path == "cover.md" or entry.span][
        -1:
    ] == ["S133"]


@pytest.mark.parametrize(("paper", "points"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_paper_and_rooms(paper: str, points: tuple[int, int]) -> None:
    pdf = printed(HEAD + QUESTION + "Why?\n", Options(paper=paper)).outputs["print"]
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        page = document.pages[1]
        assert (round(page.width), round(page.height)) == points
        (room,) = [shape for shape in page.rects if shape["height"] > 100]
        between = page.height - (20 + 22) * 72 / 25.4
        assert abs(room["height"] - between / 2) < 2


def test_graders_get_a_row_for_every_line_and_sums() -> None:
    source = HEAD + "## 3 pts · open {#q}\n\nWhy?\n\n### criteria\n\n- {2} reason\n- {1} form\n"
    grading = words(printed(source).beside["print"]["grading.pdf"])
    assert "1q3reason2form1Total:A3" in grading
    assert "Total:T3" in grading
    levels = (
        HEAD.replace("# A", "# On $x_1$")
        + "## 3 pts · open {#q}\n\nWhy?\n\n### levels\n\n- {3} yes\n"
    )
    built = printed(levels, Options(source=True)).files["print"]
    assert "q(Awardexactlyoneofthese)3yes3" in words(built["grading.pdf"])
    assert rb"Total: On #m(1)" in built["print/grading.typ"]


def test_what_stands_before_a_question_is_on_its_page_and_long_listings_go_on() -> None:
    room = "## 1 pt · open · 7/8 pages {#r}\n\nWhy?\n\n"
    block = "# B {#b}\n\nFor the next one.\n\n"
    listing = "```\n" + "line of code\n" * 150 + "```\n\n"
    built = printed(HEAD + room + block + listing + QUESTION + "Why not?\n")
    with pdfplumber.open(io.BytesIO(built.outputs["print"])) as document:
        shown = [page.extract_text() for page in document.pages]
    assert ["For the next one." in text for text in shown].index(True) == 2
    assert [text.count("line of code") > 20 for text in shown][2:5] == [True] * 3
    short = printed(HEAD + room + block + QUESTION + "Why not?\n").outputs["print"]
    with pdfplumber.open(io.BytesIO(short)) as document:
        (page,) = [one.extract_text() for one in document.pages if "next" in one.extract_text()]
    assert "Why not?" in page


def test_words_are_in_the_language_of_the_exam() -> None:
    source = HEAD.replace("title: T", "title: T\nlanguage: nl") + QUESTION + "Waarom $x^2$?\n"
    built = printed(source, Options(source=True))
    shown = words(built.outputs["print"])
    assert "Vraag12punten" in shown
    assert b"kwadraat" in built.files["print"]["print/formulas.typ"]
