"""The columns that say whom a permit or penalty is about."""

from typing import Literal

import numpy as np

from gongxin.demo.columns import Column, Numbers, blank_where, digits, join, take, where
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
    identity = blank_where(rng.random(rows) > 0.2, id_numbers(rng, rows))
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
        "FR_ZJLX": where(_filled(identity), "身份证", ""),
        "FR_ZJHM": identity,
        "FR_SFZH": identity,
        "XDR_ZJLX": where(np.zeros(rows, bool), "", ""),
        "XDR_ZJHM": where(np.zeros(rows, bool), "", ""),
    }
    return {f"{prefix}_{name}": column for name, column in columns.items()}


def _filled(values: Column) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.asarray([bool(value) for value in values.to_pylist()])
