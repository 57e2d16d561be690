"""``gongxin items`` and ``gongxin template``."""

import json
from pathlib import Path

import openpyxl
import pytest

from gongxin.cli import main
from gongxin.law.load import load_catalogue


def test_items_lists_the_catalogue(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["items"]) == 0
    out = capsys.readouterr().out
    for item in load_catalogue().items.values():
        assert item.id in out
        assert item.title.zh in out
        assert item.bases[0].document.zh in out


def test_items_json_is_one_object_with_bases_and_fields(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["items", "--json"]) == 0
    items = {item["id"]: item for item in json.loads(capsys.readouterr().out)["items"]}
    assert list(items) == list(load_catalogue().items)
    penalty = items["penalty"]
    assert penalty["publicity"] == {
        "scope": "public",
        "window": "penalty",
        "ends_field": "CF_GSJZQ",
    }
    assert penalty["deadline_working_days"] == 7
    assert penalty["bases"][0]["effective"] == "2018-07-25"
    kinds = next(f for f in penalty["fields"] if f["code"] == "CF_CFLB")
    assert "罚款" in kinds["choices"]
    assert "行政拘留" not in kinds["choices"]


def test_template_is_written_where_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "penalty.xlsx"
    assert main(["template", "penalty", "-o", str(out)]) == 0
    assert openpyxl.load_workbook(out).sheetnames[0] == "行政处罚信息"
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("arguments", [["nope"], ["penalty", "-o", "/no/such/folder/x.xlsx"]])
def test_a_wrong_call_says_what_would_be_right(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["template", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "penalty" in said.err
    assert "Traceback" not in said.err
