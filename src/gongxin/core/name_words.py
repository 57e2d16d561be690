"""The words that names of organisations are put together from, as patterns for any engine."""

import csv
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TypeAlias

from gongxin.core import regions

PROVINCE_ENDS = ("特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市")
ENDS = ("省", "市", "县", "区")

# The words by their characters: "" where a word ends.
_Node: TypeAlias = dict[str, "_Node"]


@cache
def words(part: str) -> tuple[str, ...]:
    """The words for ``line`` (of business), ``form`` (legal form) or ``branch``."""
    source = files("gongxin.core") / "data" / "name_words.csv"
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    return tuple(word for row in rows if row["part"] == part for word in row["words"].split())


@cache
def traditional() -> dict[str, str]:
    """Traditional characters and variants with the simplified one that is written for each."""
    return {t: row["simplified"] for row in _rows("traditional") for t in row["traditional"]}


@cache
def syllables() -> dict[str, str]:
    """How a character of GB 2312 is read, without its tone; the commonest reading only.

    >>> syllables()["晨"], syllables()["辰"]
    ('chen', 'chen')
    """
    return {c: row["syllable"] for row in _rows("syllables") for c in row["characters"]}


def alternatives(listed: Iterable[str]) -> str:
    """A regular expression for exactly these words, longest first, shared beginnings once.

    >>> alternatives(["商贸", "商务", "商"])
    '商(?:贸|务)?'
    """
    tree: _Node = {}
    for word in listed:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _pattern(tree)


def _pattern(node: _Node) -> str:
    branches = [character + _pattern(child) for character, child in node.items() if character]
    if not branches:
        return ""
    whole = len(branches) == 1 and "" not in node
    body = branches[0] if whole else f"(?:{'|'.join(branches)})"
    return body + "?" if "" in node else body


@cache
def provinces() -> str:
    """A pattern for the provinces, in full and short: 江苏省, 江苏.

    吉林 is left to the cities: 吉林市 begins with it.
    """
    every = [r for code in sorted(regions.all_codes()) if (r := _region(code))]
    taken = {_short(r.name) for r in every if r.code[2:] != "0000" and r.code[4:] == "00"}
    named = [r.name for r in every if r.code[2:] == "0000"]
    return alternatives([*named, *(short for n in named if (short := _short(n)) not in taken)])


@cache
def cities() -> str:
    """A pattern for the cities, in full and short."""
    every = [r for code in sorted(regions.all_codes()) if (r := _region(code))]
    named = {r.name for r in every if r.code[4:] == "00" and r.code[2:] != "0000"}
    return alternatives(sorted({form for name in named for form in (name, _short(name))}))


@cache
def counties() -> str:
    """A pattern for counties and districts, in full and short."""
    every = [r for code in sorted(regions.all_codes()) if (r := _region(code))]
    named = {r.name for r in every if r.code[4:] != "00"}
    return alternatives(sorted({form for name in named for form in (name, _short(name))}))


@cache
def holdings() -> frozenset[str]:
    """Every place behind each place that it lies in, as :func:`plain_place` writes them.

    Counties and county-level cities, which names carry without their city, also stand alone.

    >>> "南通海安" in holdings(), "江苏海安" in holdings(), "苏州海安" in holdings()
    (True, True, False)
    """
    found = set()
    for code in regions.all_codes():
        levels = [_region(code[:n] + "0" * (6 - n)) for n in (2, 4, 6)]
        names = list(dict.fromkeys(form for r in levels if r for form in _plain(r.name)))
        found |= {a + b for n, a in enumerate(names) for b in names[n + 1 :]}
        if levels[2] and code[4:] != "00" and not levels[2].name.endswith("区"):
            found |= set(_plain(levels[2].name))
    return frozenset(found)


def plain_place(name: str) -> str:
    """The place without its last character, where that says only what kind of place it is.

    >>> plain_place("南通市"), plain_place("南通"), plain_place("沛县")
    ('南通', '南通', '沛县')
    """
    return name[:-1] if len(name) > 2 and name[-1] in ENDS else name


def _plain(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((plain_place(name), plain_place(_short(name)))))


def _region(code: str) -> regions.Region | None:
    found = regions.lookup(code)
    return None if found is None or found.code == "100000" or not found.is_place else found


def _short(name: str) -> str:
    ends = PROVINCE_ENDS + ENDS
    end = next((end for end in ends if name.endswith(end) and len(name) - len(end) >= 2), "")
    return name.removesuffix(end)


def _rows(name: str) -> list[dict[str, str]]:
    source = files("gongxin.core") / "data" / f"{name}.csv"
    return list(csv.DictReader(source.read_text(encoding="utf-8").splitlines()))
