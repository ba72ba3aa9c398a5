"""Sorts the lines of a Word file into headings, questions, options, answers and the key at the end."""

from collections.abc import Sequence

from examc.core.records import replace
from examc.formats.word import labels, words
from examc.formats.word.drafts import Draft, Paper, Part, RawOption, Said
from examc.formats.word.keys import pairs
from examc.formats.word.labels import Entry, Start
from examc.formats.word.pieces import Flow, Grid, Para, is_typewritten, trimmed

_NUMBERED_PARTS = ("exercise", "opgave", "aufgabe", "problem", "exercice", "ejercicio")


def outline(flows: Sequence[Flow]) -> Paper:
    """Sort all lines; empty ones part nothing."""
    paras = [_without_blanks(flow) for flow in flows]
    full = [flow for flow in paras if isinstance(flow, Grid) or flow.text.strip()]
    return _Sorter(full).sort()


def _without_blanks(flow: Flow) -> Flow:
    """A line without blanks at its ends, which mean something in a listing alone."""
    return flow if isinstance(flow, Grid) or is_typewritten(flow) else trimmed(flow)


class _Sorter:
    def __init__(self, flows: Sequence[Flow]) -> None:
        self.flows = flows
        self.paper = Paper()
        self.draft: Draft | None = None
        self.loose: list[Flow] = []
        """Text below options, which may begin a question without a number."""
        self.target: list[Flow] | None = None
        starts = [labels.start(flow) for flow in flows if isinstance(flow, Para)]
        self.worded = any(one.is_worded for one in starts if one is not None)
        self.typed = any(not one.is_automatic for one in starts if one is not None)

    def sort(self) -> Paper:
        """Sort all lines."""
        for place, flow in enumerate(self.flows):
            if isinstance(flow, Grid):
                self._text(flow)
            elif self._is_key(flow, place):
                self.paper.key_line = flow.line
                self.paper.key = list(self.flows[place + 1 :])
                break
            else:
                self._line(flow, place)
        self._let_go()
        return self.paper

    def _line(self, para: Para, place: int) -> None:
        start = labels.start(para)
        if start is not None and not self._starts(start):
            start = None
        if para.heading and (start is None or self._is_part(place, start)):
            self._heading(para)
        elif start is not None:
            self._question(para, start)
        elif self.draft is not None and self._said(para):
            pass
        elif not self._option(para):
            self._text(para)

    def _starts(self, start: Start) -> bool:
        """Whether such a number begins a question in this file."""
        if self.worded:
            return start.is_worded
        if not start.is_automatic and not start.is_worded and self.draft is not None:
            last = self.draft.number
            return not last or not last.isdigit() or int(start.number) > int(last) or self._is_new()
        return True

    def _is_new(self) -> bool:
        """Whether numbers may begin at 1 again: below a heading."""
        return bool(self.paper.parts) and not self.paper.parts[-1].drafts

    # -- headings and questions -----------------------------------------------------------------

    def _is_part(self, place: int, start: Start) -> bool:
        """Whether `Exercise 1: Cells` is a heading above questions with numbers of their own."""
        flow = self.flows[place]
        assert isinstance(flow, Para)
        if not flow.text.lower().lstrip().startswith(_NUMBERED_PARTS):
            return False
        for other in self.flows[place + 1 :]:
            if not isinstance(other, Para):
                continue
            if other.heading:
                return False
            found = labels.start(other)
            if found is not None and not found.is_worded:
                self.worded = False
                return True
        return False

    def _heading(self, para: Para) -> None:
        is_first = not self.paper.parts and self.paper.title is None
        is_title = para.heading < 0 or (para.heading == 1 and not self._more_of(1))
        if is_title and is_first:
            self.paper.title = para
            return
        self._let_go()
        self.draft = None
        part = Part(para.line, para)
        stated = labels.points(para.text)
        if stated is not None:
            part.title = trimmed(_without(para, stated.start, stated.end))
            part.each = stated.points if stated.each else None
            part.points = None if stated.each else stated.points
        self.paper.parts.append(part)

    def _more_of(self, level: int) -> bool:
        found = [f for f in self.flows if isinstance(f, Para) and f.heading == level]
        return len(found) > 1

    def _question(self, para: Para, start: Start) -> None:
        self._let_go()
        self._begin(para.line, start.number)
        self._stem(replace(trimmed(para.cut(start.end)), notes=para.notes))

    def _begin(self, line: int, number: str = "") -> Draft:
        if not self.paper.parts:
            self.paper.parts.append(Part(line))
        self.draft = Draft(line, number)
        self.paper.parts[-1].drafts.append(self.draft)
        self.target = self.draft.stem
        return self.draft

    def _stem(self, para: Para) -> None:
        """Add a paragraph to the text of a question, and take the points out of it."""
        draft = self.draft
        assert draft is not None
        draft.notes += para.notes
        stated = labels.points(para.text) if draft.points is None else None
        if stated is not None and not stated.each:
            draft.points = stated.points
            para = trimmed(_without(para, stated.start, stated.end))
        both = words.BOTH.search(para.text) if len(para.text) < labels.LONGEST_LINE else None
        if both and (both[0].strip() != para.text.strip() or draft.stem):
            draft.truth = True
            para = trimmed(para.cut(0, both.start()))
        if para.pieces:
            draft.stem.append(para)

    # -- below a question -----------------------------------------------------------------------

    def _said(self, para: Para) -> bool:
        """Take a line that says the answer, or gives feedback."""
        draft = self.draft
        assert draft is not None
        text = para.text[: labels.LONGEST_LINE]
        answer = words.SOLUTION_LINE.match(text)
        feedback = words.FEEDBACK_LINE.match(text)
        if answer:
            said = Said(trimmed(para.cut(answer.end())), len(draft.options))
            draft.answers.append(said)
            self.target = said.more
        elif feedback:
            option = draft.options[-1] if draft.options else None
            is_own = option is not None and self.target is option.more and not draft.answers
            self.target = option.feedback if option and is_own else draft.feedback
            rest = trimmed(para.cut(feedback.end()))
            self.target += [rest] if rest.pieces else []
        return bool(answer or feedback)

    def _option(self, para: Para) -> bool:
        """Take a line as an option, if it is the next one."""
        found = labels.entry(para)
        if found is None or found.is_weak:
            return False
        draft = self.draft
        before = draft.options[-1].label if draft and draft.options else ""
        if found.label and not labels.follows(found.label, before):
            if found.label != "A" or not (self.loose or draft is None):
                return False
            draft = self._unnumbered()
        elif draft is None or (draft.options and self.loose and not found.label):
            draft = self._unnumbered()
        elif self.loose and draft.options:
            draft.options[-1].more += self.loose
        if draft is None:
            return False
        self._add(draft, para, found)
        return True

    def _add(self, draft: Draft, para: Para, found: Entry) -> None:
        option = RawOption(para, found.end, found.label, found.checked)
        draft.options.append(option)
        draft.notes += para.notes
        self.target = option.more
        self.loose = []

    def _unnumbered(self) -> Draft | None:
        """Make the text before an option the question that it belongs to."""
        loose, self.loose = self.loose, []
        if not loose and self.draft is None and not self.paper.parts:
            loose, self.paper.before = self.paper.before[-1:], self.paper.before[:-1]
        if not loose:
            return None
        line = loose[0].line
        draft = self._begin(line)
        draft.is_unnumbered = True
        for flow in loose:
            if isinstance(flow, Para):
                self._stem(flow)
            else:
                draft.stem.append(flow)
        return draft

    def _text(self, flow: Flow) -> None:
        """Add what begins nothing to what it stands below."""
        draft = self.draft
        if draft is None:
            self._between(flow)
            return
        if isinstance(flow, Para) and labels.is_room(flow.text):
            draft.room += 1
        elif draft.options and not self._is_told(draft):
            self.loose.append(flow)
        elif self.target is draft.stem and isinstance(flow, Para):
            self._list_or_stem(flow)
        elif self.target is not None:
            self.target.append(flow)

    def _is_told(self, draft: Draft) -> bool:
        """Whether text goes on what an answer line or a feedback line begins."""
        told = (draft.feedback, *(said.more for said in draft.answers))
        return any(self.target is one for one in told)

    def _list_or_stem(self, para: Para) -> None:
        if para.number is not None or labels.entry(para) is not None:
            assert self.draft is not None
            self.draft.stem.append(para)
            self.draft.notes += para.notes
        else:
            self._stem(para)

    def _between(self, flow: Flow) -> None:
        """Text above the first question of the file or of a part."""
        if not self.paper.parts:
            if isinstance(flow, Para) and self.paper.title is None and not self.paper.before:
                self.paper.title = flow
            else:
                self.paper.before.append(flow)
            return
        part = self.paper.parts[-1]
        stated = labels.points(flow.text) if isinstance(flow, Para) else None
        if stated is not None and stated.each:
            part.each = stated.points
        self.loose.append(flow)

    def _let_go(self) -> None:
        """What began no question becomes a text of its own."""
        if self.loose:
            if not self.paper.parts:
                self.paper.parts.append(Part(self.loose[0].line))
            text = Draft(self.loose[0].line, stem=self.loose, is_text=True)
            self.paper.parts[-1].drafts.append(text)
            self.loose = []

    # -- the key at the end ---------------------------------------------------------------------

    def _is_key(self, para: Para, place: int) -> bool:
        """Whether a line is the heading of an answer key, with no question below it."""
        if not self.paper.drafts() or not words.KEY_LINE.fullmatch(para.text[:100]):
            return False
        below = self.flows[place + 1 :]
        if not below or any(isinstance(f, Para) and f.heading > 0 for f in below):
            return False
        starts = [found for f in below if isinstance(f, Para) and (found := labels.start(f))]
        last = self.paper.drafts()[-1].number
        goes_on = starts and starts[0].number in ("", str(int(last) + 1) if last.isdigit() else "")
        first = below[0]
        return not goes_on and (bool(starts) or isinstance(first, Grid) or bool(pairs(first)))


def _without(para: Para, start: int, end: int) -> Para:
    """A paragraph without the characters between two offsets."""
    return replace(para, pieces=(*para.cut(0, start).pieces, *para.cut(end).pieces))
