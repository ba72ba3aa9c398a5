"""Ways out of a deviation: small changes of a question, each tried on the real writers.

A way out may keep the marks that the author means, or help a system by meaning others: that is
found by marking every response before and after it, and said.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from examc.core.diagnostics import Report, listed
from examc.core.model import Exam, Question, is_by_hand
from examc.core.records import Record, replace
from examc.core.responses import Response
from examc.core.schemes import ZERO, Run, award, meant, size_of
from examc.formats import TARGETS
from examc.formats.options import Options
from examc.proof import edits, kindedits, splits
from examc.proof.edits import Edit, Edited, Part
from examc.proof.verify import Proof, Row, Verdict, prove
from examc.systems.comparing import Compared, compare
from examc.systems.table import SYSTEMS, System


class WayOut(Record, frozen=True):
    """What an author can do about some systems, and what it does to the marks that are meant.

    `meant` holds the marks meant after it against those before; None for what is left to do where
    nothing that was tried helps.
    """

    systems: tuple[System, ...]
    write: str
    meant: Compared | None = None

    @property
    def keeps(self) -> bool:
        """Whether every response is worth what it was."""
        return self.meant is not None and not self.meant.deviations

    @property
    def effect(self) -> str:
        """What becomes of the marks that are meant, in words."""
        if self.meant is None:
            return ""
        if self.meant.deviations:
            return f"this changes the marks that are meant: {self.meant.words()}"
        extent = self.meant.counted() if self.meant.sampled else f"all {self.meant.counted()}"
        return f"this keeps the marks that are meant, on {extent}"

    @property
    def names(self) -> tuple[str, ...]:
        """What its systems are called."""
        return tuple([system.label for system in self.systems])

    def words(self) -> str:
        """The way out in one sentence."""
        said = f"{listed(self.names)}: {self.write}"
        return f"{said}; {self.effect}" if self.effect else said


class Remedy(Record, frozen=True):
    """An edit of the question, or a choice beside it (`write` in words), for a target or for any."""

    edit: Edit | None = None
    write: str = ""
    target: str = ""
    offgrid: str = ""
    instead: str = ""
    """The target whose file is uploaded instead: to the system of the same name."""

    def of(self, question: Question) -> Edited | None:
        """What is to be tried; the question itself where only a choice beside it is another."""
        return self.edit(question) if self.edit else Edited(self.write, (Part(question),))


UNCHANGED = Remedy(write="change nothing")
"""What helps where the fault is in another question."""

REMEDIES: tuple[Remedy, ...] = (
    Remedy(write="build with --moodle-offgrid=cloze", target="moodle", offgrid="cloze"),
    Remedy(
        write="build with -t canvas, and import that package instead",
        target="qti",
        instead="canvas",
    ),
    Remedy(edits.of_choices(splits.by_size)),
    Remedy(edits.of_choices(splits.yes_or_no)),
    Remedy(kindedits.per_gap),
    Remedy(kindedits.per_pair),
    Remedy(kindedits.per_row),
    Remedy(kindedits.as_multiple_choice),
    Remedy(kindedits.as_matching),
    Remedy(edits.of_choices(edits.floor(Fraction(0)))),
    Remedy(edits.of_choices(edits.floor(None))),
    Remedy(edits.of_choices(edits.plain_cap)),
    Remedy(edits.of_choices(edits.no_cap)),
    Remedy(edits.of_choices(edits.plain_bounds)),
    Remedy(edits.of_choices(edits.equal_weights)),
    Remedy(edits.of_choices(edits.no_penalties)),
    Remedy(edits.of_choices(edits.one_full_answer)),
    Remedy(edits.of_choices(edits.as_multiple_choice)),
    Remedy(edits.of_choices(edits.whole)),
    Remedy(kindedits.equal_parts),
    Remedy(kindedits.no_penalties),
    Remedy(kindedits.full_answers),
    Remedy(kindedits.whole_order),
)
"""What is tried, the smallest change first."""

_HELPS_INSTEAD = {"canvas-classic": "canvas"}
"""The same system, with the file of another target."""


def suggest(
    exam: Exam, proof: Proof, files: Mapping[str, bytes], options: Options, own: str = ""
) -> dict[str, list[WayOut]]:
    """For each question with other marks, by its place: the ways out, those that keep marks first.

    `own` is the target whose file was not written by us.
    """
    found: dict[str, list[WayOut]] = {}
    for row in proof.rows:
        ways = list(_Trial(exam, files, options, own, row).ways(proof.systems))
        if ways:
            found[row.where] = sorted(ways, key=lambda way: (way.meant is None, not way.keeps))
    return found


class _Trial(Record, frozen=True):
    """One question, on which remedies are tried."""

    exam: Exam
    files: Mapping[str, bytes]
    options: Options
    own: str
    row: Row

    def ways(self, systems: Sequence[System]) -> Iterator[WayOut]:
        """Yield what helps, and for whom; at the end, for whom nothing keeps the marks."""
        question = self.row.question
        if is_by_hand(question):
            return
        pairs = zip(systems, self.row.cells, strict=True)
        bad = [c for c, cell in pairs if cell.verdict in (Verdict.BENDS, Verdict.REFUSED)]
        sound = self._helped(UNCHANGED, (Part(question),), bad)
        yield from self._anew(question, [c for c in sound if c.target == self.own])
        bad = [system for system in bad if system not in sound]
        found: list[WayOut] = []
        for remedy in REMEDIES:
            edited = remedy.of(question)
            if edited is None or (remedy.offgrid and remedy.offgrid == self.options.offgrid):
                continue
            way = WayOut(tuple(bad), edited.write, meaning(question, edited.parts))
            if any(_replaces(other, way) for other in found):
                continue
            way = replace(way, systems=tuple(self._helped(remedy, edited.parts, bad)))
            if way.systems and not any(_replaces(other, way) for other in found):
                found.append(way)
        yield from found
        helped = {system for way in found for system in way.systems}
        kept = {system for way in found if way.keeps for system in way.systems}
        yield from self._left([system for system in bad if system not in kept], helped)

    def _helped(
        self, remedy: Remedy, parts: tuple[Part, ...], bad: Sequence[System]
    ) -> list[System]:
        """The systems that award what the parts mean."""
        small = _alone(self.exam, parts)
        options = self.options._replace(offgrid=remedy.offgrid or self.options.offgrid)
        helped: list[System] = []
        for target in dict.fromkeys(system.target for system in bad):
            asked = [system for system in bad if system.target == target]
            if remedy.instead:
                asked = [system for system in asked if system.word in _HELPS_INSTEAD]
            if remedy.target not in ("", target) or not asked:
                continue
            written = remedy.instead or target
            output = TARGETS[written].write(small, self.files, options, Report())
            if output is None:
                continue
            run = tuple(_run(system) if remedy.instead else system for system in asked)
            rows = prove(small, {written: output}, run).rows
            helped += [
                system
                for place, system in enumerate(asked)
                if all(row.cells[place].verdict in (Verdict.SAME, Verdict.LOST) for row in rows)
            ]
        return helped

    def _anew(self, question: Question, systems: Sequence[System]) -> Iterator[WayOut]:
        """What another program wrote badly, and we do not."""
        if systems:
            write = f"write the file anew with examc convert -t {self.own}, and import that instead"
            yield WayOut(tuple(systems), write, meaning(question, (Part(question),)))

    def _left(self, systems: Sequence[System], helped: set[System]) -> Iterator[WayOut]:
        """What to do where nothing keeps the marks; other words where nothing helps at all."""
        cells = {cell.system: cell for cell in self.row.cells}
        groups: dict[tuple[bool, bool], list[System]] = {}
        for system in systems:
            refused = cells[system].verdict is Verdict.REFUSED
            groups.setdefault((system in helped, refused), []).append(system)
        for (some, refused), group in groups.items():
            said = f"nothing that was tried {'keeps the marks' if some else 'helps'}"
            codes = ",".join(dict.fromkeys(c for system in group for c in cells[system].codes))
            by_hand = f"correct the marks there by hand, or accept them with allow={codes}"
            left = "ask it as an open question there" if refused else by_hand
            yield WayOut(tuple(group), f"{said}; {left}")


def _run(system: System) -> System:
    return next(other for other in SYSTEMS if other.word == _HELPS_INSTEAD[system.word])


def _replaces(one: WayOut, other: WayOut) -> bool:
    """Whether a way out gives the same marks as another one, for the same systems or more."""
    return one.meant == other.meant and set(other.systems) <= set(one.systems) and not one.keeps


def _alone(exam: Exam, parts: tuple[Part, ...]) -> Exam:
    """An exam of nothing but the questions that an edit makes."""
    asked = tuple(part.question for part in parts)
    exercise = replace(exam.exercises[0], items=asked, points=None)
    return replace(exam, exercises=(exercise,), points=None)


# -- what is meant before and after ---------------------------------------------------------------


def meaning(question: Question, parts: tuple[Part, ...]) -> Compared:
    """Every response as it was meant, against the sum of what its parts mean."""

    asked = [(meant(part.question), part.given) for part in parts]

    def sum_of_parts(response: Response | None) -> Fraction | None:
        total = ZERO
        for scheme, given in asked:
            mark = award(scheme, given(response))
            if mark is None:
                return None
            total += mark
        return total

    return compare(question, Run(size_of(meant(question)), sum_of_parts))
