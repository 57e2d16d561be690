"""Penalty files made from the catalogue's own examples."""

import csv
from pathlib import Path

from gongxin.core.identifiers import uscc
from gongxin.law.load import load_catalogue

DEPARTMENT = uscc.make("11", "329900", "43001001")


def row(number: int, **changed: str) -> dict[str, str]:
    """A row without faults about an organisation of its own, by field code."""
    item = load_catalogue().item("penalty")
    values = {field.code: field.example or "" for field in item.stored_fields}
    values |= {
        "CF_WSH": f"公市监罚〔2026〕{number}号",
        "CF_XDR_MC": f"公信市第{number}号机械有限公司",
        "CF_XDR_SHXYM": uscc.make("91", "329901", f"{number:08d}"),
        "CF_XDR_GSZC": "",
        "CF_XDR_ZZJG": "",
    }
    return values | changed


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    """The rows as a CSV file headed by titles."""
    item = load_catalogue().item("penalty")
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow([field.title.zh for field in item.stored_fields])
        out.writerows([values[field.code] for field in item.stored_fields] for values in rows)
    return path


def mixed_file(path: Path) -> Path:
    """300 rows: one with a wrong code, one about a natural person, the rest without faults."""
    wrong = row(298, CF_XDR_SHXYM=row(298)["CF_XDR_SHXYM"][:-1] + "?")
    person = row(299, CF_XDR_LB="自然人", CF_XDR_MC="张某", CF_XDR_SHXYM="")
    return write(path, [*(row(number) for number in range(298)), wrong, person])
