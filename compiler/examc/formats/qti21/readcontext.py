"""What is known of an item before it is read: its package, its place in the exam, its test."""

from collections import Counter
from collections.abc import Iterable

from examc.core.model import derived_item_id
from examc.core.records import Mutable, Record, field
from examc.formats.foreign.identifiers import Ids
from examc.formats.foreign.quoting import line
from examc.formats.qti21.readimages import Images
from examc.formats.qti21.readpoints import Weight
from examc.formats.qti21.readprocessing import Effort


class Context(Mutable):
    """What the items of one package share."""

    images: Images
    ids: Ids = field(default_factory=Ids)
    effort: Effort = field(default_factory=Effort)
    languages: list[str] = field(default_factory=list)


class Place(Mutable):
    """Where in the exam the next item comes to stand."""

    where: str
    exercise: str
    counts: Counter[str] = field(default_factory=Counter)

    def next(self, noun: str) -> str:
        """The place of the next question or block."""
        self.counts[noun] += 1
        return f"{self.where} › {noun} {self.counts[noun]}"

    def derived_id(self) -> str:
        """The id that the item counted last has if it has none of its own."""
        return derived_item_id(self.exercise, self.counts.total())


class Given(Record, frozen=True):
    """What the test and the manifest say about an item."""

    identifier: str = ""
    weight: Weight | None = None
    tags: tuple[str, ...] = ()
    always: bool = False
    fixed: bool = False
    whole: bool = False
    """Whether it has to stay one question, as where some of the items are drawn."""


def tidy_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Keywords of other systems as tags, which have no commas in them."""
    words = (line(word) for tag in tags for word in tag.split(","))
    return tuple(dict.fromkeys(word for word in words if word))
