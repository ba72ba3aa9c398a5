"""Embedded answers: nothing of an option may end it, and nothing of a prompt may begin one."""

import html

import pytest

from examc.formats.moodle import cloze
from examc.formats.options import Options
from moodle import scorer
from moodle.support import build, codes, questions
from support import DOT_PNG

CLOZE = Options(offgrid="cloze")
HEAD = "## 2 pts · multiple response {#q}\n\n"
OPTIONS = "- [x] {0.75} one\n- [x] {1.25} two\n- [ ] {-0.75} three\n"


def decoded(option: str) -> list[str]:
    """An option as a browser shows it, after Moodle decoded it: from four places of a question."""
    coded = cloze._escape(option)
    embedded = f"{{1:MULTIRESPONSE:%50%{coded}~%50%{coded}#{coded}~%0%last#{coded}}}"
    (one, _), (two, three), (last, four) = scorer.embedded_options(embedded)
    assert last == "last"
    return [html.unescape(text) for text in (one, two, three, four)]


@pytest.mark.parametrize(
    "option",
    [
        "\\(\\{a\\}\\)",
        "\\(\\frac{1}{2}\\)",
        "a ~ b # c } d { e",
        "a &lt; b &amp;&amp; c &amp;lt;",
        '<a href="http://a.b/#x&amp;y">x</a>',
        "ends with a backslash \\",
        "\\}",
        "\\#",
        "A &amp;",
        "=5",
        "%100%5",
        "&#125;",
        "{1:SA:x}",
        "<pre><code>a\n}\n</code></pre>",
    ],
)
def test_any_html_comes_out_as_it_went_in(option: str) -> None:
    assert decoded(option) == [html.unescape(option)] * 4


def test_text_of_a_prompt_is_no_embedded_answer() -> None:
    source = f"{HEAD}Is `{{1:SA:=x}}` or {{#1}} or $\\frac{{1}}{{2}}$ meant?\n\n{OPTIONS}"
    quiz, _ = build(source, options=CLOZE)
    text = questions(quiz)[0].findtext("questiontext/text") or ""
    assert "<code>&#123;1:SA:=x}</code>" in text
    assert "&#123;#1}" in text
    assert "\\(\\frac{1}{2}\\)" in text
    assert scorer.embedded(text)[2] == 2


def test_feedback_and_ids_of_options_are_kept() -> None:
    source = (
        f"{HEAD}Which?\n\n- [x] {{0.75 #a}} one\n\n  > Yes.\n\n- [x] {{1.25}} two\n- [ ] {{0}} no"
    )
    quiz, losses = build(source, options=CLOZE)
    found = scorer.embedded_options(questions(quiz)[0].findtext("questiontext/text") or "")
    assert found == [
        ('<div class="examc-option" data-examc-id="a">one</div>', "<p>Yes.</p>"),
        ("two", ""),
        ("no", ""),
    ]
    assert losses == []


def test_the_kinds_that_shuffle() -> None:
    single = "## 1 pt · multiple choice\n\nWhich?\n\n- [x] {1} one\n- [ ] {0.45} two\n"
    quiz, _ = build(f"{HEAD}Which?\n\n{OPTIONS}\n{single}", options=CLOZE)
    texts = [q.findtext("questiontext/text") or "" for q in questions(quiz)]
    assert ":MULTIRESPONSE:" in texts[0]
    assert ":MULTICHOICE_V:" in texts[1]
    shuffled = f"{HEAD}Which?\n\n{OPTIONS}\n{single}".replace("{#q}", "{#q shuffle=options}")
    shuffled = shuffled.replace("multiple choice", "multiple choice {shuffle=options}")
    quiz, _ = build(shuffled, options=CLOZE)
    texts = [q.findtext("questiontext/text") or "" for q in questions(quiz)]
    assert ":MULTIRESPONSE_S:" in texts[0]
    assert ":MULTICHOICE_VS:" in texts[1]


def test_options_with_images_stay_a_multiple_choice() -> None:
    source = f"{HEAD}Which?\n\n- [x] {{0.75}} ![A](a.png)\n- [x] {{1.25}} two\n- [ ] {{0}} three"
    quiz, losses = build(source, {"a.png": DOT_PNG}, CLOZE)
    question = questions(quiz)[0]
    assert question.get("type") == "multichoice"
    assert len(question.findall("answer/file")) == 1
    assert codes(losses) == ["X310", "X310"]
    assert "its options have images" in losses[0].message


def test_images_of_the_prompt_are_beside_it() -> None:
    quiz, _ = build(f"{HEAD}![A](a.png)\n\n{OPTIONS}", {"a.png": DOT_PNG}, CLOZE)
    assert [f.get("name") for f in questions(quiz)[0].findall("questiontext/file")] == ["a.png"]


def test_feedback_by_result_is_lost_and_reported() -> None:
    source = f"{HEAD}Which?\n\n{OPTIONS}\n### feedback\n\nAll.\n\n### feedback: correct\n\nYes."
    quiz, losses = build(source, options=CLOZE)
    assert questions(quiz)[0].findtext("generalfeedback/text") == "<p>All.</p>"
    assert codes(losses) == ["X321"]
