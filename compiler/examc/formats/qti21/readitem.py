"""An assessmentItem → a question with the blocks around it, or why it is none of ours."""

import posixpath
from collections import Counter
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, cast

from lxml import etree

from examc.content import Blocks, Image, Paragraph, Text
from examc.diagnostics import Report
from examc.formats.qti21 import names, readchoice, readwritten
from examc.formats.qti21.readbody import (
    Body,
    feedback_of,
    has_text_after,
    interactions,
    shown,
)
from examc.formats.qti21.readchoice import Choice, KeptOut
from examc.formats.qti21.readfeedback import Kind, Sorted
from examc.formats.qti21.readids import Ids, legal
from examc.formats.qti21.readimages import Images
from examc.formats.qti21.readpoints import Weight, points
from examc.formats.qti21.readprocessing import Effort
from examc.formats.qti21.readrubrics import ForGraders, for_graders
from examc.formats.qti21.readwritten import Written
from examc.formats.qti21.readxml import Document, child, line, name, short
from examc.model import ImageBlock, Item, Question, StimulusBlock, TextBlock, derived_item_id
