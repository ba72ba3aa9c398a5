"""An assessmentItem → a question with the blocks around it, or why it is none of ours."""

from typing import Any

from examc.core import numbers
from examc.core.answers import Choice
from examc.core.content import Blocks, Image, Paragraph, Text, is_empty
from examc.core.diagnostics import Report
from examc.core.model import (
    ImageBlock,
    Item,
    Question,
    StimulusBlock,
    TextBlock,
    rubric_of,
)
from examc.core.records import replace
from examc.files import xmltree
from examc.files.xmltree import Element, child, children, elements, name
from examc.formats.foreign import identifiers
from examc.formats.foreign.documents import Document
from examc.formats.foreign.quoting import line, quoted
from examc.formats.qti21 import (
    names,
    readchoice,
    readhanded,
    readours,
    readparted,
    readpoints,
    readprepared,
    readstems,
    readtruths,
)
from examc.formats.qti21.readbody import Body, Shown, has_text_after, interactions, shown
from examc.formats.qti21.readchoice import COMPARE, ChoiceReader, KeptOut
from examc.formats.qti21.readcontext import Context, Given, Place, tidy_tags
from examc.formats.qti21.readdeclaration import tell_declaration
from examc.formats.qti21.readfeedback import Kind, Sorted
from examc.formats.qti21.readforeign import gap_ids
from examc.formats.qti21.readpoints import Points, points
from examc.formats.qti21.readrubrics import ForGraders, for_graders
from examc.formats.qti21.readscored import ScoredReader
from examc.formats.qti21.readwritten import WrittenReader, space

_WRITE_ANEW = "write the question anew, as one that our exams have"


def items(
    document: Document, file: str, given: Given, place: Place, context: Context, report: Report
) -> list[Item]:
    """The question of an item and its blocks; none, and a diagnostic, where it is kept out.

    `place` moves on by what is returned.
    """
    found, trial = Report(), Place(place.where, place.exercise, place.counts.copy())
    ids = len(context.ids)
    try:
        made = _Item(document, file, given, trial, context, found).items()
    except KeptOut as problem:
        context.ids.forget(ids)
        identifier = quoted(document.root.get("identifier", given.identifier))
        message = f"item {identifier} is kept out: {problem}"
        span = document.span(problem.element)
        report.add(problem.code, message, span, help=problem.help, where=place.where)
        return []
    place.counts = trial.counts
    report.extend(found.diagnostics)
    return made


class _Item:
    """An item while it is read."""

    def __init__(
        self,
        document: Document,
        file: str,
        given: Given,
        place: Place,
        context: Context,
        report: Report,
    ) -> None:
        self.root = document.root
        self.given = given
        self.place = place
        self.context = context
        self.report = report
        self.content = child(self.root, "itemBody")
        self.stem = None if self.content is None else readstems.stem_of(self.content)
        self.body = Body(document, file, context.images, report, ours=self.stem is not None)
        self.lone = False
        self.start: Element | None = None

    def items(self) -> list[Item]:
        """What the item becomes; raises KeptOut."""
        if name(self.root) != "assessmentItem":
            raise KeptOut("R514", f"it is a document of {quoted(name(self.root))}", self.root)
        if not self.body.ours:
            readprepared.prepare(self.body, self.context.images.package, self.place.where)
        self._refuse_what_changes()
        if self.content is None:
            raise KeptOut("R514", "it has no itemBody", self.root)
        found = interactions(self.content)
        if not found:
            return [self._text(self.content)]
        if not readstems.is_one_question(found):
            return self._parted(found)
        stem = self.content if self.stem is None else self.stem
        around = readstems.blocks(stem) if self.body.ours else []
        self.body.skip = set(around)
        self._place(found, stem)
        before = [
            self._block(e)
            for e in around
            if readstems.is_new(e) and names.AFTER not in readstems.words(e)
        ]
        question = self._question(found, stem)
        after = [
            self._block(e)
            for e in around
            if readstems.is_new(e) and names.AFTER in readstems.words(e)
        ]
        language = self.root.get(xmltree.LANGUAGE)
        if language:
            self.context.languages.append(language)
        return [*before, question, *after]

    def _parted(self, found: list[Element]) -> list[Item]:
        """The questions of an item that asks for several answers, where their marks add up."""
        roots = [] if self.body.ours or self.given.whole else readparted.parted(self.root)
        if not roots:
            raise KeptOut("R514", readstems.unread(found), found[0], _WRITE_ANEW)
        made: list[Item] = []
        said, where = Report(), self.place.where
        for root in roots:
            document = replace(self.body.document, root=root)
            one = _Item(document, self.body.file, self.given, self.place, self.context, said)
            made += one.items()
        for diagnostic in said.diagnostics:
            if diagnostic.code != "R518":  # what the parts are worth is certain
                self.report.extend([diagnostic])
        for shown_at in readparted.feedback(self.root):
            if not any(readparted.shows(root, shown_at) for root in roots):
                message = "feedback on all answers of an item together is left out"
                self.body.tell("R523", message, shown_at, where, "write it into the texts")
        worth = sum(item.points for item in made if isinstance(item, Question))
        message = (
            f"item asks for {len(roots)} answers of different kinds; each is a question of its own"
        )
        self.body.tell("R584", message, found[0], where, "see if their texts still say enough")
        stated = readpoints.stated(self.root)
        if stated is not None and stated != worth:
            message = f"item states {numbers.show(stated)} points, and awards {numbers.show(worth)}"
            self.body.tell("R459", f"{message} at most", self.root, where, COMPARE)
        return made

    def _refuse_what_changes(self) -> None:
        if self.root.get("adaptive") in ("true", "1"):
            message = "it is adaptive: it goes on after an answer"
            raise KeptOut("R514", message, self.root, _WRITE_ANEW)
        for kind in ("templateDeclaration", "templateProcessing"):
            found = child(self.root, kind)
            if found is not None:
                message = f"it has {kind}: every candidate gets other values"
                raise KeptOut("R514", message, found, "write it with one set of values")

    # -- texts between questions ------------------------------------------------------------------

    def _text(self, content: Element) -> TextBlock:
        """An item without anything to answer is a text to read."""
        where = self.place.next("text block")
        text = self.body.read(content, where)
        if is_empty(text):
            raise KeptOut("R514", "it has no text, and nothing to answer", content)
        own = self._id(self.root.get("identifier", ""), content, where)
        return TextBlock(id=own, content=text, span=self.body.document.span(self.root))

    def _block(self, element: Element) -> StimulusBlock:
        """A block of ours, which travels with the question after it."""
        words = readstems.words(element)
        span, repeat = self.body.document.span(element), names.REPEAT in words
        noun = "image block" if names.IMAGE_BLOCK in words else "text block"
        where = self.place.next(noun)
        text = self.body.read(element, where)
        own = self._id(element.get("label", ""), element, where)
        match text:
            case (Paragraph(content=(Image() as image,)),) if noun == "image block":
                room = space(element.get("class", ""))
                return ImageBlock(id=own, image=image, space=room, repeat=repeat, span=span)
            case _:
                return TextBlock(id=own, content=text, repeat=repeat, span=span)

    def _id(self, identifier: str, element: Element, where: str) -> str:
        own = self.context.ids.own(identifier, self.place.derived_id())
        changed = identifiers.changed(identifier, own)
        if changed:
            self.body.tell("R527", changed, element, where, identifiers.HELP)
        return own

    # -- questions ------------------------------------------------------------------------------

    def _place(self, found: list[Element], stem: Element) -> None:
        """Take out of the texts what candidates answer with: gaps leave a mark, the rest nothing."""
        self.lone = self._is_lone(found)
        kind = name(found[0])
        if kind == "gapMatchInteraction":
            self.body.interaction = found[0]
            self.body.gaps = gap_ids(elements(found[0], "gap"))
            self.body.skip |= {e for e in found[0] if name(e) in ("gapText", "gapImg")}
        elif kind not in readstems.IN_TEXT:
            self.body.interaction = found[0]
            self.body.skip |= set(found[1:])
        elif self.lone:
            self.body.skip |= set(found)
        elif self.body.ours:
            self.body.gaps = {element: element.get("label", "") for element in found}
            units = map(readours.unit_of, found)
            self.body.skip |= {unit for unit in units if unit is not None}
        else:
            self.body.gaps = gap_ids(found)
        self.start = readhanded.given(stem) if self.body.ours else None
        if self.start is not None:
            self.body.skip.add(self.start)

    def _is_lone(self, found: list[Element]) -> bool:
        """Whether there is one box, behind all that candidates read."""
        if len(found) > 1 or name(found[0]) != "textEntryInteraction":
            return False
        if self.body.ours:
            return found[0].get("class") == names.BOX
        content = self.content
        inside = {name(e) for e in found[0].iterancestors()}
        is_behind = content is not None and not has_text_after(found[0], content)
        return is_behind and not inside & {"td", "th", "li", "dd", "table"}

    def _question(self, found: list[Element], stem: Element) -> Question:
        where = self.place.next("question")
        identifier = self.root.get("identifier", "")
        own = names.item_id(identifier) if self.body.ours else identifier
        prompt = self._prompt(stem, found[0], where)
        graders = for_graders(self.body, self.root, where)
        worth = points(self.body, self.given.weight, where)
        common: dict[str, Any] = {
            "id": self._id(own, self.root, where),
            "title": self._title(),
            "prompt": prompt,
            "solution": graders.solution,
            "notes": graders.notes,
            "tags": self.given.tags if self.body.ours else tidy_tags(self.given.tags),
            "always": self.given.always,
            "fixed": self.given.fixed,
            "span": self.body.document.span(self.root),
        }
        modal = [shown(element) for element in children(self.root, "modalFeedback")]
        question, feedback = self._answered(found, common, graders, modal, worth, where)
        if graders.rubric is not None and rubric_of(question) is None:
            noun = "a choice question" if isinstance(question.answer, Choice) else "this question"
            message = f"rubric of {noun} is left out, since nobody grades it"
            self.body.tell("R410", message, self.root, where)
        if not self.body.ours and len(found) == 1:
            tell_declaration(self.body, found[0], where)
        notes = feedback.texts.get(Kind.NOTES, ())
        solution = feedback.texts.get(Kind.SOLUTION, ())
        return replace(
            question,
            feedback=feedback.feedback(),
            notes=question.notes + notes,
            solution=question.solution + solution,
        )

    def _answered(
        self,
        found: list[Element],
        common: dict[str, Any],
        graders: ForGraders,
        modal: list[Shown],
        worth: Points,
        where: str,
    ) -> tuple[Question, Sorted]:
        """The question that interactions make, and the feedback that belongs to all of it."""
        first, effort = found[0], self.context.effort
        match name(first):
            case "choiceInteraction":
                choice = ChoiceReader(self.body, first, worth, where, effort)
                asked, feedback = choice.question(common, modal)
                made = readchoice.with_feedback(asked, feedback)
                return readtruths.of_choice(self.body, first, made), feedback
            case "extendedTextInteraction" | "uploadInteraction":
                written = WrittenReader(self.body, found, worth, where, effort, self.start)
                return written.question(common, graders, modal)
            case _:
                scored = ScoredReader(self.body, found, worth, where, effort, self.lone)
                question, feedback = scored.question(common, modal)
                if readstems.has_lost_gaps(question):
                    message = "one of its gaps stands where no gap can, as in a heading"
                    raise KeptOut("R514", message, first, _WRITE_ANEW)
                return question, feedback

    def _title(self) -> str:
        title = self.root.get("title", "")
        if not self.body.ours:
            return line(title)
        return "" if self.root.get("label") == names.DEFAULT_TITLE else title

    def _prompt(self, stem: Element, interaction: Element, where: str) -> Blocks:
        prompt = self.body.read(stem, where)
        if self.body.ours:
            return prompt
        for reference in children(self.root, "assessmentStimulusRef"):
            message = f"text {quoted(reference.get('href', ''))} that it shares is not read"
            self.body.tell("R420", message, reference, where, "add it before the question")
        if not self.body.gaps and not self.lone and has_text_after(interaction, stem):
            message = "text below the answer is read as the end of the prompt"
            self.body.tell("R524", message, interaction, where, "see if it still makes sense")
        title = line(self.root.get("title", ""))
        if is_empty(prompt) and title:
            message = "question asks nothing; its title is taken as the prompt"
            self.body.tell("R420", message, interaction, where, "write what is asked")
            return (Paragraph((Text(title),)),)
        if is_empty(prompt):
            raise KeptOut("R514", "it asks nothing, and has no title", interaction, _WRITE_ANEW)
        return prompt
