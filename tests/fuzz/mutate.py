"""Turns a file into another one like it: spoilt, doubled, mixed, or with something nasty in it."""

import io
import json
import re
import warnings
import zipfile
from collections.abc import Callable
from contextlib import suppress
from random import Random

NASTY = (
    *(
        "",
        " ",
        "\n",
        "\n\n",
        "\t",
        "\r",
        "0",
        "-1",
        "1/0",
        "1e9",
        "nan",
        "99999999999999999999",
        "½",
        ".",
    ),
    *(
        "*",
        "**",
        "_",
        "`",
        "```",
        "$",
        "$$",
        "\\(",
        "\\[",
        "\\",
        "{",
        "}",
        "{}",
        "[",
        "]",
        "<",
        ">",
        "&",
    ),
    *(
        "&amp;",
        "&#0;",
        "&#x1a;",
        "&nope;",
        "<b>",
        "</b>",
        "<br>",
        "<p>",
        "</p>",
        "<!--",
        "-->",
        "]]>",
    ),
    *(
        "<![CDATA[",
        "<?xml?>",
        "<script>alert(1)</script>",
        "<table><tr><td>",
        "<pre><code>",
        "<sub>",
    ),
    *(
        "<a href='java\tscript:x'>y</a>",
        "<img src='../x.png'>",
        "![x](a.png)",
        "![](",
        "[a](b)",
        "[^1]",
    ),
    *(
        "# ",
        "## 1 pt · open\n",
        "### criteria\n",
        "- [x] {1} a\n",
        "  > f\n",
        "{#id}",
        "{floor=none}",
    ),
    *(
        "---\n",
        "===\n",
        ": ",
        "- ",
        "|",
        "|a|b|\n|-|-|\n",
        "> ",
        "~",
        "~~",
        "^",
        "^^",
        "==",
        "::: tip\n",
    ),
    *(
        "\u00a0",
        "\u200b",
        "\u2028",
        "\ufeff",
        "\ufffe",
        "é\u0301",
        "漢",
        "😀",
        "ﬁ",
        "−",
        "\u202e",
        "\x1a",
    ),
    *(
        "\x00",
        "\x04",
        "\x02",
        "\x7f",
        "{1:MULTICHOICE:=a~b}",
        "@@PLUGINFILE@@/x.png",
        "$course$",
        "%20",
    ),
    *(
        "$IMS-CC-FILEBASE$/x.png",
        "☐",
        "2 PTS · OPEN\n",
        "TEXT BLOCK\n",
        "Feedback\n",
        "null",
        "true",
        "[]",
    ),
    *(
        "x" * 300,
        "a\n" * 40,
        "(" * 60,
        "{" * 60,
        "\\frac{1}{2}",
        "\\ce{H2O}",
        "$a_{b}^{c}$",
        "10^5 en 10^6",
    ),
    *(
        '"',
        "'",
        "''",
        '"""',
        ",",
        ";",
        "include: [exam.md]\n",
        "allow=",
        "rule=all-or-nothing",
        "100%",
    ),
)
"""Pieces that mean something in one of the formats, or that nobody expects."""

_WORDS = re.compile(rb"[\w.-]+|\s+|[^\w\s]")
_NUMBER = re.compile(rb"-?\d+(?:[.,/]\d+)?")
_ELEMENT = re.compile(rb"<(\w[\w:.-]*)(?:\s[^<>]*)?>[^<>]*</\1>|<[^<>]*>")


def mutated(data: bytes, kind: str, others: Callable[[], bytes], dice: Random) -> bytes:
    """One to six changes; `others` gives another file of the same kind, to take pieces of."""
    if kind in ("zip", "imscc", "docx", "xlsx"):
        return _archive(data, dice)
    if kind == "json" and dice.random() < 0.7:
        return _json(data, dice)
    return _text(data, others, dice)


def _text(data: bytes, others: Callable[[], bytes], dice: Random) -> bytes:
    for _ in range(dice.randrange(1, 7)):
        data = dice.choice(_CHANGES)(data, others, dice)
    return data


def _nasty(dice: Random) -> bytes:
    return dice.choice(NASTY).encode("utf-8", "surrogatepass")


def _insert(data: bytes, _: Callable[[], bytes], dice: Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + _nasty(dice) * dice.choice((1, 1, 1, 2, 30)) + data[at:]


def _byte(data: bytes, _: Callable[[], bytes], dice: Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]


def _cut(data: bytes, _: Callable[[], bytes], dice: Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + data[at + dice.choice((1, 5, 40, 400)) :]


def _end(data: bytes, _: Callable[[], bytes], dice: Random) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def _piece(data: bytes, dice: Random) -> tuple[int, int]:
    """Where a word, a line or an element begins and ends."""
    pattern = dice.choice((_WORDS, _ELEMENT, _NUMBER))
    start = dice.randrange(len(data) + 1)
    found = pattern.search(data, start, start + 20_000)
    if found and dice.random() < 0.6:
        return found.start(), found.end()
    begin = data.rfind(b"\n", 0, start) + 1
    end = data.find(b"\n", start) + 1 or len(data)
    return begin, end


def _replace(data: bytes, _: Callable[[], bytes], dice: Random) -> bytes:
    start, end = _piece(data, dice)
    return data[:start] + _nasty(dice) + data[end:]


def _double(data: bytes, _: Callable[[], bytes], dice: Random) -> bytes:
    start, end = _piece(data, dice)
    return data[:end] + data[start:end] * dice.choice((1, 1, 2, 50)) + data[end:]


def _move(data: bytes, _: Callable[[], bytes], dice: Random) -> bytes:
    start, end = _piece(data, dice)
    piece, rest = data[start:end], data[:start] + data[end:]
    at, _end_of = _piece(rest, dice)
    return rest[:at] + piece + rest[at:]


def _wrap(data: bytes, _: Callable[[], bytes], dice: Random) -> bytes:
    start, end = _piece(data, dice)
    return data[:start] + _nasty(dice) + data[start:end] + _nasty(dice) + data[end:]


def _mix(data: bytes, others: Callable[[], bytes], dice: Random) -> bytes:
    other = others()
    start, end = _piece(other, dice)
    at, _end_of = _piece(data, dice)
    return data[:at] + other[start : max(end, start + dice.choice((0, 200, 2000)))] + data[at:]


def _number(data: bytes, _: Callable[[], bytes], dice: Random) -> bytes:
    found = _NUMBER.search(data, dice.randrange(len(data) + 1))
    if not found:
        return data
    new = dice.choice((b"0", b"-1", b"1/3", b"0.1", b"1e3", b"100", b"33.33333", b"", b"007"))
    return data[: found.start()] + new + data[found.end() :]


_CHANGES = (
    _insert,
    _byte,
    _cut,
    _end,
    _replace,
    _double,
    _move,
    _wrap,
    _mix,
    _number,
    _insert,
    _wrap,
)


def _json(data: bytes, dice: Random) -> bytes:
    try:
        root = json.loads(data)
    except ValueError:
        return data
    places: list[tuple[dict[str, object] | list[object], str | int]] = []
    todo: list[object] = [root]
    while todo:
        value = todo.pop()
        pairs = (
            value.items()
            if isinstance(value, dict)
            else enumerate(value)
            if isinstance(value, list)
            else ()
        )
        for key, inner in pairs:
            places.append((value, key))  # type: ignore[arg-type]
            todo.append(inner)
    for _ in range(dice.randrange(1, 5)):
        holder, key = dice.choice(places)
        other, other_key = dice.choice(places)
        mixed: object = other[other_key]  # type: ignore[index]
        values: tuple[object, ...] = (
            None,
            True,
            0,
            -1,
            1e300,
            [],
            {},
            "",
            dice.choice(NASTY),
            mixed,
        )
        try:
            holder[key] = dice.choice(values)  # type: ignore[index]
        except (KeyError, IndexError):
            continue
    try:
        return json.dumps(root, ensure_ascii=dice.random() < 0.5).encode("utf-8", "surrogatepass")
    except (ValueError, RecursionError):  # a value that was put into itself
        return data


def _archive(data: bytes, dice: Random) -> bytes:
    """A package of which some files are changed, renamed, missing or doubled."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = [(name, archive.read(name)) for name in archive.namelist()]
    texts = [
        number for number, (name, _) in enumerate(files) if name.endswith((".xml", ".qti", ".html"))
    ]
    for _ in range(dice.randrange(1, 4)):
        number = dice.choice(texts or range(len(files)))
        name, content = files[number]
        match dice.randrange(12):
            case 0:
                files[number] = (name + dice.choice(NASTY), content)
            case 1 if len(files) > 1:
                del files[number]
                texts = [at - (at > number) for at in texts if at != number]
            case _:
                other = dice.choice(files)[1]
                files[number] = (name, _text(content, lambda other=other: other, dice))  # type: ignore[misc]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files:
            with (
                suppress(ValueError),
                warnings.catch_warnings(action="ignore"),
            ):  # a name that stands twice
                archive.writestr(zipfile.ZipInfo(name or "x"), content)
    made = buffer.getvalue()
    if dice.random() < 0.05:
        at = dice.randrange(len(made))
        made = made[:at] + bytes([dice.randrange(256)]) + made[at + 1 :]
    return made
