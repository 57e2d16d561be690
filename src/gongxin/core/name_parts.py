"""A name of an organisation in its parts: region, trade name (字号), line of business, legal form.

《企业名称登记管理规定》 (State Council Decree 734, art. 6) builds a name from these four. The patterns
here are the only place that knows how a name is taken apart; :mod:`gongxin.batch.linking.parts`
applies the same ones to whole columns.
"""

import re
from dataclasses import dataclass
from functools import cache

from gongxin.core.name_words import (
    alternatives,
    cities,
    counties,
    holdings,
    plain_place,
    provinces,
    traditional,
    words,
)
from gongxin.core.names import normalise

SHORTEST = 2  # characters of a trade name
COUNTY_ENDS = ("市", "县", "区")


@dataclass(frozen=True, slots=True)
class NameParts:
    """The parts of one name in simplified characters; empty where the name has none.

    ``region`` is the place at the beginning, ``inside`` one in brackets, both as written;
    ``branch`` makes the name one of a branch. Only ``trade`` tells whose name it is.
    """

    region: str
    inside: str
    trade: str
    line: str
    form: str
    branch: str


@dataclass(frozen=True, slots=True)
class Place:
    """The levels of a place as :func:`plain_place` writes them; empty where it is not said."""

    province: str
    city: str
    county: str


@dataclass(frozen=True, slots=True)
class Patterns:
    """Regular expressions in the common part of Python's, RE2's and Java's languages.

    All but ``branch`` are used without groups: then RE2 needs a fraction of a microsecond a name.
    """

    bracket: str  # what stands in the first brackets
    branch: str  # (head) (branch)
    form: str  # legal forms at the end
    province: str  # at the beginning, as the next two
    city: str
    county: str
    line: str  # words for lines of business at the end
    unnamed: str  # the whole text is such words


@cache
def patterns() -> Patterns:
    """The patterns; built once."""
    form, line = alternatives(words("form")), alternatives(words("line"))
    branch, ends = alternatives(words("branch")), alternatives((*words("form"), "公司"))
    return Patterns(
        bracket=r"\([^()]+\)",
        branch=f"^(.{{2,}}?(?:{ends}))(.{{0,8}}?(?:{branch}))$",
        form=f"(?:{form})*$",
        province=f"^(?:{provinces()})",
        city=f"^(?:{cities()})",
        county=f"^(?:{counties()})",
        line=f"(?:{line})*$",
        unnamed=f"^(?:{line})+$",
    )


def folded(name: str) -> str:
    """``name`` normalised and in simplified characters: the form in which names are compared.

    >>> folded("南通示例商貿（集團）有限公司")
    '南通示例商贸(集团)有限公司'
    """
    return normalise(name).translate(_simplified())


def split_name(name: str) -> NameParts:
    """The parts of ``name``; no character but brackets is lost.

    >>> split_name("江苏省南通市示例商贸有限公司")
    NameParts(region='江苏省南通市', inside='', trade='示例', line='商贸', form='有限公司', branch='')
    >>> split_name("示例（南通）商贸有限公司海安分公司").inside
    '南通'
    """
    p, text, inside = _compiled(), folded(name), ""
    bracket = p["bracket"].search(text)
    if bracket and "".join(_levels(bracket[0][1:-1])) == bracket[0][1:-1]:
        inside = bracket[0][1:-1]
        text = text[: bracket.start()] + text[bracket.end() :]
    text = text.replace("(", "").replace(")", "")
    branched = p["branch"].search(text)
    head, branch = (branched[1], branched[2]) if branched else (text, "")
    form = _found("form", head)
    region, trade, line = _named(head[: len(head) - len(form)])
    return NameParts(region, inside, trade, line, form, branch)


def place_of(parts: NameParts) -> Place:
    """Where the name says that the organisation is, at the beginning and in brackets together.

    >>> place_of(split_name("江苏南通示例（海安）商贸有限公司"))
    Place(province='江苏', city='南通', county='海安')
    """
    return Place(*map(plain_place, _levels(parts.region + parts.inside)))


def _named(body: str) -> tuple[str, str, str]:
    """Region, trade name and line of business; two characters are left for a trade name.

    A place's name may be a trade name, too: it is none where only a line of business would remain.
    """
    province, city, county = _levels(body[:-SHORTEST])
    region = province + city + county
    if region and _compiled()["unnamed"].search(body[len(region) :]):
        region = province + city if county else ""
    line = _found("line", body[len(region) + SHORTEST :])
    return region, body[len(region) : len(body) - len(line)], line


def _levels(text: str) -> tuple[str, str, str]:
    """Province, city and county at the beginning, as written.

    The short name of a county counts at the very beginning, or behind its own city or province:
    永康 is a county, and in 苏州永康 a trade name.
    """
    province = _found("province", text)
    city = _found("city", text[len(province) :])
    county = _found("county", text[len(province + city) :])
    outer = plain_place(city or province)
    whole = county.endswith(COUNTY_ENDS)
    return province, city, county if whole or outer + county in holdings() else ""


def _found(name: str, text: str) -> str:
    found = _compiled()[name].search(text)
    return found[0] if found else ""


@cache
def _simplified() -> dict[int, str]:
    return str.maketrans(traditional())


@cache
def _compiled() -> dict[str, re.Pattern[str]]:
    found = patterns()
    return {name: re.compile(getattr(found, name)) for name in Patterns.__slots__}
