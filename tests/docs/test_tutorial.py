"""The tutorial's file behaves as the tutorial says."""

from datetime import date
from pathlib import Path

import pytest

from gongxin.batch.check import check_file
from gongxin.law.load import load_catalogue

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "tutorial"
FILE = FOLDER / "penalties.csv"
RECEIVED = date(2026, 11, 16)
CORRECTIONS = (
    ("91329901MA9TUT0296", "91329901MA9TUT0295"),
    ("罚款30000元。,,", "罚款30000元。,3,"),
    ("2026-11-31", "2026-11-13"),
)


def test_each_row_fares_as_the_tutorial_says() -> None:
    item = load_catalogue().item("penalty")
    with check_file(item, FILE, received_on=RECEIVED) as outcome:
        counts = (outcome.rows, outcome.accepted, outcome.rejected, outcome.refused_persons)
        faults = {(i.row, i.field) for i in outcome.issues() if i.severity == "reject"}
    assert counts == (5, 1, 3, 1)
    assert faults == {(3, "CF_XDR_SHXYM"), (4, "CF_NR_FK"), (6, "CF_JDRQ")}


def test_the_corrections_of_the_tutorial_make_the_file_good(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8")
    for wrong, right in CORRECTIONS:
        assert text.count(wrong) == 1
        text = text.replace(wrong, right)
    corrected = tmp_path / FILE.name
    corrected.write_text(text, encoding="utf-8")
    item = load_catalogue().item("penalty")
    with check_file(item, corrected, received_on=RECEIVED) as outcome:
        assert (outcome.accepted, outcome.rejected, outcome.refused_persons) == (4, 0, 1)


@pytest.mark.parametrize("page", ["first-submission.md", "first-submission.en.md"])
def test_both_languages_give_the_same_corrections(page: str) -> None:
    text = (FOLDER / page).read_text(encoding="utf-8")
    assert [
        right for right in ("91329901MA9TUT0295", "`3`", "2026-11-13") if right not in text
    ] == []
