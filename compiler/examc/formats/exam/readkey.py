"""What stands below ### answer: the key of a question, or of one of its gaps."""

from examc.formats.exam import keyparts
from examc.formats.exam.below import Below
from examc.formats.exam.comments import Comments, Path
from examc.formats.exam.raw import RawEntry, RawItem, RawList
from examc.text import markup


def read(below: Below, item: RawItem, pieces: list[markup.Piece]) -> None:
    """Read what stands below the heading of a key: of the question, or of its last gap."""
    kind = "numeric" if item.kind and item.kind.value == "numeric" else "text"
    path: Path = ("answer",)
    found = RawList(item.part_spans[below.part], [])
    if below.part == "answer":
        item.lists["answer"] = found
    else:
        gap = item.gaps[-1]
        keyparts.settle(gap, pieces)
        gap.found, kind = found, gap.kind
        path = keyparts.path(gap)
    for piece in below.before_entries(pieces, found.entries, *path):
        found.entries += keyparts.read_piece(piece, found.entries, kind, below.report)
    if below.exam.comments is not None:
        _unmark(below, below.exam.comments, found.entries, path)


def _unmark(below: Below, comments: Comments, entries: list[RawEntry], path: Path) -> None:
    """Put the comments that stand in accepted answers before these."""
    for number, entry in enumerate(entries):
        if entry.answer is None:
            continue
        for mark in map(int, markup.MARKED.findall(entry.answer.value)):
            comments.add(below.path(*path, number), [comments.inside[mark]])
            comments.inside[mark] = ""
        entry.answer = keyparts.without_marks(entry.answer)
