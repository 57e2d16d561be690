"""The frozen pairs: ``python -m bench.linking.pairs`` writes them again."""

import csv
import gzip
import io
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from random import Random

from bench.linking.different import OTHERS, respelt
from bench.linking.organisations import Country, Organisation, country
from bench.linking.same import SPELLINGS

FROZEN = Path(__file__).with_name("pairs.csv.gz")
SEED = 20261121
ORGANISATIONS = 40_000
EACH = 13_000  # as many pairs of the same organisation as of two


@dataclass(frozen=True, slots=True)
class Pair:
    """A name as a row gives it and an organisation of the register with its former name.

    ``part`` is ``train`` or ``test``: all pairs about one organisation are in the same part.
    """

    part: str
    kind: str
    same: bool
    given: str
    name: str
    former: str


def make_pairs() -> list[Pair]:
    """The pairs that belong to the seed, in their order."""
    among = country(Random(SEED), ORGANISATIONS)
    return [*_same(Random(SEED + 1), among), *_different(Random(SEED + 2), among)]


def read_pairs() -> list[Pair]:
    """The pairs as they are frozen."""
    with gzip.open(FROZEN, "rt", encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return [Pair(**{**row, "same": row["same"] == "1"}) for row in rows]


def write_pairs() -> None:
    """Freeze what the generator makes now."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([field.name for field in fields(Pair)])
    for pair in make_pairs():
        writer.writerow([int(v) if isinstance(v, bool) else v for v in astuple(pair)])
    FROZEN.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))


def _same(rng: Random, among: Country) -> Iterator[Pair]:
    kinds, weights = list(SPELLINGS), [weight for _, weight in SPELLINGS.values()]
    for kind in rng.choices(kinds, weights, k=EACH):
        o, given = rng.choice(among.organisations), None
        while (given := _spelt(rng, o, among, kind)) is None:
            o = rng.choice(among.organisations)
        yield Pair(_part(o), kind, True, given, o.name, o.former_name)


def _spelt(rng: Random, o: Organisation, among: Country, kind: str) -> str | None:
    """The spelling, unless it is the name itself or a name that someone else bears."""
    given = SPELLINGS[kind][0](rng, o, among)
    fits = given and given != o.name and (given not in among.names or given == o.former_name)
    return given if fits else None


def _different(rng: Random, among: Country) -> Iterator[Pair]:
    kinds, weights = list(OTHERS), [weight for _, weight in OTHERS.values()]
    for kind in rng.choices(kinds, weights, k=EACH):
        o, given = rng.choice(among.organisations), None
        while (given := _misleading(rng, o, among, kind)) is None:
            o = rng.choice(among.organisations)
        yield Pair(_part(o), kind, False, given, o.name, o.former_name)


def _misleading(rng: Random, o: Organisation, among: Country, kind: str) -> str | None:
    """The name of another organisation as a row may give it, unless it is the first one's too."""
    other = OTHERS[kind][0](rng, o, among)
    if other is None or other == o:
        return None
    given = other if isinstance(other, str) else respelt(rng, other, among)
    return None if given in (o.name, o.former_name) else given


def _part(o: Organisation) -> str:
    return "train" if sum(map(ord, o.trade)) % 2 else "test"


if __name__ == "__main__":
    write_pairs()
