"""What is known of rows before they are asked spares them no fault: keys, few values, inner codes."""

from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.batch.recheck.lakes import checked, found, put, put_register
from tests.corpus.make import penalty
from tests.corpus.should_fail.cells import INNER, ORG, REG, penalty_with_count

from gongxin.batch.engine.process import open_process
from gongxin.batch.lake import Lake
from gongxin.batch.recheck import codes, parts, plain, readings
from gongxin.batch.recheck.repeats import HASHES, REPEATED, hashes
from gongxin.batch.recheck.run import recheck
from gongxin.batch.runs.units import Ledger

PENALTY = penalty_with_count()
MONTH = "2026-11"


@pytest.mark.parametrize("size", ["few", "many"])
@pytest.mark.parametrize(
    "again", ["公市监罚〔2026〕1号", "公市监罚〔2026〕1号\u3000", " 公市监罚〔2026〕1号"]
)
def test_keys_are_compared_without_the_space_around_them(
    size: str, again: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if size == "many":
        monkeypatch.setattr(readings, "MANY_ROWS", 0)
    lake = Lake(tmp_path / "lake")
    rows = [penalty(1, CF_WSH="公市监罚〔2026〕1号"), penalty(2), penalty(1, CF_WSH=again)]
    put(lake, PENALTY, MONTH, rows)
    with open_process() as session:
        units, _ = Ledger(lake, "x").open_units(PENALTY)
        ((part,),) = parts.batches(session, [(PENALTY, units)], 10**6)
        session.create(REPEATED, HASHES["duckdb"])
        spaced = session.append_repeated(REPEATED, hashes(part.reading))
        assert spaced == [again != again.strip()]
        recheck(session, lake, [PENALTY])
        told = found(session, lake, PENALTY, MONTH)
    assert told == checked(PENALTY, rows, tmp_path)
    assert [(row, check) for row, _, check, _ in told] == [(4, "duplicate")]


@pytest.mark.parametrize("size", ["few", "many"])
@pytest.mark.parametrize("sign", ["-", "—", " - "])
def test_codes_of_nothing_but_signs_are_no_code_in_a_key(
    sign: str, size: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if size == "many":
        monkeypatch.setattr(readings, "MANY_ROWS", 0)
    of = replace(PENALTY, key=("CF_WSH", "CF_XDR_SHXYM"))
    rows = [penalty(1, CF_XDR_SHXYM=code, CF_XDR_GSZC=REG) for code in ("", sign)]
    lake = Lake(tmp_path / "lake")
    put(lake, of, MONTH, rows)
    with open_process() as session:
        recheck(session, lake, [of])
        told = found(session, lake, of, MONTH)
    assert told == checked(of, rows, tmp_path)
    assert [row for row, _, check, _ in told if check == "duplicate"] == [3]


def test_files_of_one_item_may_have_other_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "MANY_ROWS", 0)
    lake, rows = Lake(tmp_path / "lake"), [penalty(1, BZ="无"), penalty(2, CF_CFJG="")]
    later = put(lake, PENALTY, MONTH, rows)
    earlier = put(lake, PENALTY, "2026-10", rows, submission=2)
    pq.write_table(pq.read_table(earlier).drop_columns(["BZ"]), earlier)
    assert pq.read_schema(later) != pq.read_schema(earlier)
    with open_process() as session:
        recheck(session, lake, [PENALTY])
        assert found(session, lake, PENALTY, MONTH) == checked(PENALTY, rows, tmp_path)


@pytest.mark.parametrize("size", ["few", "many"])
def test_values_of_few_are_plain_where_no_question_of_them_sees_a_fault(
    size: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if size == "many":
        monkeypatch.setattr(readings, "MANY_ROWS", 0)
    told = "身份证320602199003071234"
    agencies = ["公信市城管局"] * 50 + ["公信市应急局"] * 60 + ["\u3000"] * 70 + ["局" * 201] * 80
    agencies += [told] * 90 + [f"公信市第{n}分局" for n in range(40)] + ["公信市水利局", "2" * 210]
    rows = [penalty(n, CF_CFJG=one) for n, one in enumerate(agencies, start=1)]
    lake = Lake(tmp_path / "lake")
    put(lake, PENALTY, MONTH, rows)
    with open_process() as session:
        units, _ = Ledger(lake, "x").open_units(PENALTY)
        ((part,),) = parts.batches(session, [(PENALTY, units)], 10**6)
        monkeypatch.setattr(plain, "_LISTED", 3)
        known = plain.plain_values(session, part.reading)
        assert known["CF_CFJG"][:2] == ("公信市应急局", "公信市城管局")
        assert len(known["CF_CFJG"]) == 3
        assert not {"\u3000", "局" * 201, told} & set(known["CF_CFJG"])
        assert "CF_WSH" not in known
        recheck(session, lake, [PENALTY])
        faults = found(session, lake, PENALTY, MONTH)
    assert faults == checked(PENALTY, rows, tmp_path)
    checks = {check for _, field, check, _ in faults if field == "CF_CFJG"}
    assert checks == {"required", "length", "id-number-in-text"}


def test_few_codes_are_told_among_many_faulty_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "MANY_ROWS", 0)
    monkeypatch.setattr(codes, "_FEW", 2)
    code = penalty()["CF_CFJGDM"]
    rows = [penalty(n) for n in range(1, 400)]
    rows += [penalty(400 + n, CF_CFJGDM=f"{code[:-2]}{n}{code[-1]}") for n in range(5)]
    lake = Lake(tmp_path / "lake")
    put(lake, PENALTY, MONTH, rows)
    with open_process() as session:
        codes.learn_register(session, lake)
        units, _ = Ledger(lake, "x").open_units(PENALTY)
        ((part,),) = parts.batches(session, [(PENALTY, units)], 10**6)
        assert codes.learn_rows(session, part.reading).few["CF_CFJGDM"] == (code,)
        recheck(session, lake, [PENALTY])
        assert found(session, lake, PENALTY, MONTH) == checked(PENALTY, rows, tmp_path)


def test_an_organisation_code_within_a_credit_code_is_read_at_its_own_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "MANY_ROWS", 0)
    code = penalty()["CF_XDR_SHXYM"]
    within = [code[8:17]] * 500 + [code[:9], code[9:], code[8:16], code[8:17].lower(), ORG, "", "x"]
    others = {"CF_XDR_SHXYM": code}
    rows = [penalty(n, **others, CF_XDR_ZZJG=text) for n, text in enumerate(within, start=1)]
    rows.append(penalty(900, CF_XDR_SHXYM=INNER, CF_XDR_ZZJG=INNER[8:17]))
    lake = Lake(tmp_path / "lake")
    put_register(lake, [code, INNER])
    put(lake, PENALTY, MONTH, rows)
    with open_process() as session:
        codes.learn_register(session, lake)
        units, _ = Ledger(lake, "x").open_units(PENALTY)
        ((part,),) = parts.batches(session, [(PENALTY, units)], 10**6)
        assert codes.learn_rows(session, part.reading).inner == {"CF_XDR_ZZJG": "CF_XDR_SHXYM"}
        recheck(session, lake, [PENALTY])
        assert found(session, lake, PENALTY, MONTH) == checked(PENALTY, rows, tmp_path)
