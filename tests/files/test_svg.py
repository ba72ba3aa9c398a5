"""SVG images: nothing in them acts or reaches out, and a picture that does nothing keeps its bytes."""

import base64
import time
from pathlib import Path

import pytest

from examc.core.diagnostics import Diagnostic
from examc.files.svg import EMPTY, cleaned, is_svg
from examc.formats import TARGETS
from examc.verbs import pipeline
from support import READ_BACK, ROOT

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside: str = "", attributes: str = "", before: str = "") -> bytes:
    return f"{before}<svg {NS} {attributes}>{inside}</svg>".encode()


ACTIVE = {
    "a script": svg("<script>alert(1)</script>"),
    "a script of another name": svg(
        '<s:script xmlns:s="http://www.w3.org/2000/svg">a()</s:script>'
    ),
    "a script of a page": svg('<h:script xmlns:h="http://www.w3.org/1999/xhtml">a()</h:script>'),
    "an image of a page": svg(
        '<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="x" onerror="a()"/>'
    ),
    "an event handler": svg(attributes='onload="alert(1)"'),
    "an event handler in capitals": svg('<circle ONCLICK="alert(1)"/>'),
    "a piece of a page": svg("<foreignObject><p>a</p></foreignObject>"),
    "a link to a script": svg('<a xlink:href="javascript:alert(1)"><text>a</text></a>'),
    "a hidden link to a script": svg('<a href="java&#10;scr&#9;ipt:alert(1)"><text>a</text></a>'),
    "a link to data": svg('<a href="data:text/html,x"><text>a</text></a>'),
    "an image from elsewhere": svg('<image href="http://example.org/a.png"/>'),
    "an image beside it": svg('<image href="../secret.png"/>'),
    "an image of SVG": svg('<image href="data:image/svg+xml,x"/>'),
    "a piece of another file": svg('<use xlink:href="other.svg#a"/>'),
    "an animated link": svg('<a><set attributeName="xlink:href" to="javascript:alert(1)"/></a>'),
    "an animated handler": svg('<animate attributeName="onclick" values="a()"/>'),
    "an imported style": svg('<style>@import url("http://example.org/a.css");</style>'),
    "a style from elsewhere": svg("<style>a { fill: url(http://example.org/a) }</style>"),
    "an escaped style": svg(
        "<style>@\\69mport 'a.css'; a { fill: u\\72 l(//example.org) }</style>"
    ),
    "a style in pieces": svg("<style>/* <!-- x --> */ @im<!-- y -->port 'a.css';</style>"),
    "a style that runs": svg('<text style="width: expression(alert(1))"/>'),
    "a fill from elsewhere": svg('<circle fill="url(http://example.org/a#b)"/>'),
    "another base": svg('<use href="#a"/>', 'xml:base="http://example.org/"'),
    "a style sheet": svg(before='<?xml-stylesheet href="http://example.org/a.css"?>'),
    "a declared handler": svg(before='<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>'),
    "an entity": svg("&a;", before='<!DOCTYPE svg [<!ENTITY a "<script>alert(1)</script>">]>'),
    "an entity of the disk": svg("&a;", before='<!DOCTYPE svg [<!ENTITY a SYSTEM "/etc/passwd">]>'),
}
HARMLESS = {
    "nothing": svg(),
    "a gradient": svg('<linearGradient id="g"/><circle fill="url(#g)" style="mask: url(\'#m\')"/>'),
    "a style": svg("<style>a { fill: red; mask: url('#m') } /* url(x) */</style>"),
    "a font": svg('<style>@font-face { src: url("data:font/woff2;base64,AAAA") }</style>'),
    "a picture in it": svg('<image href="data:image/png;base64,AAAA"/><use xlink:href="#a"/>'),
    "a link": svg('<a href="https://example.org/"><text>a</text></a>'),
    "an animation": svg('<circle><animate attributeName="r" values="1;2"/></circle>'),
    "a shape": svg('<path d="M0 0 L1 1" transform="translate(1, 2)"/>'),
    "an editor's own": svg('<e:view xmlns:e="http://example.org/e" e:href="#a"/><!-- on="" -->'),
    "a doctype": svg(before='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">'),
    "names of an editor": b'<!DOCTYPE svg [<!ENTITY n "http://www.w3.org/2000/svg">]><svg xmlns="&n;"/>',
}
_SIGNS = (
    b"alert",
    b"example.org",
    b"script",
    b"a.css",
    b"<p",
    b"passwd",
    b"secret",
    b"other",
    b"set ",
)


@pytest.mark.parametrize("name", ACTIVE)
def test_what_acts_is_taken_out_and_told(name: str) -> None:
    result = cleaned(ACTIVE[name])
    assert result is not None
    data, found = result
    assert found
    assert not any(sign in data.lower() for sign in _SIGNS), data
    assert cleaned(data) == (data, ())


@pytest.mark.parametrize("name", HARMLESS)
def test_a_picture_that_does_nothing_keeps_its_bytes(name: str) -> None:
    assert cleaned(HARMLESS[name]) == (HARMLESS[name], ())


def test_the_words_around_what_is_taken_out_stay() -> None:
    data = svg("<switch><foreignObject/><text>a<script/>b<g onclick=''>c</g></text></switch>")
    result = cleaned(data)
    assert result is not None
    assert b"<switch><text>a<desc/>b<g>c</g></text></switch>" in result[0]
    assert result[1] == ("an element 'foreignObject'", "an element 'script'", "an event handler")


@pytest.mark.parametrize(
    "data", [b"", b"<svg", b"<html/>", b"PNG", b"\xff", b"<svg>&a;</svg>", b"<a:svg/>"]
)
def test_what_is_no_svg(data: bytes) -> None:
    assert cleaned(data) is None


def test_the_empty_picture_is_one() -> None:
    assert cleaned(EMPTY) == (EMPTY, ())
    assert is_svg("a.SVG", b"")
    assert is_svg("a.png", b"\xef\xbb\xbf \n<svg/>")
    assert not is_svg("a.png", b"\x89PNG")


@pytest.mark.parametrize(
    "piece", ["<script/>x", "<g>", "<a href='x:y' style='url(a)'/>", "&#9;", "<!-- -->"]
)
def test_the_time_is_linear(piece: str) -> None:
    few, many = (min(_spent(svg(piece * count)) for _ in range(3)) for count in (4_000, 16_000))
    assert many < 8 * few + 0.2


def _spent(data: bytes) -> float:
    """The processor time of cleaning a picture, in seconds."""
    begin = time.process_time()
    cleaned(data)
    return time.process_time() - begin


EXAM = "---\ntitle: T\n---\n\n# E {#e}\n\n## 2 pts · open {#q}\n\nWhy? ![what it is](plot.svg)\n"
_ATTACK = ACTIVE["a script"]
_FOREIGN = (
    '<quiz><question type="essay"><name><text>Q</text></name><questiontext format="html"><text><![CDATA[<p>Look '
    '<img src="@@PLUGINFILE@@/a.svg" alt="x"></p>]]></text><file name="a.svg" path="/" encoding="base64">{}</file>'
    "</questiontext><defaultgrade>3</defaultgrade></question></quiz>"
)


def _codes(found: list[Diagnostic]) -> set[str]:
    return {one.code for one in found if one.code in ("R487", "R488", "S155")}


def test_a_source_with_an_active_image_is_built_without_what_acts() -> None:
    reading = pipeline.read("exam.md", EXAM.encode(), {"plot.svg": _ATTACK})
    (told,) = [one for one in reading.report.diagnostics if one.code == "R487"]
    assert told.span is not None
    assert told.span[1:3] == (9, 6)
    built = pipeline.build(reading, READ_BACK)
    assert set(built.outputs) == set(READ_BACK)
    for target, output in built.outputs.items():
        again = pipeline.read(f"x.{TARGETS[target].extension}", output)
        assert not _codes(again.report.diagnostics), target
        assert all(b"alert" not in data for data in again.files.values())


def test_a_source_with_a_broken_image_is_an_error() -> None:
    reading = pipeline.read("exam.md", EXAM.encode(), {"plot.svg": b"<svg>"})
    assert _codes(reading.report.diagnostics) == {"S155"}
    assert reading.usable is None


@pytest.mark.parametrize(("data", "code"), [(_ATTACK, "R487"), (b"<svg>", "R488"), (svg(), "")])
def test_a_foreign_image_is_cleaned_on_its_way_in(data: bytes, code: str) -> None:
    text = _FOREIGN.format(base64.b64encode(data).decode())
    reading = pipeline.read("x.xml", text.encode())
    assert _codes(reading.report.diagnostics) == ({code} if code else set())
    (image,) = reading.files.values()
    assert b"alert" not in image
    assert cleaned(image) == (image, ())


def test_our_own_sources_have_none() -> None:
    for path in sorted(Path(ROOT / "sources").rglob("*.svg")):
        assert cleaned(path.read_bytes()) == (path.read_bytes(), ())
