"""The public pages: to all, in both languages, on a desk and in a hand, by keyboard, without script."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import NewVisitor
from tests.browser.reading import (
    find,
    punished,
    read_file_and_record,
    read_report,
    verify_report,
)

READERS = [("zh", 1280), ("zh", 390), ("en", 1280), ("en", 390)]
FOCUS_IS_SEEN = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
}"""


def two_characters(name: str) -> str:
    """Two characters of the name that few others share."""
    return name.removeprefix("公信市")[2:4]


@pytest.mark.parametrize(("language", "width"), [("zh", 390), ("en", 1280)])
def test_from_the_list_to_a_verified_report(
    visitor: NewVisitor, tmp_path: Path, language: str, width: int
) -> None:
    anyone = visitor(language=language, width=width)
    about = punished(anyone)
    find(anyone, about.name, about)
    read_file_and_record(anyone, about)
    read_report(anyone, about)
    verify_report(anyone, about, tmp_path)


@pytest.mark.parametrize(("language", "width"), READERS)
def test_every_page_of_the_menus(visitor: NewVisitor, language: str, width: int) -> None:
    anyone = visitor(language=language, width=width)
    links = anyone.page.locator(".menu a, .footer a").evaluate_all(
        "all => all.map(a => a.pathname)"
    )
    assert len(set(links)) > 6
    for path in dict.fromkeys(links):
        if path == "/api/v1/docs":
            anyone.page.goto(path)
        else:
            anyone.go(path)
    for path in ("/catalogue/penalty", "/records/honour", "/search?q=公信", "/penalties?text=公"):
        anyone.go(path)
    with anyone.expecting(404):
        anyone.go("/nowhere")
    expect(anyone.page.locator("h1")).to_be_visible()


def test_a_list_is_filtered_by_its_address(visitor: NewVisitor, tmp_path: Path) -> None:
    anyone = visitor()
    about = punished(anyone)
    anyone.page.locator("#text").fill(about.code)
    anyone.follow(anyone.button("筛选"))
    assert f"text={about.code}" in anyone.page.url
    names = anyone.page.locator("table tbody td:first-child").all_inner_texts()
    assert set(names) == {about.name}
    anyone.look()
    kept = anyone.download(anyone.link("下载 CSV"), tmp_path).read_text(encoding="utf-8-sig")
    assert len(kept.splitlines()) >= len(names) + 1
    assert about.code in kept


def test_search_by_keyboard_alone(visitor: NewVisitor) -> None:
    anyone = visitor()
    about = punished(anyone)
    anyone.go("/")
    page = anyone.page
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    expect(skip).to_be_focused()
    box = skip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    tab_to(page, "#q")
    page.keyboard.type(two_characters(about.name))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    anyone.look()
    hit = f".hits a[href='/subjects/{about.code}']"
    tab_to(page, hit)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(about.name)


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the wanted element has the focus; each on the way shows that it has it."""
    wanted = page.locator(selector)
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_IS_SEEN), page.evaluate("document.activeElement.outerHTML")
        if wanted.evaluate("e => e === document.activeElement"):
            return
    raise AssertionError(f"not reached by Tab: {selector}")


def test_results_follow_the_typing(visitor: NewVisitor) -> None:
    anyone = visitor()
    about = punished(anyone)
    anyone.go("/search")
    anyone.page.locator("#q").press_sequentially(about.name)
    hit = anyone.page.locator(f".hits a[href='/subjects/{about.code}']")
    expect(hit).to_be_visible()
    expect(anyone.page).to_have_url(re.compile(r"[?&]q="))
    anyone.page.reload()
    expect(hit).to_be_visible()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_reading_without_javascript(visitor: NewVisitor, language: str) -> None:
    anyone = visitor(language=language, javascript=False)
    about = punished(anyone)
    find(anyone, two_characters(about.name), about)
    read_file_and_record(anyone, about)
    anyone.page.get_by_role("group").locator("summary").click()
    anyone.page.locator("#as_of").fill("2026-11-01")
    anyone.follow(anyone.button("查看"))
    expect(anyone.page.locator(".banner")).to_contain_text("2026-11-01")
