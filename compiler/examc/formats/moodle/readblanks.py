"""gapselect and ddwtos of Moodle: gaps `[[1]]`, whose options come in groups → drop-downs."""

from fractions import Fraction

from examc.core import lazyre
from examc.core.answers import UNBOUNDED, Choice, FillIn, Gap, Option, Scoring
from examc.core.content import Blocks, Paragraph, Text
from examc.files.xmltree import Element
from examc.formats.moodle.readentry import Entry
from examc.formats.moodle.readone import NoQuestion, One
from examc.formats.moodle.readxml import parts, text_of, value

GAP = lazyre.compile(r"\[\[([1-9][0-9]{0,5})\]\]")
MOST_GAPS = 1000  # of one text
_NOTHING = "–"
"""What a drop-down offers to who gives no answer, where it would offer one word alone."""


def prompt(entry: Entry) -> str:
    """The text with an element in place of each gap."""
    count = iter(range(MOST_GAPS))

    def mark(_: object) -> str:
        place = next(count, None)
        return "" if place is None else f'<span class="examc-gap" data-examc-gap="{place}"></span>'

    return GAP.sub(mark, text_of(entry.first("questiontext")))


def names(entry: Entry) -> tuple[str, ...]:
    """What the gaps are called."""
    count = len(GAP.findall(text_of(entry.first("questiontext"))))
    return tuple(f"gap{place}" for place in range(1, min(count, MOST_GAPS) + 1))


def answer(one: One) -> FillIn:
    """Gaps of equal worth, each with the options of its group; a number counts over all groups."""
    name = "dragbox" if one.entry.kind == "ddwtos" else "selectoption"
    options = one.entry.inside.get(name, [])
    asked = [int(n) - 1 for n in GAP.findall(text_of(one.entry.first("questiontext")))]
    if not asked:
        raise NoQuestion("its text has no gap", "write [[1]] in it")
    if len(asked) > MOST_GAPS:
        raise NoQuestion(f"it has {len(asked)} gaps", f"keep {MOST_GAPS} at most")
    missing = [place + 1 for place in asked if place >= len(options)]
    if missing:
        raise NoQuestion(f"gap [[{missing[0]}]] has no option", "add it in Moodle")
    each = one.points / len(asked)
    shuffle = one.entry.is_on("shuffleanswers", otherwise=False)
    texts = [_text(one, option) for option in options]
    groups = [value(parts(option), "group") or "1" for option in options]
    _tell_limited(one, name, asked, options)
    gaps = [
        _gap(one, f"gap{number}", place, each, groups, texts, shuffle)
        for number, place in enumerate(asked, 1)
    ]
    return FillIn(gaps=tuple(gaps), scoring=one.scoring(Scoring(cap=one.points)))


def _text(one: One, option: Element) -> Blocks:
    """A word: HTML in a box that is dragged, characters in a drop-down."""
    if one.entry.kind == "ddwtos":
        return one.text(option)
    return one.texts.read(option, one.where, otherwise="plain_text")


def _gap(
    one: One,
    name: str,
    place: int,
    each: Fraction,
    groups: list[str],
    texts: list[Blocks],
    shuffle: bool,
) -> Gap:
    own = [at for at, group in enumerate(groups) if group == groups[place]]
    options = tuple(
        Option(text=texts[at], points=each if at == place else Fraction(0), correct=at == place)
        for at in own
    )
    if len(options) < 2:
        message = (
            f"gap [[{place + 1}]] has one option; beside it stands {_NOTHING!r}, for no answer"
        )
        one.tell("R583", message, "add a wrong one")
        options += (
            Option(text=(Paragraph((Text(_NOTHING),)),), points=Fraction(0), correct=False),
        )
    span = one.texts.document.span(one.entry.element)
    key = Choice(options=options, many=False, scoring=UNBOUNDED, shuffle=shuffle)
    return Gap(id=name, key=key, span=span)


def _tell_limited(one: One, name: str, asked: list[int], options: list[Element]) -> None:
    """Tell that a word, once it is dragged, cannot be used again."""
    if name != "dragbox" or len(asked) < 2:
        return
    if all(option.find("infinite") is None for option in options):
        message = "words to drag are read as drop-downs, in which a word can be chosen again"
        one.tell("R565", message, "see if the question still asks enough")
