"""A proof of the marks as the data of its HTML page, for people who do not know the formats."""

from collections.abc import Mapping

from examc import __version__
from examc.core import numbers
from examc.core.answers import (
    Option,
)
from examc.core.model import Exam, Question, parts, total_points
from examc.core.scoringwords import scoring
from examc.core.wording import has_words
from examc.files.rendering import Markup
from examc.proof import pagesentences, pagesums
from examc.proof.pagewords import words
from examc.proof.remarks import Note, Remarks, notes
from examc.proof.remedies import WayOut
from examc.proof.verify import Cell, Proof, Row, Verdict
from examc.text.pagehtml import POLICY, PageWriter, direction

_SHORT = 60  # characters of a prompt in the table
NO_FILES: Mapping[str, bytes] = {}


def page(
    exam: Exam,
    proof: Proof,
    files: Mapping[str, bytes],
    remarks: Remarks,
    proved: Mapping[str, bytes] = NO_FILES,
    *,
    made: str = "",
) -> dict[str, object]:
    """The data of the HTML page: words, numbers and finished HTML for its template.

    `files` are the images of the exam, `proved` the files that the proof is of, by their names;
    `made` is the date of the page, "" for none.
    """
    writer = PageWriter(files)
    course = exam.course
    return {
        "policy": POLICY,
        "version": __version__,
        "made": made,
        "words": words(exam.language),
        "spoken": exam.language if has_words(exam.language) else "en",
        "proved": pagesums.hashes(proved),
        "worst": pagesums.worst(proof),
        "missing": pagesums.missing(proof, exam.language),
        "title": exam.title,
        "language": exam.language,
        "course": " ".join(filter(None, (course.code, course.name, course.year, course.period))),
        "points": numbers.show(total_points(exam)),
        "direction": direction(exam.language),
        "date": exam.date,
        **_counts(proof, remarks),
        "systems": [
            _system(proof, index, remarks, exam.language) for index in range(len(proof.systems))
        ],
        "rows": [_row(row, remarks, writer, exam.language) for row in proof.rows],
    }


def _counts(proof: Proof, remarks: Remarks) -> dict[str, object]:
    """How many questions there are, how many of them differ, and how many responses were tried."""
    return {
        "questions": len(proof.rows),
        "compared": f"{sum(cell.compared.tried for _, cell in proof.cells()):,}",
        "sampled": any(cell.compared.sampled for _, cell in proof.cells()),
        "differing": sum(any(map(_differs, row.cells)) for row in proof.rows),
        "accepted": sum(_accepted(row, remarks) for row in proof.rows),
    }


def _differs(cell: Cell) -> bool:
    return cell.verdict in (Verdict.BENDS, Verdict.REFUSED)


def _accepted(row: Row, remarks: Remarks) -> bool:
    """Whether the author accepts all that is otherwise about the marks of a question."""
    differing = [cell for cell in row.cells if _differs(cell)]
    return bool(differing) and all(remarks.accepts(row, cell) for cell in differing)


def _system(proof: Proof, index: int, remarks: Remarks, language: str) -> dict[str, object]:
    system, said = proof.systems[index], words(language)
    verdicts = [row.cells[index].verdict for row in proof.rows]
    return {
        "name": system.label,
        "about": said.get(f"about_{system.word}", system.about),
        "accepted": sum(remarks.accepts(row, row.cells[index]) for row in proof.rows),
        "counts": [
            {"verdict": verdict.value, "count": verdicts.count(verdict)}
            for verdict in Verdict
            if verdict in verdicts
        ],
    }


def _row(row: Row, remarks: Remarks, writer: PageWriter, language: str) -> dict[str, object]:
    question, said = row.question, words(language)
    cells = [
        {"verdict": cell.verdict.value, "words": pagesentences.of_cell(cell, language)}
        for cell in row.cells
    ]
    return {
        "number": pagesums.number(row),
        "id": question.id,
        "short": Markup(writer.opening(question.prompt, _SHORT)),
        "prompt": Markup(writer.blocks(question.prompt)),
        "options": [_option(option, writer) for option in _options(question)],
        "scoring": scoring(question, language),
        "points": numbers.show(question.points),
        "cells": cells,
        "notes": [_note(note, language) for note in notes(row, remarks) if _differs(note.cell)],
        "ways": _ways(remarks.ways.get(row.where, []), said),
    }


def _note(note: Note, language: str) -> dict[str, object]:
    return {
        "systems": pagesentences.both([system.label for system in note.systems], language),
        "verdict": note.cell.verdict.value,
        "words": pagesentences.of_cell(note.cell, language),
        "help": note.help,
        "accepted": note.accepted,
    }


def _ways(ways: list[WayOut], said: Mapping[str, str]) -> list[dict[str, object]]:
    """The ways out in groups: those that keep the marks that are meant, others, and what is left."""
    groups = (
        (said["ways_keep"], [way for way in ways if way.keeps]),
        (
            said["ways_change"],
            [way for way in ways if way.meant is not None and not way.keeps],
        ),
        (
            said["ways_fail" if any(way.meant for way in ways) else "ways_left"],
            [way for way in ways if way.meant is None],
        ),
    )
    return [
        {"head": head, "ways": [{"words": way.words()} for way in members]}
        for head, members in groups
        if members
    ]


def _options(question: Question) -> tuple[Option, ...]:
    return tuple(part for part in parts(question) if isinstance(part, Option))


def _option(option: Option, writer: PageWriter) -> dict[str, object]:
    return {
        "text": Markup(writer.compact(option.text)),
        "weight": numbers.show_signed(option.points),
        "correct": option.correct,
    }
