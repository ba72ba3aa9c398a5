"""How a test is given: its time, and the rules that no exam has, which are reported."""

from typing import Protocol

from examc.core import limits, numbers
from examc.core.records import Record, replace
from examc.files.xmltree import Element, child, children, name
from examc.formats.foreign.quoting import quoted
from examc.formats.qti21.readpackage import Piece

_DEFAULTS = {
    "showSolution": ("false", "0"),
    "validateResponses": ("false", "0"),
    "allowSkipping": ("true", "1"),
}
"""What of itemSessionControl goes without saying in an exam."""

_DRAWN = ("assessmentItemRef", "assessmentSection", "assessmentSectionRef")


class Tell(Protocol):
    """Reports something about a piece of a test."""

    def __call__(self, code: str, message: str, piece: Piece, help: str = "") -> None: ...


class Delivery(Record, frozen=True):
    """Reads what a test says about its delivery."""

    tell: Tell

    def rules(self, piece: Piece) -> None:
        """Report rules of a section or an item that exams do not have."""
        for element in piece.element:
            kind, rule = name(element), replace(piece, element=element)
            if kind in ("preCondition", "branchRule"):
                self.tell("R529", f"{kind} is not kept: what follows hangs on answers", rule)
            elif kind == "timeLimits":
                message = "time limit is not kept: our exams have one for the whole"
                self.tell("R529", message, rule)
            elif kind == "itemSessionControl":
                self._session(rule)

    def drawn(self, section: Piece, *, whole: bool, ours: bool) -> int | None:
        """How many of a section's items are drawn; None for all, unless we wrote that.

        `whole`: it holds items alone.
        """
        selection = child(section.element, "selection")
        is_idle = selection is None or not _draws_some(selection, section.element)
        if selection is None or (is_idle and not ours):
            return None
        rule = replace(section, element=selection)
        count = numbers.whole(selection.get("select", "").strip(), 3)
        again = selection.get("withReplacement", "false") in ("true", "1")
        if not count or again or not whole:
            shown = selection.get("select", "")[:20]
            message = f"only {shown} of its items are drawn for a candidate; all are read"
            self.tell("R529", message, rule, "choose them where the exam is given")
            return None
        return count

    def test(self, test: Piece) -> int | None:
        """Report rules of the whole test that exams do not have; how often it can be taken."""
        test_parts = children(test.element, "testPart")
        attempts: int | None = None
        for test_part in test_parts:
            for element in test_part:
                rule = replace(test, element=element)
                if name(element) == "itemSessionControl":
                    self._session(rule, whole=True)
                    attempts = self._attempts(element)
                elif name(element) in ("preCondition", "branchRule", "testFeedback"):
                    self.tell("R529", f"{name(element)} of a part is not kept", rule)
        for feedback in children(test.element, "testFeedback"):
            rule = replace(test, element=feedback)
            self.tell("R529", "feedback on the whole test is not kept", rule)
        if len(test_parts) > 1:
            message = f"test has {len(test_parts)} parts; they are read one after another"
            self.tell("R528", message, replace(test, element=test_parts[1]))
        return attempts if len(test_parts) == 1 else None

    def _attempts(self, control: Element) -> int | None:
        """The attempts that a test says; one goes without saying."""
        count = numbers.whole(control.get("maxAttempts", "").strip(), 3)
        return count if count and count > 1 else None

    def minutes(self, test: Piece) -> int | None:
        """The time for the test, in minutes."""
        found = child(test.element, "timeLimits")
        limits = [child(part, "timeLimits") for part in children(test.element, "testPart")]
        if found is None and len(limits) == 1:
            found = limits.pop()
        for limit in limits:
            if limit is not None:
                message = "time limit of a part is not kept: our exams have one for the whole"
                self.tell("R529", message, replace(test, element=limit))
        return None if found is None else self._limit(replace(test, element=found))

    def _limit(self, limit: Piece) -> int | None:
        seconds = numbers.parse_float(limit.element.get("maxTime", ""))
        if seconds is None or seconds <= 0:
            return None
        minutes = int(-(-seconds // 60))
        if minutes > limits.LONGEST_MINUTES:
            self.tell("R529", "time limit is beyond that of any exam", limit)
            return None
        if minutes * 60 != seconds:
            message = f"time limit of {numbers.show(seconds)} seconds is taken as {minutes} minutes"
            self.tell("R529", message, limit)
        return minutes

    def _session(self, control: Piece, *, whole: bool = False) -> None:
        """Report settings; of the `whole` test its attempts are kept."""
        attempts = control.element.get("maxAttempts", "1").strip()
        usual = ("0", "1") if not whole else (attempts,)
        other = [f"maxAttempts={quoted(attempts)}"] * (attempts not in usual)
        other += [
            f"{attribute}={quoted(control.element.get(attribute, ''))}"
            for attribute, usual in _DEFAULTS.items()
            if control.element.get(attribute, usual[0]) not in usual
        ]
        if other:
            message = f"settings of the session are not kept: {', '.join(other)}"
            self.tell("R529", message, control, "set them where the exam is given")


def _draws_some(selection: Element, section: Element) -> bool:
    """Whether a selection leaves out some of what its section holds."""
    held = sum(name(inner) in _DRAWN for inner in section)
    count = selection.get("select", "").strip()
    return not (count.isascii() and count.isdigit() and len(count) < 10 and int(count) >= held)
