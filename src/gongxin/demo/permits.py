"""Permits of the city's departments, as they fill them in."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from gongxin.demo.calendar import date_of, years_later
from gongxin.demo.columns import (
    Column,
    Numbers,
    column,
    constant,
    digits,
    draw,
    iso,
    join,
    spelled,
    take,
    where,
)
from gongxin.demo.departments import Department, pack_file
from gongxin.demo.organisations import Organisations
from gongxin.demo.party import party_columns
from gongxin.demo.sheet import Sheet

NO_END = "2099-12-31"


def permit_sheet(
    organisations: Organisations,
    department: Department,
    decided: Numbers,
    first_number: int,
    rng: np.random.Generator,
) -> Sheet:
    """Permits of one department, one for each day of ``decided``; columns by field code."""
    own = pack_file("permits")[department.sector]
    offers: list[Mapping[str, Any]] = own["permits"]
    rows = len(decided)
    party = organisations.pick(rng, decided, tuple(own.get("parties", ())))
    offer = draw(rng, len(offers), rows)
    years = np.asarray([entry["years"] for entry in offers])[offer]
    number = digits(first_number + np.arange(rows), 6)
    columns = {
        "XK_XKWS": _of(offers, "document", offer),
        "XK_WSH": join(_year(decided), "许字第", number, "号"),
        "XK_XKLB": _of(offers, "kind", offer),
        "XK_XKZS": _of(offers, "certificate", offer),
        "XK_XKBH": _certificate_numbers(offers, offer, organisations, party, number),
        "XK_NR": _contents(offers, offer, rng),
        "XK_JDRQ": iso(decided),
        "XK_YXQZ": iso(decided),
        "XK_YXQZI": where(years > 0, iso(years_later(decided, np.maximum(years, 1))), NO_END),
        "XK_XKJG": constant(department.name.zh, rows),
        "XK_XKJGDM": constant(department.code, rows),
        "XK_ZT": where(rng.random(rows) < 0.98, "1", "2"),
        "XK_LYDW": constant(department.name.zh, rows),
        "XK_LYDWDM": constant(department.code, rows),
        "BZ": constant("", rows),
    }
    return Sheet({**party_columns("XK", organisations, party, rng), **columns})


def _of(offers: list[Mapping[str, Any]], key: str, offer: Numbers) -> Column:
    return take(column([entry[key] for entry in offers]), offer)


def _year(decided: Numbers) -> Column:
    return spelled(decided, lambda day: str(date_of(int(day)).year))


def _certificate_numbers(
    offers: list[Mapping[str, Any]],
    offer: Numbers,
    organisations: Organisations,
    party: Numbers,
    number: Column,
) -> Column:
    region = take(organisations.region, party)
    certified = np.asarray([bool(entry["number"]) for entry in offers])[offer]
    return where(certified, join(_of(offers, "number", offer), region, number), "")


def _contents(offers: list[Mapping[str, Any]], offer: Numbers, rng: np.random.Generator) -> Column:
    counts = np.asarray([len(entry["content"]) for entry in offers])
    starts = np.concatenate(([0], np.cumsum(counts)[:-1]))
    texts = column([text for entry in offers for text in entry["content"]])
    return take(texts, starts[offer] + (rng.random(len(offer)) * counts[offer]).astype(np.int64))
