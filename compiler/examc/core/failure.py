"""What to say when examc itself fails: one sentence that names the exam and the item at work."""

from types import FrameType

from examc.core.model import ImageBlock, Question, TextBlock

at_work = ""
"""The name of the exam that is being read or written."""


def describe(error: BaseException) -> str:
    """One sentence for a user, about a failure that nobody foresaw."""
    item = _item_at_work(error)
    exam = f" on exam {at_work!r}" if at_work else ""
    place = f", item {item!r}" if item else ""
    reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return f"examc failed{exam}{place} ({reason}); this is a bug in examc: please report it, with the output of --debug"


def _item_at_work(error: BaseException) -> str:
    """The id of the innermost item that a function on the way to the failure had in hand."""
    found = ""
    trace = error.__traceback__
    while trace is not None:
        found = _item_of(trace.tb_frame) or found
        trace = trace.tb_next
    return found


def _item_of(frame: FrameType) -> str:
    for value in frame.f_locals.values():
        if isinstance(value, Question | TextBlock | ImageBlock):
            return value.id
    return ""
