"""Names and texts in several languages: one is kept, and told once, at its first place."""

import pytest

from examc.core.content import plain
from examc.core.model import Question
from moodle.reading import reading

SIGNS = "{{mlang nl}}{}{{mlang}}{{mlang en}}{}{{mlang}}"
SPANS = '<span lang="nl" class="multilang">{}</span> <span class="multilang" lang="en">{}</span>'


def _file(form: str, category: str) -> str:
    name, text = form.format("Vraag", "Question"), form.format("Waarom?", "Why?")
    asked = f"<questiontext format='html'><text><![CDATA[<p>{text}</p>]]></text></questiontext>"
    tag = form.format("cel", "cell")
    return (
        "<quiz><question type='category'><category><text><![CDATA[$course$/top/T/"
        f"{category}]]></text></category></question>"
        f"<question type='essay'><name><text><![CDATA[{name} 1]]></text></name>{asked}"
        f"<tags><tag><text><![CDATA[{tag}]]></text></tag></tags></question></quiz>"
    )


@pytest.mark.parametrize("form", [SIGNS, SPANS])
def test_one_language_of_names_texts_categories_and_tags(form: str) -> None:
    found = reading(_file(form, form.replace("</", "<//").format("Cellen", "Cells")))
    (item,) = found.items()
    assert isinstance(item, Question)
    assert (item.title, plain(item.prompt), item.tags) == ("Question 1", "Why?", ("cell",))
    assert found.exam is not None
    assert found.exam.exercises[0].title == "Cells"
    told = found.about("R428")
    assert (
        told.message == "text in several languages (en, nl): 'en' alone is kept, here and in 3 more"
    )
    assert told.span is not None


def test_the_first_language_where_the_exam_has_none_of_them() -> None:
    form = SIGNS.replace(" en}", " fy}")
    (item,) = reading(_file(form, "Cells")).items()
    assert isinstance(item, Question)
    assert (item.title, plain(item.prompt)) == ("Vraag 1", "Waarom?")


def test_a_name_in_one_language_says_nothing() -> None:
    found = reading(_file("{{mlang nl}}{}{{mlang}}", "Cells"))
    (item,) = found.items()
    assert isinstance(item, Question)
    assert item.title == "Vraag 1"
    assert "R428" not in found.codes()
