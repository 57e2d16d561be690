"""The register of organisations, as the registering offices export it."""

import numpy as np

from gongxin.demo.columns import Numbers, constant, iso, take
from gongxin.demo.departments import Department
from gongxin.demo.names import id_numbers
from gongxin.demo.organisations import Organisations
from gongxin.demo.places import CITY
from gongxin.demo.sheet import Sheet

PROVINCE = "江苏省"  # whose two digits the fictional region code borrows


def register_sheet(
    organisations: Organisations,
    department: Department,
    chosen: Numbers,
    rng: np.random.Generator,
) -> Sheet:
    """The register entries of the organisations at the positions ``chosen``; by field code."""
    rows = len(chosen)
    return Sheet(
        {
            "DJ_MC": take(organisations.name, chosen),
            "DJ_SHXYM": take(organisations.code, chosen),
            "DJ_ZCRQ": iso(organisations.founded[chosen]),
            "DJ_LX": take(organisations.form, chosen),
            "DJ_FDDBR": take(organisations.legal_representative, chosen),
            "DJ_SFZH": id_numbers(rng, rows),
            "DJ_ZCZB": take(organisations.capital, chosen),
            "DJ_JYFW": take(organisations.scope, chosen),
            "DJ_SF": constant(PROVINCE, rows),
            "DJ_DQ": constant(CITY, rows),
            "DJ_DZ": take(organisations.address, chosen),
            "DJ_GSZC": take(organisations.regno, chosen),
            "DJ_ZZJG": take(organisations.orgcode, chosen),
            "DJ_ZT": take(organisations.status, chosen),
            "DJ_HYDM": take(organisations.industry, chosen),
            "DJ_JG": constant(department.name.zh, rows),
            "DJ_JGDM": constant(department.code, rows),
            "DJ_CYM": take(organisations.former_name, chosen),
        }
    )

