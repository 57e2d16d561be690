"""Write the city's catalogue as a rule pack, in the form in which every pack is written."""

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

import yaml

from gongxin.demo.departments import pack_file
from gongxin.demo.nantong.kinds import Kind, kinds
from gongxin.law.load import load_catalogue
from gongxin.law.roots import default_roots

PACK = "nantong-demo"
EFFECTIVE = "2025-01-01"
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # ten times as fast where it was built

Entry = Mapping[str, Any]


def write_pack(folder: Path) -> None:
    """Write ``pack.yaml`` and ``items/*.yaml`` into ``folder``; the same files every time."""
    items = folder / "items"
    items.mkdir(parents=True, exist_ok=True)
    _write(folder / "pack.yaml", _manifest())
    penalty_kinds = _penalty_kinds()
    for kind in kinds():
        _write(items / f"{kind.id}.yaml", _item(kind, penalty_kinds))


def _write(path: Path, entry: Entry) -> None:
    text = yaml.dump(entry, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=1000)
    path.write_text(text, encoding="utf-8")


def _manifest() -> Entry:
    return {
        "id": PACK,
        "title": {"zh": "公信市（演示，虚构）", "en": "Gongxin City (demonstration, fictional)"},
        "description": {
            "zh": "为演示生成的目录，单位、目录项和依据均为虚构。",
            "en": "Generated for demonstration; departments, items and bases are fictional.",
        },
    }


def _item(kind: Kind, penalty_kinds: Entry) -> Entry:
    negative = bool(kind.record.get("negative"))
    fields = _fields(kind, penalty_kinds if negative else None)
    codes = [field["code"] for field in fields]
    scope = "authorised" if kind.is_flow else "public"
    window = {"window": "penalty", "kinds_field": "KINDS"} if negative else {}
    entry: dict[str, Any] = {
        "id": kind.id,
        "title": {"zh": kind.title.zh, "en": kind.title.en},
        "category": kind.record.get("category", "3"),
        "polarity": "negative" if negative else kind.record.get("polarity", "neutral"),
        "effective": EFFECTIVE,
        "submitters": [kind.department.sector],
        "bases": [_basis()],
        "subject": {"code": "CODE", "name": "NAME"} | _numbers(codes),
        "key": ["NO"],
        "decided": "DAY",
        "department": "AGENCY",
        "publicity": {"scope": scope, **window},
        "storage": "lake" if kind.is_flow else "database",
        "order": 1000 + kind.number,
        "fields": fields,
    }
    if kind.is_flow:
        entry["aggregates"] = pack_file("nantong")["aggregates"]
    if "working_days" in kind.record:
        days = str(kind.record["working_days"])
        entry["deadline"] = {"working_days": days, "field": "DAY", "basis": _basis()}
    return entry


def _basis() -> Entry:
    return {
        "document": {
            "zh": "公信市公共信用信息目录（演示，虚构）",
            "en": "Gongxin City catalogue of public credit information (demonstration, fictional)",
        },
        "effective": EFFECTIVE,
        "verified": False,
    }


def _numbers(codes: list[str]) -> dict[str, str]:
    named = {"regno": "REGNO", "orgcode": "ORGCODE", "party_class": "CLASS"}
    return {key: code for key, code in named.items() if code in codes}


def _fields(kind: Kind, penalty_kinds: Entry | None) -> list[Entry]:
    """The fields that every item has, then those of its own, as many as it should have."""
    parts = pack_file("nantong")
    titles = {
        "NO": kind.record.get("number", {"zh": "电子凭证号", "en": "Voucher number"}),
        "DAY": kind.record.get("day", {"zh": "缴纳日期", "en": "Paid on"}),
    }
    fields: list[Entry] = [
        {**field, "title": titles.get(field["code"], field.get("title"))}
        for field in parts["party"]
    ]
    fields += parts["flow"] if kind.is_flow else []
    fields += [penalty_kinds] if penalty_kinds is not None else []
    taken = {field["code"] for field in fields}
    more = [field for field in _shuffled(kind.id, parts["more"]) if field["code"] not in taken]
    return (fields + [f for f in more if not (kind.is_flow and _of_state(f))])[: kind.fields]


def _of_state(field: Entry) -> bool:
    """Whether the field asks for states that only items with a validity have."""
    return "required_if" in field or "only_if" in field


def _shuffled(item_id: str, fields: list[Entry]) -> list[Entry]:
    """The fields in the item's own order, those that ask for a state behind the state."""
    order = random.Random(crc32(item_id.encode())).sample(fields, len(fields))
    state = next(place for place, field in enumerate(order) if field["code"] == "STATE")
    early = [field for field in order[:state] if _of_state(field)]
    return [
        *[f for f in order[:state] if f not in early],
        order[state],
        *early,
        *order[state + 1 :],
    ]


def _penalty_kinds() -> Entry:
    """The kinds of penalty as the national item has them: by them the window is told."""
    penalty = load_catalogue(default_roots("")).item("penalty")
    field = penalty.index[penalty.publicity.kinds_field or ""]
    return {
        "code": "KINDS",
        "title": {"zh": "处罚种类", "en": "Kinds of penalty"},
        "type": field.type,
        "required": True,
        "publicity": "public",
        "open_choices": field.open_choices,
        "choices": [
            {"value": c.value, "zh": c.title.zh, "en": c.title.en, "also": list(c.also)}
            for c in field.choices
        ],
    }
