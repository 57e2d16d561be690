"""A lake whose rows are tied by exact evidence, and proposed for by likeness."""

from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongxin.apps.subjects.signature import signature_of
from gongxin.batch.engine.process import open_process
from gongxin.batch.lake import Lake
from gongxin.batch.linking.run import KEPT, KIND, link
from gongxin.batch.linking.tables import SAID, signature
from gongxin.batch.runs.results import select_current
from gongxin.batch.runs.units import Ledger
from gongxin.core.identifiers import regno, uscc
from gongxin.core.names import normalise
from gongxin.law.load import load_catalogue

FIRST, SECOND = (uscc.make("91", "320602", f"{n:08d}") for n in (1, 2))
OLD = regno.make("32060200000001")
NAMES = {FIRST: "南通示例商贸有限公司", SECOND: "南通云湖机械有限公司"}
LINES = ("物流", "机械", "食品", "电子")
ROWS = [  # row, code, old number, name
    (1, FIRST, None, "随便什么"),
    (2, None, OLD, "另一个写法"),
    (3, None, None, "示例（南通）商貿有限責任公司"),
    (4, None, None, "南通云湖机械有限公司"),
    (5, None, None, "苏州无关物流有限公司"),
]


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    lake = Lake(tmp_path / "lake")
    lake.register("names").parent.mkdir(parents=True)
    write = duckdb.connect()
    write.execute("CREATE TABLE s (code VARCHAR, name VARCHAR, region VARCHAR)")
    write.executemany("INSERT INTO s VALUES (?, ?, '320602')", list(NAMES.items()))
    write.execute("CREATE TABLE n (code VARCHAR, name VARCHAR, normalised VARCHAR, region VARCHAR)")
    known = [(code, name, normalise(name), "320602") for code, name in NAMES.items()]
    write.executemany("INSERT INTO n VALUES (?, ?, ?, ?)", known)
    write.execute("CREATE TABLE i (code VARCHAR, scheme VARCHAR, value VARCHAR)")
    write.execute("INSERT INTO i VALUES (?, 'regno', ?)", [SECOND, OLD])
    write.execute(
        "CREATE TABLE r (row BIGINT, CF_XDR_SHXYM VARCHAR, CF_XDR_GSZC VARCHAR, CF_XDR_MC VARCHAR)"
    )
    write.executemany("INSERT INTO r VALUES (?, ?, ?, ?)", ROWS)
    for table, name in (("s", "subjects"), ("n", "names"), ("i", "identifiers")):
        write.execute(f"COPY {table} TO '{lake.register(name)}' (FORMAT parquet)")
    write.execute("CREATE TABLE p AS SELECT row, CF_XDR_MC AS XK_XDR_MC FROM r WHERE row > 2")
    for item, month, table in (
        ("penalty", "2026-11", "r"),
        ("penalty", "2026-10", "r WHERE row = 5"),
        ("permit", "2026-11", "p"),
    ):
        lake.folder(item, month).mkdir(parents=True)
        path = lake.folder(item, month) / "a.parquet"
        write.execute(
            "COPY (SELECT 7::BIGINT AS submission, NULL::VARCHAR AS subject, *"
            f" FROM {table}) TO '{path}' (FORMAT parquet)"
        )
    return lake


def read(
    lake: Lake, part: str, columns: str, item: str = "penalty", month: str = "2026-11"
) -> list[tuple[object, ...]]:
    """What the last run that did the month found in it, in order."""
    results = Ledger(lake, KIND).results(item, [month])
    with open_process() as session:
        query = select_current(session, results, columns.split(", "), part)
        return session.rows(f"{query} ORDER BY ALL") if query else []


@pytest.mark.parametrize("bytes_at_once", [1, 1 << 30])
def test_exact_evidence_decides_and_a_name_only_proposes(lake: Lake, bytes_at_once: int) -> None:
    items = [load_catalogue().item(item) for item in ("penalty", "permit")]
    with open_process() as session:
        outcome = link(session, lake, items, bytes_at_once=bytes_at_once)
        again = link(session, lake, items)
    assert (outcome.done, outcome.rows, outcome.found) == (3, 9, 2)
    assert (again.done, again.kept) == (0, 3)
    assert read(lake, "links", "row, subject, linked_by") == [
        (1, FIRST, "uscc"),
        (2, SECOND, "regno"),
    ]
    proposed = [(3, FIRST, 1), (4, SECOND, 1)]
    assert read(lake, "candidates", "row, code, place") == proposed
    assert read(lake, "candidates", "row, code, place", "permit") == proposed
    assert [read(lake, part, "row", month="2026-10") for part in KEPT] == [[], [], []]


def test_only_units_whose_files_changed_are_linked_again(lake: Lake) -> None:
    items = [load_catalogue().item(item) for item in ("penalty", "permit")]
    with open_process() as session:
        link(session, lake, items)
        before = read(lake, "links", "row, subject, linked_by")
        folder = lake.folder("permit", "2026-11")
        (folder / "a.parquet").rename(folder / "b.parquet")
        again = link(session, lake, items)
    assert (again.done, again.kept) == (1, 2)
    assert read(lake, "links", "row, subject, linked_by") == before


def add_namesakes(lake: Lake) -> None:
    """So many organisations of one trade name that nobody follows it."""
    write = duckdb.connect()
    for name, columns in (("subjects", "code, name, region"), ("names", "*")):
        write.execute(f"CREATE TABLE {name} AS SELECT {columns} FROM '{lake.register(name)}'")
    for n in range(10, 80):
        code, line = uscc.make("91", "320602", f"{n:08d}"), LINES[n % len(LINES)]
        name = f"南通永丰{line}有限公司"
        write.execute("INSERT INTO subjects VALUES (?, ?, '320602')", [code, name])
        write.execute("INSERT INTO names VALUES (?, ?, ?, '320602')", [code, name, normalise(name)])
    for name in ("subjects", "names"):
        write.execute(f"COPY {name} TO '{lake.register(name)}' (FORMAT parquet)")


def put_names(lake: Lake, month: str, names: list[str]) -> None:
    """Rows of permits that say no more than a name."""
    lake.folder("permit", month).mkdir(parents=True, exist_ok=True)
    write = duckdb.connect()
    write.execute("CREATE TABLE p (row BIGINT, XK_XDR_MC VARCHAR)")
    write.executemany("INSERT INTO p VALUES (?, ?)", list(enumerate(names, start=1)))
    write.execute(
        "COPY (SELECT 8::BIGINT AS submission, NULL::VARCHAR AS subject, * FROM p)"
        f" TO '{lake.folder('permit', month) / 'a.parquet'}' (FORMAT parquet)"
    )


def test_each_part_is_read_of_the_last_run_of_the_month(lake: Lake) -> None:
    add_namesakes(lake)
    permit = [load_catalogue().item("permit")]
    many, one = "永丰商贸有限公司", "南通云湖机械有限公司"
    put_names(lake, "2026-10", [many, one])
    put_names(lake, "2026-11", [many, many, one])
    parts = ("candidates", "crowded")
    with open_process() as session:
        link(session, lake, permit)
        (results,) = Ledger(lake, KIND).results("permit")
        assert [bool(results.files(part)) for part in KEPT] == [False, True, True]
        assert [read(lake, part, "row", "permit") for part in parts] == [[(3,)], [(1,), (2,)]]
        put_names(lake, "2026-11", [one, many])
        link(session, lake, permit)
        assert [read(lake, part, "row", "permit") for part in parts] == [[(1,)], [(2,)]]
        before = [read(lake, part, "row", "permit", "2026-10") for part in parts]
        assert before == [[(2,)], [(1,)]]
        judge(lake, (one, SECOND, "same"))
        link(session, lake, permit)
    (results,) = Ledger(lake, KIND).results("permit")
    assert all(results.files(part) for part in KEPT[::2])
    assert [read(lake, part, "row", "permit") for part in KEPT] == [[(1,)], [], [(2,)]]


def judge(lake: Lake, *judgements: tuple[str, str, str]) -> None:
    """Put officers' judgements beside the register: the name, whose code, the verdict; the last counts."""
    write = duckdb.connect()
    write.execute(
        'CREATE TABLE j (signature VARCHAR, subject VARCHAR, verdict VARCHAR, "at" TIMESTAMPTZ)'
    )
    write.executemany(
        "INSERT INTO j VALUES (?, ?, ?, TIMESTAMPTZ '2026-11-20 08:00:00+08' + to_days(?))",
        [(signature_of(name=name), *rest, n) for n, (name, *rest) in enumerate(judgements)],
    )
    write.execute(f"COPY j TO '{lake.register('judgements')}' (FORMAT parquet)")


@pytest.mark.parametrize(
    ("verdicts", "tied", "proposed"),
    [
        (["same"], [(4, SECOND, "officer")], [(3, FIRST)]),
        (["not_same"], [], [(3, FIRST)]),
        (["unsure"], [], [(3, FIRST), (4, SECOND)]),
        (["same", "not_same"], [], [(3, FIRST)]),
        (["not_same", "same"], [(4, SECOND, "officer")], [(3, FIRST)]),
    ],
)
def test_what_an_officer_judged_holds(
    lake: Lake,
    verdicts: list[str],
    tied: list[tuple[object, ...]],
    proposed: list[tuple[object, ...]],
) -> None:
    items = [load_catalogue().item("penalty")]
    with open_process() as session:
        link(session, lake, items)
        judge(lake, *(("南通云湖机械有限公司", SECOND, verdict) for verdict in verdicts))
        outcome = link(session, lake, items)
    assert outcome.kept == 0
    exact: list[tuple[object, ...]] = [(1, FIRST, "uscc"), (2, SECOND, "regno")]
    assert read(lake, "links", "row, subject, linked_by") == [*exact, *tied]
    assert read(lake, "candidates", "row, code") == proposed


def test_without_a_register_of_its_own_the_newest_snapshot_counts(lake: Lake) -> None:
    (lake.root / "snapshots").mkdir()
    lake.register("names").parent.rename(lake.root / "snapshots" / "2026-11-21T000000.000000Z")
    with open_process() as session:
        outcome = link(session, lake, [load_catalogue().item("penalty")])
    assert outcome.found == 2


said = st.none() | st.text(max_size=8) | st.text("9 13２ａ（\u3000\u200b\t\x1f南通", max_size=10)


@settings(max_examples=20)
@given(st.lists(st.tuples(said, said, said, said, said), min_size=20, max_size=60))
def test_signatures_are_those_of_single_rows(
    asking_rows: Any, rows: list[tuple[str | None, ...]]
) -> None:
    ask = asking_rows(dict.fromkeys(SAID, "string"), {"signature": signature})
    cells = [dict(zip(SAID, row, strict=True)) for row in rows]
    answers = [row["signature"] for row in ask(cells)]
    assert answers == [
        signature_of(**{part: text or "" for part, text in row.items()}) for row in cells
    ]
