"""How likely two names are one organisation's, and what speaks for and against it.

Each part of the names is compared to one of a few levels; each level has a weight, set on labelled
pairs (``bench/linking``). Only the trade name is evidence: where it differs, no other part makes
up for it. The score never decides a link, it orders what a person looks at.
"""

import csv
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from gongxin.core.name_parts import NameParts, Place, place_of
from gongxin.core.name_words import holdings, syllables

LONG = 3  # characters from which a slip in a trade name can be told from another name
DIGITS = 9  # of a score
LONGEST = 24  # characters in which neighbours in the wrong order are looked for
FORM_WORDS = ("责任", "集团", "总", "农民", "专业", "有限合伙", "特殊普通合伙", "普通合伙", "有限")
LEVELS: dict[str, tuple[str, ...]] = {
    "trade": ("same", "slip_elsewhere", "turned", "sound", "longer", "one_character", "other"),
    "line": ("same", "within", "missing", "other"),
    "form": ("same", "missing", "other"),
    "region": ("same", "fuller", "within", "missing", "other"),
    "branch": ("same", "other"),
    "length": ("short", "long"),
    "bare": ("no", "region", "line", "both"),
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """The level of each part, as in ``LEVELS``; ``length`` is the shorter trade name's.

    ``bare``: what one of the names leaves out of region and line of business.
    """

    trade: str
    line: str
    form: str
    region: str
    branch: str
    length: str
    bare: str


def compare(a: NameParts, b: NameParts) -> Comparison:
    """How the parts of two names agree."""
    fused = a.trade != b.trade and (a.region + a.trade == b.trade or b.region + b.trade == a.trade)
    trade = "same" if fused else _trade(a, b)
    outside = trade == "slip_elsewhere"
    line = "same" if outside else _line(a.line, b.line)
    region = "missing" if fused else _region(place_of(a), place_of(b))
    bare = {(True, True): "both", (True, False): "region", (False, True): "line"}
    return Comparison(
        trade=trade,
        line=line,
        form="same" if outside else _form(plain_form(a.form), plain_form(b.form)),
        region=region,
        branch="same" if a.branch == b.branch else "other",
        length="long" if min(len(a.trade), len(b.trade)) >= LONG else "short",
        bare=bare.get((region == "missing", line == "missing"), "no"),
    )


def score(comparison: Comparison) -> float:
    """From 0 to 1; above one half when it is likelier that the names are one organisation's."""
    table = points()
    total = sum(table[part, getattr(comparison, part)] for part in LEVELS) + table["", ""]
    return likelihood(total)


def likelihood(total: int) -> float:
    """The score that a sum of points stands for."""
    return round(1 / (1 + math.exp(-(total / 1000))), DIGITS)


@cache
def points() -> dict[tuple[str, str], int]:
    """The weights in thousandths: whole numbers have the same sum on every engine."""
    return {place: round(1000 * weight) for place, weight in weights().items()}


@cache
def weights() -> dict[tuple[str, str], float]:
    """The weight of each level of each part, and the constant under two empty texts."""
    source = files("gongxin.core") / "data" / "name_weights.csv"
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    return {(row["part"], row["level"]): float(row["weight"]) for row in rows}


def plain_form(form: str) -> str:
    """The legal form without what is said or left out at will.

    >>> plain_form("有限责任公司"), plain_form("股份有限公司"), plain_form("集团")
    ('公司', '股份公司', '')
    """
    for word in FORM_WORDS:
        form = form.replace(word, "")
    return form


def _trade(a: NameParts, b: NameParts) -> str:
    if a.trade == b.trade:
        return "same"
    stems = a.trade + a.line + a.form, b.trade + b.line + b.form
    heads = stems[0].startswith(b.trade) or stems[1].startswith(a.trade)
    if heads and (a.line != b.line or a.form != b.form) and _slip(*stems):
        return "slip_elsewhere"
    if min(len(a.trade), len(b.trade)) < LONG or not _slip(a.trade, b.trade):
        return "other"
    spot = _first_difference(a.trade, b.trade)
    if len(a.trade) != len(b.trade):
        longer = max(a.trade, b.trade, key=len)
        twice = spot and longer[spot - 1 : spot] == longer[spot : spot + 1]
        return "turned" if twice else "longer"
    if _turned(a.trade, b.trade, spot):
        return "turned"
    said = syllables().get(a.trade[spot], "")
    return "sound" if said and said == syllables().get(b.trade[spot]) else "one_character"


def _slip(a: str, b: str) -> bool:
    """One character more, less or other, or two neighbours in the wrong order."""
    spot = _first_difference(a, b)
    if len(a) == len(b):
        return a != b and (a[spot + 1 :] == b[spot + 1 :] or _turned(a, b, spot))
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return len(longer) == len(shorter) + 1 and longer[spot + 1 :] == shorter[spot:]


def _turned(a: str, b: str, spot: int) -> bool:
    """Whether the characters at ``spot`` and behind it are in each other's place."""
    turned = a[spot + 1 : spot + 2] + a[spot : spot + 1]
    return a != b and turned == b[spot : spot + 2] and a[spot + 2 :] == b[spot + 2 :]


def _first_difference(a: str, b: str) -> int:
    """Where two texts part, looked for in the first ``LONGEST`` characters."""
    ends = (n for n in range(LONGEST) if a[n : n + 1] != b[n : n + 1])
    return next(ends, LONGEST)


def _line(a: str, b: str) -> str:
    if a == b:
        return "same"
    if not a or not b:
        return "missing"
    return "within" if a in b or b in a else "other"


def _form(a: str, b: str) -> str:
    if a == b:
        return "same"
    return "other" if a and b else "missing"


def _region(a: Place, b: Place) -> str:
    if a == b:
        return "same" if a != Place("", "", "") else "missing"
    if Place("", "", "") in (a, b):
        return "missing"
    pairs = ((a.province, b.province), (a.city, b.city), (a.county, b.county))
    if any(x and y and not x.startswith(y) and not y.startswith(x) for x, y in pairs):
        return "other"
    if any(x and y for x, y in pairs):
        return "fuller"
    return "within" if _lies_in(a, b) or _lies_in(b, a) else "other"


def _lies_in(inner: Place, outer: Place) -> bool:
    place, around = inner.county or inner.city, outer.city or outer.province
    return bool(around and place) and around + place in holdings()
