"""Words: references to a position, prompts that ask nothing, languages of listings."""

import pytest

from examc.lint.language import LANGUAGES
from lint.support import at, diagnostics, exam_text, marked, messages
from support import DOT_PNG


def asked(prompt: str) -> str:
    return f"## 2 pts · open {{#q}}\n\n{prompt}\n"


def chosen(*options: str, prompt: str = "Which of these?", more: str = "") -> str:
    """A question whose first option stands on line 5."""
    return f"## 2 pts · multiple response {{#q{more}}}\n\n{prompt}\n\n" + "\n".join(options) + "\n"


# -- L220: other questions ----------------------------------------------------------------------

QUESTIONS = {
    "Why are the names from part a fitting?": "part a",
    "Use part (b) of it. Why?": "part (b)",
    "In part a, you found it. Why?": "part a",
    "Take the answer to question 3b. Why?": "question 3b",
    "As in Question 12, why?": "Question 12",
    "See exercise 2. Why?": "exercise 2",
    "Why is the answer to the previous question wrong?": "previous question",
    "Why is the rate from the question before so small?": "question before",
    "Why is your previous answer wrong?": "previous answer",
    "Why does part ii fail?": "part ii",
    "Waarom klopt vraag 3 niet?": "vraag 3",
    "Gebruik onderdeel a. Waarom?": "onderdeel a",
    "Waarom klopt de vorige vraag niet?": "vorige vraag",
    "Warum ist Teil b) falsch?": "Teil b)",
    "Warum ist die Lösung von Aufgabe 2 falsch?": "Aufgabe 2",
    "Was folgt aus der vorherigen Frage?": "vorherigen Frage",
    "Pourquoi la question précédente est-elle fausse ?": "question précédente",
    "Pourquoi la partie b est-elle fausse ?": "partie b",
    "¿Por qué falla la pregunta anterior?": "pregunta anterior",
    "¿Por qué falla el apartado b?": "apartado b",
}
NO_QUESTIONS = (
    *(
        "Why is this in part a consequence of the law?",
        "Which part of it fails?",
        "Why is part I like it?",
    ),
    *("Why is the question a student asks open?", "Read the question before you answer. Why?"),
    *(
        "Answer the following questions: why?",
        "Why is 1 part in 3 lost?",
        "Which problem is NP-hard?",
    ),
    *("Why does a task take 2 hours?", "Consider the following problem. Why?", "Why part with it?"),
    *("Waarom is een deel van de vraag stelling?", "Beantwoord de volgende vragen. Waarom?"),
    *("Warum ist ein Teil der Frage offen?", "Pourquoi la question a-t-elle un sens ?"),
    *("¿Por qué la pregunta a responder es difícil?", "Why is question 1.5% of it?"),
)


@pytest.mark.parametrize(("prompt", "words"), QUESTIONS.items())
def test_reference_to_another_question(prompt: str, words: str) -> None:
    assert marked("L220", asked(prompt)) == [words]
    assert at("L220", asked(prompt)) == [(3, prompt.index(words) + 1)]


@pytest.mark.parametrize("prompt", NO_QUESTIONS)
def test_no_reference_to_another_question(prompt: str) -> None:
    assert marked("L220", asked(prompt)) == []


def test_reference_to_a_part_of_its_own() -> None:
    assert at("L220", asked("(a) Why? (b) How does it follow from part a?")) == []
    assert at("L220", asked("a) Why?\n\nb) How does it follow from part a?")) == []
    assert at("L220", asked("1. Why?\n2. How does it follow from part 1?")) == []
    assert at("L220", asked("(b) How does it follow from part a?")) == [(3, 29)]


def test_reference_is_found_in_every_text() -> None:
    body = (
        "## text block {#t}\n\nThis needs part b.\n\n## 2 pts · open {#q}\n\nWhy?\n\n"
        "### criteria\n\n- {2} follows from\n  part b\n\n### solution\n\nSee part b, and part *c*.\n"
    )
    assert at("L220", body) == [(3, 12), (12, 3), (16, 5)]
    where = [entry.where for entry in diagnostics(exam_text(body), "L220")]
    assert where[1] == "exercise 1 › question 1 › criterion 1"


def test_reference_over_a_line_end_is_marked_on_its_first_line() -> None:
    body = asked("Take the previous\nquestion, and the previous\n> question. Why?")
    assert marked("L220", body)[0] == "previous"
    assert at("L220", asked("Why the part\na answer?\n")) == [(3, 9)]


def test_second_of_two_alike_references() -> None:
    assert at("L220", asked("Why is part b\\* like\npart b?")) == [(3, 8), (4, 1)]


def test_reference_in_yaml_is_marked_in_the_file() -> None:
    text = (
        "title: T\nexercises:\n- title: A\n  id: a\n  items:\n  - type: open\n    id: q\n    points: 2\n"
        "    prompt: |\n      Think.\n\n      Why is part b wrong?\n"
    )
    (found,) = diagnostics(text, "L220", name="exam.yaml")
    assert found.span is not None
    span = found.span.root()
    assert (span.line, span.column, span.end_column) == (12, 14, 20)


# -- L220: options ------------------------------------------------------------------------------

OPTIONS = {
    "wrong, as is option B": "option B",
    "the answer (c) is better": "answer (c)",
    "the previous option is better": "previous option",
    "both A and C": "both A and C",
    "the first answer is better": "first answer",
    "antwoord B is beter": "antwoord B",
    "de vorige optie is beter": "vorige optie",
    "die Antwort B ist besser": "Antwort B",
    "la réponse B est meilleure": "réponse B",
    "la opción B es mejor": "opción B",
    "la respuesta anterior": "respuesta anterior",
}


@pytest.mark.parametrize(("text", "words"), OPTIONS.items())
def test_reference_to_another_option(text: str, words: str) -> None:
    body = chosen(f"- [x] {text}", "- [ ] b", more=" shuffle=options")
    assert marked("L220", body) == [words]
    assert marked("L220", body.replace(" shuffle=options", "")) == []


def test_reference_to_an_option_in_feedback_and_prompt() -> None:
    body = chosen("- [x] a", "", "  > Not so in option B.", "", "- [ ] b", more=" shuffle=options")
    assert at("L220", body) == [(7, 15)]
    body = chosen("- [x] a", "- [ ] b", prompt="Is option A better?", more=" shuffle=options")
    assert at("L220", body) == [(3, 4)]


def test_an_option_that_the_prompt_names_is_no_position() -> None:
    prompt = "A pays 1 and B pays 2. Do you take option A or option B?"
    body = chosen("- [x] option A", "- [ ] option B", prompt=prompt, more=" shuffle=options")
    assert [line for line, _ in at("L220", body)] == [3, 3]


def test_none_of_the_options_above_is_for_another_rule() -> None:
    body = chosen("- [x] a", "- [ ] none of the options above", more=" shuffle=options")
    assert at("L220", body) == []


# -- L220: above and below ----------------------------------------------------------------------

SIGHTS = (
    *("See above.", "as above", "ditto", "Zie boven.", "zie hieronder", "Siehe oben.", "wie oben"),
    *("Voir ci-dessus.", "comme plus haut", "Véase arriba.", "ver más arriba"),
)


@pytest.mark.parametrize("words", SIGHTS)
def test_feedback_that_points_at_feedback(words: str) -> None:
    body = chosen("- [x] a", "", f"  > {words}", "", "- [ ] b")
    assert marked("L220", body) == [words.removesuffix(".")]
    assert at("L220", body) == [(7, 5)]


def test_feedback_may_point_into_itself() -> None:
    body = chosen("- [x] a", "", "  > First.", "  >", "  > So as above.", "", "- [ ] b")
    assert at("L220", body) == []
    assert at("L220", body.replace("as above", "as below")) == [(9, 8)]
    body = chosen("- [x] a", "", "  > First,", "  > so as above.", "", "- [ ] b")
    assert at("L220", body) == [(8, 8)]


def test_option_that_points_at_an_option() -> None:
    body = chosen("- [x] a", "- [ ] same as above, but smaller", more=" shuffle=options")
    assert marked("L220", body) == ["same as above"]
    assert marked("L220", body.replace(" shuffle=options", "")) == []


MOVING = "# Part {#part shuffle=questions}"


def test_prompt_that_points_outside() -> None:
    body = asked("As explained above, it holds. Why?")
    assert marked("L220", body) == []
    assert marked("L220", body, heading=MOVING) == ["As explained above"]
    assert marked("L220", asked("It holds.\n\nWhy, as explained above?"), heading=MOVING) == []


def test_figure_elsewhere() -> None:
    body = asked("Look at the figure above. Why?")
    assert marked("L220", body) == []
    assert marked("L220", body, heading=MOVING) == ["figure above"]
    listing = asked("Look at the code below. Why?\n\n```python\nx = 1\n```")
    assert marked("L220", listing, heading=MOVING) == []
    text = exam_text(asked("Why, in the figure below?\n\n![A dot](b.png)"), heading=MOVING)
    assert diagnostics(text, "L220", files={"b.png": DOT_PNG}) == []


# -- L221 ---------------------------------------------------------------------------------------

ASKS = (
    *("Is it true?", "Name the law.", "Prove that it converges.", "What is the rate.", "Why."),
    *(
        "The law of $x$ is called ____.",
        "Complete: the law of large …",
        "We want a proof. Give one.",
    ),
    *(
        "From this model, derive the rate.",
        "In which cases does it hold.",
        "为什么？",
        "$\\int x dx$",
    ),
    *("Briefly comment on the idea below.", "You may use a table. Please list them."),
    *("Leg uit waarom dit zo is.", "Bereken de afgeleide.", "Noem drie wetten.", "Wat is de wet."),
    *("Erklären Sie den Beweis.", "Nennen Sie das Gesetz.", "Berechne die Ableitung von f."),
    *(
        "Expliquez la preuve de ce fait.",
        "Quelle est la loi des nombres.",
        "Justifier la réponse donnée.",
    ),
    *("Explique la prueba de este hecho.", "Calcula la derivada de la función."),
)
TELLS = (
    *("The network has three layers of neurons.", "The capital of France and its river."),
    *("The results show that it converges.", "It is named after a mathematician of old."),
    *("Het netwerk heeft drie lagen van neuronen.", "Das Netz hat drei Schichten von Neuronen."),
    *("Le réseau a trois couches de neurones.", "La red tiene tres capas de neuronas."),
)


@pytest.mark.parametrize("prompt", ASKS)
def test_prompt_that_asks(prompt: str) -> None:
    assert messages("L221", asked(prompt)) == []


@pytest.mark.parametrize("prompt", TELLS)
def test_prompt_that_tells(prompt: str) -> None:
    assert messages("L221", asked(prompt)) == [f"prompt {prompt!r} asks nothing"]
    assert at("L221", asked(prompt)) == [(3, 1)]


def test_language_that_is_not_read() -> None:
    assert messages("L221", asked(TELLS[0]), "language: en-GB\n") != []
    assert messages("L221", asked(TELLS[0]), "language: fi\n") == []


def test_prompt_that_options_complete_or_judge() -> None:
    options = ("- [x] a", "- [ ] b", "- [ ] c")
    assert at("L221", chosen(*options, prompt="The capital of France is")) == []
    assert at("L221", chosen(*options, prompt="The river of Paris is the Seine.")) == [(3, 1)]
    assert at("L221", chosen(*options[:2], prompt="The river of Paris is the Seine.")) == []


def test_long_prompt_is_cut_in_the_message() -> None:
    (message,) = messages("L221", asked("The network has layers. " * 5))
    assert message == "prompt 'The network has layers. The network has layers. …' asks nothing"


# -- L225 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["python", "Python", "text", "c++", "C#", "pseudocode", ""])
def test_known_language(language: str) -> None:
    assert at("L225", asked(f"Why?\n\n```{language}\nx = 1\n```")) == []


@pytest.mark.parametrize(
    ("language", "help_line"),
    [
        ("pyton", "did you mean 'python'?"),
        ("{.python}", "did you mean 'python'?"),
        ("language-java", "did you mean 'java'?"),
        ("xyzzy", "write text if it has no language"),
    ],
)
def test_unknown_language(language: str, help_line: str) -> None:
    body = asked(f"Why?\n\n``` {language} linenos\nx = 1\n```")
    (found,) = diagnostics(exam_text(body), "L225")
    assert (found.message, found.help) == (f"language {language!r} is not known", help_line)
    assert marked("L225", body) == [language]
    assert at("L225", body) == [(5, 5)]


def test_languages_are_lower_case_and_different() -> None:
    assert len(set(LANGUAGES)) == len(LANGUAGES)
    assert [name for name in LANGUAGES if name != name.lower()] == []
