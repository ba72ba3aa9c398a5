"""No input makes a traceback: broken, twisted and oversized exports end in diagnostics."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canvas.support import CHOICE, OPEN, RESPONSE, bank, build, export, import_zip, item, quiz
from examc.files.package import pack, unpack
from examc.formats.canvas.read import sniff
from examc.systems.canvas.fromdialect import view

SOURCE = f"{CHOICE}\n{RESPONSE.replace('{#q}', '{#r}')}\n{OPEN.replace('{#q}', '{#s}')}"
TAGS = (
    b"<section>",
    b"</section>",
    b"<item/>",
    b"<selection_ordering><selection_number>x</selection_number></selection_ordering>",
    b"<respcondition><setvar>1e9</setvar><conditionvar><varequal/></conditionvar></respcondition>",
    b"<itemfeedback/>",
    b"<mattext>",
    b"<presentation/>",
    b"<qtimetadatafield/>",
    b"&lt;img src='//'>",
    b"\xff\x00",
)


def survive(data: bytes) -> None:
    """Read and mark whatever it is."""
    sniff(data)
    exam, _, report = import_zip(data)
    assert exam is not None or report.failed
    assert view(data) is not None


@pytest.fixture(scope="module")
def package() -> bytes:
    """A package of ours."""
    return build(SOURCE).data


@settings(max_examples=40)
@given(seed=st.integers(0, 2**32))
def test_a_twisted_package_is_survived(package: bytes, seed: int) -> None:
    draw = random.Random(seed)
    files = unpack(package)
    for name in files:
        content = bytearray(files[name])
        for _ in range(draw.randint(0, 4)):
            at = draw.randrange(len(content) + 1)
            match draw.randint(0, 3):
                case 0:
                    content[at:at] = draw.choice(TAGS)
                case 1:
                    del content[at : at + draw.randint(1, 40)]
                case 2:
                    content[at : at + 1] = bytes([draw.randrange(256)])
                case _:
                    piece = content[at : at + draw.randint(1, 400)]
                    content[at:at] = piece
        files[name] = bytes(content)
    survive(pack(files))


@settings(max_examples=40)
@given(places=st.lists(st.integers(0, 10_000), max_size=8), words=st.data())
def test_elements_in_the_wrong_place_are_survived(
    package: bytes, places: list[int], words: st.DataObject
) -> None:
    files = unpack(package)
    name = next(n for n in files if n.endswith(".xml") and b"questestinterop" in files[n])
    content = files[name]
    gaps = [i for i in range(1, len(content)) if content[i - 1 : i] == b">"]
    for place in places:
        at = gaps[place % len(gaps)]
        tag = words.draw(
            st.sampled_from([t for t in TAGS if t.endswith((b"/>", b"ing>", b"ion>"))])
        )
        if not tag.startswith(b"</") and tag != b"<section>":
            content = content[:at] + tag + content[at:]
            gaps = [i for i in range(1, len(content)) if content[i - 1 : i] == b">"]
    survive(pack({**files, name: content}))


def test_deep_sections_are_survived() -> None:
    deep = '<section ident="s">' * 200 + item() + "</section>" * 200
    survive(export({"iq.xml": quiz(deep)}))
    survive(export({"iq.xml": quiz('<section ident="s">' * 5000 + "</section>" * 5000)}))


def test_many_items_with_one_identifier_are_quick() -> None:
    data = export({"iq.xml": quiz(item() * 3000), "ib.xml.qti": bank(item() * 2000)})
    exam, _, report = import_zip(data)
    assert exam is not None
    ids = [i.id for e in exam.exercises for i in e.items]
    assert len(set(ids)) == len(ids) == 5000
    assert sum(d.code == "R527" for d in report.diagnostics) == 4999


def test_long_names_of_files_are_bounded() -> None:
    name = "a/" * 30_000 + "x.png"
    survive(export({"iq.xml": quiz(item(stem="&lt;img src='x.png'>")), name: b"x"}))


def test_huge_numbers_are_not_read() -> None:
    for text in ("9" * 100_000, "1e999999999", "0x10", "١", "1/0"):
        survive(export({"iq.xml": quiz(item(points=text))}))


def test_a_settings_file_of_another_kind_is_passed_over() -> None:
    survive(export({"iq.xml": quiz(item()), "iq/m.xml": '<quiz identifier="iq"><quiz/></quiz>'}))
