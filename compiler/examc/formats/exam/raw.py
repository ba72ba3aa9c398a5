"""What both spellings of the source have in common before it is understood: words and their places.

The Markdown and the YAML reader fill these; `build` and its parts alone decide what they mean.
"""

from typing import NamedTuple

from examc.core.content import Blocks, Image
from examc.core.records import Mutable, field
from examc.core.source import Span
from examc.formats.exam.comments import Comments


class Word(NamedTuple):
    """A value as the author wrote it."""

    value: str
    span: Span


class Attributes(Mutable):
    """What an attribute list says: words with a key, and bare words in order."""

    named: dict[str, Word] = field(default_factory=dict)
    keys: dict[str, Span] = field(default_factory=dict)
    bare: list[Word] = field(default_factory=list)


class RawEntry(Mutable):
    """An option, a criterion, a level or an accepted answer.

    An accepted answer is a word, `answer`, and has no content; `match` is the word that says how
    it is held against what is typed. The points of an answer, or of an option of a gap, may be a
    percentage.
    """

    span: Span
    content: Blocks = ()
    points: Word | None = None
    percent: Word | None = None
    checked: bool = False
    fixed: bool = False
    feedback: Blocks = ()
    id: Word | None = None
    name: Word | None = None
    allow: list[Word] = field(default_factory=list)
    answer: Word | None = None
    match: Word | None = None
    right: Blocks = ()
    """Of a pair."""
    wrong: Word | None = None
    """Of a pair: what any other right side earns."""
    told: bool = False
    """Whether it was reported why this says less than it should."""
    cells: "dict[int, RawCell]" = field(default_factory=dict)
    """Of a row, by the place of their column from 0; those that say nothing are left out."""


class RawCell(Mutable):
    """The place of a row and a column: whether it is ticked, and its weight if it has one."""

    ticked: bool
    weight: Word | None = None


class RawList(Mutable):
    """The entries of one list: options, criteria, accepted answers, pairs, rows …"""

    span: Span
    entries: list[RawEntry]


class RawGap(Mutable):
    """The key of one gap: accepted texts, accepted numbers, or the options of a drop-down."""

    name: Word
    kind: str
    """"text", "numeric" or "options"."""
    found: RawList
    settings: dict[str, Word] = field(default_factory=dict)
    allow: list[Word] = field(default_factory=list)
    told: bool = False
    """Whether it was reported why it has no answers."""


class RawItem(Mutable):
    """A question or a block; `settings` hold the single words by their name in YAML."""

    span: Span
    kind: Word | None = None
    settings: dict[str, Word] = field(default_factory=dict)
    tags: list[Word] = field(default_factory=list)
    allow: list[Word] = field(default_factory=list)
    texts: dict[str, Blocks] = field(default_factory=dict)
    """By part: prompt, solution, graders, feedback, feedback: correct, feedback: incorrect."""
    lists: dict[str, RawList] = field(default_factory=dict)
    """By part: options, criteria, levels, answer, pairs, distractors, order, columns, rows."""
    gaps: list[RawGap] = field(default_factory=list)
    """The keys of gaps, in the order in which they stand in the file."""
    part_spans: dict[str, Span] = field(default_factory=dict)
    image: Image | None = None
    refused: bool = False
    """Whether something below its heading was refused, so that its text may only seem empty."""
    types: list[Word] = field(default_factory=list)
    """Of an upload: endings of the names of files."""
    start: Word | None = None
    """Of code: what stands in the box before, as it was written."""
    told: bool = False
    """Whether it was reported why what looks like options, pairs or rows is none."""


class RawExercise(Mutable):
    span: Span
    title: Word
    settings: dict[str, Word] = field(default_factory=dict)
    tags: list[Word] = field(default_factory=list)
    allow: list[Word] = field(default_factory=list)
    items: list[RawItem] = field(default_factory=list)


class RawExam(Mutable):
    """A file of the source: only the main one has more than exercises and includes."""

    span: Span
    settings: dict[str, Word] = field(default_factory=dict)
    course: dict[str, Word] = field(default_factory=dict)
    scoring: dict[str, Word] = field(default_factory=dict)
    tags: list[Word] = field(default_factory=list)
    allow: list[Word] = field(default_factory=list)
    include: list[Word] = field(default_factory=list)
    description: Blocks = ()
    instructions: Blocks = ()
    broken: bool = False
    """Whether the file could not be parsed, so that what is missing was perhaps not left out."""
    exercises: list[RawExercise] = field(default_factory=list)
    comments: Comments | None = None
    """What a formatter keeps; None where comments were left out."""


def spelled(span: Span, markdown: str, yaml: str) -> str:
    """The help that suits the spelling of the file that a span is in."""
    return yaml if span.source.is_yaml else markdown
