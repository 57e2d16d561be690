"""A small city and a browser for its visitors."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.browser.chromium import MISSING, find_chromium, launch
from tests.browser.town import last_of_each, running_city
from tests.browser.visitor import Visitor
from tests.cli.running import Up

NewVisitor = Callable[..., Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser; without one these tests say that they did not run, or fail."""
    path = find_chromium()
    if path is None:
        if os.environ.get("GONGXIN_REQUIRE_BROWSER") == "1":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    return path


@pytest.fixture(scope="session")
def city(chromium: str) -> Iterator[Up]:
    """One running city for all of them: a few departments' files, and a real worker."""
    items = {"registration", "permit", "penalty", "honour"}
    with running_city(120, last_of_each({"market", "ecology"}, items)) as up:
        yield up


@pytest.fixture(scope="module")
def browser(chromium: str, city: Up) -> Iterator[Browser]:
    """A browser for one module: while it runs, Django thinks this thread asynchronous."""
    with sync_playwright() as playwright:
        started = launch(playwright, chromium)
        yield started
        started.close()


@pytest.fixture
def visitor(browser: Browser, city: Up) -> Iterator[NewVisitor]:
    """Lets people come to the city's front page; when they leave, nothing may have gone wrong."""
    came: list[Visitor] = []

    def come(*, language: str = "zh", width: int = 1280, javascript: bool = True) -> Visitor:
        one = Visitor(browser, f"http://127.0.0.1:{city.port}", width=width, javascript=javascript)
        came.append(one)
        one.go("/")
        one.choose_language(language)
        return one

    yield come
    for one in came:
        one.leave()
