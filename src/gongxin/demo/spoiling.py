"""How one row is spoilt: each function gives the cells it changes, or None where it cannot.

The first changed cell is the one that the fault is noted at. Rows come and go as text by field code.
"""

import zlib
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TypeAlias

import numpy as np

from gongxin.core.identifiers import uscc
from gongxin.core.identifiers.checksums import uscc_check
from gongxin.demo import names
from gongxin.demo.places import CITY
from gongxin.law.catalogue import Field, Item

Row: TypeAlias = Mapping[str, str]
Cells: TypeAlias = dict[str, str]
Spoil: TypeAlias = Callable[[Row, Item, np.random.Generator], Cells | None]

SPELLINGS = ("{0}/{1}/{2}", "{0}.{1}.{2}", "{0}年{1}月{2}日", "{0}{1:02d}{2:02d}")
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
SLIPS = {
    "械": "戒",
    "贸": "货",
    "饮": "欲",
    "流": "硫",
    "装": "妆",
    "品": "晶",
    "设": "没",
    "技": "枝",
}
FORMS = ("股份有限公司", "有限责任公司", "有限公司")
UNKNOWN_REGION = "329998"  # in the fictional city's numbers, but no district of it


def decided_as(*texts: str) -> Spoil:
    """The date of decision replaced by one of the texts."""
    return lambda row, item, rng: {item.decided: _one(rng, texts)}


def missing(row: Row, item: Item, rng: np.random.Generator) -> Cells | None:
    """A required cell left empty."""
    found = [f.code for f in item.fields if f.required and row.get(f.code)]
    return {_one(rng, tuple(found)): ""} if found else None


def too_long(row: Row, item: Item, rng: np.random.Generator) -> Cells | None:
    """A text that is longer than its column allows."""
    for field in item.fields:
        value = row.get(field.code)
        if value and field.required and field.type == "text" and 0 < (field.length or 0) <= 256:
            return {field.code: value * ((field.length or 0) // len(value) + 1)}
    return None


def bad_choice(row: Row, item: Item, rng: np.random.Generator) -> Cells | None:
    """A word that the enumeration does not have."""
    found = [f.code for f in item.fields if f.type in ("enum", "enums") and row.get(f.code)]
    return {_one(rng, tuple(found)): _one(rng, ("见附件", "同上", "详见决定书"))} if found else None


def end_before_start(row: Row, item: Item, rng: np.random.Generator) -> Cells | None:
    """An end that lies before its beginning."""
    for field in item.fields:
        start = row.get(field.not_before or "")
        if start and row.get(field.code):
            return {field.code: str(date.fromisoformat(start) - timedelta(days=40))}
    return None


def amount_missing(row: Row, item: Item, rng: np.random.Generator) -> Cells | None:
    """A fine or confiscation without its amount."""
    found = _amount(row, item, filled=True)
    return {found.code: ""} if found else None


def amount_alone(row: Row, item: Item, rng: np.random.Generator) -> Cells | None:
    """An amount although the decision has no fine."""
    found = _amount(row, item, filled=False)
    return {found.code: _one(rng, ("0.5", "1.2", "3"))} if found else None


def amount_as(change: Callable[[str], str]) -> Spoil:
    """The amount written in another way."""

    def spoil(row: Row, item: Item, rng: np.random.Generator) -> Cells | None:
        found = _amount(row, item, filled=True)
        return {found.code: change(row[found.code])} if found else None

    return spoil


def licence_missing(row: Row, item: Item, rng: np.random.Generator) -> Cells | None:
    """A licence suspended or revoked, but not said which."""
    for field in item.fields:
        if field.required_if and field.type == "text" and row.get(field.code):
            return {field.code: ""}
    return None


def number_unreadable(row: Row, item: Item, rng: np.random.Generator) -> Cells | None:
    """A word where a number belongs."""
    found = [f.code for f in item.fields if f.type == "integer" and row.get(f.code)]
    return {found[0]: "本年度"} if found else None


def code_as(change: Callable[[str, np.random.Generator], str]) -> Spoil:
    """The party's code changed; None where it stays the same."""

    def spoil(row: Row, item: Item, rng: np.random.Generator) -> Cells | None:
        code = row.get(item.subject.code)
        changed = change(code, rng) if code else code
        return {item.subject.code: changed} if code and changed and changed != code else None

    return spoil


def wrong_check_digit(code: str, rng: np.random.Generator) -> str:
    """The code with another last character."""
    return code[:17] + _one(rng, tuple(c for c in "0123456789AC" if c != code[17]))


def wrong_inner_digit(code: str, rng: np.random.Generator) -> str:
    """A code whose organisation code does not verify, though the whole does."""
    body = code[:16] + _one(rng, tuple(c for c in "0123456789" if c != code[16]))
    return body + uscc_check(body)


def another_code(code: str, rng: np.random.Generator, region: str = "") -> str:
    """A valid code that no organisation of the city bears."""
    serial = f"9{rng.integers(0, 10_000_000):07d}"  # the city's own old series ends before this
    return uscc.make(code[:2], region or code[2:8], serial)


def of_unknown_region(code: str, rng: np.random.Generator) -> str:
    """A valid code of a region that never was."""
    return another_code(code, rng, UNKNOWN_REGION)


def as_id_number(code: str, rng: np.random.Generator) -> str:
    """A synthetic person's number where the code belongs."""
    return str(names.id_numbers(rng, 1)[0].as_py())


def natural_person(row: Row, item: Item, rng: np.random.Generator) -> Cells | None:
    """The row turned into one about a natural person."""
    subject = item.subject
    if not subject.party_class or subject.party_class not in row:
        return None
    cells = {subject.party_class: "自然人", subject.name: _person(rng), subject.code: ""}
    prefix = subject.name.removesuffix("_MC")
    papers = {f"{prefix}_ZJLX": "身份证", f"{prefix}_ZJHM": as_id_number("", rng)}
    others = (*_numbers(item), subject.legal_representative or "")
    blank = {code: "" for code in others if code in row}
    return {**cells, **blank, **{c: v for c, v in papers.items() if c in row}}


def id_in_text(row: Row, item: Item, rng: np.random.Generator) -> Cells | None:
    """A person's number inside a long text."""
    for field in item.fields:
        value = row.get(field.code)
        if value and field.type == "text" and (field.length or 0) >= 2000:
            return {field.code: f"{value}（经办人{_person(rng)}，证号{as_id_number('', rng)}）"}
    return None


def only(kept: str) -> Spoil:
    """No code, and of the other numbers only ``kept`` (regno, orgcode or none)."""

    def spoil(row: Row, item: Item, rng: np.random.Generator) -> Cells | None:
        stays = getattr(item.subject, kept) if kept else None
        if item.index[item.subject.code].required or (kept and not row.get(stays or "")):
            return None
        others = {code: "" for code in _numbers(item) if code != stays and code in row}
        return {item.subject.code: "", **others}

    return spoil


def unknown_name(row: Row, item: Item, rng: np.random.Generator) -> Cells | None:
    """No number at all, and a name that nobody in the city bears."""
    cells = only("")(row, item, rng)
    return None if cells is None else {**cells, item.subject.name: _invented(rng)}


def misspelt_name(row: Row, item: Item, rng: np.random.Generator) -> Cells | None:
    """No number at all, and the party's own name as a tired clerk writes it."""
    cells = unknown_name(row, item, rng)
    return None if cells is None else {**cells, item.subject.name: misspelt(row[item.subject.name])}


def misspelt(name: str) -> str:
    """The name with its legal form cut short, its place in brackets or left out, or a wrong character.

    >>> misspelt("公信市禾川机械有限公司"), misspelt("公信市岚野物流有限公司")
    ('禾川机械（公信市）有限公司', '公信市岚野物流公司')
    """
    ways = (_form_cut_short, _place_in_brackets, _one_wrong, _place_left_out)
    first = zlib.crc32(name.encode()) % len(ways)
    tried = (way(name) for way in (*ways[first:], *ways[:first]))
    return next((written for written in tried if written != name), f"{name}（{CITY}）")


def _form_cut_short(name: str) -> str:
    form = _form_of(name)
    return f"{name.removesuffix(form)}公司" if form else name


def _place_in_brackets(name: str) -> str:
    form = _form_of(name)
    if not form or not name.startswith(CITY):
        return name
    return f"{name.removeprefix(CITY).removesuffix(form)}（{CITY}）{form}"


def _one_wrong(name: str) -> str:
    """A character of the line of business replaced by one that looks or sounds like it."""
    form = _form_of(name)
    body = name.removesuffix(form)
    return body[:-1] + SLIPS.get(body[-1], body[-1]) + form


def _place_left_out(name: str) -> str:
    return name.removeprefix(CITY)


def _form_of(name: str) -> str:
    return next((form for form in FORMS if name.endswith(form)), "")


def unknown_code(row: Row, item: Item, rng: np.random.Generator) -> Cells | None:
    """An organisation that is not in the register yet: new code, new name."""
    code = row.get(item.subject.code)
    if not code or item.id == "registration":
        return None
    blank = {c: "" for c in _numbers(item) if c in row}
    return {item.subject.code: another_code(code, rng), item.subject.name: _invented(rng), **blank}


def date_spelt(row: Row, item: Item, rng: np.random.Generator) -> Cells | None:
    """The date of decision in another spelling: no fault, only variety."""
    day = date.fromisoformat(row[item.decided])
    return {item.decided: _one(rng, SPELLINGS).format(day.year, day.month, day.day)}


def full_width(text: str) -> str:
    """The figures as typed in a Chinese input method."""
    return text.translate(FULL_WIDTH)


def _amount(row: Row, item: Item, *, filled: bool) -> Field | None:
    fields = [f for f in item.fields if f.type == "money" and f.only_if and f.code in row]
    return next((f for f in fields if bool(row[f.code]) == filled), None)


def _numbers(item: Item) -> list[str]:
    """The fields with a party's other numbers."""
    prefix = item.subject.name.removesuffix("_MC")
    return [f"{prefix}_{end}" for end in ("GSZC", "ZZJG", "SWDJ", "SYDW", "SHZZ")]


def _person(rng: np.random.Generator) -> str:
    return str(names.person_names(rng, 1)[0].as_py())


def _invented(rng: np.random.Generator) -> str:
    trade = names.trade_names(rng, 1, np.ones(1, bool))[0].as_py()
    return f"{CITY}{trade}{_one(rng, ('文具', '仪器', '陶瓷', '印务'))}有限公司"


def _one(rng: np.random.Generator, texts: tuple[str, ...]) -> str:
    return texts[int(rng.integers(0, len(texts)))]
