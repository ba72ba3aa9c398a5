"""Tests of imagefiles: the content of an image decides, not its name."""

import pytest

from examc.files.imagefiles import MEDIA_TYPES, STARTS, ending_of, width

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("data", "name", "ending"),
    [
        (PNG, "plot.png", ".png"),
        (PNG, "plot.PNG", ".PNG"),
        (PNG, "plot.jpg", ".png"),
        (b"\xff\xd8\xff\xe0", "photo.jpeg", ".jpeg"),
        (b"\xff\xd8\xff\xe0", "", ".jpg"),
        (b"RIFF\0\0\0\0WEBP", "", ".webp"),
        (b"RIFF\0\0\0\0WAVE", "sound.webp", ""),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<svg>', "", ".svg"),
        (b"<svg/>", "plot.svg", ".svg"),
        (b'<x:svg xmlns:x="http://www.w3.org/2000/svg"/>', "", ".svg"),
        (b"<!--" + 9000 * b"-" + b"--><svg>", "", ".svg"),
        (b"<html><p>not found</p></html>", "plot.svg", ""),
        (b"", "plot.png", ""),
    ],
)
def test_the_ending_of_an_image(data: bytes, name: str, ending: str) -> None:
    assert ending_of(data, name) == ending


def test_the_tables_are_of_the_same_images() -> None:
    assert set(MEDIA_TYPES) == set(STARTS)


_JPEG = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc2\0\x11\x08\0\x20\x04\x78\x03"


@pytest.mark.parametrize(
    ("data", "pixels"),
    [
        (PNG + b"\0\0\0\rIHDR\0\0\x04\x78\0\0\0\x01", 1144),
        (b"GIF89a\x78\x04\x01\0", 1144),
        (_JPEG, 1144),
        (_JPEG[:-4], 0),
        (b"\xff\xd8\xff\xe0\0\0" * 9, 0),
        (b"<svg/>", 0),
        (PNG, 0),
        (b"", 0),
    ],
)
def test_the_width_of_an_image(data: bytes, pixels: int) -> None:
    assert width(data) == pixels
