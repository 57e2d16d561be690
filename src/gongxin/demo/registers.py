"""The register of organisations, as the registering offices export it."""

from pathlib import Path

import numpy as np

from gongxin.demo.columns import Numbers, column, constant, iso, stream, take
from gongxin.demo.departments import Department, departments
from gongxin.demo.files import append_delimited, start_delimited
from gongxin.demo.layouts import laid_out
from gongxin.demo.names import id_numbers
from gongxin.demo.organisations import Organisations
from gongxin.demo.places import CITY
from gongxin.demo.sheet import Sheet
from gongxin.law.load import load_catalogue

PIECE = 20_000  # rows written at a time
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


def bodies_sheet(staffing: Department) -> Sheet:
    """The register entries of the city's own departments."""
    bodies = departments()
    rows = len(bodies)
    columns = {
        "DJ_MC": column([body.name.zh for body in bodies]),
        "DJ_SHXYM": column([body.code for body in bodies]),
        "DJ_ZCRQ": constant("2000-12-01", rows),
        "DJ_LX": constant("机关", rows),
        "DJ_JYFW": constant("本级人民政府工作部门的职权。", rows),
        "DJ_SF": constant(PROVINCE, rows),
        "DJ_DQ": constant(CITY, rows),
        "DJ_DZ": constant(f"{CITY}守信路1号", rows),
        "DJ_ZZJG": column([body.code[8:17] for body in bodies]),
        "DJ_ZT": constant("存续", rows),
        "DJ_HYDM": constant("S92", rows),
        "DJ_JG": constant(staffing.name.zh, rows),
        "DJ_JGDM": constant(staffing.code, rows),
    }
    empty = ("DJ_FDDBR", "DJ_SFZH", "DJ_ZCZB", "DJ_GSZC", "DJ_CYM")
    return Sheet({**columns, **{code: constant("", rows) for code in empty}})


def write_register_csv(path: Path, organisations: Organisations, seed: int = 0) -> None:
    """Write the register of all organisations to one UTF-8 CSV file, without faults."""
    item = load_catalogue().item("registration")
    market = next(d for d in departments() if d.sector == "market_supervision")
    for start in range(0, len(organisations), PIECE):
        chosen = np.arange(start, min(start + PIECE, len(organisations)))
        rng = stream(seed, "register", start)
        sheet = laid_out(register_sheet(organisations, market, chosen, rng), item, "current")
        if not start:
            start_delimited(path, [item.index[code].title.zh for code in sheet.columns])
        append_delimited(sheet, path)
