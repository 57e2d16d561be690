"""What is measured on the same pairs: each gives every pair a score, and says how long it took."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count

import ibis
import numpy as np
from followthemoney.proxy import EntityProxy
from nomenklatura.matching import LogicV2
from rapidfuzz import fuzz

from bench.linking.curve import Numbers
from bench.linking.pairs import Pair
from gongxin.batch.engine.process import Process, open_process
from gongxin.batch.linking.dialect import to_sql
from gongxin.batch.linking.parts import PARTS, lay_places, with_parts
from gongxin.batch.linking.scoring import with_score
from gongxin.core.names import normalise

TIMES = 20  # how often our pairs are repeated, so that there is something to time


@dataclass(frozen=True, slots=True)
class Scored:
    """The score of every pair, and pairs a second; ``whole`` with taking the names apart."""

    scores: Numbers
    speed: float
    whole: float = 0.0


def exact(pairs: Sequence[Pair]) -> Scored:
    """1 where the normalised names are equal."""
    return _timed(pairs, lambda p: float(normalise(p.given) in {normalise(n) for n in _names(p)}))


def rapidfuzz(pairs: Sequence[Pair]) -> Scored:
    """``token_sort_ratio`` of the normalised names, the better of present and former."""
    return _timed(
        pairs,
        lambda p: max(
            fuzz.token_sort_ratio(normalise(p.given), normalise(name)) for name in _names(p)
        ),
    )


def logic_v2(pairs: Sequence[Pair]) -> Scored:
    """The ``logic-v2`` of on two companies, the former name as ``previousName``."""
    config, number = LogicV2.default_config(), count()  # it remembers names by the entity's id

    def score(pair: Pair) -> float:
        row = _company(f"row{next(number)}", pair.given)
        known = _company(f"known{next(number)}", pair.name, pair.former)
        return float(LogicV2.compare(row, known, config).score)

    return _timed(pairs, score)


def ours(pairs: Sequence[Pair]) -> Scored:
    """Parts compared and weighed, as one expression in DuckDB on two threads."""
    with open_process() as session:
        connection = session.connection
        connection.execute("SET threads = 2")
        listed = [(n, p.given, name) for n, p in enumerate(pairs) for name in _names(p)]
        session.create("twos", {"pair": "BIGINT", "a": "VARCHAR", "b": "VARCHAR"}, listed)
        lay_places(session)
        _repeat(session)
        apart = _seconds(lambda: _parted(session))
        scoring = _seconds(lambda: session.store("scored", _score_sql()))
        rows = session.rows("SELECT pair, max(score) FROM scored GROUP BY pair ORDER BY pair")
    scores = np.array([score for _, score in rows])
    scored = len(pairs) * TIMES
    return Scored(scores, scored / scoring, scored / (scoring + apart))


def _repeat(session: Process) -> None:
    session.store("twice", f"SELECT pair, a, b FROM twos, range({TIMES})")


def _parted(session: Process) -> None:
    columns: dict[str, str] = {"pair": "int64", "a": "string", "b": "string"}
    for table, side in (("twice", "a"), ("half", "b")):
        parts = {f"{side}_{part}": part for part in PARTS}
        parted = with_parts(ibis.table(columns, name=table), side).rename(parts).drop(side)
        columns = dict.fromkeys(parted.columns, "string") | {"pair": "int64"}
        session.store("half" if side == "a" else "parted", to_sql(parted, session.dialect))


def _score_sql() -> str:
    columns = {f"{side}_{part}": "string" for side in "ab" for part in PARTS}
    parted = ibis.table({"pair": "int64", **columns}, name="parted")
    return to_sql(with_score(parted).select("pair", "score"), "duckdb")


def _company(key: str, name: str, former: str = "") -> EntityProxy:
    names = {"name": [name], **({"previousName": [former]} if former else {})}
    return EntityProxy.from_dict({"id": key, "schema": "Company", "properties": names})


def _names(pair: Pair) -> list[str]:
    return [name for name in (pair.name, pair.former) if name]


def _timed(pairs: Sequence[Pair], score: Callable[[Pair], float]) -> Scored:
    started = time.perf_counter()
    scores = np.array([score(pair) for pair in pairs])
    return Scored(scores, len(pairs) / (time.perf_counter() - started))


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


CONTENDERS: dict[str, Callable[[Sequence[Pair]], Scored]] = {
    "exact": exact,
    "rapidfuzz": rapidfuzz,
    "logic-v2": logic_v2,
    "gongxin": ours,
}
