"""Files that are broken or meant to harm: refused in words, in bounded time, never a traceback."""

import io
import time
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examc.core.diagnostics import Diagnostic, Report
from examc.core.model import Exam
from examc.files import package
from examc.files.package import pack
from examc.formats.options import Options
from examc.formats.qti21.read import read, sniff
from examc.formats.qti21.write import write
from qti21.foreign import (
    MAP,
    MATCH,
    SCORE,
    add,
    assessment,
    body,
    choice_item,
    choices,
    chooses,
    is_exactly,
    item,
    processing,
    reference,
    response,
    section,
    set_to,
    when,
)
from support import ROOT, exam_of

GOOD = choice_item(response("A", single=True), MATCH, most=1)
SECONDS = 20  # far above what is needed, so that a busy machine does not fail


def attempt(data: bytes | Mapping[str, bytes]) -> tuple[Exam | None, list[Diagnostic]]:
    """Read a file or a folder in bounded time; where nothing is read, an error says why."""
    report, begin = Report(), time.process_time()
    exam, _ = read("x", data if isinstance(data, bytes) else pack(data), report)
    assert time.process_time() - begin < SECONDS
    assert exam is not None or report.failed
    return exam, report.diagnostics


def codes(data: bytes | Mapping[str, bytes]) -> list[str]:
    """The codes of what is said of a file."""
    return [diagnostic.code for diagnostic in attempt(data)[1]]


# -- XML ----------------------------------------------------------------------------------------

BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(12))
XML_ATTACKS = {
    "entities": f"<!DOCTYPE a [{BOMB}]><assessmentItem title='&l11;'>&l11;</assessmentItem>",
    "a file": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><assessmentItem>&x;</assessmentItem>',
    "a net": '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x.dtd" [%x;]><assessmentItem/>',
    "depth": "<assessmentItem><itemBody>" + "<div>" * 5000 + "</div>" * 5000,
    "an attribute": f'<assessmentItem title="{"x" * 11_000_000}"/>',
    "a text": f"<assessmentItem><itemBody>{'x' * 11_000_000}</itemBody></assessmentItem>",
    "size": "<assessmentItem>" + " " * 17_000_000 + "</assessmentItem>",
    "unclosed": "<assessmentItem><itemBody>",
    "an entity": "<assessmentItem>&nosuchthing;</assessmentItem>",
    "an encoding": "<?xml version='1.0' encoding='x-none'?><assessmentItem/>",
}


@pytest.mark.parametrize("text", XML_ATTACKS.values(), ids=XML_ATTACKS.keys())
def test_xml_that_must_not_be_read(text: str) -> None:
    exam, found = attempt(text.encode())
    assert exam is None
    assert found[0].code in ("R401", "R409"), found[0].message
    together = attempt({"bad.xml": text.encode(), "good.xml": GOOD})
    assert together[0] is not None
    assert len(together[0].exercises[0].items) == 1


def test_comments_before_a_document_type_do_not_hide_it() -> None:
    data = b"<!-- " + b"x" * 100_000 + b" --><!DOCTYPE a []><assessmentItem/>"
    assert codes(data) == ["R400"]
    assert codes({"a.xml": data}) == ["R400"]
    assert not sniff(data)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "iso-8859-1"])
def test_encodings(encoding: str) -> None:
    named = "utf-16" if encoding.startswith("utf-16") else encoding.removesuffix("-sig")
    text = GOOD.decode().replace("option A", "é").replace('encoding="UTF-8"', f'encoding="{named}"')
    data = text.encode(encoding)
    assert sniff(data)
    exam, found = attempt(data)
    assert exam is not None, [d.message for d in found]


def test_an_encoding_that_is_not_the_one_named() -> None:
    data = GOOD.decode().replace("option A", "é").encode("latin-1")
    assert codes(data) == ["R401"]


def test_names_of_html_characters_are_understood() -> None:
    exam, found = attempt(GOOD.replace(b"Which?", b"a&nbsp;&eacute;&amp;b"))
    assert exam is not None
    assert [d.code for d in found] == ["R530"]
    assert "Text(text='a\\xa0é&b')" in repr(exam.exercises[0].items[0])


def test_control_characters_are_left_out() -> None:
    exam, _ = attempt(GOOD.replace(b"Which?", b"Whi\x7fch&#127;?"))
    assert exam is not None
    assert "Which?" in repr(exam.exercises[0].items[0])
    assert codes(GOOD.replace(b"Which?", b"&#1;")) == ["R401"]


# -- zips ---------------------------------------------------------------------------------------


def _zip(*entries: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


MANIFEST = (
    b'<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources><resource '
    b'identifier="r" type="imsqti_item_xmlv2p1" href="q.xml"/></resources></manifest>'
)


@pytest.mark.parametrize("name", ["../q.xml", "/q.xml", "a/../../q.xml", "C:/q.xml", "..\\q.xml"])
def test_zips_whose_names_climb(name: str) -> None:
    data = _zip(("imsmanifest.xml", MANIFEST), (name, GOOD))
    assert codes(data) == ["R401"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_zips_that_are_broken_or_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(package, "LARGEST_FILE", 1_000_000)
        assert codes(_zip(("imsmanifest.xml", MANIFEST), ("q.xml", b" " * 2_000_000))) == ["R401"]
    assert codes(_zip(("q.xml", GOOD), ("q.xml", GOOD))) == ["R401"]
    assert codes(b"PK\x03\x04") == ["R401"]
    assert codes(_zip(("a.txt", b""))) == ["R400"]
    whole = _zip(("imsmanifest.xml", MANIFEST), ("q.xml", GOOD))
    for end in range(0, len(whole), 97):
        attempt(whole[:end])


def test_a_manifest_that_climbs_names_nothing() -> None:
    manifest = MANIFEST.replace(b"q.xml", b"../../etc/passwd")
    exam, found = attempt({"imsmanifest.xml": manifest, "q.xml": GOOD})
    assert exam is not None
    assert [d.code for d in found] == ["R512", "R530"]


def test_a_manifest_that_is_no_xml_leaves_the_items() -> None:
    exam, found = attempt({"imsmanifest.xml": b"<manifest>", "q.xml": GOOD})
    assert exam is not None
    assert [d.code for d in found] == ["R512", "R530"]


# -- what documents do to each other ------------------------------------------------------------


def test_sections_that_refer_to_each_other() -> None:
    one = section('<assessmentSectionRef identifier="b" href="b.xml"/>' + reference("q"))
    other = section('<assessmentSectionRef identifier="a" href="a.xml"/>')
    files = {
        "q.xml": GOOD,
        "a.xml": one.encode(),
        "b.xml": other.encode(),
        "t.xml": assessment('<assessmentSectionRef identifier="a" href="a.xml"/>'),
    }
    exam, found = attempt(files)
    assert exam is not None
    assert "R512" in [d.code for d in found]
    myself = assessment('<assessmentSectionRef identifier="t" href="t.xml"/>')
    assert "R512" in codes({"t.xml": myself, "q.xml": GOOD})


def test_sections_that_double_at_every_step() -> None:
    files = {"q.xml": GOOD}
    for number in range(40):
        inner = f'<assessmentSectionRef identifier="s" href="s{number + 1}.xml"/>' * 2
        files[f"s{number}.xml"] = section(inner).encode()
    files["t.xml"] = assessment('<assessmentSectionRef identifier="s" href="s0.xml"/>')
    assert "R512" in codes(files)


@pytest.mark.slow
@pytest.mark.timed
def test_an_item_that_is_referred_to_thousands_of_times() -> None:
    large = GOOD.replace(b"Which?", b"<b/>" * 50_000)
    files = {"q.xml": large, "t.xml": assessment(section(reference("q") * 15_000))}
    exam, found = attempt(files)
    assert exam is not None
    assert "R512" in [d.code for d in found]


def test_thousands_of_items_of_one_name() -> None:
    exam, _ = attempt({f"q{number}.xml": GOOD for number in range(3000)})
    assert exam is not None
    assert len({i.id for i in exam.exercises[0].items}) == 3000


# -- processing ---------------------------------------------------------------------------------


def squares(count: int) -> str:
    """Rules that square a number again and again."""
    square = '<product><variable identifier="X"/><variable identifier="X"/></product>'
    return set_to("3", "X") + set_to(square, "X") * count


X = '<outcomeDeclaration identifier="X" cardinality="single" baseType="float"/>'
MANY = '<outcomeDeclaration identifier="X" cardinality="multiple" baseType="identifier"/>'
TWICE = set_to('<multiple><variable identifier="X"/><variable identifier="X"/></multiple>', "X")
RULES = {
    "numbers that grow": (X, squares(60) + set_to('<variable identifier="X"/>')),
    "containers that grow": (
        MANY,
        set_to('<multiple><baseValue baseType="identifier">a</baseValue></multiple>', "X")
        + TWICE * 60
        + set_to('<containerSize><variable identifier="X"/></containerSize>'),
    ),
    "conditions in conditions": (X, "".join([when(chooses("A"), "%")] * 1).replace("%", "") * 1),
    "many rules": (X, add("1") * 30_000),
    "a long chain": (
        "".join(X.replace('"X"', f'"X{n}"') for n in range(200)),
        "".join(set_to(f'<variable identifier="X{n}"/>', f"X{n + 1}") for n in range(199))
        + set_to('<variable identifier="X199"/>'),
    ),
    "a huge number": (X, set_to('<baseValue baseType="float">1e999999999</baseValue>')),
    "no number": (X, set_to('<baseValue baseType="float">NaN</baseValue>')),
    "division": (X, set_to('<divide><baseValue baseType="float">1</baseValue></divide>')),
    "nothing inside": (X, "<setOutcomeValue identifier='SCORE'/>"),
    "an empty condition": (X, "<responseCondition><responseIf/></responseCondition>" + add("1")),
}


@pytest.mark.parametrize("made", RULES.values(), ids=RULES.keys())
def test_processing_that_never_ends_or_is_none(made: tuple[str, str]) -> None:
    outcomes, rules = made
    data = choice_item(response("A", "A=1"), processing(rules), outcomes=SCORE + outcomes)
    exam, found = attempt(data)
    assert exam is not None or found[0].code in ("R515", "R516")


def test_conditions_in_conditions() -> None:
    rule = add("1")
    for _ in range(120):
        rule = when(chooses("A"), rule)
    attempt(choice_item(response("A"), processing(rule)))


@pytest.mark.slow
@pytest.mark.timed
def test_a_package_in_which_every_item_takes_long() -> None:
    options = "A B C D E F G H I J K L"
    rules = processing(*(when(is_exactly(o), add("1")) for o in options.split()), add("0") * 40)
    files = {
        f"q{number}.xml": choice_item(response("A"), rules, options=options)
        for number in range(100)
    }
    assert "R515" in codes(files)


# -- bodies -------------------------------------------------------------------------------------


def test_bodies_of_unusual_size() -> None:
    many = " ".join(f"C{number}" for number in range(1001))
    assert codes(choice_item(response("C1"), MATCH, options=many))[0] == "R514"
    same = " ".join("A" for _ in range(900))
    assert codes(choice_item(response("A"), MATCH, options=same))[0] == "R515"
    deep = "<div>" * 150 + "deep" + "</div>" * 150
    wide = item(response("A") + SCORE + body(deep + choices()) + MATCH)
    assert "R421" in codes(wide)
    attempt(item(response("A") + SCORE + body("<b/>" * 100_000 + choices()) + MAP))


# -- anything -----------------------------------------------------------------------------------

TOUR = (ROOT / "sources" / "tour" / "exam.md").read_text(encoding="utf-8")


def _package() -> dict[str, bytes]:
    exam = exam_of(
        "---\ntitle: T\n---\n\n# P\n\n## 2 pts · multiple response\n\nW?\n\n"
        "- [x] {+1} a\n\n  > fb\n\n- [x] {+1} b\n\n## 1 pt · open\n\nWhy?\n\n"
        "### criteria\n\n- {1} c\n"
    )
    data = write(exam, {}, Options(), Report())
    assert data is not None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


FILES = _package()


@settings(max_examples=200)
@given(
    st.sampled_from(sorted(FILES)),
    st.integers(0, 20_000),
    st.integers(0, 200),
    st.sampled_from([b"", b"<", b'"', b"&", b"</div>", b"\xff", b"examc-", b"0", b"-", b"/", b" "]),
)
def test_our_own_packages_with_a_piece_changed(
    name: str, at: int, length: int, piece: bytes
) -> None:
    data = FILES[name]
    at %= len(data)
    changed = {**FILES, name: data[:at] + piece + data[at + length :]}
    attempt(changed)
    attempt(pack(changed))


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"<assessmentItem>", b"<?xml version='1.0'?>"):
        attempt(start + data)
        sniff(start + data)


def test_nothing_at_all() -> None:
    assert codes({}) == ["R400"]
    assert codes(b"") == ["R400"]
    assert codes({"a.txt": b"x"}) == ["R400"]
