"""``python -m tests.browser.screenshots`` draws the pictures in ``docs/images`` again.

A demo city of moderate size is started for it, so it takes some minutes. ``--city URL`` uses one
that runs already. Look at every picture before committing it.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser.chromium import MISSING, find_chromium, launch
from tests.browser.penalties import faulty_file, file_without_codes
from tests.browser.town import running_city
from tests.browser.visitor import PASSWORD

from gongxin.demo.departments import departments
from gongxin.demo.spoiling import misspelt

IMAGES = Path(__file__).parents[2] / "docs" / "images"
LARGEST = 250_000  # bytes of a picture
DESK, HAND = (1280, 1600), (390, 1500)
SIZE = 400
ORGANISATION = "qiye"  # signs in for an organisation with something to repair


@dataclass
class Photographer:
    """Walks through the city and writes pictures."""

    browser: Browser
    address: str
    folder: Path

    def take(
        self,
        name: str,
        path: str,
        *,
        size: tuple[int, int] = DESK,
        language: str = "zh",
        user: str = "",
        act: Callable[[Page], object] = lambda page: None,
    ) -> None:
        """One picture of what a window of ``size`` shows of a page, not taller than the page."""
        with self.window(size, language, user) as page:
            page.goto(self.address + path)
            act(page)
            height = min(size[1], int(page.evaluate("document.documentElement.offsetHeight")))
            clip = {"x": 0, "y": 0, "width": size[0], "height": height}
            self.keep(name, page.screenshot(clip=clip, animations="disabled"))

    @contextmanager
    def window(self, size: tuple[int, int], language: str, user: str = "") -> Iterator[Page]:
        """A window in which ``user`` has signed in."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": 900}, locale="zh-CN" if language == "zh" else "en"
        )
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.goto(f"{self.address}/?lang={language}")
        if user:
            page.goto(f"{self.address}/office/")
            page.locator("#id_username").fill(user)
            page.locator("#id_password").fill(PASSWORD)
            page.locator("main button").click()
            page.locator(".who").wait_for()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        yield page
        context.close()

    def keep(self, name: str, png: bytes) -> None:
        """Writes a picture with no more colours than it needs."""
        target = self.folder / f"{name}.png"
        picture = Image.open(BytesIO(png)).convert("RGB")
        picture.quantize(128, dither=Image.Dither.NONE).save(target, optimize=True)
        assert target.stat().st_size < LARGEST, target


def main(arguments: list[str] | None = None) -> int:
    """Writes every picture; 2 without a Chromium."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.screenshots")
    parser.add_argument(
        "--city", help="address of a running demo city, such as http://127.0.0.1:8000"
    )
    city = parser.parse_args(arguments).city
    chromium = find_chromium()
    if chromium is None:
        sys.stderr.write(f"{MISSING}\n")
        return 2
    if city:
        draw(chromium, city)
    else:
        with running_city(SIZE, within=900) as up:
            draw(chromium, f"http://127.0.0.1:{up.port}")
    return 0


def draw(chromium: str, address: str) -> None:
    """All the pictures, from a city at ``address``."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, TemporaryDirectory() as scratch:
        browser = launch(playwright, chromium)
        camera = Photographer(browser, address.rstrip("/"), IMAGES)
        name = public_pages(camera)
        office_pages(camera, Path(scratch), name)
        case_pages(camera)
        browser.close()


def public_pages(camera: Photographer) -> str:
    """What anyone sees; the name of the organisation that was shown."""
    with camera.window(DESK, "zh") as page:
        page.goto(f"{camera.address}/penalties")
        name, subject, record = an_organisation(page)
    camera.take("portal-home", "/")
    camera.take("portal-home-390", "/", size=HAND)
    camera.take("portal-home-en", "/", language="en")
    camera.take("credit-file", subject, size=(1280, 2600))
    camera.take("credit-file-390", subject, size=HAND)
    camera.take("record", record, size=(1280, 2000))
    camera.take("penalties", "/penalties")
    camera.take("catalogue-item", "/catalogue/penalty", size=(1280, 2000))
    with camera.window(DESK, "zh") as page:
        answer = page.request.get(f"{camera.address}{subject}/report.pdf")
        camera.keep("report", first_page(answer.body()))
    return name


def an_organisation(page: Page) -> tuple[str, str, str]:
    """An organisation with several penalties: its name, its path and that of one of these."""
    rows = page.locator("table tbody tr").all()
    subjects = [str(row.get_by_role("link").first.get_attribute("href")) for row in rows]
    subject = max(subjects, key=subjects.count)
    organisation, record = rows[subjects.index(subject)].get_by_role("link").all()[:2]
    return organisation.inner_text(), subject, str(record.get_attribute("href"))


def office_pages(camera: Photographer, scratch: Path, name: str) -> None:
    """What a clerk sees of a file with faults, and the rows that wait for a link."""
    faulty = faulty_file(scratch, 61000, ["晓峰", "晓岚", "晓川", "晓野", "晓舟"]).path
    place = handed_in(camera, faulty)
    camera.take("submission-faults", place, user="market", size=(1280, 2000))
    camera.take("submission-faults-390", place, user="market", size=HAND)
    handed_in(camera, file_without_codes(scratch, 62000, [misspelt(name), name]))
    camera.take("queue", "/office/queue/", user="market")
    camera.take("department-desk", "/office/", user="market")
    camera.take("quality-board", "/office/quality/", user="credit", size=(1280, 1900), act=drawn)


def case_pages(camera: Photographer) -> None:
    """A repair from both sides, the organisation's desk, and what the public sees of commitments."""
    case, department = repair_filed(camera)
    camera.take("organisation-desk", "/office/desk/", user=ORGANISATION)
    camera.take("organisation-desk-390", "/office/desk/", user=ORGANISATION, size=HAND)
    camera.take("repair-case", case, user=department)
    camera.take("commitments", "/commitments")
    camera.take("commitments-390", "/commitments?outcome=due_soon", size=HAND)
    with camera.window(DESK, "zh") as page:
        page.goto(f"{camera.address}/bulletins/")
        bulletin = str(page.locator(".hits a").first.get_attribute("href"))
    camera.take("bulletin", bulletin, act=drawn)


def repair_filed(camera: Photographer) -> tuple[str, str]:
    """The path of the first repair that the organisation can ask for, and the deciding clerk's name."""
    with camera.window(DESK, "zh", ORGANISATION) as page:
        page.goto(f"{camera.address}/office/desk/")
        page.get_by_role("link", name="申请修复").first.click()
        page.locator("textarea[name=statement]").fill("罚款已经缴清，已按要求完成整改。")
        page.locator("input[name=signed]").check()
        page.locator("main form button").click()
        page.locator("#timeline").wait_for()
        shown = page.locator("main").inner_text()
        decides = next(one for one in departments() if one.name.zh in shown)
        return page.url.removeprefix(camera.address), decides.username


def drawn(page: Page) -> None:
    """Waits until the pictures that are loaded on scrolling are there."""
    page.evaluate("document.querySelectorAll('img').forEach(one => { one.loading = 'eager' })")
    page.wait_for_function("[...document.images].every(one => one.complete)")


def handed_in(camera: Photographer, path: Path) -> str:
    """The path of the page of a file that has been handed in and worked on."""
    with camera.window(DESK, "zh", "market") as page:
        page.goto(f"{camera.address}/office/submit/")
        page.locator("#id_item").select_option("penalty")
        page.locator("#id_file").set_input_files(path)
        page.locator("main form button").click()
        page.locator("main .counts").wait_for()
        return page.url.removeprefix(camera.address)


def first_page(pdf: bytes) -> bytes:
    """The first page of a PDF as PNG."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "report.pdf").write_bytes(pdf)
        source = Path(folder) / "page.typ"
        source.write_text(
            '#set page(width: 210mm, height: 297mm, margin: 0mm)\n#image("report.pdf", width: 100%)'
        )
        drawn = typst.compile(str(source), format="png", ppi=110)
    assert isinstance(drawn, bytes)
    return drawn


if __name__ == "__main__":
    sys.exit(main())
