"""The organisations of the fictional city, as columns."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gongxin.core.identifiers import orgcode, regno, uscc
from gongxin.demo import names
from gongxin.demo.capital import capital_texts
from gongxin.demo.columns import (
    EPOCH_ORDINAL,
    Column,
    Flags,
    Numbers,
    choose,
    column,
    digits,
    draw,
    join,
    stream,
    take,
    where,
    within,
)
from gongxin.demo.kinds import KINDS
from gongxin.demo.places import REGIONS, place_name

FIRST_DAY = date(1993, 1, 1).toordinal() - EPOCH_ORDINAL
LAST_DAY = date(2026, 9, 30).toordinal() - EPOCH_ORDINAL
CODES_SINCE = date(2015, 10, 1).toordinal() - EPOCH_ORDINAL  # before: a number of the old series
STATES = ("存续", "注销", "吊销", "歇业")
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True, slots=True)
class Organisations:
    """Organisations in the order of their founding; every column has one entry for each.

    ``kind`` is the position in :data:`gongxin.demo.kinds.KINDS`, ``founded`` counts days from
    1970-01-01, ``activity`` is the organisation's weight among the parties of decisions (zero:
    it never is one). ``regno`` and ``former_name`` are empty where there is none.
    """

    code: Column
    name: Column
    former_name: Column
    kind: Numbers
    form: Column
    region: Column
    regno: Column
    orgcode: Column
    industry: Column
    scope: Column
    capital: Column
    legal_representative: Column
    address: Column
    status: Column
    founded: Numbers
    activity: npt.NDArray[np.float64]
    cumulated: npt.NDArray[np.float64] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cumulated", np.cumsum(self.activity))

    def __len__(self) -> int:
        return len(self.code)

    @classmethod
    def generate(cls, size: int, seed: int = 0) -> "Organisations":
        """The ``size`` organisations that belong to this seed; the same ones every time."""
        rng = stream(seed, "organisations")
        founded = np.sort(FIRST_DAY + (rng.beta(3, 1.4, size) * (LAST_DAY - FIRST_DAY)).astype(int))
        kind = draw(rng, len(KINDS), size, [kind.share for kind in KINDS])
        seat = draw(rng, len(REGIONS), size, [3.0] + [1.0] * (len(REGIONS) - 1))
        place = take(column([place_name(region) for region in REGIONS]), seat)
        line = _Lines.of(rng, kind)
        name = _unique_names(rng, place, line)
        code, old, inner = _codes(rng, kind, seat, founded)
        renamed = rng.random(size) < 0.06
        former = join(place, names.trade_names(rng, size, np.ones(size, bool)), line.word, line.end)
        return cls(
            code=code,
            name=name,
            former_name=where(renamed, former, ""),
            kind=kind,
            form=line.form,
            region=take(column(list(REGIONS)), seat),
            regno=old,
            orgcode=inner,
            industry=line.industry,
            scope=line.scope,
            capital=capital_texts(rng, kind),
            legal_representative=names.person_names(rng, size),
            address=names.addresses(rng, place),
            status=choose(rng, STATES, size, (0.94, 0.03, 0.02, 0.01)),
            founded=founded,
            activity=_activity(rng, kind),
        )

    def pick(
        self, rng: np.random.Generator, before: Numbers, kinds: tuple[str, ...] = ()
    ) -> Numbers:
        """A party for each day of ``before``: one founded by then, the active ones more often.

        With ``kinds`` only organisations of these kinds, if there are any. Positions.
        """
        own = self.of_kinds(kinds)
        among = own if len(own) else np.arange(len(self))
        cumulated = np.cumsum(self.activity[among]) if len(own) else self.cumulated
        known = np.searchsorted(self.founded[among], before, side="right")
        total = cumulated[np.maximum(known, 1) - 1]
        picked = np.searchsorted(cumulated, rng.random(len(before)) * total, side="right")
        return among[np.minimum(picked, len(among) - 1)]

    def of_kinds(self, keys: tuple[str, ...]) -> Numbers:
        """The positions of all organisations of these kinds."""
        wanted = [i for i, kind in enumerate(KINDS) if kind.key in keys]
        return np.flatnonzero(np.isin(self.kind, wanted))


@dataclass(frozen=True, slots=True)
class _Lines:
    """What each organisation does and how that shows in its name."""

    industry: Column
    word: Column
    scope: Column
    form: Column
    end: Column

    @classmethod
    def of(cls, rng: np.random.Generator, kind: Numbers) -> "_Lines":
        flat_lines = [(i, line) for i, kind in enumerate(KINDS) for line in kind.lines]
        flat_forms = [(i, form) for i, kind in enumerate(KINDS) for form in kind.forms]
        line = within(rng, kind, [i for i, _ in flat_lines], [1.0] * len(flat_lines))
        form = within(rng, kind, [i for i, _ in flat_forms], [f[2] for _, f in flat_forms])
        return cls(
            take(column([x.industry for _, x in flat_lines]), line),
            take(column([x.word for _, x in flat_lines]), line),
            take(column([x.scope for _, x in flat_lines]), line),
            take(column([x[0] for _, x in flat_forms]), form),
            take(column([x[1] for _, x in flat_forms]), form),
        )


def _unique_names(rng: np.random.Generator, place: Column, line: _Lines) -> Column:
    """Names of which no two are equal: doubled ones get a new trade name of three characters."""
    size = len(place)
    trade = names.trade_names(rng, size, rng.random(size) < 0.35)
    while True:
        name = join(place, trade, line.word, line.end)
        again = names.doubled(name)
        if not again.any():
            return name
        count = int(again.sum())
        longer = names.trade_names(rng, count, np.ones(count, bool))
        trade = pc.replace_with_mask(trade, pa.array(again), longer)


def _codes(
    rng: np.random.Generator, kind: Numbers, seat: Numbers, founded: Numbers
) -> tuple[Column, Column, Column]:
    """Code, old registration number (or the empty text) and organisation code of each."""
    size = len(kind)
    serial = (rng.integers(1, 9_999_991) + np.arange(size) * 7_368_787) % 59_999_999
    fresh = (rng.integers(1, 99_991) + np.arange(size) * 611_953) % 31**6
    serials = digits(10_000_000 + serial).to_pylist()
    old = founded < CODES_SINCE
    last = rng.integers(0, 10_000_000, size)
    code, numbers, inner = [], [], []
    for i in range(size):
        body = serials[i] if old[i] else "MA" + _base31(int(fresh[i]), 6)
        region = REGIONS[seat[i]]
        code.append(uscc.make(KINDS[kind[i]].department_kind, region, body))
        inner.append(orgcode.make(body))
        numbers.append(_old_number(kind[i], region, int(last[i])) if old[i] else "")
    return column(code), column(numbers), column(inner)


def _old_number(kind: int, region: str, serial: int) -> str:
    prefix = KINDS[kind].serial
    if not prefix:
        return ""
    return regno.make(f"{region}{prefix[serial % len(prefix)]}{serial:07d}")


def _base31(number: int, width: int) -> str:
    text = ""
    for _ in range(width):
        number, rest = divmod(number, 31)
        text = ALPHABET[rest] + text
    return text


def _activity(rng: np.random.Generator, kind: Numbers) -> npt.NDArray[np.float64]:
    """Weights with a long tail: a few organisations are often party, most rarely, some never."""
    rank = rng.permutation(len(kind)) + 1.0
    weight = np.array([kind.activity for kind in KINDS])[kind] / (rank + 20) ** 0.75
    clean: Flags = rng.random(len(kind)) < 0.22
    weight[clean] = 0.0
    weight[0] = weight[0] or 1e-6  # someone must be there for the first decision
    return weight
