"""The law of the reader: what was written is read again, exactly but for the reported losses."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from examc.clients import moodle as client
from examc.diagnostics import Report
from examc.formats.moodle.read import read, sniff
from examc.formats.moodle.write import write
from examc.formats.options import Options
from examc.model import Exam
from examc.model import images as images_of
from moodle.lose import lose
from moodle.marks import differing

OPTIONS = (
    Options(),
    Options(),
    Options(offgrid="cloze"),
    Options(math="mathml"),
)


def holds(exam: Exam, files: Mapping[str, bytes], options: Options) -> None:
    """Fail unless an exam is read again as it was written, and written again as it was."""
    losses, found, again = Report(), Report(), Report()
    data = write(exam, files, options, losses)
    assert data is not None
    assert sniff(data)
    made, images = read("exam.xml", data, found)
    assert [d.message for d in found.diagnostics] == []
    assert made is not None
    left = lose(exam, losses.diagnostics)
    assert made == left
    shown = {image.src for image in images_of(left)}
    assert images == {path: data for path, data in files.items() if path in shown}
    assert write(made, images, options, again) == data
    assert differing(client.view(data), made) == []


@settings(max_examples=200, deadline=None, derandomize=True)
@given(exam=strategies.exams(), options=st.sampled_from(OPTIONS))
def test_what_was_written_is_read_again(exam: Exam, options: Options) -> None:
    holds(exam, strategies.files_of(exam), options)


@pytest.mark.slow
@settings(max_examples=2000, deadline=None, derandomize=True)
@given(exam=strategies.exams(3), options=st.sampled_from(OPTIONS))
def test_what_was_written_is_read_again_at_length(exam: Exam, options: Options) -> None:
    holds(exam, strategies.files_of(exam), options)
