"""What changed in a text: words, formulas, pictures and the like, each told with its surroundings."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from examc.changes.words import Kind, Tokens, joined
from examc.core.records import Record

MOST_COMPARED = 160_000  # pairs of tokens; longer texts are compared by their two ends only
LEAST_ALIKE = 0.4  # share of common words below which two texts are told as a whole
BESIDE = 2  # words between a changed formula and changed words that make one rewording of both
CONTEXT = 3  # words shown before and after a change
LONGEST_PIECE = 24  # words of one piece; more are cut in the middle
MOST_PIECES = 5  # pieces of one text that are shown
LONGEST_TOKEN = 60  # characters of a formula or a line of code; more are cut to what differs

_IN_TEXT = (Kind.FORMULA, Kind.READING, Kind.CODE, Kind.LINK)
_WHOLES: tuple[tuple[Kind, frozenset[Kind]], ...] = (
    (Kind.PICTURE, frozenset({Kind.PICTURE, Kind.ALTERNATIVE, Kind.CAPTION})),
    (Kind.LINK, frozenset({Kind.LINK, Kind.LINK_TITLE})),
    (Kind.FORMULA, frozenset({Kind.FORMULA, Kind.READING})),
)
"""What belongs to one thing: a new picture brings its own alternative text."""


class Hunk(Record, frozen=True):
    """A run of tokens that differs: `old[a:b]` became `new[c:d]`."""

    a: int
    b: int
    c: int
    d: int


class Rewording(Record, frozen=True):
    """All changes of one kind in a text."""

    kind: Kind
    old: str
    new: str


def rewordings(old: Tokens, new: Tokens) -> Iterator[Rewording]:
    """Yield what changed between two texts, one value a kind of token."""
    groups: dict[Kind, list[Hunk]] = {}
    for hunk, kind in _kinds(old, new):
        groups.setdefault(kind, []).append(hunk)
    for kind, found in groups.items():
        if kind is Kind.WORD:
            before = _excerpt(old, [(h.a, h.b) for h in found])
            after = _excerpt(new, [(h.c, h.d) for h in found])
        else:
            before, after = _pieces(kind, found, old, new)
        yield Rewording(kind, before, after)


def hunks(old: Tokens, new: Tokens) -> list[Hunk]:
    """Where two texts differ; texts that have little in common differ as a whole."""
    a = [token.key for token in old]
    b = [token.key for token in new]
    start = _common(a, b)
    end = _common(a[start:][::-1], b[start:][::-1])
    a, b = a[start : len(a) - end], b[start : len(b) - end]
    whole = Hunk(start, start + len(a), start, start + len(b))
    if not a and not b:
        return []
    if not a or not b or len(a) * len(b) > MOST_COMPARED:
        return [whole]
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    found = [
        Hunk(start + i, start + j, start + k, start + m)
        for tag, i, j, k, m in matcher.get_opcodes()
        if tag != "equal"
    ]
    return found if matcher.ratio() >= LEAST_ALIKE else [whole]


def excerpt(tokens: Tokens) -> str:
    """The beginning of a text."""
    shown = joined(tokens[: LONGEST_PIECE // 2])
    return shown + " …" if len(tokens) > LONGEST_PIECE // 2 else shown


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    length = 0
    for one, other in zip(a, b, strict=False):
        if one != other:
            break
        length += 1
    return length


def _kinds(old: Tokens, new: Tokens) -> Iterator[tuple[Hunk, Kind]]:
    """Yield the hunks and what each is of; what stands beside changed words is part of these."""
    found = hunks(old, new)
    kinds = [_kind(hunk, old, new) for hunk in found]
    for index, hunk in enumerate(found):
        beside = False
        if index and kinds[index - 1] is Kind.WORD:
            beside = hunk.a - found[index - 1].b <= BESIDE
        if index + 1 < len(found) and kinds[index + 1] is Kind.WORD:
            beside = beside or found[index + 1].a - hunk.b <= BESIDE
        yield hunk, Kind.WORD if beside and kinds[index] in _IN_TEXT else kinds[index]


def _kind(hunk: Hunk, old: Tokens, new: Tokens) -> Kind:
    kinds = {token.kind for token in (*old[hunk.a : hunk.b], *new[hunk.c : hunk.d])}
    if len(kinds) == 1:
        return kinds.pop()
    for whole, parts in _WHOLES:
        if kinds <= parts and whole in kinds:
            return whole
    return Kind.WORD


def _excerpt(tokens: Tokens, pieces: list[tuple[int, int]]) -> str:
    """The changed words of one side with a few before and after each."""
    spans: list[tuple[int, int]] = []
    for start, end in pieces[:MOST_PIECES]:
        first, last = max(start - CONTEXT, 0), min(end + CONTEXT, len(tokens))
        if spans and first <= spans[-1][1]:
            first = spans.pop()[0]
        spans.append((first, last))
    shown: list[str] = []
    reached = 0
    for first, last in spans:
        shown += ["…"] * (first > reached)
        shown += _cut(tokens[first:last])
        reached = last
    return " ".join(shown + ["…"] * (reached < len(tokens)))


def _cut(tokens: Tokens) -> list[str]:
    if len(tokens) <= LONGEST_PIECE:
        return [joined(tokens)]
    half = LONGEST_PIECE // 2
    return [joined(tokens[:half]), "…", joined(tokens[-half:])]


def _pieces(kind: Kind, found: list[Hunk], old: Tokens, new: Tokens) -> tuple[str, str]:
    """The changed formulas, pictures and so on, each cut to what differs."""
    before: list[str] = []
    after: list[str] = []
    for hunk in found[:MOST_PIECES]:
        one = " ".join(t.shown for t in old[hunk.a : hunk.b] if kind in (t.kind, Kind.CODE))
        other = " ".join(t.shown for t in new[hunk.c : hunk.d] if kind in (t.kind, Kind.CODE))
        one, other = differing(" ".join(one.split()), " ".join(other.split()))
        before += [one] * bool(one)
        after += [other] * bool(other)
    rest = ["…"] if len(found) > MOST_PIECES else []
    return ", ".join(before + rest), ", ".join(after + rest)


def differing(old: str, new: str) -> tuple[str, str]:
    """Two texts, or of long ones what differs with a few characters before and after."""
    if max(len(old), len(new)) <= LONGEST_TOKEN or not old or not new:
        return _shortened(old), _shortened(new)
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    first = max(start - 10, 0)
    shown = []
    for text in (old, new):
        last = min(len(text) - end + 10, len(text))
        piece = "…" * (first > 0) + text[first:last] + "…" * (last < len(text))
        shown.append(_shortened(piece))
    return shown[0], shown[1]


def _shortened(text: str) -> str:
    if len(text) <= 2 * LONGEST_TOKEN:
        return text
    return f"{text[:LONGEST_TOKEN]}…{text[-LONGEST_TOKEN:]}"
