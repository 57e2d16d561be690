"""Other spellings of an organisation's name: pairs that a person would call the same."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from random import Random
from typing import TypeAlias

import opencc

from bench.linking import words
from bench.linking.organisations import Country, Organisation, written
from bench.linking.places import cited

Spell: TypeAlias = Callable[[Random, Organisation, Country], str | None]
_FORMS = {
    "有限公司": ("有限责任公司", "公司", "(有限)公司"),
    "有限责任公司": ("有限公司", "公司"),
    "股份有限公司": ("股份公司", "（股份）有限公司"),
    "集团有限公司": ("（集团）有限公司", "集团", "集团有限责任公司", "集团公司"),
    "农民专业合作社": ("专业合作社", "合作社"),
    "专业合作社": ("农民专业合作社", "合作社"),
    "合伙企业（有限合伙）": ("合伙企业", "(有限合伙)"),
    "中心（有限合伙）": ("中心", "中心(有限合伙)"),
}
_WIDE = str.maketrans(
    "()0123456789ABCDEFGHKMNOT", "（）０１２３４５６７８９ＡＢＣＤＥＦＧＨＫＭＮＯＴ"
)
_NARROW = str.maketrans("（）", "()")


def legal_form(rng: Random, o: Organisation, among: Country) -> str | None:
    """The legal form written in another way."""
    if o.form not in _FORMS:
        return None
    return written(replace(o, form=rng.choice(_FORMS[o.form])))


def bracket(rng: Random, o: Organisation, among: Country) -> str | None:
    """The place moved into brackets, or out of them."""
    if not o.region or (o.form == "" and not o.inside):
        return None
    if o.inside:
        return o.region + o.trade + o.line + o.form
    behind_line = rng.random() < 0.3
    region = o.region.removesuffix("市") if rng.random() < 0.5 and len(o.region) > 2 else o.region
    return (
        f"{o.trade}{o.line}（{region}）{o.form}"
        if behind_line
        else f"{o.trade}（{region}）{o.line}{o.form}"
    )


def width(rng: Random, o: Organisation, among: Country) -> str | None:
    """Full and half width, blanks and stops that do not count."""
    name = o.name
    changed = rng.choice(
        (
            name.translate(_WIDE if rng.random() < 0.5 else _NARROW),
            name[: len(o.region)] + " " + name[len(o.region) :],
            " ".join(name[n : n + 4] for n in range(0, len(name), 4)),
            name + rng.choice(("。", "　", "\u200b", "，")),
            name[:3] + "·" + name[3:],
        )
    )
    return changed if changed != name else name + " "


def prefix(rng: Random, o: Organisation, among: Country) -> str | None:
    """The place in a fuller or shorter form, or none where nobody else is meant then."""
    if not o.region:
        return None
    other = cited(rng, o.place, o.region)
    if other == "" and not alone(o, among):
        return None
    return written(replace(o, region=other))


def former(rng: Random, o: Organisation, among: Country) -> str | None:
    """A name that it bore before, as registered then or written in another way."""
    if not o.former[0] or among.bearers[o.former] > 1:
        return None
    before = replace(o, trade=o.former[0], line=o.former[1], former=("", ""))
    if rng.random() < 0.3:
        return before.name
    return rng.choice((legal_form, bracket, width, prefix))(rng, before, among)


def abbreviation(rng: Random, o: Organisation, among: Country) -> str | None:
    """Shortened as in speech, where nobody else is meant: 示例商贸, 南通示例商贸."""
    if not o.form or not alone(o, among) or len(o.trade) < 2:
        return None
    town = o.region.removesuffix("市")
    return rng.choice((o.trade + o.line, o.trade + o.line, town + o.trade + o.line))


def typo(rng: Random, o: Organisation, among: Country) -> str | None:
    """A slip that shows: in the line of business or form, or in a trade name of three or more."""
    if rng.random() < 0.35:
        return _slip_outside(rng, o)
    if len(o.trade) < 3 or not o.trade.isalpha():
        return None
    slip = rng.choices((_sound, _shape, _swapped, _doubled, _dropped), (55, 18, 10, 9, 8))[0]
    changed = slip(rng, o.trade)
    if changed is None or changed in among.trades or not _tells(o, changed, among):
        return None
    return written(replace(o, trade=changed))


def traditional(rng: Random, o: Organisation, among: Country) -> str | None:
    """In traditional characters, of the mainland's, Hong Kong's or Taiwan's standard."""
    changed = str(_converter(rng.choice(("s2t", "s2hk", "s2tw"))).convert(o.name))
    return changed if changed != o.name else None


def combined(rng: Random, o: Organisation, among: Country) -> str | None:
    """Two of these at once."""
    if rng.random() < 0.5:
        spelt = rng.choice((bracket, prefix, legal_form))(rng, o, among)
        return None if spelt is None else str(_converter("s2t").convert(spelt))
    if o.form not in _FORMS:
        return None
    changed = replace(o, form=rng.choice(_FORMS[o.form]))
    return rng.choice((bracket, prefix, width, typo))(rng, changed, among)


def alone(o: Organisation, among: Country) -> bool:
    """Whether trade name and line of business point to one organisation in the whole country."""
    return among.bearers[o.trade, o.line] == 1


def _tells(o: Organisation, changed: str, among: Country) -> bool:
    return among.bearers[changed, o.line] == 0


def _slip_outside(rng: Random, o: Organisation) -> str | None:
    tail = o.line + o.form
    slip = rng.choice((_sound, _dropped, _doubled, _swapped))
    changed = slip(rng, tail)
    return None if changed is None else written(replace(o, line=changed, form=""))


def _sound(rng: Random, text: str) -> str | None:
    place = rng.randrange(len(text))
    alike = words.sounds().get(words.syllables().get(text[place], ""), "").replace(text[place], "")
    return _put(text, place, rng.choice(alike)) if alike else None


def _shape(rng: Random, text: str) -> str | None:
    spots = [n for n, character in enumerate(text) if character in words.shapes()]
    if not spots:
        return None
    place = rng.choice(spots)
    return _put(text, place, words.shapes()[text[place]])


def _swapped(rng: Random, text: str) -> str | None:
    place = rng.randrange(len(text) - 1)
    changed = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    return changed if changed != text else None


def _doubled(rng: Random, text: str) -> str | None:
    place = rng.randrange(len(text))
    return text[:place] + text[place] + text[place:]


def _dropped(rng: Random, text: str) -> str | None:
    if len(text) < 4:
        return None
    place = rng.randrange(len(text))
    return text[:place] + text[place + 1 :]


def _put(text: str, place: int, character: str) -> str:
    return text[:place] + character + text[place + 1 :]


@cache
def _converter(standard: str) -> opencc.OpenCC:
    return opencc.OpenCC(standard)


SPELLINGS: dict[str, tuple[Spell, int]] = {
    "legal form": (legal_form, 14),
    "bracket": (bracket, 13),
    "width": (width, 8),
    "prefix": (prefix, 14),
    "former name": (former, 10),
    "abbreviation": (abbreviation, 10),
    "typo": (typo, 12),
    "traditional": (traditional, 8),
    "combined": (combined, 11),
}
