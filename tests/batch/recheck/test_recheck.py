"""A recheck of the lake finds what a check of the same rows finds."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.batch.recheck.lakes import checked, found, put, put_register
from tests.corpus.make import RECEIVED_ON, Row, item, penalty, permit, registered
from tests.corpus.should_fail.cells import CASES, ID, penalty_with_count

from gongxin.batch.engine.process import open_process
from gongxin.batch.lake import Lake
from gongxin.batch.recheck import codes, parts, readings
from gongxin.batch.recheck.run import recheck
from gongxin.batch.runs.units import Ledger
from gongxin.law.catalogue import Item

PENALTY = penalty_with_count()
MONTH = "2026-11"


def corpus() -> list[Row]:
    """Every case of the corpus, some of them twice: numbers apart where the case says none."""
    cells = [penalty(n) | case.cells for n, case in enumerate(CASES, start=1)]
    return [
        *cells,
        *cells[3:9],
        penalty(500, CF_CFJGDM=penalty()["CF_CFJGDM"].lower()),
        penalty(500),
    ]


TABLES: dict[str, tuple[Item, list[Row]]] = {
    "penalty": (PENALTY, corpus()),
    "permit": (item("permit"), [permit(1), permit(1, XK_JDRQ="明天"), permit(2, XK_XDR_LB="9")]),
    "registration": (
        item("registration"),
        [registered(n, DJ_ZCZB=text) for n, text in enumerate(("面议", "1万", "#", ""), start=1)],
    ),
}


@pytest.mark.parametrize(
    "size", ["few", "many", "inner", "few codes", "sample of few codes", "many codes"]
)
def test_it_finds_what_a_check_finds(
    size: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake, expected = Lake(tmp_path / "lake"), {}
    if size != "few":
        monkeypatch.setattr(readings, "MANY_ROWS", 0)
        put_register(lake, [row["CF_XDR_SHXYM"] for row in TABLES["penalty"][1][::2]])
    match size:
        case "inner":
            monkeypatch.setattr(codes, "_NEARLY_ALL", 0)
        case "few codes":  # of a column in which others stand further down
            monkeypatch.setattr(readings, "_SAMPLE", 3)
            monkeypatch.setattr(codes, "_NEARLY_ALL", 0.2)
        case "sample of few codes":
            monkeypatch.setattr(readings, "_SAMPLE", 3)
            monkeypatch.setattr(readings, "_OF_EACH", 3)
        case "many codes":
            monkeypatch.setattr(codes, "_FEW", 0)
    for name, (of, rows) in TABLES.items():
        put(lake, of, MONTH, rows)
        expected[name] = checked(of, rows, tmp_path)
        assert expected[name]
    with open_process() as session:
        outcome = recheck(session, lake, [of for of, _ in TABLES.values()])
        for name, (of, _) in TABLES.items():
            assert found(session, lake, of, MONTH) == expected[name]
    rows_of_all = sum(len(rows) for _, rows in TABLES.values())
    assert (outcome.done, outcome.rows) == (len(TABLES), rows_of_all)
    assert outcome.found == sum(map(len, expected.values()))


def kin() -> list[Item]:
    """Items that mean the same by a column as a penalty, but lack some or ask less of them."""
    dropped = ("CF_SY", "CF_GSJZQ", "BZ", "CF_SJLYDM")
    fewer = tuple(f for f in PENALTY.fields if f.code not in dropped)
    free = {"required": False, "required_if": None, "only_if": None, "not_before": None}
    looser = tuple(replace(f, **free) if f.code != "CF_WSH" else f for f in PENALTY.fields)
    return [
        PENALTY,
        replace(PENALTY, id="penalty-fewer", fields=fewer, deadline=None),
        replace(PENALTY, id="penalty-looser", fields=looser),
    ]


@pytest.mark.parametrize("size", ["few", "many", "many codes"])
def test_items_read_as_one_are_each_asked_their_own(
    size: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake, expected = Lake(tmp_path / "lake"), {}
    if size != "few":
        monkeypatch.setattr(readings, "MANY_ROWS", 0)
        put_register(lake, [row["CF_XDR_SHXYM"] for row in corpus()[::2]])
    if size == "many codes":
        monkeypatch.setattr(codes, "_FEW", 0)
    revoked = {"CF_CFLB": "吊销执照", "CF_NR_FK": "", "CF_NR_ZKDX": f"营业执照 {ID}"}
    for place, of in enumerate(kin()):
        rows = [*corpus()[place:], penalty(700, **revoked)]
        put(lake, of, MONTH, rows, submission=place)
        expected[of.id] = checked(of, rows, tmp_path)
    with open_process() as session:
        units = [(of, Ledger(lake, "x").open_units(of)[0]) for of in kin()]
        ((part,),) = parts.batches(session, units, 10**6)
        assert [one.item.id for one in part.stored] == list(expected)
        assert part.reading.marks
        recheck(session, lake, kin())
        for of in kin():
            assert found(session, lake, of, MONTH) == expected[of.id]
    assert len({len(faults) for faults in expected.values()}) == 3


def test_rows_are_judged_by_the_day_and_the_submission_they_came_with(tmp_path: Path) -> None:
    lake, row = Lake(tmp_path), penalty(1)
    put(lake, PENALTY, MONTH, [row], submission=1)
    put(lake, PENALTY, MONTH, [row], submission=2, received_on=date(2026, 11, 30), name="b")
    put(lake, PENALTY, "2026-10", [row], submission=3, received_on=date(2026, 10, 30))
    with open_process() as session:
        recheck(session, lake, [PENALTY])
        assert found(session, lake, PENALTY, MONTH) == [(2, "CF_JDRQ", "late", row["CF_JDRQ"])]
        assert found(session, lake, PENALTY, "2026-10") == [
            (2, "CF_JDRQ", "date-future", row["CF_JDRQ"])
        ]
    assert RECEIVED_ON.month == 11


@pytest.mark.parametrize("size", ["few", "many"])
def test_rows_in_the_folder_of_another_month_are_judged_by_their_own_day(
    size: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if size == "many":
        monkeypatch.setattr(readings, "MANY_ROWS", 0)
    lake, rows = Lake(tmp_path / "lake"), corpus()
    put(lake, PENALTY, "2026-02", rows)
    with open_process() as session:
        recheck(session, lake, [PENALTY])
        assert found(session, lake, PENALTY, "2026-02") == checked(PENALTY, rows, tmp_path)


def test_what_is_done_is_not_done_again(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    put(lake, PENALTY, "2026-10", [penalty(1, CF_WSH="")])
    put(lake, PENALTY, MONTH, [penalty(1), penalty(1)])
    with open_process() as session:
        first = recheck(session, lake, [PENALTY])
        again = recheck(session, lake, [PENALTY])
        put(lake, PENALTY, MONTH, [penalty(1)], name="c", submission=2)
        more = recheck(session, lake, [PENALTY])
        other_rules = recheck(session, lake, [replace(PENALTY, deadline=None)], since=MONTH)
    assert (first.done, first.kept, first.rows) == (2, 0, 3)
    assert (again.done, again.kept, again.rows, again.found) == (0, 2, 0, 0)
    assert (more.done, more.kept, more.rows) == (1, 1, 3)
    assert (other_rules.done, other_rules.kept) == (1, 0)


def test_a_result_goes_when_its_fault_is_gone(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    put(lake, PENALTY, MONTH, [penalty(1, CF_WSH="")])
    with open_process() as session:
        recheck(session, lake, [PENALTY])
        assert found(session, lake, PENALTY, MONTH)
        put(lake, PENALTY, MONTH, [penalty(1), penalty(2)])
        recheck(session, lake, [PENALTY])
        assert found(session, lake, PENALTY, MONTH) == []


def test_small_batches_find_the_same(tmp_path: Path) -> None:
    wide, narrow = Lake(tmp_path / "a"), Lake(tmp_path / "b")
    rows = corpus()
    for lake in (wide, narrow):
        for place, month in enumerate(("2026-09", "2026-10", MONTH)):
            put(lake, PENALTY, month, rows[place * 40 : place * 40 + 40], submission=place)
    with open_process() as session:
        recheck(session, wide, [PENALTY])
        recheck(session, narrow, [PENALTY], rows_at_once=50)
        for month in ("2026-09", "2026-10", MONTH):
            assert found(session, narrow, PENALTY, month) == found(session, wide, PENALTY, month)
