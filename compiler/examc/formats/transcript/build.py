"""Makes the exam of an outline: every token gets its place in the model, or a diagnostic."""

import posixpath
from dataclasses import dataclass
from fractions import Fraction
from typing import TypedDict

from examc import numbers
from examc.content import Block, Blocks, Image, Paragraph, Text, is_empty, plain
from examc.diagnostics import Report
from examc.formats.transcript import choices, headings, rubrics, words
from examc.formats.transcript.content import Texts
from examc.formats.transcript.outline import (
    Inner,
    Outline,
    RawExercise,
    RawItem,
    as_text,
)
from examc.formats.transcript.pieces import (
    Box,
    Content,
    CourseLine,
    Gap,
    Label,
    LevelLine,
    Listing,
    Paragraph as Lines,
    PointsLine,
    Slice,
)
from examc.formats.transcript.placeholders import is_image_name
from examc.model import (
    Course,
    Criteria,
    Criterion,
    Exam,
    Exercise,
    FreeFormatted,
    ImageBlock,
    Item,
    Level,
    Levels,
    MultipleChoice,
    MultipleResponse,
    Open,
    Option,
    Rubric,
    Scoring,
    TextBlock,
    derived_exercise_id,
    derived_item_id,
)
from examc.source import Source, Span

LARGEST_POINTS = 10_000
"""The most that the source language holds."""

OMITTED: Blocks = (Paragraph((Text("…"),)),)
"""Stands where the model needs a text and the transcript has none."""
