"""What anyone does on the portal: find, read, take a report along, verify it."""

import re
from pathlib import Path

from playwright.sync_api import expect
from pypdf import PdfReader
from tests.browser.penalties import Organisation
from tests.browser.visitor import Visitor

CODE = r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b"


def punished(anyone: Visitor) -> Organisation:
    """The organisation of the latest penalty on the public list."""
    anyone.go("/penalties")
    link = anyone.page.locator("table tbody a[href^='/subjects/']").first
    return Organisation(link.inner_text(), str(link.get_attribute("href")).rsplit("/", 1)[1])


def find(anyone: Visitor, text: str, about: Organisation) -> None:
    """From the front page to the credit file by a search for ``text``."""
    anyone.follow(anyone.page.locator("a.brand"))
    anyone.page.locator("#q").fill(text)
    anyone.follow(anyone.button("查询"))
    if "/subjects/" not in anyone.page.url:
        hit = anyone.page.locator(f".hits a[href='/subjects/{about.code}']")
        expect(hit).to_have_text(about.name)
        anyone.follow(hit)
    expect(anyone.page.locator("h1")).to_have_text(about.name)
    expect(anyone.page.locator(".subject__code")).to_contain_text(about.code)


def read_file_and_record(anyone: Visitor, about: Organisation) -> None:
    """From the credit file to its first penalty, that record's source, the catalogue, and back."""
    row = anyone.page.locator("section[aria-labelledby=penalty] tbody tr").first
    expect(row.locator(".state")).to_be_visible()
    expect(anyone.page.locator("section[aria-labelledby=penalty]")).to_contain_text(
        re.compile(r"20\d\d-\d\d-\d\d")
    )
    document = row.get_by_role("link").first
    number = document.inner_text()
    anyone.follow(document)
    expect(anyone.page.locator("h1")).to_have_text(number)
    expect(anyone.page.locator("#remedies")).to_be_visible()
    for heading in ("来源", "依据", "为什么公示，公示到哪天"):
        expect(
            anyone.main.get_by_role("heading", name=anyone.words(heading), exact=True)
        ).to_be_visible()
    expect(anyone.main).not_to_contain_text("李晨光")
    anyone.follow(anyone.link("这一类信息的目录说明"))
    anyone.page.go_back()
    anyone.follow(anyone.page.locator(f".crumbs a[href='/subjects/{about.code}']"))


def read_report(anyone: Visitor, about: Organisation) -> None:
    """From the credit file to the report as a page."""
    anyone.follow(anyone.link("信用报告"))
    expect(anyone.main).to_contain_text(about.code)
    picture = anyone.page.locator(".report__qr svg")
    box = picture.bounding_box()
    path = picture.locator("path").last.bounding_box()
    assert box
    assert path
    assert path["width"] > box["width"] * 0.7


def verify_report(anyone: Visitor, about: Organisation, folder: Path) -> None:
    """Takes the PDF along, reads it, and has it verified: by its code, then as a file."""
    pdf = anyone.download(anyone.link("下载 PDF"), folder)
    text = "\n".join(page.extract_text() for page in PdfReader(pdf).pages)
    assert about.code in text
    assert about.name in re.sub(r"\s", "", text)
    found = re.search(CODE, text)
    assert found, text
    anyone.follow(anyone.page.locator(".footer a[href='/verify/']"))
    anyone.page.locator("#code").fill(found[0].lower().replace("-", " "))
    anyone.follow(anyone.button("验证"))
    expect(anyone.page.locator(".state--good").first).to_be_visible()
    expect(anyone.main).to_contain_text(about.name)
    anyone.page.locator("#file").set_input_files(pdf)
    anyone.follow(anyone.button("比对文件"))
    expect(anyone.main).to_contain_text(anyone.words("正是本平台出具的那份文件"))
    changed = folder / "changed.pdf"
    changed.write_bytes(pdf.read_bytes() + b"\n")
    anyone.page.locator("#file").set_input_files(changed)
    anyone.follow(anyone.button("比对文件"))
    expect(anyone.main).to_contain_text(anyone.words("不是我们出具的那份文件"))
