"""A proof of the marks, shown: as a table of text, as JSON, and as the data of its HTML page."""

import json
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import assert_never

from examc import numbers
from examc.comparing import Deviation
from examc.content import plain
from examc.diagnostics import Report
from examc.model import (
    Exam,
    FreeFormatted,
    MultipleChoice,
    MultipleResponse,
    Open,
    Option,
    Question,
    Rule,
)
from examc.pagehtml import PageWriter
from examc.rendering import Markup
from examc.verify import Cell, Proof, Row, Verdict

CODES = {
    "qti": "V501",
    "canvas-classic": "V502",
    "new-quizzes": "V503",
    "moodle": "V504",
    "ans": "V505",
    "canvas": "V506",
}
"""The code under which an author accepts that a client awards other marks."""


ABOUT = {
    "qti": "a player that follows the QTI 2.1 standard, with the QTI package",
    "canvas-classic": "Canvas, Classic Quizzes, with the QTI package",
    "new-quizzes": "Canvas, New Quizzes, as far as its importer shows, with the QTI package",
    "moodle": "Moodle 4.5, with the Moodle XML file",
    "ans": "ANS, by its documentation, with the ANS-style JSON file",
    "canvas": "Canvas, Classic Quizzes, with the package in its own dialect",
}
"""What each client is a model of, in words for people who do not know the formats."""


def report(proof: Proof, found: Report) -> None:
    """Report every question whose marks a client changes, under the client's code."""
    words = {client.name: client.word for client in proof.clients}
    targets = {client.name: client.target for client in proof.clients}
    for row, cell in proof.cells():
        if cell.verdict in (Verdict.BENDS, Verdict.REFUSED):
            found.add(
                CODES[words[cell.client]],
                f"{cell.client}: {cell.words()}",
                row.question.span,
                help="examc verify --suggest tries the ways out",
                where=row.where,
                target=targets[cell.client],
            )


def as_text(proof: Proof) -> Iterator[str]:
    """Yield the lines of the table, and below it each cell that is not the same, in words."""
    heads = ["question", *(client.name for client in proof.clients)]
    rows = [[_name(row), *(cell.verdict.value for cell in row.cells)] for row in proof.rows]
    widths = [max(len(row[i]) for row in [heads, *rows]) for i in range(len(heads))]
    for words in [heads, *rows]:
        yield "  ".join(
            word.ljust(width) for word, width in zip(words, widths, strict=True)
        ).rstrip()
    yield ""
    for row, cell in proof.cells():
        if cell.verdict is not Verdict.SAME:
            yield f"{row.where} · {cell.client}: {cell.verdict.value}: {cell.words()}"
    yield summary(proof)


def summary(proof: Proof) -> str:
    """One line that counts the verdicts of each client."""
    parts = []
    for index, client in enumerate(proof.clients):
        verdicts = [row.cells[index].verdict for row in proof.rows]
        counts = [f"{verdicts.count(v)} {v.value}" for v in Verdict if v in verdicts]
        parts.append(f"{client.name}: {', '.join(counts)}")
    return "; ".join(parts)


def _name(row: Row) -> str:
    return row.where.replace("exercise ", "").replace(" › question ", ".") + f" {row.question.id}"


def as_json(proof: Proof, suggestions: dict[str, list[str]] | None = None) -> str:
    """The whole proof: every question, every cell, every deviating response."""
    clients = [{"name": c.word, "title": c.name, "target": c.target} for c in proof.clients]
    rows = [
        {
            "where": row.where,
            "id": row.question.id,
            "points": numbers.show(row.question.points),
            "cells": [_cell(cell) for cell in row.cells],
            **(
                {"suggestions": suggestions[row.where]}
                if suggestions and row.where in suggestions
                else {}
            ),
        }
        for row in proof.rows
    ]
    return json.dumps({"clients": clients, "questions": rows}, ensure_ascii=False, indent=1) + "\n"


def _cell(cell: Cell) -> dict[str, object]:
    return {
        "client": cell.client,
        "verdict": cell.verdict.value,
        "words": cell.words(),
        "responses": cell.compared.tried,
        "possible": cell.compared.possible,
        "lost": list(cell.lost),
        "reason": cell.reason,
        "deviations": [_deviation(deviation) for deviation in cell.deviations],
    }


def _deviation(deviation: Deviation) -> dict[str, object]:
    awarded = deviation.awarded
    return {
        "chosen": [place + 1 for place in deviation.chosen],
        "meant": numbers.show(deviation.meant),
        "awarded": None if awarded is None else numbers.show(awarded),
    }


_DELIMITER = re.compile(r"\\[()\[\]]|\$\$")
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "dv", "ckb"}


def page(
    exam: Exam, proof: Proof, files: Mapping[str, bytes], suggestions: dict[str, list[str]]
) -> dict[str, object]:
    """The data of the HTML page: words, numbers and finished HTML for its template."""
    writer = PageWriter(files)
    return {
        "title": exam.title,
        "language": exam.language,
        "course": " ".join(
            filter(None, (exam.course.code, exam.course.name, exam.course.year, exam.course.period))
        ),
        "points": numbers.show(sum((row.question.points for row in proof.rows), start=Fraction(0))),
        "direction": "rtl" if exam.language.split("-")[0] in _RIGHT_TO_LEFT else "ltr",
        "date": exam.date,
        "questions": len(proof.rows),
        "compared": f"{sum(cell.compared.tried for _, cell in proof.cells()):,}",
        "sampled": any(cell.compared.sampled for _, cell in proof.cells()),
        "differing": sum(
            any(cell.deviations or cell.reason for cell in row.cells) for row in proof.rows
        ),
        "clients": [_client(proof, index) for index in range(len(proof.clients))],
        "rows": [_row(row, suggestions, writer) for row in proof.rows],
    }


def _client(proof: Proof, index: int) -> dict[str, object]:
    verdicts = [row.cells[index].verdict for row in proof.rows]
    return {
        "name": proof.clients[index].name,
        "about": ABOUT[proof.clients[index].word],
        "counts": [
            {"verdict": verdict.value, "count": verdicts.count(verdict)}
            for verdict in Verdict
            if verdict in verdicts
        ],
    }


def _row(row: Row, suggestions: dict[str, list[str]], writer: PageWriter) -> dict[str, object]:
    question = row.question
    prompt = _DELIMITER.sub("", plain(question.prompt))
    cells = [
        {"client": cell.client, "verdict": cell.verdict.value, "words": cell.words()}
        for cell in row.cells
    ]
    return {
        "number": row.where.replace("exercise ", "").replace(" › question ", "."),
        "id": question.id,
        "short": prompt if len(prompt) <= 60 else prompt[:57] + "…",
        "prompt": Markup(writer.blocks(question.prompt)),
        "options": [_option(option, writer) for option in _options(question)],
        "scoring": _scoring(question),
        "points": numbers.show(question.points),
        "cells": cells,
        "notes": [cell for cell in cells if cell["verdict"] != Verdict.SAME.value],
        "suggestions": suggestions.get(row.where, []),
    }


def _options(question: Question) -> tuple[Option, ...]:
    return question.options if isinstance(question, MultipleChoice | MultipleResponse) else ()


def _option(option: Option, writer: PageWriter) -> dict[str, object]:
    return {
        "text": Markup(writer.compact(option.text)),
        "weight": numbers.show_signed(option.points),
        "correct": option.correct,
    }


def _scoring(question: Question) -> str:
    """How the question is marked, in words, as far as it is not the usual way."""
    match question:
        case MultipleChoice():
            words = ["one answer"]
        case MultipleResponse():
            words = ["any number of answers"]
        case Open() | FreeFormatted():
            return "marked by a person"
        case _:
            assert_never(question)
    if question.scoring.rule is Rule.ALL_OR_NOTHING:
        words.append("all or nothing")
    floor, cap = question.scoring.floor, question.scoring.cap
    if floor != 0:
        words.append("no lowest mark" if floor is None else f"at least {numbers.show(floor)}")
    if cap != question.points:
        words.append("no highest mark" if cap is None else f"at most {numbers.show(cap)}")
    return ", ".join(words)
