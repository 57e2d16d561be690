"""Serious and abnormal lists, honours, evaluations and commitments of the city's departments."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from gongxin.demo.calendar import date_of, years_later
from gongxin.demo.columns import (
    Column,
    Numbers,
    blank_where,
    choose,
    constant,
    digits,
    iso,
    join,
    spelled,
)
from gongxin.demo.departments import Department, pack_file
from gongxin.demo.organisations import Organisations
from gongxin.demo.party import list_columns
from gongxin.demo.sheet import Sheet


def serious_sheet(
    organisations: Organisations,
    department: Department,
    decided: Numbers,
    first_number: int,
    rng: np.random.Generator,
) -> Sheet:
    """Listings on the department's serious list, one for each day of ``decided``."""
    own = pack_file("lists")["serious-list"][department.sector]
    party = organisations.pick(rng, decided, ("company", "individual_business"))
    rows = len(decided)
    columns = {
        "YZ_MDLB": constant(own["list"], rows),
        "YZ_MDBH": join("YZ", digits(first_number + np.arange(rows), 6)),
        "YZ_LRRQ": iso(decided),
        "YZ_LRSY": choose(rng, own["reasons"], rows),
        "YZ_LRJG": constant(department.name.zh, rows),
        "YZ_LRJGDM": constant(department.code, rows),
        "YZ_LRWSH": _numbers(own["document"], decided, first_number),
        "YZ_SJLY": constant(department.name.zh, rows),
        "YZ_SJLYDM": constant(department.code, rows),
    }
    return Sheet({**list_columns("YZ", organisations, party, rng), **columns})


def abnormal_sheet(
    organisations: Organisations,
    department: Department,
    decided: Numbers,
    first_number: int,
    rng: np.random.Generator,
) -> Sheet:
    """Entries on the abnormal list; a good part of them already removed again."""
    own = pack_file("lists")["abnormal-list"][department.sector]
    kinds = tuple(own.get("parties", ("company", "individual_business", "cooperative")))
    party = organisations.pick(rng, decided, kinds)
    rows = len(decided)
    removed = decided + rng.integers(1, 20, rows)
    stays = (rng.random(rows) < 0.6) | (removed >= decided.max(initial=0))
    columns = {
        "YC_MDBH": join("YC", digits(first_number + np.arange(rows), 6)),
        "YC_LRRQ": iso(decided),
        "YC_LRSY": choose(rng, own["reasons"], rows),
        "YC_LRJG": constant(department.name.zh, rows),
        "YC_LRJGDM": constant(department.code, rows),
        "YC_LRWSH": _numbers(own["document"], decided, first_number),
        "YC_YCRQ": blank_where(stays, iso(removed)),
        "YC_YCSY": blank_where(stays, choose(rng, own["removals"], rows)),
        "YC_YCJG": blank_where(stays, constant(department.name.zh, rows)),
        "YC_SJLY": constant(department.name.zh, rows),
        "YC_SJLYDM": constant(department.code, rows),
    }
    return Sheet({**list_columns("YC", organisations, party, rng), **columns})


def honour_sheet(
    organisations: Organisations,
    department: Department,
    decided: Numbers,
    first_number: int,
    rng: np.random.Generator,
) -> Sheet:
    """Honours that the department gave, valid for three years."""
    own = pack_file("lists")["honour"][department.sector]
    party = organisations.pick(rng, decided)
    rows = len(decided)
    columns = {
        "RY_MC": join("公信市", _year(decided), choose(rng, own["honours"], rows)),
        "RY_JB": choose(rng, ("市级", "区县级"), rows, (0.8, 0.2)),
        "RY_WSH": _numbers(own["document"], decided, first_number),
        "RY_RDRQ": iso(decided),
        "RY_YXQZ": iso(years_later(decided, 3)),
        "RY_RDJG": constant(department.name.zh, rows),
        "RY_RDJGDM": constant(department.code, rows),
        "RY_SJLY": constant(department.name.zh, rows),
        "RY_SJLYDM": constant(department.code, rows),
    }
    return Sheet({**list_columns("RY", organisations, party, rng), **columns})


def evaluation_sheet(
    organisations: Organisations,
    department: Department,
    decided: Numbers,
    first_number: int,
    rng: np.random.Generator,
) -> Sheet:
    """Results of the department's yearly evaluation: each organisation once in a file."""
    own = pack_file("lists")["evaluation-result"][department.sector]
    party = _different(organisations, decided, rng)
    decided = np.full(len(party), decided.max(initial=0))
    rows = len(party)
    columns = {
        "PJ_MC": constant(own["name"], rows),
        "PJ_ND": spelled(decided, lambda day: str(date_of(int(day)).year - 1)),
        "PJ_DJ": choose(rng, own["grades"], rows, own["weights"]),
        "PJ_PJRQ": iso(decided),
        "PJ_PJJG": constant(department.name.zh, rows),
        "PJ_PJJGDM": constant(department.code, rows),
        "PJ_YXQZ": iso(decided),
        "PJ_YXQZI": iso(years_later(decided, 1)),
        "PJ_SJLY": constant(department.name.zh, rows),
        "PJ_SJLYDM": constant(department.code, rows),
    }
    return Sheet({**list_columns("PJ", organisations, party, rng), **columns})


def commitment_sheet(
    organisations: Organisations,
    department: Department,
    decided: Numbers,
    first_number: int,
    rng: np.random.Generator,
) -> Sheet:
    """Commitments that organisations filed with the city."""
    own: Mapping[str, Any] = pack_file("lists")["commitment"][department.sector]
    party = organisations.pick(rng, decided)
    rows = len(decided)
    standing = choose(rng, ("履行中", "已履行", "部分履行", "未履行"), rows, (60, 36, 2, 2))
    broken = np.isin(np.asarray(standing), ("部分履行", "未履行"))
    columns = {
        "CN_BM": join("CN-", _year(decided), "-", digits(first_number + np.arange(rows), 5)),
        "CN_LX": choose(rng, own["kinds"], rows, own["weights"]),
        "CN_SY": choose(rng, own["matters"], rows),
        "CN_NR": constant(own["content"], rows),
        "CN_WNZR": constant(own["liability"], rows),
        "CN_ZCRQ": iso(decided),
        "CN_YXQ": iso(years_later(decided, 2)),
        "CN_SLDW": constant(department.name.zh, rows),
        "CN_SLDWDM": constant(department.code, rows),
        "CN_LYZT": standing,
        "CN_WNRD": blank_where(~broken, iso(np.minimum(decided + 20, decided.max(initial=0)))),
        "CN_SJLY": constant(department.name.zh, rows),
        "CN_SJLYDM": constant(department.code, rows),
    }
    return Sheet({**list_columns("CN", organisations, party, rng), **columns})


def _different(organisations: Organisations, decided: Numbers, rng: np.random.Generator) -> Numbers:
    """As many different active companies as there are days, or all there are."""
    among = organisations.of_kinds(("company", "cooperative", "private_non_enterprise"))
    among = among[organisations.founded[among] < decided[0]]
    return np.sort(rng.permutation(among)[: len(decided)])


def _numbers(document: str, decided: Numbers, first: int) -> Column:
    count = digits(first + np.arange(len(decided)))
    return join(document, "〔", _year(decided), "〕", count, "号")


def _year(decided: Numbers) -> Column:
    return spelled(decided, lambda day: str(date_of(int(day)).year))
