"""Images that a print has lost, and the pictures that stand in for them."""

import struct
import zlib

import pytest

from examc.core.content import Image
from examc.core.model import Exam, ImageBlock
from examc.core.walking import images
from examc.formats.transcript.placeholders import Placeholders, picture
from transcript.support import HEAD, codes, one_exercise, transcript

QUESTION = "\n\n2 PTS · OPEN\n\nWhy?\n"


def sources(exam: Exam) -> list[str]:
    return [image.src for image in images(exam)]


def test_picture_is_a_png_of_one_grey() -> None:
    data = picture()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, at = {}, 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        (crc,) = struct.unpack(">I", data[at + 8 + length : at + 12 + length])
        assert zlib.crc32(kind + body) == crc
        chunks[kind] = body
        at += 12 + length
    width, height, depth, colour = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    rows = zlib.decompress(chunks[b"IDAT"])
    assert (depth, colour) == (1, 3)
    assert len(rows) == height * (1 + width // 8)
    greys = [chunks[b"PLTE"][i : i + 3] for i in (0, 3)]
    assert all(len(set(grey)) == 1 for grey in greys)
    inner = rows[(height // 2) * (1 + width // 8) + 2 :][: width // 8 - 2]
    assert set(inner) == {0xFF}


def test_names() -> None:
    found = Placeholders()
    assert found.named("Folder/My plot.JPG") == "images/My-plot.png"
    assert found.named("Folder/My plot.JPG") == "images/My-plot.png"
    assert found.named("my-plot.png") == "images/my-plot-2.png"
    assert found.named("../../etc/passwd") == "images/passwd.png"
    assert found.named("картинка.png") == "images/lost.png"
    assert found.named("x" * 500) == f"images/{'x' * 60}.png"
    assert found.unnamed("1-2") == "images/lost-1-2.png"
    assert found.unnamed("1-2") == "images/lost-1-2-2.png"
    assert len({path.lower() for path in found.files}) == len(found.files) == 7
    assert set(found.files.values()) == {picture()}


def test_gap() -> None:
    text = "TEXT BLOCK\n\nSee:\n\n\n\nSo it is." + QUESTION
    assert sources(one_exercise(text)) == ["images/lost-100-1.png"]
    assert codes(text) == [("R470", 4)]


def test_two_empty_lines_are_no_gap() -> None:
    assert sources(one_exercise("TEXT BLOCK\n\nSee:\n\n\nSo it is." + QUESTION)) == []


def test_lines_with_spaces_are_the_end_of_a_page() -> None:
    assert sources(one_exercise("TEXT BLOCK\n\nSee:\n\n \n\n \nSo it is." + QUESTION)) == []


def test_a_print_with_many_empty_lines_has_gaps_of_its_own() -> None:
    items = "TEXT BLOCK\n\nSee:\n\nOne.\n\n\nTwo." + QUESTION
    wide = HEAD.format(points=2).replace("\n\n", "\n\n\n") + items.replace("\n\n", "\n\n\n")
    exam, files, _ = transcript(wide)
    assert exam is not None
    assert files == {}


def test_gap_at_the_end_is_nothing() -> None:
    assert sources(one_exercise(QUESTION.strip() + "\n\n\n\n\n\n")) == []


def test_mark_of_a_converter() -> None:
    text = "TEXT BLOCK\n\nSee:\n\n<!-- image -->\n\nSo it is." + QUESTION
    assert sources(one_exercise(text)) == ["images/lost-100-1.png"]
    assert codes(text) == [("R470", 5)]


def test_image_of_a_converter() -> None:
    text = "TEXT BLOCK\n\nSee ![a *plot*](_page_1_Figure_2.jpeg) here." + QUESTION
    exam = one_exercise(text)
    assert [(i.src, i.alt) for i in images(exam)] == [("images/_page_1_Figure_2.png", "a plot")]
    assert codes(text) == [("R470", 3)]


def test_image_of_the_web_stays() -> None:
    text = "TEXT BLOCK\n\n![a](https://example.org/a.png)" + QUESTION
    assert sources(one_exercise(text)) == ["https://example.org/a.png"]
    assert codes(text) == []


@pytest.mark.parametrize(
    "caption",
    ["Figure 3: the hill", "(figure credit - someone)", "Fig. 2. The hill", "Abb. 1: Der Hügel"],
)
def test_caption_without_an_image(caption: str) -> None:
    text = f"TEXT BLOCK\n\nLook.\n\n{caption}" + QUESTION
    assert sources(one_exercise(text)) == ["images/lost-100-1.png"]
    assert codes(text)[0] == ("R470", 5)


@pytest.mark.parametrize(
    "text", ["Figure skating is a sport.", "Plot the function.", "Diagrams help.", "Figures lie."]
)
def test_no_caption(text: str) -> None:
    items = f"TEXT BLOCK\n\n{text}" + QUESTION
    assert sources(one_exercise(items)) == []
    assert codes(items) == []


def test_text_that_speaks_of_a_lost_figure() -> None:
    items = "TEXT BLOCK\n\nLook.\n\n\n\nYes.\n\n2 PTS · OPEN\n\nWhat does the diagram show?\n"
    assert codes(items) == [("R470", 4), ("R471", 11)]
    assert codes("2 PTS · OPEN\n\nWhat does figure 2 show?\n") == [("R471", 3)]
    assert codes("2 PTS · OPEN\n\nDraw a diagram.\n") == []
    assert codes("2 PTS · OPEN\n\nName all in the figure below.\n") == [("R471", 3)]
    assert codes("2 PTS · OPEN\n\nBekijk de afbeelding hieronder.\n") == [("R471", 3)]
    assert codes("2 PTS · OPEN\n\nClassify an image with the network above.\n") == []


def image_block(lines: str) -> ImageBlock:
    found = one_exercise("IMAGE BLOCK 1/4 PAGE\n\n" + lines + QUESTION).exercises[0].items[0]
    assert isinstance(found, ImageBlock)
    return found


@pytest.mark.parametrize(
    ("lines", "image"),
    [
        ("a\\_b.png\n\nThe *hill*", Image("images/a_b.png", "", "The hill")),
        ("The hill\n\nhill.svg", Image("images/hill.png", "", "The hill")),
        ("hill.png\nThe hill\nat night\n\n\n\n", Image("images/hill.png", "", "The hill at night")),
        ("", Image("images/lost-100-1.png", "")),
        ("![hill](h.png)\n\nThe hill", Image("images/h.png", "hill", "The hill")),
        ("![a](a.png)\n\n![b](b.png)", Image("images/a.png", "a", "b")),
        ("```\n![a](a.png)\n```", Image("images/lost-100-1.png", "", "![a](a.png)")),
        ("2 pts", Image("images/lost-100-1.png", "", "2 pts")),
    ],
)
def test_image_block(lines: str, image: Image) -> None:
    found = image_block(lines)
    assert found.image == image
    assert found.space is not None


def test_every_image_has_a_file() -> None:
    items = "TEXT BLOCK\n\nA.\n\n\n\n![x](y.png)\n\nIMAGE BLOCK\n\nz.png" + QUESTION
    exam, files, _ = transcript(HEAD.format(points=2) + items)
    assert exam is not None
    assert sorted(files) == sorted(sources(exam))
