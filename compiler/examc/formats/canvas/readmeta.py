"""The settings of a quiz: assessment_meta.xml, and the fields of the assessment itself."""

from collections.abc import Iterator

from examc.core import numbers
from examc.core.content import Blocks
from examc.core.diagnostics import Report
from examc.core.records import Record
from examc.files.xmltree import child, value
from examc.formats.canvas import names
from examc.formats.canvas.readtext import Texts
from examc.formats.foreign.documents import Document
from examc.formats.foreign.quoting import quoted

_WORDS = (
    "access_code",
    "ip_filter",
    "due_at",
    "lock_at",
    "unlock_at",
    "show_correct_answers_at",
    "hide_correct_answers_at",
)
"""Settings that say something wherever they are not empty."""
_FLAGS = (
    "one_question_at_a_time",
    "cant_go_back",
    "anonymous_submissions",
    "one_time_results",
    "require_lockdown_browser",
    "require_lockdown_browser_for_results",
    "require_lockdown_browser_monitor",
    "only_visible_to_overrides",
)
"""Settings that say something where they are on."""
_USUAL = {
    "scoring_policy": ("", "keep_highest"),
    "quiz_type": ("", "assignment"),
    "hide_results": ("",),
}
"""Settings that say something where they are not as usual."""


class Settings(Record, frozen=True):
    """What an exam can have of a quiz's settings; `minutes` is None without a time limit."""

    title: str = ""
    shuffle: bool = False
    minutes: int | None = None
    attempts: int | None = None
    """How often it may be taken; once is nothing that a quiz says."""
    document: Document | None = None


def settings(document: Document | None, fields: dict[str, str], report: Report) -> Settings:
    """The settings of a quiz; the `fields` of its assessment stand in for a lost file of them."""
    said = fields.get("qmd_timelimit", fields.get("timelimit", ""))
    stated = fields.get("cc_maxattempts", "")
    if document is None:
        return Settings(minutes=_minutes(said), attempts=_attempts(stated, fields))
    root = document.root
    other = list(_other(document))
    if other:
        message = f"settings of the quiz that an exam does not have: {', '.join(other)}"
        report.add("R529", message, document.span(root), help="set them in Canvas again")
    return Settings(
        title=names.line(value(root, "title")),
        shuffle=value(root, "shuffle_answers").lower() == "true",
        minutes=_minutes(value(root, "time_limit") or said),
        attempts=_attempts(value(root, "allowed_attempts") or stated, fields),
        document=document,
    )


def _minutes(text: str) -> int | None:
    return numbers.whole(text, 5) or None


def _attempts(text: str, fields: dict[str, str]) -> int | None:
    """A number of attempts that says something: more than one, or one that our exam stated."""
    count = numbers.whole(text, 3)
    if count is None or count < 1:
        return None
    return count if count > 1 or names.ATTEMPTS_FIELD in fields else None


def _other(document: Document) -> Iterator[str]:
    root = document.root
    for setting in _WORDS:
        if value(root, setting):
            yield f"{setting} {quoted(value(root, setting))}"
    for setting in _FLAGS:
        if value(root, setting).lower() == "true":
            yield setting
    attempts = value(root, "allowed_attempts")
    if attempts and not numbers.whole(attempts, 3):
        yield f"allowed_attempts {quoted(attempts)}"
    for setting, usual in _USUAL.items():
        if child(root, setting) is not None and value(root, setting) not in usual:
            yield f"{setting} {quoted(value(root, setting))}"


def instructions(document: Document, texts: Texts) -> Blocks:
    """The description in the settings of a quiz, which students read before they begin."""
    element = child(document.root, "description")
    if element is None:
        return ()
    return texts.read(document, element, value(document.root, "description"), "")
