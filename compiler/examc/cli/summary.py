"""Puts what `verbs.summing` counts into the few lines that a person reads on a terminal."""

from collections.abc import Iterable, Iterator

from examc.core.alike import Fold, fold
from examc.core.columns import width
from examc.core.diagnostics import CODES, Diagnostic, Severity, listed
from examc.core.report import brief, on_one_line, others, place
from examc.verbs.sums import Bent, Head, Summary, Target

NOUNS = {
    "X301": ("course", "courses"),
    "X302": ("date or duration", "dates and durations"),
    "X303": ("description", "descriptions"),
    "X304": ("list of tags", "lists of tags"),
    "X310": ("weight that changes no mark", "weights that change no mark"),
    "X311": ("lowest mark that changes no mark", "lowest marks that change no mark"),
    "X312": ("highest mark that changes no mark", "highest marks that change no mark"),
    "X313": ("rule that changes no mark", "rules that change no mark"),
    "X314": ("check that changes no mark", "checks that change no mark"),
    "X305": ("question bank", "question banks"),
    "X306": ("time of a change", "times of changes"),
    "X307": ("stated number of points", "stated numbers of points"),
    "X309": ("id of the exam", "ids of the exam"),
    "X322": ("rubric", "rubrics"),
    "X324": ("model answer", "model answers"),
    "X325": ("note for graders", "notes for graders"),
    "X326": ("answer space or height", "answer spaces and heights"),
    "X329": ("id of a part", "ids of parts"),
    "X333": ("free form", "free forms"),
    "X334": ("title", "titles"),
    "X321": ("feedback by result", "feedback by result"),
    "X344": ("language of a listing", "languages of listings"),
    "X348": ("number in another form", "numbers in another form"),
    "X350": ("text with gaps in another form", "texts with gaps in another form"),
    "X351": ("matching in another form", "matchings in another form"),
    "X352": (
        "order that is marked where nothing is moved",
        "orders that are marked where nothing is moved",
    ),
    "X353": ("matrix in another form", "matrices in another form"),
    "X360": ("unit behind a box", "units behind boxes"),
    "X373": ("weight of an answer that changes no mark", "weights of answers that change no mark"),
    "X374": ("weight of a part that changes no mark", "weights of parts that change no mark"),
    "X376": ("text that is compared otherwise", "texts that are compared otherwise"),
    "X372": ("words in English", "words in English"),
    "X378": ("language or starting text of code", "languages or starting texts of code"),
    "X367": ("question without its rubric in Canvas", "questions without their rubric in Canvas"),
}
"""What facts that only staff can notice are called, one and several of them."""
_BESIDE = {
    "rubrics.csv": "rubrics in {}: import it into Canvas at Rubrics",
    "key.pdf": "key in {}",
    "grading.pdf": "sheet for grading in {}",
    "versions.json": "orders of the versions in {}",
}
"""What is to be done with a file beside an output."""


def of_build(summary: Summary) -> Iterator[str]:
    """Yield the lines of a build, but for the last, which says what was written."""
    yield head_line(summary.head)
    widest = max([width(target.name) for target in summary.targets], default=0)
    for target in summary.targets:
        yield f"  {target.name.ljust(widest)}  {_target(target)}"
        for extension in target.beside:
            what = _BESIDE.get(extension, "{}")
            yield f"  {' ' * widest}  {what.format(f'{summary.head.name}.{extension}')}"
    yield from bent_lines(summary.bent)
    if summary.read:
        yield "Read otherwise than meant:"
        yield from (f"  {_folded(group)}" for group in summary.read)
    if summary.remarks:
        first = summary.remarks[0]
        count = len(summary.remarks)
        remarks = f"{count} remark{'s' * (count > 1)}, first {_at(first)} {_said(first)}"
        yield f"In the source: {remarks}   (examc check)"


def of_reading(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield a line for each thing that reading had to say, and one that counts them."""
    warnings = [entry for entry in diagnostics if entry.severity is not Severity.NOTE]
    yield from (_folded(group) for group in fold(warnings))
    if warnings:
        count = f"{len(warnings)} warning{'s' * (len(warnings) > 1)}"
        yield f"{count}; import --all shows each with its line"


def written(paths: list[str], losses: int) -> str:
    """The last line of a build: what was written where, and where every loss stands."""
    folder = paths[0].rpartition("/")[0]
    files = f"wrote {len(paths)} file{'s' * (len(paths) > 1)} to {folder}"
    return f"{files}; every loss: *.losses.json, or build --all" if losses else files


def head_line(head: Head) -> str:
    """`algebra · 3 questions · 6 points`."""
    asked = f"{head.questions} question{'s' * (head.questions != 1)}"
    return f"{head.name} · {asked} · {head.points} point{'s' * (head.points != '1')}"


def _target(target: Target) -> str:
    parts = [_marks(target)] if target.marks else ["marked by no system that is known here"]
    if target.notes:
        counted = [f"{count} {_noun(code, count)}" for code, count in target.notes]
        parts.append(f"in another form or lost: {', '.join(counted)}")
    else:
        parts.append("nothing lost for staff")
    return " · ".join(parts)


def _noun(code: str, count: int) -> str:
    names = NOUNS.get(code)
    return names[count > 1] if names else f"{CODES[code].name} ({code})"


def _marks(target: Target) -> str:
    marks, word = target.marks, "rounded" if target.rounded else "exact"
    exact = [entry.system for entry in marks if not entry.bent and not entry.accepted]
    if len(exact) == len(marks):
        return f"marks {word}"
    said = [f"marks {word} in {listed(exact)}"] if exact else []
    for entry in marks:
        counts = []
        if entry.bent:
            counts.append(f"{entry.bent} question{'s bend' if entry.bent > 1 else ' bends'}")
        if entry.accepted:
            counts.append(f"{entry.accepted} accepted")
        if counts:
            said.append(f"{entry.system}: {', '.join(counts)}")
    return " · ".join(said)


def bent_lines(found: tuple[Bent, ...]) -> Iterator[str]:
    """Yield a line for each question whose marks change somewhere, with what to do about it."""
    if found:
        yield "Other marks than meant:"
    for entry in found:
        accept = f"accept: allow={entry.entry.code}"
        ways = f"{entry.entry.help}; or {accept}" if entry.entry.help else accept
        systems = listed(entry.systems)
        yield on_one_line(
            f"  {_at(entry.entry)}  {entry.question}  {systems}: {entry.words}   ({ways})"
        )


def _folded(group: Fold) -> str:
    more = f"   (and {len(group.others)} more: {others(group)})" if group.others else ""
    help_line = f"   ({on_one_line(brief(group.first.help))})" if group.first.help else ""
    first = group.first
    return f"{_at(first)} {first.severity.value}[{first.code}]: {_said(first)}{help_line}{more}"


def _said(entry: Diagnostic) -> str:
    return on_one_line(brief(entry.message))


def _at(entry: Diagnostic) -> str:
    path, line, _ = place(entry)
    at = f"{path}:{line}" if line else path
    return on_one_line(at or entry.where)
