"""The city's departments and how each hands in its files, from ``packs/demo/departments.yaml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

import yaml

from gongxin.core.text import Text

Format = Literal["xlsx", "gb18030", "bom", "tsv", "jsonl", "parquet"]
Header = Literal["title", "code", "alias"]
Layout = Literal["current", "2018", "plain"]
Dates = Literal["iso", "slash", "native"]


@dataclass(frozen=True, slots=True)
class Habit:
    """How a department hands in one item.

    ``share`` is its part of the item's records, ``every`` the months between two files, ``month``
    the one of yearly files, ``late`` the part of rows handed in after the deadline, ``faults`` the
    part with a planted fault; ``kinds`` are the organisations that it registers. Without ``every``
    there are no dated files: the register.
    """

    item: str
    format: Format
    header: Header
    share: float = 1.0
    every: int = 0
    layout: Layout = "current"
    title_row: bool = False
    dates: Dates = "iso"
    month: int = 0
    late: float = 0.0
    faults: float = 0.035
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Department:
    """A department of the fictional city."""

    code: str
    name: Text
    short: str
    username: str
    sector: str
    habits: tuple[Habit, ...]
    credit_office: bool = False


@cache
def departments() -> tuple[Department, ...]:
    """All departments, the credit office first."""
    return tuple(_department(entry) for entry in pack_file("departments")["departments"])


@cache
def pack_file(name: str) -> Mapping[str, Any]:
    """One of the demonstration pack's YAML files."""
    source = files("gongxin.packs") / "demo" / f"{name}.yaml"
    return cast(Mapping[str, Any], yaml.safe_load(source.read_text(encoding="utf-8")))


def _department(entry: Mapping[str, Any]) -> Department:
    return Department(
        code=entry["code"],
        name=Text(entry["name"]["zh"], entry["name"]["en"]),
        short=entry["short"],
        username=entry["username"],
        sector=entry["sector"],
        habits=tuple(Habit(**{**h, "kinds": tuple(h.get("kinds", ()))}) for h in entry["files"]),
        credit_office=entry.get("credit_office", False),
    )
