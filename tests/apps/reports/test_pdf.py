"""The PDF: its text in both languages, its QR code, its footers, and hostile text in records."""

from io import BytesIO

import pytest
import segno
from django.test import override_settings
from PIL import Image
from pypdf import PdfReader
from tests.apps.reports.conftest import FileRecord, text_of

from gongxin.apps.records.models import Record
from gongxin.apps.reports.actions.issue_report import issue_report
from gongxin.apps.reports.pdf import pictures, render
from gongxin.apps.subjects.models import Subject

SITE = "https://credit.example"
SAID = {
    "zh": (
        "公共信用信息报告",
        "公示中",
        "未查到公示中的严重失信主体名单",
        "可以怎么做",
        "第1页，共",
    ),
    "en": ("PublicCreditReport", "Published", "noseriouslists", "Whatcanbedone", "Page1of"),
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_text_has_name_code_and_records(
    subject: Subject, filed: dict[str, Record], language: str
) -> None:
    issued = issue_report(subject=subject, language=language, site=SITE)
    text = text_of(issued.pdf)
    wanted = [subject.name, subject.code, issued.sheet.report_code, issued.sheet.url]
    wanted += ["公市监罚〔2026〕17号", "公审许〔2026〕3号", str(filed["penalty"].uid), "李*"]
    wanted += SAID[language]
    assert [part for part in wanted if part not in text] == []
    assert "李晨光" not in text


def test_every_page_has_the_code_and_its_number(
    subject: Subject, filed: dict[str, Record], file_record: FileRecord
) -> None:
    for number in range(6):
        file_record(subject, "permit", {"XK_WSH": f"公审许〔2025〕{number}号"})
    issued = issue_report(subject=subject, language="en", site=SITE)
    pages = PdfReader(BytesIO(issued.pdf)).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        text = " ".join(page.extract_text().split())
        assert f"Page {number} of {len(pages)}" in text
        assert f"Report code {issued.sheet.report_code}" in text


def test_same_sheet_same_bytes(subject: Subject, filed: dict[str, Record]) -> None:
    issued = issue_report(subject=subject, language="zh", site=SITE)
    assert render(issued.sheet, issued.report.issued_at) == issued.pdf
    made = PdfReader(BytesIO(issued.pdf)).metadata
    assert made.title == f"公共信用信息报告 · {subject.name}"
    assert made.creation_date == issued.report.issued_at


def test_qr_on_the_cover_is_the_address(subject: Subject, filed: dict[str, Record]) -> None:
    issued = issue_report(subject=subject, language="zh", site=SITE)
    expected = [[bool(cell) for cell in row] for row in segno.make(issued.sheet.url).matrix]
    cover = Image.open(BytesIO(pictures(issued.sheet, ppi=288)[0])).convert("L")
    # Right of the text and above the explanation nothing else is that dark.
    left, top = int(cover.width * 0.7), int(cover.height * 0.2)
    area = cover.crop((left, top, cover.width, int(cover.height * 0.45)))
    dark = area.point(lambda value: 255 if value < 65 else 0)
    box = dark.getbbox()
    assert box is not None
    module = (box[2] - box[0]) / len(expected)
    seen = [
        [
            dark.getpixel((box[0] + (x + 0.5) * module, box[1] + (y + 0.5) * module)) == 255
            for x in range(len(expected))
        ]
        for y in range(len(expected))
    ]
    assert seen == expected


HOSTILE = (
    "#panic()", "$ x^2 $", "[a]*b*_c_", '#import "@preview/x:0.1.0": *', "\\ ` ~ @ref <label>",
    "'\"“”", "= 标题", "</script><b>", "{page}", "https://evil.example/#x",
)  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_text_is_printed_as_it_is(
    subject: Subject, file_record: FileRecord, language: str
) -> None:
    for number, text in enumerate(HOSTILE):
        file_record(subject, "penalty", {"CF_WSH": f"{number}：{text}", "CF_SY": text})
    text = text_of(issue_report(subject=subject, language=language, site=SITE).pdf)
    missing = [one for one in HOSTILE if text.count("".join(one.split())) < 2]
    assert missing == []


def test_very_long_text_stays_on_the_paper(subject: Subject, file_record: FileRecord) -> None:
    unbroken, chinese = "A1" * 900, "很长的违法事实" * 900
    file_record(subject, "penalty", {"CF_WSH": "B" * 300, "CF_SY": unbroken, "CF_WFXW": chinese})
    issued = issue_report(subject=subject, language="zh", site=SITE)
    text = text_of(issued.pdf)
    assert text.count("A1") == 900
    assert text.count("很") == 900  # a page break may part a word
    for png in pictures(issued.sheet, ppi=36):
        page = Image.open(BytesIO(png)).convert("L")
        margin = page.crop((int(page.width * 0.93), 0, page.width, page.height))
        assert margin.getextrema()[0] > 240


@override_settings(GONGXIN_CITY="公信市")
def test_an_organisation_without_records_gets_a_report(subject: Subject) -> None:
    text = text_of(issue_report(subject=subject, language="zh", site=SITE).pdf)
    assert "登记机关的数据中没有查到这家组织" in text
    assert text.count("未查到公示中的") >= 7
