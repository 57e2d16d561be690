"""Somebody at a browser, who notices whatever goes wrong in it."""

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Request, Response, expect

import gongxin.locale

ENGLISH = gettext.translation("django", Path(gongxin.locale.__file__).parent, ["en"])
PATIENCE = 60_000  # milliseconds; the machine may be busy with other things
PASSWORD = "gongxin-demo"
expect.set_options(timeout=PATIENCE)

# What a page must be, whoever reads it: no wider than the screen, one heading, nothing unlabelled,
# and in English no Chinese in what the platform itself says.
LOOK = """() => {
  const own = '.menu a, .footer, th, dt, label, legend, button, summary, .state, .tag,'
    + ' .counts__title, [data-label]';
  const chinese = /[\\u4e00-\\u9fff]/;
  const unmarked = e => {
    const copy = e.cloneNode(true);
    copy.querySelectorAll('[lang="zh-CN"]').forEach(part => part.remove());
    return copy.textContent;
  };
  const said = e => e.dataset.label ?? (e.closest('[lang="zh-CN"]') ? '' : unmarked(e));
  const labelled = e => e.labels?.length || e.ariaLabel || e.type === 'hidden';
  return {
    title: document.title,
    language: document.documentElement.lang,
    tooWide: document.documentElement.scrollWidth - window.innerWidth,
    headings: document.querySelectorAll('h1').length,
    unlabelled: [...document.querySelectorAll('main input, main select, main textarea')]
      .filter(e => !labelled(e)).map(e => e.name),
    chinese: [...document.querySelectorAll(own)].filter(e => chinese.test(said(e)))
      .map(e => e.tagName + ' ' + said(e).trim().slice(0, 80)),
  };
}"""


class Visitor:
    """One browser window of a given width, in one language, with or without JavaScript."""

    def __init__(
        self, browser: Browser, address: str, *, width: int = 1280, javascript: bool = True
    ) -> None:
        self.address, self.width, self.javascript = address, width, javascript
        self.language = "zh"
        self.problems: list[str] = []
        self._expected: set[int] = set()
        self._context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": 900 if width > 800 else 780},
            java_script_enabled=javascript,
            locale="zh-CN",
        )
        self._context.set_default_timeout(PATIENCE)
        self.page = self._context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        self.page.on("request", self._asked)
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)

    def leave(self) -> None:
        """Closes the window; everything must have gone well."""
        self._context.close()
        assert not self.problems, self.problems

    def go(self, path: str) -> None:
        """Opens a page by its address and looks at it."""
        self.page.goto(path)
        self.look()

    def follow(self, link: Locator) -> None:
        """Clicks what leads to another page and looks at that."""
        with self.page.expect_navigation():
            link.click()
        self.look()

    @property
    def main(self) -> Locator:
        """The page's own part, between head and foot."""
        return self.page.get_by_role("main")

    def link(self, chinese: str) -> Locator:
        """The link in the page's own part that says this, in the visitor's language."""
        return self.main.get_by_role("link", name=self.words(chinese), exact=True).first

    def button(self, chinese: str) -> Locator:
        """The button in the page's own part that says this, in the visitor's language."""
        return self.main.get_by_role("button", name=self.words(chinese), exact=True)

    def choose_language(self, language: str) -> None:
        """Changes to ``language`` as a person does: by the button at the top."""
        if self.language != language:
            here = urlsplit(self.page.url).path
            self.language = language
            self.follow(self.page.locator(f"button[name=language][value={language}]"))
            assert urlsplit(self.page.url).path == here

    def words(self, chinese: str) -> str:
        """What the pages say for this in the visitor's language."""
        if self.language == "zh":
            return chinese
        english = ENGLISH.gettext(chinese)
        assert english != chinese, f"no English: {chinese}"
        return english

    def sign_in(self, username: str) -> None:
        """Signs in at the office as one of the demo city's users."""
        self.follow(self.page.locator(".masthead__side a[href='/office/']"))
        self.page.locator("#id_username").fill(username)
        self.page.locator("#id_password").fill(PASSWORD)
        self.follow(self.button("登录"))
        expect(self.page.locator(".who")).to_contain_text(username)

    def sign_out(self) -> None:
        """Signs out by the button at the top."""
        self.follow(self.page.locator("form[action='/office/logout/'] button"))

    def download(self, link: Locator, to: Path) -> Path:
        """Clicks a link that hands out a file, and keeps the file in the folder ``to``."""
        with self.page.expect_download() as started:
            link.click()
        kept = to / started.value.suggested_filename
        started.value.save_as(kept)
        return kept

    @contextmanager
    def expecting(self, *statuses: int) -> Iterator[None]:
        """Within this, answers with such a status are what is wanted."""
        self._expected = set(statuses)
        yield
        self._expected = set()

    def look(self) -> None:
        """Checks what every page must be."""
        if not self.javascript:
            assert self.page.title()
            return
        seen: dict[str, Any] = self.page.evaluate(LOOK)
        where = f"{self.page.url} at {self.width}"
        assert seen["title"], where
        assert seen["language"] == {"zh": "zh-CN", "en": "en"}[self.language], where
        assert seen["tooWide"] <= 0, f"{where}: {seen['tooWide']} pixels too wide"
        assert seen["headings"] == 1, where
        assert not seen["unlabelled"], f"{where}: {seen['unlabelled']}"
        if self.language == "en":
            assert not seen["chinese"], f"{where}: {seen['chinese']}"

    def _heard(self, message: ConsoleMessage) -> None:
        refused = re.search(r"status of (\d+)", message.text)
        if message.type in ("error", "warning") and not (
            refused and int(refused[1]) in self._expected
        ):
            self.problems.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address + "/", "data:")):
            self.problems.append(f"another host: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # which a download or a reload does
            self.problems.append(f"failed: {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self._expected:
            self.problems.append(f"{response.status}: {response.url}")
