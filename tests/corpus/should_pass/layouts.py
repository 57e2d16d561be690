"""The layouts of permits and penalties through the years, and the register's plain export."""

import csv
import io

from tests.corpus.make import (
    REGISTER_HEADER,
    Row,
    Table,
    id_number,
    item,
    penalty,
    permit,
    registered,
    titled,
)

PLANTED = id_number(5)
_PERSON = ("FR_ZJLX", "FR_ZJHM", "XDR_ZJLX", "XDR_ZJHM")


def _codes(item_id: str, *, of_2018: bool) -> list[str]:
    hidden = ("XDR_LB", *_PERSON) if of_2018 else ("FR_SFZH",)
    hidden = (*hidden, "SYCX")  # the procedure, which no national layout has
    return [f.code for f in item(item_id).fields if f.code[3:] not in hidden]


def _table(item_id: str, rows: list[Row], *, of_2018: bool) -> Table:
    prefix = "XK_" if item_id == "permit" else "CF_"
    never = {f"{prefix}{code}": PLANTED for code in (*_PERSON, "FR_SFZH")}
    return titled(item(item_id), [row | never for row in rows], _codes(item_id, of_2018=of_2018))


LAYOUTS: dict[str, tuple[str, int, Table]] = {
    "permit-2018": ("permit", 24, _table("permit", [permit(1), permit(2)], of_2018=True)),
    "permit-later": ("permit", 28, _table("permit", [permit(1), permit(2)], of_2018=False)),
    "penalty-2018": ("penalty", 26, _table("penalty", [penalty(1), penalty(2)], of_2018=True)),
    "penalty-later": ("penalty", 30, _table("penalty", [penalty(1), penalty(2)], of_2018=False)),
}
CAPITALS = {
    "200(万)": True,
    "50万人民币": True,
    "820(万元)": True,
    "100万美元": True,
    "1000000元": True,
    "５００万": True,
    "N/A": True,
    "无": True,
    "": True,
    "#(万元)": False,
    "面议": False,
}


def register_export() -> str:
    """The export as it comes: ten columns, capital written in many shapes."""
    out = io.StringIO(newline="")
    out.write(REGISTER_HEADER + "\n")
    rows = [registered(n, DJ_ZCZB=text) for n, text in enumerate(CAPITALS, start=1)]
    csv.writer(out, lineterminator="\n").writerows(row.values() for row in rows)
    return out.getvalue()
