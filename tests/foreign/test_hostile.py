"""One suite of broken and hostile files over all readers: diagnostics, in bounded time, no traceback.

What is harmless is read in every format alike; what must not be read is refused in every format.
"""

import io
import zipfile
from collections.abc import Callable

import pytest

from examc.core.content import Paragraph, Text
from examc.core.model import Question
from examc.core.report import as_dict
from examc.files import package
from examc.files.bounds import MOST_TAGS
from examc.files.package import pack
from examc.formats.canvas.names import own_id
from examc.formats.foreign.identifiers import Ids, unescaped
from examc.formats.foreign.images import Paths
from examc.formats.qti21.names import exam_id
from foreign.kinds import ALL, OF_XML, PACKAGES, QTI, QTI_ALONE, WITHOUT_IDS, Kind, many, read

SECONDS = 10  # of CPU; far above what is needed, so that a busy machine does not fail
MANY = 150
"""Questions of one file; twice as many may take little more than twice as long."""

each = pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
each_xml = pytest.mark.parametrize("kind", OF_XML, ids=lambda kind: kind.name)
each_package = pytest.mark.parametrize("kind", PACKAGES, ids=lambda kind: kind.name)

UTF_8 = '<?xml version="1.0" encoding="UTF-8"?>\n'


def _declared(encoding: str) -> str:
    return UTF_8.replace("UTF-8", encoding)


HARMLESS: dict[str, Callable[[str], bytes]] = {
    "nothing before it": lambda text: text.encode(),
    "a declaration": lambda text: (UTF_8 + text).encode(),
    "XML 1.1": lambda text: (UTF_8.replace("1.0", "1.1") + text).encode(),
    "a mark": lambda text: (UTF_8 + text).encode("utf-8-sig"),
    "white space": lambda text: ("\n\n \t\r\n" + UTF_8 + text).encode(),
    "a mark and white space": lambda text: ("\r\n" + UTF_8 + text).encode("utf-8-sig"),
    "comments": lambda text: (UTF_8 + "<!-- a -->\n<?b c?>\n" + text).encode(),
    "a type": lambda text: (UTF_8 + "<!DOCTYPE x>\n" + text).encode(),
    "a type by name": lambda text: (UTF_8 + '<!DOCTYPE x SYSTEM "x.dtd">' + text).encode(),
    "a public type": lambda text: (
        UTF_8 + "<!DOCTYPE x PUBLIC '-//X//Y//EN'\n 'http://127.0.0.1:1/x.dtd' >" + text
    ).encode(),
    "UTF-16": lambda text: (_declared("UTF-16") + text).encode("utf-16"),
    "UTF-16 without a mark": lambda text: (_declared("UTF-16") + text).encode("utf-16-le"),
    "big-endian UTF-16": lambda text: (_declared("UTF-16BE") + text).encode("utf-16-be"),
    "UTF-32": lambda text: (_declared("UTF-32") + text).encode("utf-32"),
    "Latin-1": lambda text: (_declared("ISO-8859-1") + text).encode("latin-1"),
    "a code page": lambda text: (_declared("windows-1252") + text).encode("cp1252"),
    "a false UTF-16": lambda text: (_declared("utf-16") + text).encode(),
    "old lines": lambda text: (UTF_8 + text).replace("\n", "\r").encode(),
}


@pytest.mark.parametrize("way", HARMLESS)
@each_xml
def test_what_stands_before_the_first_element_does_no_harm(kind: Kind, way: str) -> None:
    found = read(kind.packed(HARMLESS[way](kind.text(said="Café?"))))
    (question,) = found.items
    assert isinstance(question, Question), [d.message for d in found.said]
    assert question.prompt == (Paragraph((Text("Café?"),)),)


@each_xml
def test_names_of_html_characters_are_understood(kind: Kind) -> None:
    (question,) = read(kind.data(said="caf&eacute;&amp;tea&hellip;")).items
    assert isinstance(question, Question)
    assert question.prompt == (Paragraph((Text("café&tea…"),)),)


def _bomb() -> str:
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    return f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]>'


def _inside(text: str, more: str) -> str:
    """A document with something more in its first element."""
    start, end, rest = text.partition(">")
    return f"{start}{end}{more}{rest}"


REFUSED: dict[str, Callable[[str], bytes]] = {
    "entities in entities": lambda text: (_bomb() + _inside(text, "&a9;")).encode(),
    "a file of the machine": lambda text: (
        '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + _inside(text, "&f;")
    ).encode(),
    "a parameter": lambda text: f'<!DOCTYPE x [<!ENTITY % f "g"> %f;]>{text}'.encode(),
    "a subset behind a name": lambda text: f'<!DOCTYPE x SYSTEM "x.dtd" [ ]>{text}'.encode(),
    "a type behind comments": lambda text: f"<!--{'-' * 99_000} --><!DOCTYPE x []>{text}".encode(),
    "two types": lambda text: f"<!DOCTYPE x><!DOCTYPE x []>{text}".encode(),
    "a type without an end": lambda text: b"<!DOCTYPE x [" + b" " * 100_000,
    "characters of another encoding": lambda text: (UTF_8 + text).encode("latin-1"),
    "an encoding of nobody": lambda text: (_declared("x-none") + text).encode(),
    "an encoding that is none": lambda text: (_declared("zlib_codec") + text).encode(),
    "half of UTF-16": lambda text: (_declared("UTF-16") + text).encode("utf-16")[:-1],
    "NUL": lambda text: _inside(text, "\0").encode(),
    "a name of NUL": lambda text: _inside(text, "&#0;").encode(),
    "a character that is none": lambda text: _inside(text, "\ufffe").encode(),
    "an unknown entity": lambda text: _inside(text, "&nosuch;").encode(),
    "no end": lambda text: text.encode()[:-20],
    "depth": lambda text: _inside(text, "<x>" * 100_000).encode(),
    "tags": lambda text: _inside(text, "<x/>" * (MOST_TAGS + 1)).encode(),
    "an attribute": lambda text: text.replace(">", f' x="{"y" * 11_000_000}">', 1).encode(),
    "attributes": lambda text: text.replace(
        ">", " " + " ".join(f'a{n % 50_000}=""' for n in range(100_000)) + ">", 1
    ).encode(),
}


@pytest.mark.parametrize("way", REFUSED)
@each_xml
def test_what_must_not_be_read_is_refused(kind: Kind, way: str) -> None:
    if kind.name.startswith("moodle") and way == "an attribute":
        pytest.skip("files stand inside this format, so that long characters are usual")
    found = read(kind.packed(REFUSED[way](kind.text(said="Café?"))))
    assert found.exam is None
    assert found.seconds < SECONDS
    assert "ha" * 100 not in repr(found.said)


@each_xml
def test_a_document_that_breaks_off_anywhere_is_survived(kind: Kind) -> None:
    text = (UTF_8 + kind.text()).encode()
    for end in range(0, len(text), len(text) // 23):
        read(kind.packed(text[:end]))


FORMATS = {
    "canvas alone": "canvas",
    "blackboard": "canvas",
    "moodle kinds": "moodle",
    "qti alone": "qti",
    "qti pairs": "qti",
    "qti3 pairs": "qti3",
}


@each
def test_what_is_said_names_the_format_and_not_by_its_code(kind: Kind) -> None:
    found = read(kind.packed(kind.text().replace("Why?", "").encode()))
    assert found.said
    assert {d.format for d in found.said} == {FORMATS.get(kind.name, kind.name)}
    assert as_dict(found.said[0])["format"] == found.said[0].format


@each_xml
def test_a_language_that_is_not_said_is_assumed_under_one_code(kind: Kind) -> None:
    assert read(kind.data()).codes().count("R530") == 1


@each
def test_bytes_of_nobody_are_survived(kind: Kind) -> None:
    data = kind.text().encode()
    middle = len(data) // 2
    for junk in (b"\xff\xfe", b"\x1b[31m", b"\xe2\x80\xae", b"\xed\xa0\x80", b"%s%n{0}", b"\\x00"):
        found = read(kind.packed(data[:middle] + junk + data[middle:]))
        assert all("\x1b" not in diagnostic.message for diagnostic in found.said)


# -- packages -------------------------------------------------------------------------------------


def _zip(*entries: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _entries(kind: Kind) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(kind.data())) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", "C:/x", "..\\x", "\\\\server\\x"])
@each_package
def test_a_package_whose_names_climb_is_refused(kind: Kind, name: str) -> None:
    assert read(_zip(*_entries(kind), (name, b"x"))).exam is None


@pytest.mark.filterwarnings("ignore:Duplicate name")
@each_package
def test_a_package_that_is_broken_or_too_large_is_refused(kind: Kind) -> None:
    entries = _entries(kind)
    assert read(_zip(*entries, *entries)).exam is None
    whole = kind.data()
    for end in range(0, len(whole), 131):
        read(whole[:end])


def test_a_package_that_unpacks_to_more_than_any_exam_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(package, "LARGEST_FILE", 1_000_000)
    assert read(_zip(*_entries(QTI), ("x", b" " * 1_000_000))).exam is not None
    assert read(_zip(*_entries(QTI), ("x", b" " * 1_000_001))).exam is None
    monkeypatch.setattr(package, "LARGEST_TOGETHER", 1_500_000)
    two = [("x", b" " * 1_000_000), ("y", b" " * 1_000_000)]
    assert read(_zip(*_entries(QTI), *two)).exam is None


@each_package
def test_a_folder_that_was_zipped_again_is_read(kind: Kind) -> None:
    entries = [(f"My exam/{name}", data) for name, data in _entries(kind)]
    beside = [("__MACOSX/My exam/._i.xml", b"\0\5\x16\7"), ("My exam/.DS_Store", b"\0\0\0\1Bud1")]
    as_usual, again = read(kind.data()), read(_zip(*beside, *entries))
    assert again.items == as_usual.items
    assert again.codes() == as_usual.codes()


@each_package
def test_a_package_without_a_manifest_is_read(kind: Kind) -> None:
    entries = [entry for entry in _entries(kind) if "manifest" not in entry[0]]
    assert read(_zip(*entries)).items == read(kind.data()).items


@each_package
def test_the_case_of_names_does_not_count(kind: Kind) -> None:
    entries = [(name.upper(), data) for name, data in _entries(kind)]
    assert read(_zip(*entries)).items == read(kind.data()).items


def test_a_package_beside_the_first_is_not_lost_in_silence() -> None:
    manifest = (
        b'<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources><resource '
        b'identifier="r" type="imsqti_item_xmlv2p1" href="i.xml"/></resources></manifest>'
    )
    item = QTI.text(["a"]).encode()
    files = {
        f"{own}/{name}": d
        for own in "ab"
        for name, d in (("imsmanifest.xml", manifest), ("i.xml", item))
    }
    found = read(pack(files))
    assert len(found.items) == 1
    assert [d.message for d in found.said if d.code == "R534"] == ["package in 'b' is not read"]


def test_a_manifest_in_any_case_names_its_files() -> None:
    manifest = (
        b'<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources><resource '
        b'identifier="r" type="imsqti_item_xmlv2p1" href="Items/One.xml"/></resources></manifest>'
    )
    item = QTI.text(["a"]).encode()
    files = {"IMSManifest.xml": manifest, "items/one.XML": item, "items/two.xml": item}
    (told,) = (d.message for d in read(pack(files)).said if d.code == "R534")
    assert "items/two.xml" in told
    assert "one" not in told


# -- identifiers ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("identifier", "meant"),
    [
        ("a_x20_b", "a b"),
        ("_x1F600_", "\N{GRINNING FACE}"),
        ("_x110000_", "_x110000_"),
        ("_xD800_", "_xD800_"),
        (f"_x{'F' * 30}_", f"_x{'F' * 30}_"),
    ],
)
def test_numbers_of_characters_in_identifiers(identifier: str, meant: str) -> None:
    assert unescaped(identifier) == meant
    assert exam_id(f"t_{identifier}") == meant
    assert own_id(f"q_{identifier}.0123abcd") == meant


def _ids(kind: Kind, *ids: str) -> list[str]:
    return [item.id for item in read(many(kind, ids)).items]


@each
def test_identifiers_that_differ_by_letter_case_only(kind: Kind) -> None:
    if kind in WITHOUT_IDS:
        pytest.skip("it has no identifiers of questions")
    assert _ids(kind, "Q1", "q1", "Q1") == ["Q1", "q1-2", "Q1-3"]
    said = [d for d in read(many(kind, ["Q1", "q1"])).said if "q1-2" in d.message]
    assert len(said) == 1


@each
def test_identifiers_that_cannot_be(kind: Kind) -> None:
    if kind in WITHOUT_IDS:
        pytest.skip("it has no identifiers of questions")
    long = "x" * 5_000
    made = _ids(kind, "a b", "é", "-", long, long, "a" * 61)
    assert len(set(made)) == 6
    assert all(len(own) <= 60 for own in made)


@each
def test_time_grows_with_the_number_of_questions(kind: Kind) -> None:
    """Equal identifiers were quadratic once: 8,000 of them took 7 seconds."""
    half, whole = (read(many(kind, ["same"] * count)) for count in (MANY, 2 * MANY))
    assert len(half.items) == MANY
    assert len(whole.items) == 2 * MANY
    assert whole.seconds < 3 * half.seconds + 0.3


def test_equal_names_take_time_by_their_number_alone() -> None:
    ids, paths = Ids(), Paths()
    made = {ids.own("same", "x") for _ in range(50_000)}
    assert len(made) == 50_000
    assert len({paths.free("images/a.png") for _ in range(50_000)}) == 50_000


def test_an_id_that_was_given_back_can_be_taken_again() -> None:
    ids = Ids()
    assert [ids.own("a", ""), ids.own("A", "")] == ["a", "A-2"]
    ids.forget(1)
    assert len(ids) == 1
    assert ids.own("b", "") == "b"
    assert ids.own("", "a") == "a-3"


@pytest.mark.parametrize("kind", [QTI_ALONE], ids=lambda kind: kind.name)
def test_a_file_by_itself_is_named_by_itself(kind: Kind) -> None:
    (said, *_) = read(b"<!DOCTYPE x []>" + kind.text().encode(), "folder/item.xml").said
    assert said.span is not None
    assert said.span.source.path == "folder/item.xml"
