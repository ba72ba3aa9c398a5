"""Makes the questions of a Word file, each of the kind that its parts show."""

from collections.abc import Iterator
from fractions import Fraction

from examc.core import numbers
from examc.core.answers import Answer, Choice, Option, Scoring, TrueFalse, Written
from examc.core.content import Blocks, Paragraph, Text, is_empty
from examc.core.limits import LARGEST_POINTS
from examc.core.model import Feedback, Question
from examc.core.records import replace
from examc.core.source import Source
from examc.formats.foreign.quoting import quoted
from examc.formats.word import labels, words
from examc.formats.word.content import Texts
from examc.formats.word.drafts import Draft, Part, RawOption
from examc.formats.word.guesses import Guesses
from examc.formats.word.judging import SAID, Judged, judged
from examc.formats.word.pieces import Flow, Para, Told, trimmed
from examc.formats.word.signs import signed, without

OMITTED: Blocks = (Paragraph((Text("…"),)),)
_CHECK = "check it in the exam that is made"


class Items:
    """Makes questions; `guesses` collects what their look alone shows."""

    def __init__(self, source: Source, texts: Texts, told: Told, guesses: Guesses) -> None:
        self.source = source
        self.texts = texts
        self.told = told
        self.guesses = guesses
        self.count = 0

    # -- what is a question ---------------------------------------------------------------------

    def split(self, draft: Draft) -> Iterator[Draft]:
        """A question as it stands, or its parts (a), (b) where each is a question of its own."""
        if draft.is_text:
            yield draft
            return
        self._take_weak(draft)
        if len(draft.options) == 1:
            self._take_back(draft)
        if draft.options and not any(option.feedback for option in draft.options[:-1]):
            draft.feedback[:0] = draft.options[-1].feedback  # it is below all of them
            draft.options[-1].feedback = []
        if not self._has_parts(draft):
            yield draft
            return
        self._guess("lettered parts with points or answers of their own are questions", draft)
        if draft.stem:
            yield Draft(draft.line, stem=draft.stem, is_text=True)
        for place, option in enumerate(draft.options, 1):
            yield self._part(draft, option, place)

    def _take_back(self, draft: Draft) -> None:
        option = draft.options.pop()
        draft.stem += [option.para, *option.more]
        draft.feedback[:0] = option.feedback
        message = "one option alone is read as text"
        self.told.add("R462", message, option.para.line, "write its options")

    def _has_parts(self, draft: Draft) -> bool:
        stated = [o for o in draft.options if labels.points(o.para.text) is not None]
        between = [s for s in draft.answers if 0 < s.after < len(draft.options)]
        return len(stated) > 1 or bool(between)

    def _part(self, draft: Draft, option: RawOption, place: int) -> Draft:
        stated = labels.points(option.para.text)
        para = trimmed(option.para.cut(option.start))
        made = Draft(para.line, f"{draft.number}{option.label.lower()}")
        if stated is not None:
            made.points = stated.points
            at = labels.points(para.text)
            if at is not None:
                rest = (*para.cut(0, at.start).pieces, *para.cut(at.end).pieces)
                para = trimmed(replace(para, pieces=rest))
        made.stem = [para, *option.more]
        made.answers = [said for said in draft.answers if said.after == place]
        made.feedback = option.feedback
        return made

    def _take_weak(self, draft: Draft) -> None:
        """Bullets at the end of a question are its options where a sign tells some apart."""
        place = len(draft.stem)
        while place and self._weak(draft.stem[place - 1]) is not None:
            place -= 1
        ends = draft.stem[place:]
        if draft.options or len(ends) < 2:
            return
        found = [
            RawOption(flow, start, "", None)
            for flow in ends
            if isinstance(flow, Para) and (start := self._weak(flow)) is not None
        ]
        trial = judged(replace(draft, options=found, stem=draft.stem[:place]))
        if trial.right or trial.against:
            draft.options, draft.stem = found, draft.stem[:place]
        elif not draft.answers and place:
            message = "bullets of which no sign tells one apart are a list, not options"
            self._guess(message, draft)

    def _weak(self, flow: Flow) -> int | None:
        """Where the text of a bullet or of a number begins that starts no question; else None."""
        if not isinstance(flow, Para):
            return None
        found = labels.entry(flow)
        if found is not None:
            return found.end if found.is_weak else None
        start = labels.start(flow)
        return None if start is None or start.is_worded else start.end

    # -- one question ---------------------------------------------------------------------------

    def question(self, identifier: str, draft: Draft, part: Part) -> Question:
        """Make a question."""
        self.count += 1
        if draft.is_unnumbered:
            self._guess("text above lettered options is a question though it has no number", draft)
        points = self._points(draft, part)
        answer, beside = self._answer(draft, points)
        prompt = self.texts.blocks(draft.stem)
        if is_empty(prompt):
            self.told.add("R461", "question has no prompt", draft.line, "write what is asked")
            prompt = OMITTED
        return Question(
            id=identifier,
            points=points,
            prompt=prompt,
            answer=answer,
            solution=self.texts.blocks(beside),
            feedback=Feedback(general=self.texts.blocks(draft.feedback)),
            notes=tuple(Paragraph((Text(note),)) for note in draft.notes),
            span=self.source.line_span(draft.line),
        )

    def _name(self, draft: Draft) -> str:
        return draft.number or str(self.count or 1)

    def _guess(self, message: str, draft: Draft, code: str = "R589") -> None:
        self.guesses.add(code, message, _CHECK, self._name(draft), draft.line)

    def _points(self, draft: Draft, part: Part) -> Fraction:
        points = draft.points if draft.points is not None else part.each
        if points is None:
            help_line = "write the points of each question"
            message = "points are not stated; 1 is taken"
            self.guesses.add("R518", message, help_line, self._name(draft), draft.line)
            return Fraction(1)
        if not 0 <= points <= LARGEST_POINTS:
            message = f"{numbers.show(points)} points are beyond what an exam can have; 0 is taken"
            self.told.add("R518", message, draft.line, "write the points")
            return Fraction(0)
        return points

    def _answer(self, draft: Draft, points: Fraction) -> tuple[Answer, list[Flow]]:
        """What a question asks for, and what is said of the answer beyond the key."""
        if draft.options:
            return self._choice(draft, points)
        told: list[Flow] = []
        for said in draft.answers:
            told += [*([said.line] if said.line.pieces else []), *said.more]
        told += [draft.key] if draft.key else []
        if draft.truth:
            return self._truth(draft, points, told)
        return Written(), told

    def _truth(self, draft: Draft, points: Fraction, told: list[Flow]) -> tuple[Answer, list[Flow]]:
        first = told[0] if told else None
        word = words.ONE_TRUTH.match(first.text) if isinstance(first, Para) else None
        known = words.truth(word[1]) if word else None
        zero = Fraction(0)
        if known is None or not isinstance(first, Para) or word is None:
            self._unknown(draft)
            options = tuple(
                Option(text=(Paragraph((Text(text),)),), points=zero, correct=False)
                for text in ("True", "False")
            )
            return Choice(options=options, many=False, scoring=Scoring(cap=points)), told
        true = Option(text=(), points=points if known else zero, correct=known)
        false = Option(text=(), points=zero if known else points, correct=not known)
        rest = trimmed(first.cut(word.end()))
        beside = [*([rest] if rest.pieces else []), *told[1:]]
        return TrueFalse(true=true, false=false, scoring=Scoring(cap=points)), beside

    # -- options --------------------------------------------------------------------------------

    def _choice(self, draft: Draft, points: Fraction) -> tuple[Answer, list[Flow]]:
        found = judged(draft)
        self._say(draft, found)
        stem = " ".join(flow.text for flow in draft.stem if isinstance(flow, Para))
        several = len(found.right) > 1 or words.SEVERAL.search(stem[:4000]) is not None
        share = points / len(found.right) if several and found.right else points
        options = tuple(
            self._option(option, found, share, place in found.right)
            for place, option in enumerate(draft.options)
        )
        told: list[Flow] = [*found.rest, *found.unread]
        told += [flow for said in draft.answers for flow in said.more]
        pair = [words.truth(_bare(option)) for option in draft.options]
        if found.right and not several and sorted(map(str, pair)) == ["False", "True"]:
            true, false = sorted(zip(pair, options, strict=True), key=lambda one: not one[0])
            bare = (replace(true[1], text=()), replace(false[1], text=()))
            return TrueFalse(true=bare[0], false=bare[1], scoring=Scoring(cap=points)), told
        if several and found.right:
            message = (
                "several options are right: each earns an equal share of the points, and a wrong "
                "one costs nothing"
            )
            self._guess(message, draft, "R558")
        return Choice(options=options, many=several, scoring=Scoring(cap=points)), told

    def _say(self, draft: Draft, found: Judged) -> None:
        for para in found.unread:
            message = f"answer {quoted(para.text)} names no option, and is kept as a model answer"
            self.told.add("R494", message, para.line, "mark the right option")
        if found.against:
            kept = "the first counts" if found.right else "none of them is taken to be right"
            message = f"{found.against}; {kept}"
            self.told.add("R413", message, draft.line, "mark the right option in one way")
        elif not found.right:
            self._unknown(draft)
        if found.right and found.by is not None and found.by != "words":
            self._guess(f"options are taken to be right by {SAID[found.by]}", draft)

    def _unknown(self, draft: Draft) -> None:
        message = "nothing shows which option is right, and none is"
        help_line = "mark the right option with [x]"
        self.guesses.add("R546", message, help_line, self._name(draft), draft.line)

    def _option(self, option: RawOption, found: Judged, share: Fraction, right: bool) -> Option:
        sign = signed(option)
        para = sign.para
        if found.signs & {"words", "sign"}:
            para = trimmed(para.cut(*sign.at))
        para = replace(para, pieces=without(para.pieces, found.signs))
        text = self.texts.blocks((para, *option.more)) if para.pieces else ()
        if is_empty(text):
            self.told.add("R461", "option has no text", option.para.line, "write its text")
            text = OMITTED
        return Option(
            text=text,
            points=share if right else Fraction(0),
            correct=right,
            feedback=self.texts.blocks(option.feedback),
            span=self.source.line_span(option.para.line),
        )


def _bare(option: RawOption) -> str:
    """The characters of an option without signs."""
    sign = signed(option)
    return sign.para.text[slice(*sign.at)]
