"""The columns that say whom a permit or penalty is about."""

from typing import Literal

import numpy as np

from gongxin.demo.columns import Column, Numbers, blank_where, constant, digits, join, take, where
from gongxin.demo.kinds import KINDS
from gongxin.demo.names import id_numbers
from gongxin.demo.organisations import Organisations

_INSTITUTION = [i for i, kind in enumerate(KINDS) if kind.key == "institution"]
_SOCIAL = [i for i, kind in enumerate(KINDS) if kind.department_kind[0] == "5"]
_INDIVIDUAL = [i for i, kind in enumerate(KINDS) if kind.key == "individual_business"]


def party_columns(
    prefix: Literal["CF", "XK"],
    organisations: Organisations,
    picked: Numbers,
    rng: np.random.Generator,
) -> dict[str, Column]:
    """The party's columns by field code, of both layouts; ``prefix`` is that of the item's codes."""
    rows, kind = len(picked), organisations.kind[picked]
    code = take(organisations.code, picked)
    anonymous = rng.random(rows) > 0.2
    identity = blank_where(anonymous, id_numbers(rng, rows))
    institution = join("1", take(organisations.region, picked), digits(picked % 100_000, 5))
    social = np.isin(kind, _SOCIAL)
    columns = {
        "XDR_MC": take(organisations.name, picked),
        "XDR_LB": where(np.isin(kind, _INDIVIDUAL), "个体工商户", "法人及非法人组织"),
        "XDR_SHXYM": code,
        "XDR_GSZC": blank_where(rng.random(rows) > 0.4, take(organisations.regno, picked)),
        "XDR_ZZJG": blank_where(rng.random(rows) > 0.2, take(organisations.orgcode, picked)),
        "XDR_SWDJ": blank_where(rng.random(rows) > 0.1, code),
        "XDR_SYDW": blank_where(~np.isin(kind, _INSTITUTION), institution),
        "XDR_SHZZ": blank_where(~social, code),
        "FRDB": take(organisations.legal_representative, picked),
        "FR_ZJLX": where(anonymous, "", "身份证"),
        "FR_ZJHM": identity,
        "FR_SFZH": identity,
        "XDR_ZJLX": constant("", rows),
        "XDR_ZJHM": constant("", rows),
    }
    return {f"{prefix}_{name}": column for name, column in columns.items()}


def list_columns(
    prefix: str, organisations: Organisations, picked: Numbers, rng: np.random.Generator
) -> dict[str, Column]:
    """The fewer columns by which lists, honours and the like name their subject."""
    rows = len(picked)
    individual = np.isin(organisations.kind[picked], _INDIVIDUAL)
    columns = {
        "XDR_MC": take(organisations.name, picked),
        "XDR_LB": where(individual, "个体工商户", "法人及非法人组织"),
        "XDR_SHXYM": take(organisations.code, picked),
        "XDR_GSZC": blank_where(rng.random(rows) > 0.3, take(organisations.regno, picked)),
        "FRDB": take(organisations.legal_representative, picked),
        "SFZH": blank_where(rng.random(rows) > 0.1, id_numbers(rng, rows)),
    }
    return {f"{prefix}_{name}": column for name, column in columns.items()}
