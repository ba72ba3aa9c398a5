"""Moodle's question types → items of the exam; what no kind of item can be is left out by name."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypedDict

from examc.content import Blocks, Paragraph, Text
from examc.content import Image as ImageNode
from examc.diagnostics import Report
from examc.formats.moodle import graders, names
from examc.formats.moodle.readcategory import NUMBER
from examc.formats.moodle.readchoice import Choice, Options, glance
from examc.formats.moodle.readentry import Entry, LeftOut
from examc.formats.moodle.readids import unique_ids
from examc.formats.moodle.readparts import (
    CORRECT,
    IMAGE_BLOCK,
    INCORRECT,
    NOTES,
    SOLUTION,
    Parts,
)
from examc.formats.moodle.readsettings import Settings
from examc.formats.moodle.readtext import Texts
from examc.formats.moodle.readxml import Document, text_of
from examc.model import (
    Criteria,
    Feedback,
    ImageBlock,
    Item,
    Levels,
    MultipleChoice,
    MultipleResponse,
    Open,
    StimulusBlock,
    TextBlock,
)
from examc.source import Span

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
