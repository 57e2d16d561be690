"""Every check of every item on the whole corpus, on spoiled rows and on nulls: the same on both engines."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.batch.recheck.lakes import Fault, found, put
from tests.batch.recheck.test_recheck import PENALTY, corpus, kin
from tests.batch.test_check import NASTY
from tests.corpus.make import Row, penalty, permit, registered
from tests.corpus.should_fail.cells import CASES

from gongxin.batch.engine.process import Process
from gongxin.batch.engine.session import Session
from gongxin.batch.engine.spark import Spark
from gongxin.batch.lake import Lake
from gongxin.batch.recheck.run import recheck
from gongxin.law.catalogue import Item
from gongxin.law.load import load_catalogue

pytestmark = [pytest.mark.parity, pytest.mark.slow]
MONTHS = ("2026-09", "2026-10", "2026-11")
OTHERS = [one for one in load_catalogue().items.values() if one.id != PENALTY.id]
PLAIN = {"permit": permit, "registration": registered}


def spoiled() -> list[Row]:
    """Every nasty value in every column, in turn."""
    codes = [f.code for f in PENALTY.stored_fields]
    return [
        penalty(n) | {code: NASTY[(n * 7 + place) % len(NASTY)]}
        for n in range(len(NASTY))
        for place, code in enumerate(codes[n % 3 :: 3])
    ]


def nothing() -> list[Row]:
    """Rows of nulls, all but one column or all of them."""
    codes = [f.code for f in PENALTY.stored_fields]
    return [dict.fromkeys(codes, ""), *({code: penalty(3).get(code, "1")} for code in codes)]


def corpus_values(kind: str) -> list[str]:
    """What the corpus and the list of nasty values put into columns of a type."""
    types = {f.code: f.type for f in PENALTY.stored_fields}
    told = [
        value for case in CASES for code, value in case.cells.items() if types.get(code) == kind
    ]
    return list(dict.fromkeys([*told, *NASTY]))


def spoiled_of(item: Item) -> list[Row]:
    """Rows of an item: in each, every column has the next value that its type may be spoiled by.

    The first rows are null but for one column, or wholly.
    """
    values = {f.code: corpus_values(f.type) for f in item.stored_fields}
    codes = list(values)
    plain = PLAIN.get(item.id, lambda number: {})
    nulls = [{}, *({code: plain(1).get(code, "1")} for code in codes)]
    whole = [
        {
            code: values[code][(number + 5 * place) % len(values[code])]
            for place, code in enumerate(codes)
        }
        for number in range(max(map(len, values.values())))
    ]
    single = [
        plain(number) | {code: listed[number % len(listed)]}
        for number, (code, listed) in enumerate(values.items())
    ]
    return [*nulls, *whole, *single, *single[:2]]


def both(
    process: Process, spark: Spark, folder: Path, tables: Sequence[tuple[Item, str, list[Row]]]
) -> dict[str, list[Fault]]:
    """The faults of each table, which are the same on both engines."""
    faults = []
    sessions: dict[str, Session] = {"process": process, "spark": spark}
    for name, session in sessions.items():
        lake = Lake(folder / name)
        for number, (item, month, rows) in enumerate(tables):
            put(lake, item, month, rows, submission=number)
        recheck(session, lake, list({item.id: item for item, _, _ in tables}.values()))
        faults.append(
            {f"{item.id} {month}": found(process, lake, item, month) for item, month, _ in tables}
        )
    ours, theirs = faults
    for table, listed in ours.items():
        assert listed, table
        assert theirs[table] == listed, table
    return ours


def test_penalties(process: Process, spark: Spark, tmp_path: Path) -> None:
    rows = zip(MONTHS, (corpus(), spoiled(), nothing()), strict=True)
    ours = both(process, spark, tmp_path, [(PENALTY, month, made) for month, made in rows])
    assert len({check for listed in ours.values() for _, _, check, _ in listed}) > 30


def test_every_other_item(process: Process, spark: Spark, tmp_path: Path) -> None:
    ours = both(process, spark, tmp_path, [(item, MONTHS[0], spoiled_of(item)) for item in OTHERS])
    assert len(ours) == len(OTHERS) > 10


def test_items_read_as_one(process: Process, spark: Spark, tmp_path: Path) -> None:
    tables = [(item, MONTHS[0], corpus()[place:]) for place, item in enumerate(kin())]
    folder = tmp_path / "公信 1"
    folder.mkdir()
    both(process, spark, folder, tables)
