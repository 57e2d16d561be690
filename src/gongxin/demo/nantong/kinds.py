"""Which items the city's catalogue has, from ``packs/demo/nantong.yaml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from zlib import crc32

from gongxin.core.identifiers import uscc
from gongxin.core.text import Text
from gongxin.demo.departments import pack_file

ITEMS = 590
FIELDS = 5_938
FEWEST, MOST = 6, 18  # fields of an item that is no flow
FLOW_FIELDS = 9

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Department:
    """A department of the city; ``number`` counts from 0 and tells its habits."""

    number: int
    code: str
    name: Text
    sector: str


@dataclass(frozen=True, slots=True)
class Kind:
    """One item: who records what, with how many fields; ``share`` of all rows, 0 for the small ones.

    ``number`` counts from 1, ``record`` is the entry of the kind or the flow.
    """

    number: int
    id: str
    title: Text
    department: Department
    record: Entry
    share: float
    fields: int

    @property
    def is_flow(self) -> bool:
        """Whether it is a flow of payments."""
        return self.share > 0


@cache
def city_departments() -> tuple[Department, ...]:
    """The 55 departments."""
    return tuple(
        Department(
            number=number,
            code=uscc.make("11", "329900", f"NT{number + 1:06d}"),
            name=_text(entry["name"]),
            sector=entry["sector"],
        )
        for number, entry in enumerate(pack_file("nantong")["departments"])
    )


@cache
def kinds() -> tuple[Kind, ...]:
    """The 590 items, flows first, with 5,938 fields in all."""
    named = [*_flows(), *_small(ITEMS - len(pack_file("nantong")["flows"]))]
    return tuple(
        Kind(number, item_id, title, department, record, record.get("share", 0.0), fields)
        for number, ((item_id, title, department, record), fields) in enumerate(
            zip(named, _field_counts(named), strict=True), 1
        )
    )


Named = tuple[str, Text, Department, Entry]


def _flows() -> list[Named]:
    by_sector = {department.sector: department for department in city_departments()}
    return [
        (f"nt-{flow['id']}", _text(flow), by_sector[flow["sector"]], flow)
        for flow in pack_file("nantong")["flows"]
    ]


def _small(wanted: int) -> list[Named]:
    """For each department some kinds of record about its topics, ``wanted`` in all."""
    entries = pack_file("nantong")["departments"]
    found: list[Named] = []
    for department, entry in zip(city_departments(), entries, strict=True):
        share = wanted // len(entries) + (department.number < wanted % len(entries))
        made = [
            _named(department, place, topic, record)
            for place, topic in enumerate(entry["topics"], 1)
            for record in pack_file("nantong")["kinds"]
        ]
        found += sorted(made, key=lambda one: crc32(one[0].encode()))[:share]
    return found


def _named(department: Department, place: int, topic: Entry, record: Entry) -> Named:
    chinese, english = topic["zh"] + record["zh"], f"{topic['en']}: {record['en']}"
    title = Text(chinese, english)
    sector = department.sector.replace("_", "-")
    return f"nt-{sector}-{place}-{record['key']}", title, department, record


def _field_counts(named: list[Named]) -> list[int]:
    """How many fields each item has: uneven, but exactly so many in all."""
    flows = [("share" in record) for *_, record in named]
    counts = [
        FLOW_FIELDS if flow else FEWEST + crc32(item_id.encode()) % 9
        for flow, (item_id, *_) in zip(flows, named, strict=True)
    ]
    open_places = [place for place, flow in enumerate(flows) if not flow]
    turn = 0
    while (missing := FIELDS - sum(counts)) != 0:
        place = open_places[turn % len(open_places)]
        step = 1 if missing > 0 else -1
        if FEWEST <= counts[place] + step <= MOST:
            counts[place] += step
        turn += 1
    return counts


def _text(entry: Entry) -> Text:
    return Text(entry["zh"], entry["en"])
