"""Rows, files and numbers of nobody, made for the tests that hold what Gongxin promises."""

import csv
import io
from collections.abc import Sequence

from tests.cli import penalties

from gongxin.core.identifiers.checksums import id_check
from gongxin.law.load import load_catalogue

REGISTER = "registration"
Row = dict[str, str]


def id_number(serial: int) -> str:
    """An ID number of nobody: its region does not exist."""
    body = (
        f"329900{1951 + serial % 50}{serial % 12 + 1:02d}{serial % 28 + 1:02d}{serial % 1000:03d}"
    )
    return body + id_check(body)


def penalty(number: int, **changed: str) -> Row:
    """A penalty without faults; without ``CF_XDR_SHXYM`` about an organisation of its own."""
    return penalties.row(number, **changed)


def registered(code: str, name: str, **changed: str) -> Row:
    """A row of the register."""
    item = load_catalogue().item(REGISTER)
    values = {field.code: "" for field in item.stored_fields}
    return values | {"DJ_SHXYM": code, "DJ_MC": name, "DJ_ZCRQ": "2015-03-02", **changed}


def csv_file(item_id: str, rows: Sequence[Row], encoding: str = "utf-8") -> bytes:
    """The rows as a CSV headed by titles; a key that is no field's code heads a column as it is."""
    index = load_catalogue().item(item_id).index
    codes = list(dict.fromkeys(code for row in rows for code in row))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([index[code].title.zh if code in index else code for code in codes])
    writer.writerows([row.get(code, "") for code in codes] for row in rows)
    return out.getvalue().encode(encoding)
