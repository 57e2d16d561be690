"""Invented organisations of an invented country with real place names."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

from bench.linking import words
from bench.linking.places import Place, places, registered


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation: where it is and the parts its name is put together from.

    ``region`` is the place as the name carries it; ``inside``: it stands in brackets behind the
    trade name. ``former`` is the trade name (and line) it had before; empty when it had none.
    """

    place: Place
    region: str
    trade: str
    line: str
    form: str
    inside: bool = False
    branch: str = ""
    former: tuple[str, str] = ("", "")

    @property
    def name(self) -> str:
        """The name in the register."""
        return written(self) + self.branch

    @property
    def former_name(self) -> str:
        """The name in the register before, if it had another."""
        trade, line = self.former
        return replace(self, trade=trade, line=line, former=("", "")).name if trade else ""


def written(o: Organisation) -> str:
    """The name without a branch."""
    if o.inside and o.region:
        return f"{o.trade}（{o.region}）{o.line}{o.form}"
    return f"{o.region}{o.trade}{o.line}{o.form}"


@dataclass(frozen=True)
class Country:
    """All organisations, so that an ambiguous spelling can be told."""

    organisations: tuple[Organisation, ...]

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name, present and former."""
        own = self.organisations
        return frozenset({o.name for o in own} | {o.former_name for o in own if o.former_name})

    @cached_property
    def bearers(self) -> Counter[tuple[str, str]]:
        """How many organisations bear a trade name in a line of business, wherever they are."""
        now = Counter((o.trade, o.line) for o in self.organisations)
        return now + Counter(o.former for o in self.organisations if o.former[0])

    @cached_property
    def trades(self) -> Counter[str]:
        """How many organisations bear a trade name."""
        return Counter(o.trade for o in self.organisations)


def trade_name(rng: Random, length: int = 0) -> str:
    """An invented trade name, usually of two or three characters."""
    length = length or rng.choices((2, 3, 4), (62, 26, 12))[0]
    if rng.random() < 0.02:
        return rng.choice(words.LATIN) + "".join(rng.sample(words.COMMON, 2))
    source = words.COMMON * 2 + words.RARE
    return "".join(rng.choice(source) for _ in range(length))


def invent(rng: Random, popular: list[str]) -> Organisation:
    """One organisation; every eighth bears a popular trade name."""
    place = rng.choice(places())
    trade = rng.choice(popular) if rng.random() < 0.12 else trade_name(rng)
    sort = rng.random()
    if sort < 0.72:
        line, form = rng.choice(words.TRADES), rng.choice(words.COMPANY_FORMS)
    elif sort < 0.80:
        line, form = rng.choice(words.TRADES), rng.choice(words.PLANT_FORMS)
    elif sort < 0.95:
        line, form = rng.choice(words.SHOPS), ""
    else:
        line, form = rng.choice(words.FARMS), rng.choice(words.FARM_FORMS)
    made = Organisation(place, registered(rng, place), trade, line, form)
    if sort < 0.72 and rng.random() < 0.12:
        made = replace(made, inside=True, region=place.town)
    if rng.random() < 0.12:
        made = replace(made, former=(trade_name(rng), rng.choice((line, line, _other(rng, made)))))
    return made


def _other(rng: Random, o: Organisation) -> str:
    return o.line if o.line in words.SHOPS or o.line in words.FARMS else rng.choice(words.TRADES)


def country(rng: Random, size: int) -> Country:
    """``size`` organisations of which no two bear the same name."""
    popular = [trade_name(rng, rng.choice((2, 2, 3))) for _ in range(300)]
    found: dict[str, Organisation] = {}
    while len(found) < size:
        made = invent(rng, popular)
        found.setdefault(made.name, made)
    return Country(tuple(found.values()))
