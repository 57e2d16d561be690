"""Snapshots: everything of one moment, while others write."""

import json
from pathlib import Path

import duckdb
import pytest

from gongxin.apps.records.models import Act
from gongxin.apps.records.snapshot import write_snapshot
from gongxin.apps.subjects.models import Subject, SubjectIdentifier, SubjectName
from gongxin.batch.lake import REGISTER, Lake
from gongxin.core.identifiers import uscc
from gongxin.core.names import normalise

pytestmark = pytest.mark.django_db(transaction=True)


def enter(number: int) -> None:
    code = uscc.make("91", "329901", f"MA{number:06d}")
    name = f'公信市沐禾,"{number}"号机械有限公司'
    subject = Subject.objects.create(code=code, name=name, kind="company", region="329901")
    SubjectName.objects.create(
        subject=subject, name=name, normalised=normalise(name), region="329901"
    )
    SubjectIdentifier.objects.create(subject=subject, scheme="orgcode", value=code[8:17])
    Act.objects.create(
        kind=Act.Kind.SUBJECT_CREATED, subject=subject, reason="", effective_on="2026-11-21"
    )


def column(folder: Path, table: str, name: str) -> list[object]:
    rows = duckdb.sql(f"SELECT {name} FROM '{folder / table}.parquet' ORDER BY ALL").fetchall()
    return [value for (value,) in rows]


def test_what_is_written_meanwhile_is_in_no_table_or_in_all(tmp_path: Path) -> None:
    for number in range(3):
        enter(number)
    told: list[str] = []

    def write_on(table: str) -> None:
        enter(100 + len(told))
        told.append(table)

    made = write_snapshot(tmp_path, progress=write_on)
    assert told == ["records", "acts", "judgements", "subjects", "names", "identifiers"]
    codes = column(made.folder, "subjects", "code")
    assert len(codes) == 3
    assert column(made.folder, "names", "code") == codes
    assert column(made.folder, "identifiers", "code") == codes
    assert column(made.folder, "acts", "subject") == codes
    assert write_snapshot(tmp_path).rows["subjects"] == 9


def test_texts_come_through_as_they_are(tmp_path: Path) -> None:
    enter(1)
    made = write_snapshot(tmp_path)
    (name,) = column(made.folder, "subjects", "name")
    assert name == '公信市沐禾,"1"号机械有限公司'
    assert column(made.folder, "subjects", "industry") == [""]
    assert column(made.folder, "acts", "record_uid") == [None]


def test_the_register_has_the_columns_of_the_lake(tmp_path: Path) -> None:
    made = write_snapshot(tmp_path / "snapshots")
    for table, columns in REGISTER.items():
        found = duckdb.sql(f"DESCRIBE FROM '{made.folder / table}.parquet'").fetchall()
        assert {name: kind for name, kind, *_ in found} == columns
    assert Lake(tmp_path).snapshots() == [made.folder]
    about = json.loads((made.folder / "snapshot.json").read_text())
    assert about == {"moment": made.moment.isoformat(), "rows": made.rows}


def test_a_folder_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert write_snapshot(tmp_path, out=out).folder == out
    with pytest.raises(FileExistsError):
        write_snapshot(tmp_path, out=out)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_snapshot_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def fail(table: str) -> None:
        raise ValueError("disk full")

    with pytest.raises(ValueError, match="full"):
        write_snapshot(tmp_path, progress=fail)
    assert not list(tmp_path.iterdir())
