"""What all kinds of question are written with: pages of HTML, losses, the user's choices."""

from collections.abc import Mapping

from examc.core.content import Blocks
from examc.core.features import Feature
from examc.core.losses import Losses
from examc.core.model import Exam, Node, Question, is_by_hand
from examc.core.wording import has_decimal_comma, wording
from examc.formats.moodle import entries
from examc.formats.moodle.html import Page
from examc.formats.options import Options


class Writing:
    """Makes the texts of one exam's entries, and reports what they lose.

    `comma` says that Moodle's pages have a decimal comma, as far as the exam's language tells;
    `refused` that the user wants no weight changed, and one would be.
    """

    def __init__(
        self, exam: Exam, files: Mapping[str, bytes], options: Options, losses: Losses
    ) -> None:
        self.options = options
        self.losses = losses
        self.page = Page(files, options.math, wording(exam.language))
        self.comma = has_decimal_comma(exam.language)
        self.refused = False

    def text(self, node: Node, html: str) -> entries.Text:
        """A page of HTML that belongs to a node of the exam."""
        for formula in self.page.failed:
            message = "formula cannot be written as MathML, and stays LaTeX"
            self.losses.add(
                Feature.MATH, node, message, "use simpler macros, or --math latex", formula.span
            )
        self.page.failed.clear()
        return self.page.page(html)

    def blocks(self, node: Node, content: Blocks) -> entries.Text:
        """A text of a node as a page."""
        return self.text(node, self.page.blocks(content)) if content else entries.EMPTY

    def general(self, question: Question) -> entries.Text:
        """What everyone sees afterwards; of what a machine marks, the model answer as well."""
        html = self.page.blocks(question.feedback.general)
        if question.solution and not is_by_hand(question):
            html += f'<div class="examc-solution">{self.page.blocks(question.solution)}</div>'
        return self.text(question, html)

    def on_answer(self, node: Node, own: Blocks, question: Question, *, full: bool) -> entries.Text:
        """The feedback on an answer, and that by result behind it: Moodle has no other place."""
        result = question.feedback.correct if full else question.feedback.incorrect
        if not result:
            return self.blocks(node, own)
        said = f'<div class="examc-feedback">{self.page.blocks(own)}</div>' if own else ""
        name = "correct" if full else "incorrect"
        return self.text(node, f'{said}<div class="examc-{name}">{self.page.blocks(result)}</div>')

    def by_result(self, question: Question) -> entries.ByResult:
        """The feedback for all marks, and for fewer."""
        feedback = question.feedback
        return entries.ByResult(
            self.blocks(question, feedback.correct), self.blocks(question, feedback.incorrect)
        )

    def without_notes(self, question: Question) -> None:
        """Report the notes for graders of a question that no grader sees."""
        if question.notes:
            message = "Moodle has no place for the notes for graders on a question that it marks"
            self.losses.add(Feature.NOTES, question, message)
