"""Penalty decisions of the city's departments, as they fill them in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pyarrow.compute as pc

from gongxin.demo.calendar import date_of, years_later
from gongxin.demo.columns import (
    Column,
    Numbers,
    blank_where,
    choose,
    column,
    constant,
    digits,
    draw,
    iso,
    join,
    spelled,
    take,
    where,
    within,
)
from gongxin.demo.departments import Department, pack_file
from gongxin.demo.organisations import Organisations
from gongxin.demo.party import party_columns
from gongxin.demo.sheet import Sheet

OPENINGS = (
    "本机关执法人员依法开展日常监督检查时发现，当事人",
    "根据群众举报线索，执法人员到现场核查，发现当事人",
    "本机关在“双随机、一公开”抽查中发现，当事人",
    "根据上级交办的线索，执法人员对当事人进行调查。经查，当事人",
)
EVIDENCE = (
    "上述事实有现场检查笔录、询问笔录、现场照片等证据证明。",
    "以上事实有检查记录、当事人陈述、相关票据复印件为证。",
    "执法人员当场制作了现场笔录，并下达责令改正通知书，当事人对违法事实予以确认。",
    "案发后当事人积极配合调查，主动提供证据材料，并已按要求完成整改。",
)
CLAUSES = {
    "警告": "给予警告",
    "通报批评": "予以通报批评",
    "没收非法财物": "没收涉案物品一批",
    "责令停产停业": "责令停产停业整顿",
    "限制开展生产经营活动": "限制开展相关生产经营活动三个月",
    "降低资质等级": "降低资质等级一级",
}
REMARKS = ("", "已履行", "分期缴纳", "当事人已申请复议")


@dataclass(frozen=True, slots=True)
class Scenarios:
    """What a department punishes: one entry for each outcome of each scenario, by weight."""

    document: str
    licence: str
    parties: tuple[str, ...]
    violation: list[str]
    basis: list[str]
    kinds: list[tuple[str, ...]]
    fine: list[tuple[float, float]]
    weight: list[float]
    scenario: list[int]
    conduct: list[str]
    conduct_scenario: list[int]


@cache
def scenarios(sector: str) -> Scenarios:
    """The scenarios of a department's sector."""
    entry = pack_file("penalties")[sector]
    cases: list[Mapping[str, Any]] = entry["scenarios"]
    outcomes = [(i, case, o) for i, case in enumerate(cases) for o in case["outcomes"]]
    conducts = [(i, text) for i, case in enumerate(cases) for text in case["conduct"]]
    return Scenarios(
        document=entry["document"],
        licence=entry["licence"],
        parties=tuple(entry.get("parties", ())),
        violation=[case["violation"] for _, case, _ in outcomes],
        basis=[case["basis"] for _, case, _ in outcomes],
        kinds=[tuple(outcome[0]) for _, _, outcome in outcomes],
        fine=[tuple(case["fine"]) for _, case, _ in outcomes],
        weight=[float(outcome[1]) / 100 for _, _, outcome in outcomes],
        scenario=[i for i, _, _ in outcomes],
        conduct=[text for _, text in conducts],
        conduct_scenario=[i for i, _ in conducts],
    )


def penalty_sheet(
    organisations: Organisations,
    department: Department,
    decided: Numbers,
    first_number: int,
    rng: np.random.Generator,
) -> Sheet:
    """Penalties of one department, one for each day of ``decided``; columns by field code.

    Decision numbers count on from ``first_number``, so that no two of a department are equal.
    """
    own, rows = scenarios(department.sector), len(decided)
    party = organisations.pick(rng, decided, own.parties)
    outcome = draw(rng, len(own.kinds), rows, own.weight)
    fine, gains = _fines(own, outcome, rng), _gains(own, outcome, rng)
    years = np.where(rng.random(rows) < 0.9, 1, 3)
    until = iso(years_later(decided, years))
    columns = {
        "CF_WSH": _document_numbers(own.document, decided, first_number),
        "CF_WFXW": take(column(own.violation), outcome),
        "CF_SY": _facts(organisations, own, party, outcome, decided, rng),
        "CF_YJ": take(column(own.basis), outcome),
        "CF_CFLB": take(column(["；".join(kinds) for kinds in own.kinds]), outcome),
        "CF_NR": _contents(own, outcome, fine, gains),
        "CF_NR_FK": spelled(fine, _wan),
        "CF_NR_WFFF": spelled(gains, _wan),
        "CF_NR_ZKDX": _licences(organisations, own, party, outcome),
        "CF_JDRQ": iso(decided),
        "CF_YXQ": until,
        "CF_GSJZQ": blank_where(rng.random(rows) < 0.6, until),
        "CF_CFJG": constant(department.name.zh, rows),
        "CF_CFJGDM": constant(department.code, rows),
        "CF_SJLY": constant(department.name.zh, rows),
        "CF_SJLYDM": constant(department.code, rows),
        "BZ": choose(rng, REMARKS, rows, (0.8, 0.15, 0.03, 0.02)),
    }
    return Sheet({**party_columns("CF", organisations, party, rng), **columns})


def _document_numbers(document: str, decided: Numbers, first: int) -> Column:
    year = spelled(decided, lambda day: str(date_of(int(day)).year))
    return join(document, "〔", year, "〕", digits(first + np.arange(len(decided))), "号")


def _facts(
    organisations: Organisations,
    own: Scenarios,
    party: Numbers,
    outcome: Numbers,
    decided: Numbers,
    rng: np.random.Generator,
) -> Column:
    rows = len(party)
    found = decided - rng.integers(15, 90, rows)
    scenario = np.asarray(own.scenario)[outcome]
    conduct = within(rng, scenario, own.conduct_scenario, [1.0] * len(own.conduct))
    return join(
        spelled(found, _chinese_day),
        "，",
        choose(rng, OPENINGS, rows),
        take(organisations.name, party),
        where(rng.random(rows) < 0.6, join("（", take(organisations.address, party), "）"), ""),
        take(column(own.conduct), conduct),
        "。",
        choose(rng, EVIDENCE, rows),
    )


def _chinese_day(days: float) -> str:
    day: date = date_of(int(days))
    return f"{day.year}年{day.month}月{day.day}日"


def _fines(own: Scenarios, outcome: Numbers, rng: np.random.Generator) -> Numbers:
    """Fines in yuan, round as officers make them; zero where the outcome has none."""
    low, high = np.asarray(own.fine).T * 10_000
    spread = rng.random(len(outcome)) ** 3  # most fines are near the lower end
    yuan = low[outcome] + spread * (high[outcome] - low[outcome])
    step = np.where(yuan < 1000, 50, np.where(yuan < 10_000, 100, 1000))
    rounded = (np.maximum(np.round(yuan / step), 1) * step).astype(np.int64)
    return np.where(_has(own, "罚款")[outcome], rounded, 0)


def _gains(own: Scenarios, outcome: Numbers, rng: np.random.Generator) -> Numbers:
    """What was confiscated, in yuan; zero where nothing was."""
    yuan = 10 * rng.integers(3, 400, len(outcome)) * rng.integers(1, 12, len(outcome))
    confiscated = _has(own, "没收违法所得") | _has(own, "没收非法财物")
    return np.where(confiscated[outcome], yuan, 0)


def _has(own: Scenarios, kind: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.asarray([kind in kinds for kinds in own.kinds])


def _wan(yuan: float) -> str:
    """Yuan in units of 10 000, without trailing zeros; the empty text for none."""
    return f"{yuan / 10_000:.4f}".rstrip("0").rstrip(".") if yuan else ""


def _contents(own: Scenarios, outcome: Numbers, fine: Numbers, gains: Numbers) -> Column:
    other = ["".join(_clause(kind, own.licence) for kind in kinds) for kinds in own.kinds]
    taken = _has(own, "没收违法所得")[outcome]
    text = join(
        "责令改正违法行为，并作如下处罚",
        where(taken, join("；没收违法所得", digits(gains), "元"), ""),
        where(fine > 0, join("；罚款人民币", digits(fine), "元"), ""),
        take(column(other), outcome),
        "。",
    )
    return pc.replace_substring(text, "如下处罚；", "如下处罚：")


def _clause(kind: str, licence: str) -> str:
    if kind in ("罚款", "没收违法所得"):
        return ""  # written with their amounts
    licences = {"吊销许可证件": f"吊销{licence}", "暂扣许可证件": f"暂扣{licence}六个月"}
    return "；" + {**CLAUSES, **licences}.get(kind, kind)


def _licences(
    organisations: Organisations, own: Scenarios, party: Numbers, outcome: Numbers
) -> Column:
    touched = _has(own, "吊销许可证件") | _has(own, "暂扣许可证件")
    number = join(
        own.licence, "（编号：", take(organisations.region, party), digits(party, 8), "）"
    )
    return where(touched[outcome], number, "")
