"""What a person marks: texts, files and code as essays, with the rubric for graders beside."""

from fractions import Fraction
from typing import assert_never

from examc.core.answers import Graded, Program, Upload, Written
from examc.core.features import Feature
from examc.core.model import Question
from examc.formats.moodle import entries, graders
from examc.formats.moodle.writing import Writing
from examc.systems.moodle import labels

MOST_FILES = 3
"""The largest number of files that Moodle counts; beyond it is any number."""
ANY_NUMBER = -1


def entry(writing: Writing, question: Question[Graded], fields: entries.Fields) -> entries.Essay:
    """An essay, of the form that its answer asks for."""
    if question.feedback.correct or question.feedback.incorrect:
        message = "Moodle has no feedback by result on written answers: only graders see it"
        writing.losses.add(Feature.FEEDBACK, question, message)
    info = writing.text(question, graders.info(question, writing.page))
    match question.answer:
        case Written(space=space):
            lines = _lines(writing, question, space)
            return entries.Essay(lines=lines, graderinfo=info, **fields)
        case Upload() as upload:
            return _files(writing, question, upload, info, fields)
        case Program() as program:
            lines = _lines(writing, question, program.space)
            return _code(writing, question, program, lines, info, fields)
        case _:
            assert_never(question.answer)


def _lines(writing: Writing, question: Question, space: Fraction | None) -> int:
    """The height of the box, in lines."""
    lines = graders.lines(space)
    if graders.space(lines) != space and space is not None:
        message = f"Moodle bends the answer space of {space} page to {lines} lines"
        writing.losses.add(Feature.SPACE, question, message)
    return lines


def _files(
    writing: Writing, question: Question, upload: Upload, info: entries.Text, fields: entries.Fields
) -> entries.Essay:
    """Files and no text; how many, of which types, and how large they may be."""
    most = upload.most if upload.most is not None and upload.most <= MOST_FILES else ANY_NUMBER
    fewest = min(upload.fewest, MOST_FILES)
    if fewest != upload.fewest or most != (upload.most or ANY_NUMBER):
        said = "any number of files" if most == ANY_NUMBER else f"{most} files"
        message = f"Moodle counts up to {MOST_FILES} files: {fewest} to {said} are taken"
        writing.losses.add(Feature.FILES, question, message, "say the number in the question")
    return entries.Essay(
        format="noinline",
        required=False,
        lines=graders.USUAL_LINES,
        graderinfo=info,
        attachments=most,
        fewest=fewest,
        types=",".join(upload.types),
        size=upload.size or 0,
        **fields,
    )


def _code(
    writing: Writing,
    question: Question,
    program: Program,
    lines: int,
    info: entries.Text,
    fields: entries.Fields,
) -> entries.Essay:
    """A box in a font of one width; `start` stands in it as it is, since it shows no HTML."""
    start = labels.legal(program.start)
    if start.strip() != start:
        message = "Moodle cuts blanks and empty lines at the ends of the starting text"
        is_behind = start.lstrip() == start
        writing.losses.add(Feature.START, question, message, note=is_behind)
    if program.language:
        message = f"Moodle does not colour {program.language}: the language is a note in the file"
        writing.losses.add(Feature.START, question, message, note=True)
    beside = (("kind", "code"), *((("language", program.language),) * bool(program.language)))
    return entries.Essay(
        format="monospaced",
        lines=lines,
        graderinfo=info,
        start=entries.cdata(start),
        beside=beside,
        **fields,
    )
