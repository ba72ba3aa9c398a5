"""The shape of items, one test a rule of what engines and Canvas need."""

import re

import pytest
from lxml import etree

from examc.core.diagnostics import Report
from examc.core.numbers import parse
from examc.core.responses import choose
from examc.files.package import pack
from examc.formats.qti21.read import read
from examc.systems.table import SYSTEMS
from qti21.engine import run, subsets
from qti21.packages import (
    CHOICE,
    HEAD,
    LOM,
    OPEN,
    RESPONSE,
    Q,
    attributes,
    build,
    every,
    find,
    inner,
)

FEEDBACK = """
### feedback

For all.

### feedback: correct

Well done.

### feedback: incorrect

Not quite.
"""


def test_one_item_whole() -> None:
    item = build(HEAD + RESPONSE.replace("a\n", "a\n\n  > Yes, *a*.\n\n", 1)).item
    assert [child.tag.removeprefix(Q) for child in item] == [
        "responseDeclaration",
        "outcomeDeclaration",
        "outcomeDeclaration",
        "outcomeDeclaration",
        "itemBody",
        "responseProcessing",
        "modalFeedback",
    ]
    outcomes = {e.get("identifier"): attributes(e) for e in every(item, "outcomeDeclaration")}
    assert outcomes == {
        "SCORE": {
            "identifier": "SCORE",
            "cardinality": "single",
            "baseType": "float",
            "normalMaximum": "2",
            "normalMinimum": "0",
        },
        "MAXSCORE": {"identifier": "MAXSCORE", "cardinality": "single", "baseType": "float"},
        "FEEDBACK_1": {
            "identifier": "FEEDBACK_1",
            "cardinality": "single",
            "baseType": "identifier",
        },
    }
    defaults = [
        (e.text or "").strip()
        for e in item.iterfind("{*}outcomeDeclaration/{*}defaultValue/{*}value")
    ]
    assert defaults == ["0", "2"]
    assert inner(find(item, "modalFeedback")) == "<p>Yes, <em>a</em>.</p>"


# -- mapping and key ----------------------------------------------------------------------------


def mapping(text: str) -> dict[str | None, str | None]:
    """The entries of the mapping of `q`, by option."""
    entries = every(build(HEAD + text, flawed=True).item, "mapEntry")
    return {entry.get("mapKey"): entry.get("mappedValue") for entry in entries}


def key(text: str) -> list[str | None]:
    """The values of `correctResponse` of `q`."""
    response = find(build(HEAD + text, flawed=True).item, "responseDeclaration")
    return [value.text for value in response.iterfind(f"{Q}correctResponse/{Q}value")]


def test_mapping_has_an_entry_for_every_option() -> None:
    weights = {"RESPONSE_1": "1", "RESPONSE_2": "1", "RESPONSE_3": "-1", "RESPONSE_4": "-1"}
    assert mapping(RESPONSE) == weights
    assert mapping(CHOICE) == {"RESPONSE_1": "1", "RESPONSE_2": "0"}


def test_mapping_of_an_option_that_nobody_chose_is_0() -> None:
    assert find(build(HEAD + CHOICE).item, "responseDeclaration/mapping").get("defaultValue") == "0"


@pytest.mark.parametrize(
    ("settings", "bounds"),
    [
        ("", ("0", "2")),
        ("floor=none", (None, "2")),
        ("floor=-0.5", ("-0.5", "2")),
        ("cap=none", ("0", None)),
        ("floor=none cap=none", (None, None)),
        ("cap=1.5", ("0", "1.5")),
    ],
)
def test_bounds(settings: str, bounds: tuple[str | None, str | None]) -> None:
    text = HEAD + RESPONSE.replace("#q", f"#q {settings}")
    found = find(build(text, flawed=True).item, "responseDeclaration/mapping")
    assert (found.get("lowerBound"), found.get("upperBound")) == bounds


def test_two_full_answers_have_one_value_in_the_key_and_both_in_the_mapping() -> None:
    text = CHOICE.replace("- [ ] {0} b", "- [x] {1} b\n- [ ] {0} c")
    assert key(text) == ["RESPONSE_1"]
    assert mapping(text) == {"RESPONSE_1": "1", "RESPONSE_2": "1", "RESPONSE_3": "0"}
    assert find(build(HEAD + text).item, "responseDeclaration").get("cardinality") == "single"


def test_key_of_one_choice_is_the_first_of_the_highest_weight() -> None:
    assert key(
        "## 2 pts · multiple choice {#q}\n\nW\n\n- [x] {1} a\n- [x] {2} b\n- [x] {2} c\n"
    ) == ["RESPONSE_2"]


def test_key_of_several_choices_is_every_positive_weight() -> None:
    text = "## 2 pts · multiple response {#q}\n\nW\n\n- [ ] {0.5} a\n- [x] {0} b\n- [x] {1.5} c\n"
    assert key(text) == ["RESPONSE_1", "RESPONSE_3"]


def test_key_of_all_or_nothing_is_what_is_checked() -> None:
    text = (
        "## 2 pts · multiple response {#q rule=all-or-nothing}\n\nW\n\n"
        "- [x] {1} a\n- [ ] {1} b\n- [x] {0} c\n"
    )
    assert key(text) == ["RESPONSE_1", "RESPONSE_3"]


def test_without_a_right_option_there_is_no_key() -> None:
    item = build(HEAD + CHOICE.replace("{1}", "{0}"), flawed=True).item
    assert item.find(f".//{Q}correctResponse") is None


def test_values_have_no_white_space() -> None:
    """Canvas compares them as they are."""
    for value in every(build(HEAD + RESPONSE).item, "value"):
        assert value.text == (value.text or "").strip()


def test_points_that_cannot_be_attained_are_still_the_points() -> None:
    """ANS and Canvas take the points from the item, whatever its weights add up to."""
    item = build(HEAD + RESPONSE.replace("2 pts", "3 pts"), flawed=True).item
    assert find(item, "responseDeclaration/mapping").get("upperBound") == "3"
    assert every(item, "outcomeDeclaration")[0].get("normalMaximum") == "3"


@pytest.mark.parametrize(("settings", "lowest"), [("", "0"), ("floor=none", "-2")])
def test_lowest_mark_is_stated(settings: str, lowest: str) -> None:
    item = build(HEAD + RESPONSE.replace("#q", f"#q {settings}")).item
    assert every(item, "outcomeDeclaration")[0].get("normalMinimum") == lowest


# -- processing ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", [CHOICE, RESPONSE, RESPONSE.replace("#q", "#q rule=all-or-nothing")]
)
def test_everything_is_under_the_null_guard(text: str) -> None:
    """mapResponse of no answer is the lower bound, and feedback conditions yield [null]."""
    processing = find(build(HEAD + text + FEEDBACK).item, "responseProcessing")
    assert [child.tag for child in processing] == [f"{Q}responseCondition"]
    condition = find(processing, "responseCondition")
    assert [child.tag for child in condition] == [f"{Q}responseIf", f"{Q}responseElse"]
    guard, score, *_ = find(condition, "responseIf")
    assert guard.tag == f"{Q}isNull"
    assert find(guard, "variable").get("identifier") == "RESPONSE"
    assert score.get("identifier") == "SCORE"
    assert find(score, "baseValue").text == "0"
    assert every(find(condition, "responseIf"), "mapResponse") == []


def test_sum_is_map_response() -> None:
    score = find(build(HEAD + RESPONSE).item, "responseProcessing/responseCondition/responseElse")
    assert [child.tag for child in score] == [f"{Q}setOutcomeValue"]
    assert find(score, "setOutcomeValue/mapResponse").get("identifier") == "RESPONSE"


def test_all_or_nothing_is_written_out() -> None:
    """The template match_correct would award 1, never the points."""
    item = build(HEAD + RESPONSE.replace("#q", "#q rule=all-or-nothing")).item
    assert find(item, "responseProcessing").get("template") is None
    assert every(item, "mapResponse") == []
    branch = find(item, "responseProcessing/responseCondition/responseElse/responseCondition")
    operands = [child.tag for child in find(branch, "responseIf/match")]
    assert operands == [f"{Q}variable", f"{Q}correct"]
    assert find(branch, "responseIf/setOutcomeValue/baseValue").text == "2"
    assert find(branch, "responseElse/setOutcomeValue/baseValue").text == "0"


def test_written_answers_are_not_processed() -> None:
    text = OPEN + "\n### criteria\n\n- {1} all\n"
    item = build(HEAD + text).item
    assert item.find(f"{Q}responseProcessing") is None
    assert item.find(f".//{Q}correctResponse") is None  # Canvas would mark it by itself
    assert not any("externalScored" in element.attrib for element in item.iter())


# -- options ------------------------------------------------------------------------------------


def test_interactions_are_direct_children_of_the_body() -> None:
    """Inside a div, Canvas loses all options."""
    for text, name in ((CHOICE, "choiceInteraction"), (OPEN, "extendedTextInteraction")):
        assert find(build(HEAD + text).item, f"itemBody/{name}") is not None


@pytest.mark.parametrize(
    ("text", "cardinality", "most"), [(CHOICE, "single", "1"), (RESPONSE, "multiple", "0")]
)
def test_how_many_can_be_chosen(text: str, cardinality: str, most: str) -> None:
    item = build(HEAD + text).item
    assert find(item, "responseDeclaration").get("cardinality") == cardinality
    assert find(item, "itemBody/choiceInteraction").get("maxChoices") == most


def test_shuffling_and_pinned_options() -> None:
    text = CHOICE.replace("#q", "#q shuffle=options").replace("{0}", "{0 fixed}")
    item = build(HEAD + text).item
    assert find(item, "itemBody/choiceInteraction").get("shuffle") == "true"
    assert [e.get("fixed") for e in every(item, "simpleChoice")] == [None, "true"]
    assert find(build(HEAD + CHOICE).item, "itemBody/choiceInteraction").get("shuffle") == "false"


def test_option_ids_are_labels() -> None:
    item = build(HEAD + CHOICE.replace("{1}", "{1 #best}")).item
    assert [e.get("label") for e in every(item, "simpleChoice")] == ["best", None]


def test_checks_that_the_weight_does_not_show_are_classes() -> None:
    text = "## 2 pts · multiple response {#q}\n\nW\n\n- [ ] {1} a\n- [x] {0} b\n- [x] {1} c\n"
    made = build(HEAD + text)
    classes = [e.get("class") for e in every(made.item, "simpleChoice")]
    assert classes == ["examc-unchecked", "examc-checked", None]
    assert made.codes().count("X314") == 2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("## 2 pts · multiple choice {#q}\n\nW\n\n- [x] {2} a\n- [ ] {1} b\n", 0),
        ("## 2 pts · multiple choice {#q}\n\nW\n\n- [x] {2} a\n- [x] {2} b\n", 0),
        ("## 2 pts · multiple choice {#q}\n\nW\n\n- [ ] {2} a\n- [x] {1} b\n", 1),
        ("## 2 pts · multiple choice {#q}\n\nW\n\n- [x] {2} a\n- [x] {0} b\n", 1),
        (
            (
                "## 2 pts · multiple response {#q rule=all-or-nothing}\n\nW\n\n"
                "- [x] {0} a\n- [ ] {1} b\n"
            ),
            0,
        ),
    ],
)
def test_checks_are_reported_where_systems_show_otherwise(text: str, count: int) -> None:
    assert build(HEAD + text, flawed=True).codes().count("X314") == count


# -- feedback -----------------------------------------------------------------------------------


def test_option_feedback_has_the_identifiers_that_canvas_pairs() -> None:
    text = CHOICE.replace("b\n", "b\n\n  > One.\n  >\n  > Two.\n")
    item = build(HEAD + text).item
    feedback = find(item, "modalFeedback")
    assert feedback.get("identifier") == "feedback_2_fb"
    assert (feedback.get("outcomeIdentifier"), feedback.get("showHide")) == ("FEEDBACK_2", "show")
    assert inner(feedback) == "<p>One.</p><p>Two.</p>"
    condition = find(
        item, "responseProcessing/responseCondition/responseElse/responseCondition/responseIf"
    )
    assert find(condition, "match/baseValue").text == "RESPONSE_2"
    assert find(condition, "setOutcomeValue").get("identifier") == "FEEDBACK_2"
    assert find(condition, "setOutcomeValue/baseValue").text == "feedback_2_fb"


def test_several_choices_ask_for_membership() -> None:
    item = build(HEAD + RESPONSE.replace("a\n", "a\n\n  > Yes.\n\n", 1)).item
    assert [v.get("identifier") for v in every(every(item, "member")[0], "variable")] == [
        "RESPONSE"
    ]
    assert every(item, "match") == []


def test_general_feedback_is_set_with_and_without_an_answer() -> None:
    item = build(HEAD + RESPONSE + "\n### feedback\n\nFor all.\n").item
    condition = find(item, "responseProcessing/responseCondition")
    for branch in ("responseIf", "responseElse"):
        set_to = every(find(condition, branch), "setOutcomeValue")[1]
        assert set_to.get("identifier") == "FEEDBACK_GENERAL"
        assert [value.text for value in every(set_to, "baseValue")] == ["general_fb"]
    assert find(item, "modalFeedback").get("identifier") == "general_fb"


def test_feedback_by_mark() -> None:
    item = build(HEAD + RESPONSE + FEEDBACK).item
    names = [feedback.get("identifier") for feedback in every(item, "modalFeedback")]
    assert names == ["general_fb", "correct_fb", "incorrect_fb"]
    condition = find(item, "responseProcessing/responseCondition")
    unanswered = [v.text for v in every(find(condition, "responseIf"), "baseValue")]
    assert unanswered == ["0", "general_fb", "incorrect_fb"]
    for name, feedback in (("gte", "correct_fb"), ("lt", "incorrect_fb")):
        (compared,) = every(item, name)
        assert find(compared, "variable").get("identifier") == "SCORE"
        assert find(compared, "baseValue").text == "2"
        branch = compared.getparent()
        assert branch is not None
        assert find(branch, "setOutcomeValue").get("identifier") == "FEEDBACK_RESULT"
        assert find(branch, "setOutcomeValue/baseValue").text == feedback


def test_no_outcome_holds_two_feedbacks_at_once() -> None:
    """Of several in one outcome, standard players show the last only."""
    noted = RESPONSE.replace("a\n", "a\n\n  > Yes.\n\n", 1).replace("b\n", "b\n\n  > So.\n\n", 1)
    item = build(HEAD + noted + FEEDBACK).item
    outcomes = [e.get("outcomeIdentifier") for e in every(item, "modalFeedback")]
    assert outcomes == [
        *("FEEDBACK_1", "FEEDBACK_2", "FEEDBACK_GENERAL", "FEEDBACK_RESULT", "FEEDBACK_RESULT")
    ]
    assert run(item, (0, 1))[1] == ["feedback_1_fb", "feedback_2_fb", "general_fb", "correct_fb"]
    assert every(item, "multiple") == []


def earlier(item: etree._Element) -> bytes:
    """An item as 0.1.0 wrote it: all feedback in one outcome."""
    text = etree.tostring(item).decode()
    text = re.sub(r'\s*<outcomeDeclaration identifier="FEEDBACK_[^>]*>', "", text)
    declared = (
        '<outcomeDeclaration identifier="FEEDBACK" cardinality="multiple" baseType="identifier"/>'
    )
    text = text.replace("<itemBody>", f"{declared}<itemBody>")
    text = re.sub(
        r'(<setOutcomeValue identifier="FEEDBACK)_\w+">\s*(<baseValue.*?</baseValue>)',
        r'\1"><multiple><variable identifier="FEEDBACK"/>\2</multiple>',
        text,
    )
    return re.sub(
        r'outcomeIdentifier="FEEDBACK_\w+"', 'outcomeIdentifier="FEEDBACK"', text
    ).encode()


@pytest.mark.parametrize("text", [CHOICE, RESPONSE])
def test_the_shape_of_before_means_the_same(text: str) -> None:
    noted = text.replace("a\n", "a\n\n  > Yes.\n\n", 1).replace("b\n", "b\n\n  > So.\n\n", 1)
    made = build(HEAD + noted + FEEDBACK)
    data = earlier(made.item)
    old = etree.fromstring(data)
    for chosen in subsets(made.item):
        assert run(old, chosen) == run(made.item, chosen)
    before = pack({**made.files, "q.xml": data})
    exam = read("a.zip", pack(made.files), Report())[0]
    assert read("a.zip", before, Report())[0] == exam
    for system in SYSTEMS[:3]:
        one, other = system.view(pack(made.files)).questions[0], system.view(before).questions[0]
        for chosen in subsets(made.item):
            assert one.shows(choose(chosen)) == other.shows(choose(chosen))


@pytest.mark.parametrize("text", [CHOICE, RESPONSE, OPEN])
def test_a_question_without_points_has_no_normal_maximum(text: str) -> None:
    """It is to be above 0 (information model, outcomeDeclaration); engines refuse the item else."""
    made = build(HEAD + re.sub(r"[0-9]+ pts?", "0 pts", text, count=1), flawed=True)
    (score,) = [e for e in every(made.item, "outcomeDeclaration") if e.get("identifier") == "SCORE"]
    assert score.get("normalMaximum") is None
    assert b"normalMaximum" not in made.files["test.xml"]
    for system in SYSTEMS[:3]:
        (seen,) = system.view(pack(made.files)).questions
        assert seen.points == 0
        assert not seen.faults


def test_criteria_that_take_points_away_have_no_normal_maximum() -> None:
    made = build(HEAD + OPEN + "\n### criteria\n\n- {3} a\n- {-1} b\n- {0} c\n")
    declared = [e.get("normalMaximum") for e in every(made.item, "outcomeDeclaration")]
    assert declared == ["1", None, "3", None, None]
    (seen,) = SYSTEMS[0].view(pack(made.files)).questions
    assert not seen.refused
    assert [[g.points for g in scale.grades] for scale in seen.scales] == [[3, -1, 0]] * 2
    bad = made.files["q.xml"].replace(
        b'view="scorer" inter', b'normalMaximum="0" view="scorer" inter', 2
    )
    bad = bad.replace(b' normalMaximum="3"/>', b"/>")
    assert (
        "normalMaximum" in SYSTEMS[0].view(pack({**made.files, "q.xml": bad})).questions[0].refused
    )


def test_written_questions_show_general_feedback_only() -> None:
    made = build(HEAD + OPEN + FEEDBACK)
    processing = find(made.item, "responseProcessing")
    assert [value.text for value in every(processing, "baseValue")] == ["general_fb"]
    assert len(every(made.item, "modalFeedback")) == 3
    assert sorted(made.codes()) == ["X321", "X369"]


def test_feedback_is_declared_only_where_there_is_some() -> None:
    names = [e.get("identifier") for e in every(build(HEAD + CHOICE).item, "outcomeDeclaration")]
    assert names == ["SCORE", "MAXSCORE"]


# -- written answers ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("space", "lines", "css"),
    [
        ("1/2 page", "20", "examc-space-1/2"),
        ("1/8 page", "5", "examc-space-1/8"),
        ("3/10 page", "12", "examc-space-3/10"),
        ("1/500 page", "1", "examc-space-1/500"),
        ("2 pages", "80", "examc-space-2/1"),
    ],
)
def test_answer_space(space: str, lines: str, css: str) -> None:
    made = build(HEAD + OPEN.replace("open", f"open · {space}"))
    interaction = find(made.item, "itemBody/extendedTextInteraction")
    assert (interaction.get("expectedLines"), interaction.get("class")) == (lines, css)
    assert parse(css.removeprefix("examc-space-")) is not None
    assert made.codes() == []


def test_no_answer_space() -> None:
    interaction = find(build(HEAD + OPEN).item, "itemBody/extendedTextInteraction")
    assert attributes(interaction) == {"responseIdentifier": "RESPONSE"}


def test_free_formatted() -> None:
    made = build(HEAD + OPEN.replace("open", "free formatted"))
    interaction = find(made.item, "itemBody/extendedTextInteraction")
    assert interaction.get("class") == "examc-free-formatted"
    assert made.codes() == ["X333"]


# -- titles, language, tags ---------------------------------------------------------------------


def test_a_title_of_ours_is_marked() -> None:
    item = build(HEAD + CHOICE).item
    assert (item.get("title"), item.get("label")) == ("Part 1", "examc-default-title")


def test_a_title_of_the_author_is_kept() -> None:
    item = build(HEAD + CHOICE.replace("#q", '#q title="a & <b> 😀"')).item
    assert (item.get("title"), item.get("label")) == ("a & <b> 😀", None)


def test_titles_count_the_questions_of_their_exercise() -> None:
    text = HEAD + OPEN.replace("#q", "#a") + "\n## text block\n\nT\n\n" + OPEN
    assert build(text).item.get("title") == "Part 2"


def test_language() -> None:
    item = build(HEAD.replace("Test", "Test\nlanguage: nl-NL") + CHOICE).item
    assert item.get("{http://www.w3.org/XML/1998/namespace}lang") == "nl-NL"


def test_tags_are_keywords_of_the_resource() -> None:
    made = build(HEAD + CHOICE.replace("#q", '#q tags="graphs, hard ones"'))
    (resource,) = [r for r in made.manifest.iter("{*}resource") if r.get("href") == "q.xml"]
    assert [k.findtext(f"{LOM}string") for k in resource.iter(f"{LOM}keyword")] == [
        "graphs",
        "hard ones",
    ]
