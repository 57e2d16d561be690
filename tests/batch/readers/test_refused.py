"""Every bad file meets its own refusal, in both languages, and leaves nothing behind."""

import re
from pathlib import Path

import pytest
from tests.corpus.make import RECEIVED_ON, item
from tests.corpus.should_fail.files import FILES, PLANTED

from gongxin.batch.check import check_file
from gongxin.batch.readers.errors import FileRefused


@pytest.mark.parametrize("name", FILES)
def test_every_bad_file_is_refused_with_its_reason(name: str, tmp_path: Path) -> None:
    write, code = FILES[name]
    path = tmp_path / "table.csv"
    write(path)
    of = item("permit" if name == "persons-permits" else "penalty")
    workdir = tmp_path / "work"
    workdir.mkdir()
    with (
        pytest.raises(FileRefused) as caught,
        check_file(of, path, received_on=RECEIVED_ON, workdir=workdir),
    ):
        pytest.fail("the file was read")
    assert caught.value.code == code
    assert caught.value.__cause__ is None
    text = caught.value.text
    assert re.search(r"[\u4e00-\u9fff]{4}.*[。》]$", text.zh, re.DOTALL)
    assert re.search(r"[A-Z][a-z]* [a-z]+.*\.$", text.en, re.DOTALL)
    assert len(text.zh) < 500
    for half in (text.zh, text.en):
        assert not re.search(r"\{\w*\}|None|Error|Traceback", half)
        assert PLANTED not in half
        assert PLANTED[:15] not in half
    assert list(workdir.iterdir()) == []


def test_the_row_and_column_of_the_fault_are_named(tmp_path: Path) -> None:
    def said(name: str) -> str:
        path = tmp_path / name
        FILES[name][0](path)
        with (
            pytest.raises(FileRefused) as caught,
            check_file(item("penalty"), path, received_on=RECEIVED_ON),
        ):
            pytest.fail("the file was read")
        return caught.value.text.zh

    assert "第3行" in said("formula")
    assert "罚款金额" in said("formula")
    assert "第3行" in said("formula-in-csv")
    assert "第3行" in said("nul-bytes")
    assert "第4行" in said("unclosed-quote")
    assert "第3行" in said("broken-json")
    assert "处罚类别" in said("missing-column")
    assert "处罚种类" in said("doubled-column")
    assert "数据1、数据2" in said("several-sheets")
