"""Decides which options of a question are right, and says by what; a contradiction decides nothing."""

from collections.abc import Sequence

from examc.core import lazyre
from examc.core.diagnostics import listed
from examc.core.records import Mutable, field
from examc.formats.word import words
from examc.formats.word.drafts import Draft
from examc.formats.word.pieces import Para
from examc.formats.word.signs import Kind, evidence, signed

_LETTERS = lazyre.compile(
    r"\s*[(\[]?([A-Ja-j])[)\]]?(?:\s*(?:,|;|&|\+|/|\band\b|\ben\b|\bund\b|\bet\b|\by\b)\s*[(\[]?[A-Ja-j](?!\w)[)\]]?)*"
    r"(?=\s*(?:$|[.):,;–-]))"
)
_ONE = lazyre.compile(r"(?<!\w)[A-Ja-j](?!\w)")
_DIGIT = lazyre.compile(r"\s*(\d{1,2})\s*[.)]?\s*$")
_REST = lazyre.compile(r"\s*[.):,;–-]*\s*")

SAID: dict[Kind, str] = {
    "words": "words such as (correct) behind them",
    "sign": "a star, a tick or a ticked box",
    "bold": "bold type",
    "highlight": "a background of their own",
    "colour": "a colour of their own",
    "underline": "underlining",
    "italics": "italics",
    "strike": "no line through them",
}
"""How a message names the sign by which options are taken to be right."""


class Judged(Mutable):
    """The right options, by their places; `by` is the sign that was trusted, "" for what was said.

    `against` says what contradicts; `rest` is what an answer line says beyond the letters;
    `unread` an answer line that says none.
    """

    right: frozenset[int] = frozenset()
    by: Kind | None = None
    against: str = ""
    rest: list[Para] = field(default_factory=list)
    unread: list[Para] = field(default_factory=list)
    signs: frozenset[Kind] = frozenset()
    """All that shows what is right, and that students must not see."""


def judged(draft: Draft) -> Judged:
    """Decide which options of a question are right."""
    found = Judged()
    several = words.SEVERAL.search(_stem(draft)) is not None
    signs = evidence(draft.options, several)
    found.signs = frozenset(signs)
    stated: dict[str, frozenset[int]] = {}
    for noun, para in _stated(draft):
        places = _places(para, draft, found)
        if places is None:
            found.unread.append(para)
        else:
            stated.setdefault(noun, frozenset())
            stated[noun] |= places
    claims = [*stated.items(), *((SAID[kind], places) for kind, places in signs.items())]
    if not claims:
        return found
    different = [noun for noun, places in claims if places != claims[0][1]]
    explicit = bool(stated) or "words" in signs or "sign" in signs
    if different and not explicit:
        found.against = f"options have {listed([noun for noun, _ in claims])}, each others"
        return found
    found.right = claims[0][1]
    found.by = None if stated else next(iter(signs))
    if different:
        found.against = f"{claims[0][0]} and {listed(different)} show different options to be right"
    return found


def _stem(draft: Draft) -> str:
    return " ".join(flow.text for flow in draft.stem if isinstance(flow, Para))[:4000]


def _stated(draft: Draft) -> list[tuple[str, Para]]:
    found = [("the answer line", said.line) for said in draft.answers]
    return [*found, *([("the answer key", draft.key)] if draft.key else [])]


def _places(para: Para, draft: Draft, found: Judged) -> frozenset[int] | None:
    """The options that an answer line means; None where it names none."""
    text = para.text
    texts = [_bare(signed(option).para.text) for option in draft.options]
    same = [place for place, other in enumerate(texts) if other and other == _bare(text)]
    if same:
        return frozenset(same[:1])
    letters = _LETTERS.match(text)
    if letters:
        named = [_place(one, draft) for one in _ONE.findall(letters[0])]
        rest = para.cut(letters.end() + len((_REST.match(text, letters.end()) or [""])[0]))
        if rest.text.strip() and _bare(rest.text) not in texts:
            found.rest.append(rest)
        known = frozenset(place for place in named if place is not None)
        return known if len(known) == len(named) else None
    digit = _DIGIT.match(text)
    if digit and 0 < int(digit[1]) <= len(draft.options):
        return frozenset((int(digit[1]) - 1,))
    return None


def _place(letter: str, draft: Draft) -> int | None:
    """The option of a letter: the one that shows it, else the one in that place."""
    labels: Sequence[str] = [option.label for option in draft.options]
    if letter.upper() in labels:
        return labels.index(letter.upper())
    place = ord(letter.upper()) - ord("A")
    return place if place < len(draft.options) else None


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" .")
