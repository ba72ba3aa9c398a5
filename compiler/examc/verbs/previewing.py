"""What `preview` shows: an exam's page as it stands, its mistakes, and what each system makes of it."""

import json
from collections.abc import Iterable

from examc.core import report
from examc.core.diagnostics import Diagnostic, Report, Severity
from examc.core.losses import Losses
from examc.core.model import Exam, Question, questions, total_points
from examc.core.numbers import show
from examc.core.records import Mutable, field
from examc.core.walking import walk
from examc.files.rendering import static, template
from examc.formats import USUAL
from examc.formats.html.write import TARGET, TEMPLATE, page
from examc.systems.marking import changes_marks
from examc.systems.table import SYSTEMS
from examc.verbs import pipeline, summing
from examc.verbs.pipeline import Reading

LIVE = "html/live.js"
_WORST = {"error": 0, "warning": 1, "note": 2}


class Shown(Mutable):
    """What a browser shows of an exam: the last page without errors, and what is to be said now.

    `state` counts the pages; `errors` and `warnings` are messages with their excerpts.
    """

    name: str
    html: str = ""
    state: int = 0
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    points: str = "0"
    questions: int = 0
    facts: str = "{}"

    def read(self, reading: Reading, *, practice: bool = False) -> None:
        """Take a new state of the exam; one with errors leaves the page as it was."""
        found = pipeline.check(reading)
        self.errors = _told(found, Severity.ERROR)
        self.warnings = _told(found, Severity.WARNING)
        if reading.usable is None and self.html:
            return
        exam = reading.usable or Exam(title=self.name, exercises=())
        made = _page(exam, reading, practice=practice)
        if made != self.html:
            self.html = made
            self.state += 1
        self.points = show(total_points(exam))
        self.questions = len(list(questions(exam)))

    def as_json(self) -> str:
        """All but the page and the facts, for the bar and the messages."""
        return json.dumps(
            {
                "state": self.state,
                "errors": self.errors,
                "warnings": self.warnings,
                "points": self.points,
                "questions": self.questions,
            },
            ensure_ascii=False,
        )


def _page(exam: Exam, reading: Reading, *, practice: bool) -> str:
    losses = Losses(exam, TARGET, Report(), "the page")
    data = page(exam, reading.files, losses, practice=practice, live=static(LIVE))
    return template(TEMPLATE)(data)


def _told(found: Iterable[Diagnostic], severity: Severity) -> list[str]:
    """Each message of a severity with its excerpt."""
    return [
        "\n".join(report.render([entry], "full", everything=True)).rstrip()
        for entry in report.ordered(found)
        if entry.severity is severity
    ]


def facts(reading: Reading) -> str:
    """What each system makes of each question, and what each target loses of it, as JSON.

    It is what `build` says of the usual targets, and `verify` proves: by the question's id, the
    systems that mark as meant, what the others do, what to do about it and whether the author
    accepts it, and the losses. "" for an exam with errors.
    """
    if reading.usable is None:
        return ""
    built = pipeline.build(reading, USUAL)
    found = report.ordered(built.diagnostics)
    labels = [system.label for system in SYSTEMS if system.target in USUAL]
    places = {where: n for where, n in walk(reading.usable) if isinstance(n, Question)}
    made: dict[str, dict[str, list[object]]] = {
        node.id: {"same": [], "bent": [], "losses": []} for node in places.values()
    }
    other: dict[str, set[str]] = {node.id: set() for node in places.values()}
    for bent in summing.bent(reading.usable, report.ordered(built.losses)):
        node = places.get(_question(bent.entry.where))
        if node is None:
            continue
        other[node.id] |= set(bent.systems)
        made[node.id]["bent"].append(
            {
                "systems": list(bent.systems),
                "words": bent.words,
                "help": bent.entry.help,
                "code": bent.entry.code,
                "accepted": bent.entry not in found,
            }
        )
    for own, differing in other.items():
        made[own]["same"] += [label for label in labels if label not in differing]
    for entry in sorted(found, key=lambda entry: _WORST[entry.severity.value]):
        node = places.get(_question(entry.where))
        if node is not None and entry.target and not changes_marks(entry):
            said = {"target": entry.target, "code": entry.code, "words": entry.message}
            made[node.id]["losses"].append(said | {"help": entry.help})
    return json.dumps(made, ensure_ascii=False)


def _question(where: str) -> str:
    return " › ".join(where.split(" › ")[:2])
