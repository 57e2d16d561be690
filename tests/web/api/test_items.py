"""The catalogue as programs read it; an item added as YAML is there without any code."""

import re
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from tests.web.api.conftest import ROOT, FileRecord, MakeSubject

from gongxin.law.load import load_catalogue


def test_the_list_has_every_item(client: Client, db: None) -> None:
    answer = client.get(f"{ROOT}/items").json()
    assert [one["id"] for one in answer["items"]] == list(load_catalogue().items)
    assert answer["total"] == len(answer["items"])
    penalty = next(one for one in answer["items"] if one["id"] == "penalty")
    assert (penalty["title"], penalty["title_en"]) == ("行政处罚信息", "Administrative penalties")
    assert (penalty["polarity"], penalty["deadline_working_days"]) == ("negative", 7)
    assert penalty["publicity"]["window"] == "penalty"


def test_an_item_with_fields_bases_publicity_and_checks(client: Client, db: None) -> None:
    item = client.get(f"{ROOT}/items/penalty").json()
    known = load_catalogue().item("penalty")
    assert [field["code"] for field in item["fields"]] == [field.code for field in known.fields]
    kinds = next(field for field in item["fields"] if field["code"] == "CF_CFLB")
    assert "罚款" in [choice["value"] for choice in kinds["choices"]]
    assert [basis["document"] for basis in item["bases"]] == [b.document.zh for b in known.bases]
    assert {"public", "never"} <= {field["publicity"] for field in item["fields"]}
    checks = {check["id"]: check for check in item["checks"]}
    assert "CF_XDR_SHXYM" in checks["uscc-check-digit"]["fields"]
    assert all(check["fields"] and check["law"] for check in checks.values())


def test_the_template_is_a_workbook(client: Client, db: None) -> None:
    answer = client.get(f"{ROOT}/items/honour/template.xlsx")
    assert answer.status_code == 200
    assert "honour.xlsx" in answer["Content-Disposition"]
    assert openpyxl.load_workbook(BytesIO(answer.content)).worksheets


@pytest.mark.parametrize("address", ["items/penalties", "items/penalties/template.xlsx"])
def test_an_unknown_item_is_told_with_the_known_ones(
    client: Client, db: None, address: str
) -> None:
    answer = client.get(f"{ROOT}/{address}")
    assert (answer.status_code, answer.json()["code"]) == (404, "no_item")
    assert "penalty" in answer.json()["detail"]


def test_the_catalogue_takes_no_parameters(client: Client, db: None) -> None:
    answer = client.get(f"{ROOT}/items", {"page": 2})
    assert (answer.status_code, answer.json()["errors"][0]["name"]) == (422, "page")


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An item of the city's own, from the guide that says how to add one."""
    guide = Path(__file__).parents[3] / "docs" / "howto" / "add-an-item.md"
    manifest, item = re.findall(r"```yaml\n(.*?)```", guide.read_text("utf-8"), re.DOTALL)
    (tmp_path / "mycity" / "items").mkdir(parents=True)
    (tmp_path / "mycity" / "pack.yaml").write_text(manifest, encoding="utf-8")
    (tmp_path / "mycity" / "items" / "subsidy.yaml").write_text(item, encoding="utf-8")
    monkeypatch.setenv("GONGXIN_PACKS", str(tmp_path))
    return "subsidy"


def test_an_item_added_as_yaml_is_there_without_code(
    client: Client, added: str, make_subject: MakeSubject, file_record: FileRecord
) -> None:
    assert added in [one["id"] for one in client.get(f"{ROOT}/items").json()["items"]]
    item = client.get(f"{ROOT}/items/{added}").json()
    assert (item["pack"], bool(item["checks"])) == ("mycity", True)
    assert client.get(f"{ROOT}/items/{added}/template.xlsx").status_code == 200
    subject = make_subject(7, "公信市新项有限公司")
    file_record(subject, added)
    assert client.get(f"{ROOT}/records", {"item": added}).json()["total"] == 1
    assert client.get(f"{ROOT}/subjects/{subject.code}").json()["counts"] == {added: 1}
