"""A new catalogue item is one YAML file: everything else comes of itself."""

import csv
import json
import shutil
from pathlib import Path
from typing import get_args

import openpyxl
import pytest
from django.test import Client
from tests.acceptance.conftest import HandIn
from tests.acceptance.rows import Row, csv_file, id_number

from gongxin.apps.accounts.models import Department
from gongxin.cli import main
from gongxin.cli.reference.pages import all_pages
from gongxin.core.identifiers import orgcode, regno, uscc
from gongxin.law.catalogue import FieldType
from gongxin.law.load import load_catalogue

ITEM = "energy-audit"
SOURCE = Path(__file__).with_name("new_item.yaml")
CODE = uscc.make("91", "329901", "00000401")
GOOD: Row = {
    "JN_BH": "节审〔2026〕7号",
    "JN_MC": "公信市清源化工有限公司",
    "JN_SHXYM": CODE,
    "JN_GSZC": regno.make("32990000000401"),
    "JN_ZZJG": orgcode.make("MA000041"),
    "JN_FDDBR": "王小满",
    "JN_SFZH": id_number(401),
    "JN_RQ": "2026年5月6日",
    "JN_ZJ": "12.5",
    "JN_ZCZB": "200万人民币",
    "JN_SB": "14",
    "JN_JL": "不达标",
    "JN_LB": "用电、用水",
    "JN_NB": "只给内部看",
}
FAULTS = {
    "JN_BH": ("", "required"),
    "JN_SHXYM": (CODE[:17] + "?", "uscc-characters"),
    "JN_GSZC": ("32990000000401", "regno-length"),
    "JN_ZZJG": ("MA0000419", "orgcode-check-digit"),
    "JN_RQ": ("2026-02-30", "date-impossible"),
    "JN_ZJ": ("12500元", "money-unit"),
    "JN_SB": ("十四", "integer"),
    "JN_JL": ("优秀", "enumeration"),
    "JN_LB": ("用气", "enumeration"),
}


@pytest.fixture(autouse=True)
def pack(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """The city's own pack: a folder with that one file."""
    folder = tmp_path_factory.mktemp("pack")
    (folder / "items").mkdir()
    shutil.copy(SOURCE, folder / "items" / f"{ITEM}.yaml")
    monkeypatch.setenv("GONGXIN_PACKS", str(folder))


def test_it_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["items", "--json"]) == 0
    items = {item["id"]: item for item in json.loads(capsys.readouterr().out)["items"]}
    assert items[ITEM]["title"] == "节能审计结果信息"
    types = {field["type"] for field in items[ITEM]["fields"]}
    assert types == set(get_args(FieldType))


def test_its_template_reads_back_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "template.xlsx"
    assert main(["template", ITEM, "-o", str(out)]) == 0
    book = openpyxl.load_workbook(out)
    codes = [f.code for f in load_catalogue().item(ITEM).stored_fields]
    for place, code in enumerate(codes, start=1):
        book.worksheets[0].cell(row=2, column=place, value=GOOD[code])
    book.save(out)
    capsys.readouterr()
    assert main(["check", ITEM, str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["accepted"], told["issues"]) == (1, 1, [])


def test_its_columns_are_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [GOOD] + [
        {**GOOD, "JN_BH": f"节审〔2026〕{n}号", code: value}
        for n, (code, (value, _)) in enumerate(FAULTS.items(), start=100)
    ]
    file = tmp_path / "节能.csv"
    file.write_bytes(csv_file(ITEM, rows, "gb18030"))
    assert main(["check", ITEM, str(file), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["accepted"], told["rejected"]) == (10, 1, 9)
    titles = {f.title.zh: f.code for f in load_catalogue().item(ITEM).fields}
    found = {(i["row"], titles[i["column"]], i["rule"]) for i in told["issues"]}
    expected = {(n, code, rule) for n, (code, (_, rule)) in enumerate(FAULTS.items(), start=3)}
    assert found == expected


def test_it_is_filed_and_shown_everywhere(hand_in: HandIn, other_department: Department) -> None:
    done = hand_in(GOOD, item=ITEM, by=other_department)
    assert (done.state, done.linked) == ("filed", 1)
    visitor = Client()
    api = visitor.get("/api/v1/records", {"item": ITEM}).json()
    (record,) = api["records"]
    assert visitor.get("/api/v1/items").json()["total"] == len(load_catalogue().items)
    fields = {f["code"]: f["type"] for f in visitor.get(f"/api/v1/items/{ITEM}").json()["fields"]}
    assert fields["JN_ZJ"] == "money"

    pages = {
        f"/records/{ITEM}": [GOOD["JN_BH"], GOOD["JN_MC"]],
        f"/records/{record['id']}": ["12.5", "未达标", "200万人民币", "王*", "2026-05-06"],
        f"/subjects/{CODE}": ["节能审计结果信息", GOOD["JN_BH"]],
        "/catalogue": ["节能审计结果信息"],
        f"/catalogue/{ITEM}": ["公信市节能审计办法", "JN_ZZJG", "内部意见"],
        f"/records/{record['id']}?lang=en": ["Machines audited", "Below standard"],
    }
    for address, texts in pages.items():
        page = visitor.get(address).content.decode()
        assert [text for text in texts if text not in page] == [], address
        assert [text for text in ("王小满", "只给内部看") if text in page] == [], address
    exported = b"".join(visitor.get(f"/records/{ITEM}.csv").streaming_content).decode("utf-8-sig")
    assert GOOD["JN_BH"] in "".join(next(csv.reader(exported.splitlines()[1:])))
    assert "JN_NB" not in record["fields"]
    template = visitor.get(f"/catalogue/{ITEM}/template.xlsx")
    assert template.content.startswith(b"PK")


def test_it_has_a_page_in_the_reference() -> None:
    pages = all_pages()
    for page, title in (
        (f"catalogue/{ITEM}.md", "节能审计结果信息"),
        (f"en/catalogue/{ITEM}.md", "Energy audits"),
    ):
        assert title in pages[page]
        assert all(f"`{code}`" in pages[page] for code in GOOD)
