"""Items of other systems: prompts, texts, images, formulas, notes, titles and names."""

from fractions import Fraction

import pytest

from examc.core.content import (
    Code,
    CodeBlock,
    Image,
    Math,
    Paragraph,
    Strikethrough,
    Strong,
    Text,
    plain,
    walk,
)
from examc.core.model import TextBlock, kind_of
from qti21.foreign import (
    MATCH,
    SCORE,
    body,
    choice,
    choice_item,
    choices,
    item,
    one,
    processing,
    read_files,
    read_item,
    refused,
    response,
    score,
    set_to,
    when,
)
from support import DOT_PNG, choice_question, written_question

TEXT = '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="string"/>'
RADIO = response("A", single=True) + SCORE


def written(inside: str = "", more: str = "", outcomes: str = "") -> bytes:
    """An item with a written answer; `inside` stands before it in the body."""
    answer = f'<extendedTextInteraction responseIdentifier="RESPONSE" {more}/>'
    return item(TEXT + (outcomes or score("3")) + body(inside + answer))


def around(before: str, after: str = "") -> bytes:
    """A choice item with texts around its interaction."""
    return item(RADIO + body(before + choices(most=1) + after) + MATCH)


def only(content: object) -> list[object]:
    """The nodes of a text without their places."""
    assert isinstance(content, tuple)
    return [node for node in walk(content) if not isinstance(node, Paragraph)]


# -- prompts ------------------------------------------------------------------------------------


def test_a_prompt_of_body_and_interaction() -> None:
    question, codes = choice(around("<p>Look.</p><div>Then <b>think</b>.</div>"))
    assert question.prompt == (
        Paragraph((Text("Look."),)),
        Paragraph((Text("Then "), Strong((Text("think"),)), Text("."))),
        Paragraph((Text("Which?"),)),
    )
    assert codes == []


def test_an_interaction_deep_in_the_body() -> None:
    data = item(RADIO + body(f"<div><p>One.</p><div>{choices(most=1)}</div></div>") + MATCH)
    question, codes = choice(data)
    assert plain(question.prompt) == "One. Which?"
    assert plain(question.answer.options[0].text) == "option A"
    assert codes == []


def test_text_below_the_answer_is_the_end_of_the_prompt() -> None:
    question, codes = choice(around("<p>One.</p>", "<p>Three.</p>"))
    assert plain(question.prompt) == "One. Which? Three."
    assert codes == ["R524"]
    assert choice(around("<p>One.</p>", "<p/> <div></div>"))[1] == []


def test_an_item_that_asks_nothing() -> None:
    data = item(RADIO + body(choices(most=1).replace("<prompt>Which?</prompt>", "")) + MATCH)
    question, codes = choice(data)
    assert plain(question.prompt) == "An item"
    assert codes == ["R420"]


def test_an_item_with_nothing_to_answer_is_a_text() -> None:
    exam, found = read_item(item(body("<p>Read this.</p>"), identifier="text-1"))
    assert exam is not None
    (block,) = exam.exercises[0].items
    assert block == TextBlock(id="text-1", content=(Paragraph((Text("Read this."),)),))
    assert found == []
    assert refused(item(body("<p> </p>")))[0] == "R514"


@pytest.mark.parametrize("version", ["v2p0", "v2p1", "v2p2"])
def test_all_versions_of_qti_2(version: str) -> None:
    namespace = f"http://www.imsglobal.org/xsd/imsqti_{version}"
    question, _ = choice(item(RADIO + body(choices(most=1)) + MATCH, namespace=namespace))
    assert question.answer.options[0].points == 1


def test_names_with_a_prefix() -> None:
    data = around("<p>One.</p>").decode()
    data = data.replace("xmlns=", "xmlns:q=")
    for name in ("assessmentItem", "responseDeclaration", "correctResponse", "value", "itemBody"):
        data = data.replace(f"<{name}", f"<q:{name}").replace(f"</{name}", f"</q:{name}")
    for name in ("outcomeDeclaration", "choiceInteraction", "prompt", "simpleChoice", "p>"):
        data = data.replace(f"<{name}", f"<q:{name}").replace(f"</{name}", f"</q:{name}")
    data = data.replace("<responseProcessing", "<q:responseProcessing")
    question, codes = choice(data.encode())
    assert plain(question.prompt) == "One. Which?"
    assert [option.points for option in question.answer.options] == [1, 0, 0]
    assert codes == []


def test_shuffling_and_fixed_options() -> None:
    data = around("<p>One.</p>").decode().replace('shuffle="false"', 'shuffle="true"')
    data = data.replace(
        '<simpleChoice identifier="C">', '<simpleChoice identifier="C" fixed="true">'
    )
    question, _ = choice(data.encode())
    assert question.answer.shuffle
    assert [option.fixed for option in question.answer.options] == [False, False, True]


# -- what texts hold ----------------------------------------------------------------------------


def test_formulas() -> None:
    math = (
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mi>x</mi>'
        '<annotation encoding="application/x-tex">x^2</annotation></semantics></math>'
    )
    question, codes = choice(around(f"<p>{math} and \\(y\\)</p>"))
    assert only(question.prompt)[:3] == [Math("x^2"), Text(" and "), Math("y")]
    assert codes == []
    bare = '<p><m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mi>x</m:mi></m:math></p>'
    question, codes = choice(around(bare))
    assert only(question.prompt)[0] == Math("x")
    assert codes == []
    divided = bare.replace("<m:mi>", "<m:menclose notation='longdiv'>").replace(
        "</m:mi>", "</m:menclose>"
    )
    assert choice(around(divided))[1] == ["R426"]


def test_code_and_struck_text() -> None:
    struck = '<span class="examc-strikethrough">old</span>'
    question, _ = choice(around(f"<pre>a\n b</pre><p><code>x</code>{struck}</p>"))
    assert question.prompt[0] == CodeBlock("a\n b")
    assert only(question.prompt[1:2]) == [Code("x"), Strikethrough((Text("old"),)), Text("old")]


def test_images_relative_to_the_item() -> None:
    image = '<p><img src="../media/dot%201.png" alt="dot"/></p>'
    files = {"items/q.xml": around(image), "media/dot 1.png": DOT_PNG, "x.png": DOT_PNG}
    exam, images, found = read_files(files)
    assert exam is not None
    (question,) = exam.exercises[0].items
    question = choice_question(question)
    assert not question.answer.many
    assert only(question.prompt)[0] == Image("images/dot-1.png", "dot")
    assert images == {"images/dot-1.png": DOT_PNG}
    assert found == []


def test_an_image_as_an_object() -> None:
    inner = '<object data="dot.png" type="image/png"><p>a dot</p></object>'
    exam, _, found = read_files({"q.xml": around(inner), "dot.png": DOT_PNG})
    assert exam is not None
    assert found == []
    (question,) = exam.exercises[0].items
    question = choice_question(question)
    assert not question.answer.many
    assert only(question.prompt)[0] == Image("images/dot.png", "a dot")


@pytest.mark.parametrize(
    ("element", "said"),
    [
        ('<img src="none.png" alt="a dot"/>', "is not in the package"),
        ('<img src="../../etc/passwd" alt="a dot"/>', "is not in the package"),
        ('<img src="q.xml" alt="a dot"/>', "is no image that browsers show"),
        ('<img src="data:text/html,x" alt="a dot"/>', "is no image that browsers show"),
        (
            '<object data="none.png" type="image/png">a dot</object>',
            "'a dot' stands for it",
        ),
    ],
)
def test_images_that_cannot_be_had(element: str, said: str) -> None:
    exam, images, found = read_files({"q.xml": around(f"<p>{element}</p>")})
    assert exam is not None
    assert [d.code for d in found] == ["R470"]
    assert said in found[0].message
    assert found[0].where == "exercise 1 › question 1"
    assert images == {}
    (question,) = exam.exercises[0].items
    question = choice_question(question)
    assert not question.answer.many
    assert plain(question.prompt) == "a dot Which?"


def test_two_images_of_one_name_and_one_image_twice() -> None:
    one_image, other = '<img src="a/dot.png" alt=""/>', '<img src="b/DOT.png" alt=""/>'
    files = {
        "q.xml": around(f"<p>{one_image}{other}{one_image}</p>"),
        "a/dot.png": DOT_PNG,
        "b/DOT.png": DOT_PNG + b" ",
    }
    assert read_files(files)[1] == {
        "images/dot.png": DOT_PNG,
        "images/DOT-2.png": DOT_PNG + b" ",
    }


def test_an_image_that_stands_in_its_own_address() -> None:
    import base64

    code = base64.b64encode(DOT_PNG).decode()
    question, codes = choice(around(f'<p><img src="data:image/png;base64,{code}" alt="d"/></p>'))
    assert only(question.prompt)[0] == Image("images/embedded.png", "d")
    assert codes == []


def test_images_of_the_web_stay_there() -> None:
    question, codes = choice(around('<p><img src="https://example.org/a.png" alt="a"/></p>'))
    assert only(question.prompt)[0] == Image("https://example.org/a.png", "a")
    assert codes == []


def test_other_media_leave_what_stands_in_for_them() -> None:
    question, codes = choice(
        around('<object data="a.mp4" type="video/mp4"><p>A film.</p></object>')
    )
    assert plain(question.prompt) == "A film. Which?"
    assert codes == ["R420"]


# -- for graders --------------------------------------------------------------------------------


def test_text_for_scorers_is_a_note() -> None:
    block = '<rubricBlock view="scorer"><p>Look for three reasons.</p></rubricBlock>'
    question, codes = one(written(f"<p>Why?</p>{block}"))
    assert plain(question.notes) == "Look for three reasons."
    assert plain(question.prompt) == "Why?"
    assert codes == []


def test_text_for_candidates_is_part_of_the_prompt() -> None:
    block = '<rubricBlock view="candidate scorer"><p>Take your time.</p></rubricBlock>'
    question, codes = one(written(f"{block}<p>Why?</p>"))
    assert plain(question.prompt) == "Take your time. Why?"
    assert codes == []


def test_text_for_others_is_a_note_and_said() -> None:
    block = '<rubricBlock view="proctor"><p>Open the window.</p></rubricBlock>'
    question, codes = one(written(f"<p>Why?</p>{block}"))
    assert plain(question.notes) == "Open the window."
    assert codes == ["R524"]


def test_our_rubric_that_is_none_any_more_is_a_note() -> None:
    block = (
        '<rubricBlock view="scorer" class="examc-criteria"><table><tbody><tr>'
        '<td class="examc-points">two</td><td class="examc-text">a reason</td>'
        "</tr></tbody></table></rubricBlock>"
    )
    question, codes = one(written(f"<p>Why?</p>{block}"))
    question = written_question(question)
    assert not question.answer.free
    assert question.answer.rubric is None
    assert "a reason" in plain(question.notes)
    assert codes[0] == "R410"


# -- written answers ----------------------------------------------------------------------------


def test_a_written_answer() -> None:
    question, codes = one(written("<p>Why?</p>", 'expectedLines="10"'))
    question = written_question(question)
    assert not question.answer.free
    assert question.points == 3
    assert question.answer.space == Fraction(1, 4)
    assert question.answer.rubric is None
    assert codes == []


def test_what_an_answer_begins_with_is_told() -> None:
    start = "<defaultValue><value>{}</value></defaultValue>"
    text = TEXT.replace("/>", f">{start.format('Because')}</responseDeclaration>", 1)
    answer = '<extendedTextInteraction responseIdentifier="RESPONSE" placeholderText="Type"/>'
    _, told = read_item(item(text + score("3") + body(f"<p>Why?</p>{answer}")))
    assert [d.message for d in told if d.code == "R529"] == [
        "answer that candidates begin with is not kept: 'Because'",
        "hint in the empty answer is not kept: 'Type'",
    ]
    chosen = RADIO.replace("<correctResponse>", f"{start.format('B')}<correctResponse>")
    assert chosen != RADIO
    _, told = read_item(item(chosen + body(choices(most=1)) + MATCH))
    assert "answer that candidates begin with is not kept: 'B'" in [d.message for d in told]


def test_keys_and_marks_of_no_option_are_told() -> None:
    keyed = RADIO.replace("</correctResponse>", "<value>Q</value></correctResponse>")
    _, told = read_item(item(keyed + body(choices(most=1)) + MATCH))
    (stranger,) = [d for d in told if d.code == "R521"]
    assert stranger.message == "right answers or marks are stated for what is no option: 'Q'"


@pytest.mark.parametrize("lines", ["0", "-3", "many", "99999999999"])
def test_lines_that_are_no_number(lines: str) -> None:
    question, codes = one(written("<p>Why?</p>", f'expectedLines="{lines}"'))
    question = written_question(question)
    assert not question.answer.free
    assert question.answer.space is None
    assert codes == ["R494"]


def test_a_written_answer_without_points() -> None:
    question, codes = one(written("<p>Why?</p>", outcomes=SCORE))
    assert question.points == 1
    assert codes == ["R518"]


def test_a_free_formatted_answer_of_ours() -> None:
    question, _ = one(written("<p>Why?</p>", 'class="examc-free-formatted"'))
    assert kind_of(question) == "free formatted"


def test_a_text_that_the_item_marks_itself() -> None:
    declared = TEXT.replace("/>", "><correctResponse><value>42</value></correctResponse>")
    declared += "</responseDeclaration>" + score("2")
    answer = '<p>How many?</p><extendedTextInteraction responseIdentifier="RESPONSE"/>'
    question, codes = one(item(declared + body(answer) + MATCH))
    question = written_question(question)
    assert not question.answer.free
    assert plain(question.solution) == "42"
    assert codes == ["R533"]
    quiet = processing(set_to("<null/>", "OTHER"))
    assert one(item(declared + body(answer) + quiet))[1] == []


# -- names --------------------------------------------------------------------------------------


def test_a_title_in_one_line() -> None:
    question, _ = choice(item(RADIO + body(choices(most=1)) + MATCH, title="  A   title "))
    assert question.title == "A title"


@pytest.mark.parametrize(
    ("given", "own"),
    [("Q-7.x", "Q-7.x"), ("_q1", "q1"), ("q:1", "q-1"), ("été", "t"), ("ß", "e1-1")],
)
def test_identifiers_become_legal(given: str, own: str) -> None:
    question, codes = choice(item(RADIO + body(choices(most=1)) + MATCH, identifier=given))
    assert question.id == own
    assert codes == ([] if given == own else ["R527"])


def test_identifiers_that_stand_twice() -> None:
    files = {f"{name}.xml": around("<p>One.</p>") for name in ("a", "b", "c")}
    exam, _, found = read_files(files)
    assert exam is not None
    assert [i.id for i in exam.exercises[0].items] == ["i1", "i1-2", "i1-3"]
    assert [d.code for d in found] == ["R527", "R527"]


def test_identifiers_of_options() -> None:
    assert [o.id for o in choice(around(""))[0].answer.options] == ["A", "B", "C"]
    counted = item(
        response("RESPONSE_1", single=True)
        + SCORE
        + body(choices("RESPONSE_1 RESPONSE_2", most=1))
        + MATCH
    )
    assert [o.id for o in choice(counted)[0].answer.options] == ["", ""]
    odd = choice_item(response("_A", single=True), MATCH, options="_A a A", most=1)
    question, codes = choice(odd)
    assert [o.id for o in question.answer.options] == ["", "a", ""]
    assert codes == ["R527"]


# -- kept out -----------------------------------------------------------------------------------


ASKS_ATTEMPT = (
    '<equal><variable identifier="numAttempts"/><baseValue baseType="integer">1</baseValue></equal>'
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (around("", choices(most=1)), "2 choiceInteraction"),
        (around("").replace(b"choiceInteraction", b"hotspotInteraction"), "hotspotInteraction"),
        (
            around("")
            .replace(b'adaptive="false"', b'adaptive="true"')
            .replace(MATCH.encode(), processing(when(ASKS_ATTEMPT, set_to("1"))).encode()),
            "adaptive",
        ),
        (item("<templateDeclaration/>" + body(choices())), "templateDeclaration"),
        (item(RADIO), "no itemBody"),
        (item(RADIO + body('<choiceInteraction responseIdentifier="RESPONSE"/>')), "no choices"),
        (item(RADIO + body(choices("A", most=1))), "one choice"),
        (item(RADIO + body(choices().replace("Which?", "")), title=""), "asks nothing"),
        (around("").replace(b"choiceInteraction", b"qti-choice-interaction"), "interaction"),
        (
            around("<p><endAttemptInteraction responseIdentifier='H' title='Hint'/></p>"),
            "1 endAttemptInteraction",
        ),
    ],
)
def test_items_that_are_no_question_of_ours(data: bytes, said: str) -> None:
    code, message = refused(data)
    assert code == "R514"
    assert said in message


def test_what_is_kept_out_leaves_no_trace_but_its_reason() -> None:
    bad = choice_item(response("A"), processing(set_to("<customOperator/>"))).replace(
        b"<prompt>Which?", b'<prompt><img src="gone.png" alt=""/>'
    )
    exam, _, found = read_files({"a.xml": bad, "b.xml": around("<p>One.</p>")})
    assert exam is not None
    assert [i.id for i in exam.exercises[0].items] == ["i1"]
    assert [(d.code, d.where) for d in found] == [("R515", "exercise 1")]
    assert found[0].span is not None
    assert found[0].span.source.path == "folder!a.xml"


def test_messages_point_at_the_line() -> None:
    data = around("\n\n<p>\n<img src='none.png' alt='x'/></p>")
    _, found = read_item(data)
    assert found[0].span is not None
    assert found[0].span.line == 3
    assert found[0].span.source.path == "item.xml"


def test_a_shared_text_is_missed() -> None:
    shared = '<assessmentStimulusRef identifier="s" href="stimulus.xml"/>'
    data = around("<p>One.</p>").decode().replace("<itemBody>", f"{shared}<itemBody>")
    assert choice(data.encode())[1] == ["R420"]


def test_a_rubric_after_the_body_is_for_graders() -> None:
    data = around("Why?").replace(
        b"</itemBody>", b'</itemBody><rubricBlock view="scorer"><p>One cause.</p></rubricBlock>'
    )
    written = data.replace(b"<p>One", b"<p>Name one")
    question, _ = one(written)
    assert plain(question.notes) == "Name one cause."


def test_a_document_type_that_declares_nothing_is_passed_over() -> None:
    data = around("Why?").replace(
        b"<assessmentItem", b"<!DOCTYPE assessmentItem>\n<assessmentItem", 1
    )
    assert plain(one(data)[0].prompt) == "Why? Which?"
