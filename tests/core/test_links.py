"""Addresses that an exam may link to: one rule for every reader, writer and page."""

import pytest

from examc.core.content import Link, Text
from examc.core.links import address, cleaned, refused
from support import ROOT


@pytest.mark.parametrize(
    "url",
    [
        *("https://example.org/a?b=c#d", "HTTP://EXAMPLE.ORG", "mailto:a@b.c", "//example.org/a"),
        *("a.html", "/wiki/File:a", "#top", "?a=b:c", "", "./a:b", "a%3Ab", "images/a b.png"),
        *("https://example.org/?next=javascript:x", "https://[::1]/", "a\\b:c"),
    ],
)
def test_addresses_of_the_web_of_mail_and_relative_ones(url: str) -> None:
    assert refused(url) == ""
    assert address(url) == url
    assert Link((Text("a"),), url).href == url


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:x", "JavaScript:x", " javascript:x", "java\tscript:x", "java\nscript:x"),
        *("java\r\nscript:x", "\x01javascript:x", "javascript\t:x", "java&#10;script:x"),
        *("javascript&colon;x", "javascript&#58;x", "java\u200bscript:x", "java\u00adscript:x"),
        *("ｊavascript:x", "javascript：x", "javascript\u2028:x", "data:text/html,x", "vbscript:x"),
        *(
            "file:///etc/passwd",
            "C:\\a",
            "blob:x",
            "about:blank",
            "ftp://a.b",
            ":x",
            "\u202ejavascript:x",
        ),
    ],
)
def test_all_others_in_whatever_disguise(url: str) -> None:
    assert refused(url).endswith(":")
    assert address(url) == ""
    assert Link((Text("a"),), url).href == ""


def test_what_browsers_drop_is_dropped() -> None:
    assert cleaned(" ht\ttps://a.b/\nc\x00 ") == "https://a.b/c"
    assert Link((), "\n mailto:a@b.c").href == "mailto:a@b.c"


def test_writers_ask_for_the_address_that_may_be_followed() -> None:
    """Only the source, the comparison and the lines of messages know what was written."""
    package = ROOT / "compiler" / "examc"
    rooms = [package / "text" / "xhtml.py", package / "text" / "pagehtml.py", package / "proof"]
    rooms += [folder for folder in (package / "formats").iterdir() if folder.name != "exam"]
    for room in rooms:
        for path in [room] if room.is_file() else room.rglob("*.py"):
            assert "link.url" not in path.read_text(encoding="utf-8"), path
