"""Lists as rows, and files by their names: the same of nulls and any characters on both engines."""

from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.parity.made import make

from gongxin.batch.engine.dialect import to_sql
from gongxin.batch.engine.process import Process
from gongxin.batch.engine.session import Session
from gongxin.batch.engine.spark import Spark
from gongxin.batch.identifiers import known_regions
from gongxin.core import regions

pytestmark = [pytest.mark.parity, pytest.mark.slow]

SHAPE = {"row": "int64", "A": "string", "B": "string"}
ROWS: list[tuple[object, ...]] = [
    (1, "甲，乙", None),
    (2, "", "𠮷 '引' \\n"),
    (3, None, None),
    (4, " \n", "<tr>"),
]


def test_cells_stand_below_each_other(process: Process, spark: Spark) -> None:
    table = ibis.table(SHAPE, name="sheet")
    cells = table.pivot_longer(["A", "B"], names_to="field", values_to="value")
    expected = [
        (row, code, value)
        for row, *values in ROWS
        for code, value in zip("AB", values, strict=True)
    ]
    for session in (process, spark):
        make(session, "sheet", SHAPE, ROWS)
        assert sorted_rows(session, cells) == sorted(expected, key=repr)


def test_regions_are_those_of_the_list(process: Process, spark: Spark) -> None:
    made = [(0, None), (1, ""), (2, "110101"), (3, "999999"), (4, "11010"), (5, "１１０１０１")]
    table = ibis.table({"row": "int64", "code": "string"}, name="codes")
    known = table.mutate(known=table.code.fill_null("").isin(known_regions()))
    for session in (process, spark):
        make(session, "codes", {"row": "int64", "code": "string"}, made)
        answers = {row: answer for row, _, answer in sorted_rows(session, known)}
        assert answers == {row: row == 2 for row in range(6)}
        listed = sorted_rows(session, known_regions().as_table())
        assert [region for (region,) in listed] == sorted(regions.all_codes())


NAMES = (
    "第 1 批",
    "a b",
    "a%20b",
    "a+b",
    "甲#乙",
    "50%",
    "it's",
    "[x]{y}",
    "\u3000一",
    "b\\c",
    "^`",
)


def test_files_keep_their_labels_whatever_they_are_called(
    process: Process, spark: Spark, tmp_path: Path
) -> None:
    files = [tmp_path / "month=2026-11" / f"{name}.parquet" for name in NAMES]
    files[0].parent.mkdir()
    for row, path in enumerate(files):
        pq.write_table(pa.table({"row": pa.array([row], pa.int64()), "A": [path.stem]}), path)
    labels = {"label": [f"of {name}" for name in NAMES], "number": list(range(len(NAMES)))}
    expected = [(n, name, "2026-11", f"of {name}", n) for n, name in enumerate(NAMES)]
    for session in (process, spark):
        source = session.scan_labelled([[path] for path in files], labels)
        found = session.rows(f"SELECT row, A, month, label, number FROM {source} s")
        assert sorted(found) == expected


def sorted_rows(session: Session, table: ibis.Table) -> list[tuple[object, ...]]:
    return sorted(session.rows(to_sql(table, session.dialect)), key=repr)
