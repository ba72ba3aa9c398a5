"""The gaps of a prompt as what students fill in: boxes for what is typed, and drop-downs."""

from typing import assert_never

from examc.core.answers import Choice, FillIn, Gap, Numeric, ShortAnswer
from examc.core.content import plain
from examc.core.responses import option_letter
from examc.formats.html.text import is_rich
from examc.text.xhtml import escape

_WIDTH = 16  # letters of a box, whatever is typed: no answer is told by its box


def controls(fill: FillIn, own: str, said: dict[str, str], *, practice: bool) -> dict[str, str]:
    """What stands at each gap, by its id: the control, and for staff what fills it."""
    made = {}
    for place, gap in enumerate(fill.gaps):
        label = escape(f"{said['gap']} {place + 1}")
        match gap.key:
            case Choice() as menu:
                rich = is_rich(option.text for option in menu.options)
                control = _menu(menu, place, label, said["choose"], letters=rich)
            case Numeric() | ShortAnswer():
                control = _box(gap, place, label, own)
            case _:
                assert_never(gap.key)
        filled = f'<span class="filled" data-view="key grader">{escape(_best(gap))}</span>'
        filled = "" if practice else filled
        made[gap.id] = f'<span class="gap">{control}{filled}</span>'
    return made


def _menu(menu: Choice, place: int, label: str, choose: str, *, letters: bool) -> str:
    texts = [plain(option.text) for option in menu.options]
    names = [option_letter(at) for at in range(len(texts))] if letters else texts
    options = [f'<option value="{at}">{escape(name)}</option>' for at, name in enumerate(names)]
    first = f'<option value="">{escape(choose)}…</option>'
    head = f'data-view="student" data-part="{place}" aria-label="{label}" autocomplete="off"'
    return f"<select {head}>{first}{''.join(options)}</select>"


def _box(gap: Gap, place: int, label: str, own: str) -> str:
    numeric = isinstance(gap.key, Numeric)
    mode = ' inputmode="decimal"' if numeric else ""
    unit = f" {escape(gap.key.unit)}" if isinstance(gap.key, Numeric) and gap.key.unit else ""
    head = f'type="text" data-view="student" data-part="{place}" aria-label="{label}"'
    rest = f'name="{escape(own)}.{place}" size="{_WIDTH}" autocomplete="off" spellcheck="false"'
    return f"<input {head} {rest}{mode}/>{unit}"


def _best(gap: Gap) -> str:
    """The answer that is shown in a gap: the first of those that earn most; a letter as in its menu."""
    match gap.key:
        case Choice(options=options):
            best = max(range(len(options)), key=lambda at: options[at].points)
            rich = is_rich(option.text for option in options)
            return option_letter(best) if rich else plain(options[best].text)
        case Numeric(accepted=numbers):
            return max(numbers, key=lambda one: one.points).written
        case ShortAnswer(accepted=texts):
            return max(texts, key=lambda one: one.points).text
        case _:
            assert_never(gap.key)
