"""Administrative regions since 1980 (GB/T 2260), with the fictional city of the demonstration.

A code may have had several names; one that is no longer in use stays known, because the codes of
organisations keep the region they were issued in.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from gongxin.core.identifiers.constants import NATIONAL_REGION

# Entries that group districts or counties and are no part of a place's name.
_GROUPINGS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})


@dataclass(frozen=True, slots=True)
class Region:
    """A region code with a name it had; months as ``1980-12``, ``last_seen`` empty when in use."""

    code: str
    name: str
    first_seen: str
    last_seen: str

    @property
    def is_place(self) -> bool:
        """False for an entry that only groups places: 市辖区."""
        return self.name not in _GROUPINGS


@cache
def _table() -> dict[str, Region]:
    table = {NATIONAL_REGION: Region(NATIONAL_REGION, "全国", "1980-12", "")}
    for name in ("regions.csv", "regions_demo.csv"):
        source = files("gongxin.core") / "data" / name
        for row in csv.DictReader(source.read_text(encoding="utf-8").splitlines()):
            region = Region(**row)
            known = table.get(region.code)
            if known is None or _until(region) >= _until(known):
                table[region.code] = region
    return table


def _until(region: Region) -> str:
    return region.last_seen or "9999-12"


def lookup(code: str) -> Region | None:
    """The region with this six-digit code under its latest name; None when there never was one.

    >>> lookup("320602").name
    '崇川区'
    >>> lookup("110103").last_seen
    '2009-12'
    """
    return _table().get(code)


@cache
def all_codes() -> frozenset[str]:
    """Every code of province, city or county level since 1980, and 100000 for the nation."""
    return frozenset(_table())


def path_name(code: str) -> str:
    """The region's full name from the province down; empty when the code is unknown.

    >>> path_name("320602")
    '江苏省南通市崇川区'
    >>> path_name("320000")
    '江苏省'
    """
    if lookup(code) is None:
        return ""
    levels = dict.fromkeys((code[:2] + "0000", code[:4] + "00", code))
    found = [region for region in map(lookup, levels) if region is not None]
    return "".join(r.name for r in found if r.is_place)
