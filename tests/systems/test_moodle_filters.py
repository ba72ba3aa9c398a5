"""Moodle's filters, held against what was seen on pages of a running one."""

import pytest

from examc.systems.moodle import filters
from examc.systems.moodle import view as moodle
from examc.systems.moodle.importing import category_names, path_names, question_name, xmlized
from systems.handmade import moodle_choice, moodle_file, moodle_question

TORN = [
    # inside `{…}` tags are shown, where the text has a formula
    ("<p>{<em>a</em>, <em>b</em>} and \\(2\\)</p>", "{<em>a</em>, <em>b</em>} and ⟦2⟧"),
    ("<p>a { b</p><p>\\(x_{1}\\)</p>", "a { b</p><p>⟦x_{1}⟧"),
    ("<p><code>f {</code> <em>a</em> $$x_{1}$$</p>", "f {</code> <em>a</em> $$x_{1}$$"),
    ("<pre><code>f {\n</code></pre><p>\\(x_{1}\\)</p>", "f { </code></pre><p>\\(x_{1}\\)"),
    ("<p>\\(\\left\\{ x \\right.\\)</p><p>\\(y_{1}\\)</p>", None),
    ('<p><img alt="a { b"/> \\(x_{1}\\)</p>', "a { b⟦x_{1}⟧"),
    # delimiters in code, and behind a backslash in formulas, count as such
    ("<p><code>echo $$</code> \\(x\\) (n)</p>", "echo $$ \\(x\\) 🙂"),
    ("<p><code>\\[</code> \\(x\\)</p>", "\\[ \\(x\\)"),
    ("<p>\\(a \\\\[2pt] b\\)</p>", "\\(a \\\\[2pt] b\\)"),
    ('<p><a title="\\(x\\)">y</a></p>', None),
    # emoticons
    ("<p>O(n)</p>", "O🙂"),
    ("<p><code>f(n)</code></p>", "f🙂"),
]
WHOLE = [
    "<p>{<em>a</em>, <em>b</em>}</p>",
    "<p>&#123;<em>a</em>} and \\(2\\)</p>",
    "<p>\\(\\frac{a}{b}\\) and \\[x &lt; {y}\\] and $$z$$</p>",
    "<p><code>echo $&#36;</code> \\(x\\)</p>",
    "<p>\\(a \\\\&#91;2pt] b\\)</p>",
    '<p>O<span class="nolink">(n)</span> <span class="nolink">a <span>b</span> (n)</span></p>',
    "<pre>f(n)</pre><p>\\(f(n)\\)</p>",
    "<p>{1} &lt; {2}</p>",
]


@pytest.mark.parametrize(("html", "shown"), TORN)
def test_texts_that_a_page_shows_otherwise(html: str, shown: str | None) -> None:
    assert filters.changes(html)
    assert shown is None or filters.shown(html) == shown


@pytest.mark.parametrize("html", WHOLE)
def test_texts_that_a_page_shows_as_they_are(html: str) -> None:
    assert not filters.changes(html)
    assert filters.shown(html) == filters.meant(html)


def test_overlapping_dollars_open_and_close() -> None:
    assert filters.mathjax("$$$x$$") == ('<span class="nolink">$$$</span>x$$', True)
    assert filters.mathjax("\\(a\\[b\\]\\)")[0].count("<span") == 2


# -- what the importer takes away -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("The &quot;AND&quot; &amp; &quot;OR&quot;", "The &quot;AND&quot;&amp;&quot;OR&quot;"),
        ("a &amp; b", "a &amp; b"),
        ("a; &amp; b &#38;\n&#x26;", "a; &amp; b &#38;&#x26;"),
        ("<![CDATA[&amp; &amp;]]>", "<![CDATA[&amp; &amp;]]>"),
        ("<![CDATA[a]]> &amp; <![CDATA[ ]]>", "<![CDATA[a]]>&amp;<![CDATA[ ]]>"),
    ],
)
def test_blanks_between_entities_are_lost(written: str, kept: str) -> None:
    assert xmlized(written.encode()) == kept.encode()


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a < b", "a < b"),
        ('When p <"q"', "When p"),
        ('When p < "q"', 'When p < "q"'),
        ("<b>bold</b> ", "bold"),
    ],
)
def test_names_lose_their_tags(written: str, kept: str) -> None:
    assert question_name(written) == kept


def test_a_category_that_is_called_top_is_passed_over() -> None:
    assert category_names("$course$/top/Exam A/Part 1") == ("Exam A", "Part 1")
    assert category_names("$course$/top/top/Part 1") == ("Part 1",)
    assert path_names("$course$/top/top/and//or") == ("top", "and/or")


# -- and what is told of it -----------------------------------------------------------------------


def faults(*questions: str) -> list[str]:
    return [
        fault for seen in moodle.view(moodle_file(*questions)).questions for fault in seen.faults
    ]


def test_a_torn_page_is_a_fault() -> None:
    torn = "{<em>a</em>} \\(x\\)"
    assert faults(moodle_question("essay", text="plain")) == []
    assert faults(moodle_question("essay", text=torn)) == [
        "the text of the question, which Moodle's filters change"
    ]
    choice = moodle_choice("100", "0").replace("<text>B</text>", "<text>f(n)</text>")
    assert faults(choice) == ["the text of option 2, which Moodle's filters change"]


@pytest.mark.parametrize("address", ["?a=\\(b\\)", "?a=$$b$$", "?a={<b}>", "f(n)", "\\[a\\]"])
def test_an_address_that_is_torn_is_told(address: str) -> None:
    escaped = address.replace("<", "&lt;").replace(">", "&gt;")
    raw = f'<a href="https://example.org/{escaped}">w</a> \\(x\\)'
    cured = "".join(f"&#{ord(sign)};" if sign in "({[$" else sign for sign in escaped)
    assert filters.changes(raw) or "{" in address  # inside an attribute nothing of it is a tag
    assert not filters.changes(raw.replace(escaped, cured))


def test_an_environment_beside_a_formula_is_text() -> None:
    assert filters.shown("\\begin&#123;align} x \\end&#123;align} \\(y\\)") == (
        "\\begin{align} x \\end{align} ⟦y⟧"
    )


def test_a_torn_text_block_is_told_at_the_question_beside_it() -> None:
    block = moodle_question("description", text="O(n)")
    said = "of a text before it: the text of the question, which Moodle's filters change"
    assert faults(block, moodle_choice("100", "0"), moodle_choice("100", "0")) == [said]
    assert faults(moodle_choice("100", "0"), block) == [said]


def test_names_that_change_are_told() -> None:
    named = moodle_question("essay").replace("<text>Q</text>", "<text>p &lt; &quot;q&quot;</text>")
    assert faults(named) == ["its name"]
    category = (
        '<question type="category"><category><text>$course$/top/top</text></category></question>'
    )
    assert faults(category, moodle_question("essay")) == ["the name of its category"]


def test_a_torn_option_of_an_embedded_answer_is_told() -> None:
    text = "{1:MULTICHOICE_V:%100%f(n)~%0%b}"
    assert faults(moodle_question("cloze", text=text)) == [
        "the text of option 1, which Moodle's filters change"
    ]
