"""Pairs of names of two organisations, most of them alike."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import TypeAlias

from bench.linking import words
from bench.linking.organisations import Country, Organisation, trade_name, written
from bench.linking.places import places, registered
from bench.linking.same import SPELLINGS

Other: TypeAlias = Callable[[Random, Organisation, Country], Organisation | str | None]


def near_miss(rng: Random, o: Organisation, among: Country) -> Organisation | None:
    """Same place, line and form, another trade name that may share a character."""
    trade = trade_name(rng)
    if rng.random() < 0.5:
        trade = o.trade[0] + trade[1:]
    return None if trade == o.trade else replace(o, trade=trade)


def one_character(rng: Random, o: Organisation, among: Country) -> Organisation | None:
    """Another trade name by one character, of those that trade names are made of."""
    place = rng.randrange(len(o.trade))
    trade = o.trade[:place] + rng.choice(words.COMMON + words.RARE) + o.trade[place + 1 :]
    return None if trade == o.trade else replace(o, trade=trade)


def same_sound(rng: Random, o: Organisation, among: Country) -> Organisation | None:
    """Another trade name that sounds the same: 晨星 and 辰星 are two bodies."""
    place = rng.randrange(len(o.trade))
    usual = words.COMMON + words.RARE
    own = words.syllables().get(o.trade[place])
    alike = [c for c in usual if words.syllables().get(c) == own and c != o.trade[place]]
    if own is None or not alike:
        return None
    return replace(o, trade=o.trade[:place] + rng.choice(alike) + o.trade[place + 1 :])


def longer(rng: Random, o: Organisation, among: Country) -> Organisation | None:
    """A trade name with one character more, before or behind."""
    more = rng.choice(words.COMMON + "新小大老")
    return replace(o, trade=more + o.trade if rng.random() < 0.4 else o.trade + more)


def turned(rng: Random, o: Organisation, among: Country) -> Organisation | None:
    """The same two characters the other way round."""
    trade = o.trade[::-1]
    return replace(o, trade=trade) if len(o.trade) == 2 and trade != o.trade else None


def other_line(rng: Random, o: Organisation, among: Country) -> Organisation | None:
    """Same place and trade name in another line of business."""
    source = words.SHOPS if o.line in words.SHOPS else words.TRADES
    line = rng.choice(source)
    return None if line == o.line or line in o.line or o.line in line else replace(o, line=line)


def other_place(rng: Random, o: Organisation, among: Country) -> Organisation | None:
    """Same trade name and line in another city."""
    place = rng.choice(places())
    if place.code[:4] == o.place.code[:4]:
        return None
    region = place.town if o.inside else registered(rng, place)
    if region.startswith(o.region[:2]) or o.region.startswith(region[:2]):
        return None
    return replace(o, place=place, region=region)


def other_form(rng: Random, o: Organisation, among: Country) -> Organisation | None:
    """A company and a plant or shop under one trade name are two bodies."""
    company = o.form.endswith("公司")
    form = rng.choice(words.PLANT_FORMS if company else ("有限公司", "股份有限公司"))
    return None if not o.form else replace(o, form=form)


def branch(rng: Random, o: Organisation, among: Country) -> Organisation | None:
    """A branch and its parent, or another branch."""
    wanted = "分店" if o.line in words.SHOPS else ""
    choices = [b for b in words.BRANCHES if wanted in b or o.form.endswith("公司")]
    if not choices:
        return None
    text = rng.choice(choices).format(city=o.place.town, county=o.place.near)
    return None if text == o.branch else replace(o, branch=text)


def ambiguous(rng: Random, o: Organisation, among: Country) -> str | None:
    """A short form that fits this organisation as well as others: nobody can say whom it means."""
    if among.bearers[o.trade, o.line] > 1:
        return rng.choice((o.trade + o.line, o.trade + o.line + o.form))
    if among.trades[o.trade] > 1:
        return rng.choice((o.trade, o.trade + "公司", o.trade + o.form))
    return None


def chance(rng: Random, o: Organisation, among: Country) -> Organisation | None:
    """Any other organisation."""
    return rng.choice(among.organisations)


def respelt(rng: Random, o: Organisation, among: Country) -> str:
    """A name in the register, sometimes in another spelling, as rows give it."""
    if o.branch or rng.random() < 0.6:
        return o.name
    spell = SPELLINGS[rng.choice(("legal form", "bracket", "width", "traditional"))][0]
    return spell(rng, o, among) or written(o)


OTHERS: dict[str, tuple[Other, int]] = {
    "near miss": (near_miss, 20),
    "one character": (one_character, 18),
    "same sound": (same_sound, 6),
    "longer": (longer, 6),
    "turned": (turned, 3),
    "other line": (other_line, 10),
    "other place": (other_place, 10),
    "other form": (other_form, 5),
    "branch": (branch, 12),
    "ambiguous": (ambiguous, 6),
    "chance": (chance, 4),
}
