"""The page in a real browser: views, tried answers, accessibility, a phone, and hostile texts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import examc
from page.browser import address, chromium, needs_chromium, opened, violations
from page.test_page import poisoned, tour, written
from support import exam_of

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of the tour."""
    path = tmp_path_factory.mktemp("page") / "tour.html"
    path.write_text(written(*tour()), encoding="utf-8")
    return address(path)


@pytest.mark.parametrize("dark", [False, True])
def test_no_view_has_a_flaw_for_people_who_read_otherwise(
    browser: Browser, page_file: str, dark: bool
) -> None:
    with opened(browser, page_file, dark=dark) as page:
        for view in ("student", "key", "grader"):
            page.locator(f"#view-{view}").check()
            assert violations(page) == [], view


def test_a_student_sees_no_answer_and_staff_do(browser: Browser, page_file: str) -> None:
    with opened(browser, page_file) as page:
        hidden = ("They are rounded", "No: what a target", "Model answer", "Notes for graders")
        seen = page.locator("body").inner_text()
        assert [text in seen for text in hidden] == [True, False, False, False]
        assert page.locator('[data-view="key"]:visible').count() == 0
        page.locator('#q-weights [data-go="key"]').click()
        seen = page.locator("body").inner_text()
        assert [text in seen for text in hidden] == [True, True, True, False]
        page.keyboard.press("Tab")
        page.locator("#view-key").focus()
        page.keyboard.press("ArrowRight")
        seen = page.locator("body").inner_text()
        assert [text in seen for text in hidden] == [False, False, True, True]
        assert page.locator('[data-view="student"]:visible').count() == 0


def test_answers_are_tried_and_marked(browser: Browser, page_file: str) -> None:
    with opened(browser, page_file) as page:

        def mark(own: str) -> str:
            question = page.locator(f"#q-{own}")
            question.locator("[data-do=try]").click()
            return question.locator(".try output").inner_text()

        assert mark("weights") == "0 of 2 points (no answer yet)"
        page.locator("#q-weights input").nth(0).check()
        page.locator("#q-weights input").nth(1).check()
        assert mark("weights") == "0 of 2 points"
        assert page.get_by_text("No: what a target cannot hold").is_visible()
        assert not page.get_by_text("this one is for full marks").is_visible()
        page.locator("#q-weights input").nth(1).uncheck()
        page.locator("#q-weights input").nth(2).check()
        assert mark("weights") == "2 of 2 points"
        assert page.get_by_text("this one is for full marks").is_visible()
        page.locator("#q-fall input").fill(" 9.6 ")
        page.locator("#q-fall input").press("Enter")
        assert page.locator("#q-fall .try output").inner_text() == "1 of 2 points"
        assert page.get_by_text("Too coarse").is_visible()
        page.locator("#q-sine input").nth(0).fill("cos x")
        page.locator("#q-sine select").select_option(label="falling")
        assert mark("sine") == "1.5 of 4 points"
        assert mark("sizes") == "0 of 4 points (no answer yet)"
        while page.locator("#q-sizes [data-item]").first.get_attribute("data-item") != "0":
            page.locator('#q-sizes [data-item="0"] [data-move=up]').press("Enter")
        assert mark("sizes") != "0 of 4 points (no answer yet)"
        page.locator("#q-sets tr").nth(1).locator("input").nth(1).check()
        assert mark("sets") == "0.5 of 3 points"
        page.locator("#q-languages select").nth(1).select_option(label="interpreted line by line")
        assert mark("languages") == "1 of 4 points"
        page.locator("#q-penalty input").nth(1).check()
        assert mark("penalty") == "−1 of 2 points"
        assert mark("phases") == "0 of 1 point (no answer yet)"
        assert page.locator("#total").inner_text().startswith("So far")
        page.get_by_role("button", name="Start again").click()
        assert mark("fall") == "0 of 2 points (no answer yet)"


@pytest.mark.parametrize("view", ["student", "key", "grader"])
def test_a_phone_need_not_scroll_sideways(browser: Browser, page_file: str, view: str) -> None:
    with opened(browser, f"{page_file}#{view}", width=390) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_phone_reaches_every_formula(browser: Browser, tmp_path: Path) -> None:
    """A formula that is scrolled is reached by keyboard, in the views where it is scrolled alone."""
    path = tmp_path / "wide.html"
    formula = " + ".join("abcdefghijk")  # short enough as LaTeX, and wider than this phone
    heads = "## 1 pt · open {#q}\n\nWhy?\n\n$$\na + b\n$$\n\n### solution\n\n"
    source = f"---\ntitle: T\n---\n\n# E {{#e}}\n\n{heads}$$\n{formula}\n$$\n"
    path.write_text(written(exam_of(source), {}), encoding="utf-8")
    with opened(browser, address(path), width=200) as page:
        page.locator("#view-key").check()
        assert violations(page) == []
        reached = page.locator('[data-view~="key"] math[display="block"][tabindex="0"]')
        assert reached.count() == 1
        page.set_viewport_size({"width": 1280, "height": 900})
        page.wait_for_function("!document.querySelector('math[tabindex]')")


def test_what_a_menu_offers_is_printed_and_not_shown_twice(
    browser: Browser, page_file: str
) -> None:
    with opened(browser, page_file) as page:
        offered = page.get_by_text("rising / falling / level")
        assert not offered.is_visible()
        page.emulate_media(media="print")
        assert offered.is_visible()
        assert page.locator(".printed:visible").count() == 2
        page.emulate_media(media="screen")
        page.locator("#view-key").check()
        page.emulate_media(media="print")
        assert page.locator(".printed:visible").count() == 0


def test_a_wide_formula_of_a_criterion_is_scrolled_in_its_cell(
    browser: Browser, tmp_path: Path
) -> None:
    wide = "x_1 + " * 30 + "y"
    text = f"---\ntitle: T\n---\n\n# A\n\n## 1 pt · open\n\nWhy?\n\n### criteria\n\n- {{1}} it\n\n  $${wide}$$\n"
    built = examc.build(examc.read("exam.md", text.encode()), ["html"])
    path = tmp_path / "wide.html"
    path.write_bytes(built.outputs["html"])
    with opened(browser, f"{address(path)}#grader", width=390) as page:
        assert page.locator(".rubric math").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_nothing_runs_that_an_exam_says(browser: Browser, tmp_path: Path) -> None:
    exam, files = tour()
    path = tmp_path / "hostile.html"
    path.write_text(written(poisoned(exam), files), encoding="utf-8")
    with opened(browser, address(path)) as page:
        for view in ("key", "grader", "student"):
            page.locator(f"#view-{view}").check()
        for button in page.locator("[data-do=try]:visible").all():
            button.click()
        assert page.locator("script").count() == 2
        assert page.locator("img[onerror]").count() == 0
