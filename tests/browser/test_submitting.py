"""A clerk hands in a file with faults and puts it right; then anyone finds what was filed."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import NewVisitor
from tests.browser.penalties import Organisation, cure, faulty_file, marked_cells
from tests.browser.reading import find, read_file_and_record, read_report, verify_report
from tests.browser.visitor import Visitor
from tests.cli.running import Up, eventually

TRADES = {
    "zh": ["霁岚", "霁岩", "霁川", "霁野", "霁舟"],
    "en": ["沄岚", "沄岩", "沄川", "沄野", "沄舟"],
}


@pytest.mark.parametrize(("language", "width", "number"), [("zh", 1280, 71000), ("en", 390, 72000)])
def test_from_a_faulty_file_to_a_verified_report(
    visitor: NewVisitor, city: Up, tmp_path: Path, language: str, width: int, number: int
) -> None:
    faulty = faulty_file(tmp_path, number, TRADES[language])
    clerk = visitor(language=language, width=width)
    clerk.sign_in("market")
    hand_in_and_watch(clerk, city, faulty.path)
    assert counts(clerk)[:4] == ["6", "1", "4", "1"]
    expect(clerk.page.locator("table.faults tbody tr")).to_have_count(5)
    clerk.follow(clerk.page.locator(".by-rule tbody a").first)
    expect(clerk.page.locator("table.faults tbody tr")).to_have_count(1)
    clerk.page.go_back()

    workbook = clerk.download(clerk.link("下载标注工作簿"), tmp_path)
    person = (7, "行政相对人类别")
    assert marked_cells(workbook) == {*faulty.cures, person}
    clerk.follow(clerk.link("报送改好的文件"))
    hand_in(clerk, cure(workbook, faulty.cures))
    wait_for_result(clerk)
    expect(clerk.page.locator(".state--good").first).to_be_visible()
    assert counts(clerk)[:3] == ["5", "5", "0"]
    clerk.follow(clerk.link("看入库的记录"))
    for organisation in faulty.organisations[1:]:  # the first was filed before, unchanged
        expect(clerk.main).to_contain_text(organisation.name)
    clerk.sign_out()

    anyone = visitor(language=language, width=width)
    read_all(anyone, faulty.organisations[2], TRADES[language][2], tmp_path)


def read_all(anyone: Visitor, about: Organisation, two_characters: str, folder: Path) -> None:
    """Search, credit file, record, report and its verification."""
    find(anyone, two_characters, about)
    find(anyone, about.code, about)
    read_file_and_record(anyone, about)
    read_report(anyone, about)
    verify_report(anyone, about, folder)


def hand_in_and_watch(clerk: Visitor, city: Up, path: Path) -> None:
    """Hands in while no worker works, so that the progress can be seen to survive a reload."""
    clerk.follow(clerk.page.locator(".menu a[href='/office/submit/']"))
    expect(clerk.page.locator(".menu a[href='/office/submit/']")).to_have_attribute(
        "aria-current", "page"
    )
    with worker_at_rest(city):
        hand_in(clerk, path)
        expect(clerk.page.locator("#progress [aria-current=step]")).to_be_visible()
        clerk.page.reload()
        clerk.look()
        expect(clerk.page.locator("#progress [aria-current=step]")).to_be_visible()
    wait_for_result(clerk)


def hand_in(clerk: Visitor, path: Path) -> None:
    """Fills in the form that is open and sends it."""
    clerk.page.locator("#id_item").select_option("penalty")
    clerk.page.locator("#id_file").set_input_files(path)
    clerk.follow(clerk.button("报送"))


def wait_for_result(clerk: Visitor) -> None:
    """The page shows the result by itself when the work is done."""
    expect(clerk.page.locator("#progress")).to_have_count(0)
    expect(clerk.page.locator(".counts")).to_be_visible()
    clerk.look()


def counts(clerk: Visitor) -> list[str]:
    """The numbers of the result: rows, filed, to correct, refused, …"""
    return clerk.page.locator(".counts__number").all_inner_texts()


@contextmanager
def worker_at_rest(city: Up) -> Iterator[None]:
    """The worker stands still, as when it is busy with something else."""
    assert eventually(lambda: city.children("worker"))
    (worker,) = city.children("worker")
    os.kill(worker, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(worker, signal.SIGCONT)
