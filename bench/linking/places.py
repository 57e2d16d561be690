"""Places as names of organisations carry them: registered in one spelling, cited in another."""

from dataclasses import dataclass
from functools import cache
from random import Random

from gongxin.core import regions

PROVINCES = {"32": "江苏", "33": "浙江", "34": "安徽", "37": "山东", "44": "广东"}
_SUFFIXES = ("市", "区", "县")


@dataclass(frozen=True, slots=True)
class Place:
    """A county-level place of a city; all names in full."""

    code: str
    province: str
    city: str
    county: str

    @property
    def near(self) -> str:
        """The county without its last character, where that leaves two."""
        return _short(self.county)

    @property
    def town(self) -> str:
        """The city without 市."""
        return _short(self.city)


def _short(name: str) -> str:
    return name[:-1] if name[-1] in _SUFFIXES and len(name) > 2 else name


@cache
def places() -> tuple[Place, ...]:
    """Counties and districts in use of five provinces, and of the fictional city."""
    found = []
    for code in sorted(regions.all_codes()):
        county, city = regions.lookup(code), regions.lookup(code[:4] + "00")
        known = code[:2] in PROVINCES and code[4:] != "00" and county and city
        if not known or county is None or city is None or county.last_seen or city.last_seen:
            continue
        if city.name.endswith("市") and county.name[-1] in _SUFFIXES and county.name != "市辖区":
            province = regions.lookup(code[:2] + "0000")
            found.append(Place(code, province.name if province else "", city.name, county.name))
    return tuple(found)


def registered(rng: Random, place: Place) -> str:
    """How a register writes the place at the head of a name."""
    spellings = [place.city, place.town, place.province, _short(place.province)]
    weights = [24, 34, 3, 8]
    if place.county.endswith(("市", "县")):
        spellings += [place.county, place.near, place.city + place.county]
        weights += [16, 14, 2]
    else:
        spellings += [place.city + place.county, place.town + place.near, place.city + place.near]
        weights += [8, 3, 4]
    return rng.choices(spellings, weights)[0]


def cited(rng: Random, place: Place, written: str) -> str:
    """Another spelling of the same place, as ``written`` in the register: fuller, shorter, none."""
    province = _short(place.province)
    if written in (place.province, province):
        spellings = [place.province, province, ""]
    elif written in (place.city, place.town):
        spellings = [place.city, place.town, place.province + place.city, province + place.town, ""]
        spellings += [province + place.city]
    elif written in (place.county, place.near):
        spellings = [place.county, place.near, place.city + place.county, place.town + place.near]
        spellings += [province + place.county, place.province + place.city + place.county, ""]
    else:
        spellings = [place.city + place.county, place.town + place.near, place.city]
        spellings += [place.province + place.city + place.county, place.city + place.near]
    return rng.choice([spelling for spelling in dict.fromkeys(spellings) if spelling != written])
