"""Search and credit files at the size of a province: 1, 8 and 32 clients, and the database's share.

The pages are served as shipped but for one middleware, which tells how long every request waited
for the database (:mod:`bench.server_timing`).
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import chain
from typing import Any

from bench.city import City
from bench.load import Load, load
from bench.machine import machine
from bench.options import Options
from bench.report import RESULTS
from bench.scale import RESULTS as LAKE
from bench.scale_page import write_page
from bench.search import address, ask, names_of, queries
from bench.servers import gongxin_web
from bench.timing import Spread
from bench.web_city import EVERY, WEB, WebOptions, open_web, web_options

CLIENTS = (1, 8, 32)
ROUNDS = 3
SEARCHES = 10  # times the queries of every kind
FILES = 40_000  # credit files that are asked for


def measure(options: Options) -> None:
    """Measure what was named of ``search-scale`` and ``page-scale``; each is kept when it is done."""
    own, busy = web_options(options), os.getloadavg()[0]
    with open_web(own) as city:
        for name, measured in MEASURED.items():
            if name in options.only:
                print(f"{name} …", file=sys.stderr, flush=True)
                with _served(city) as port:
                    result = {**measured(city, port, own.seconds), "load": busy}
                _keep(own, name, {**result, **_sizes(city)})


@contextmanager
def _served(city: City) -> Iterator[int]:
    env = {**city.env(WEB), "DJANGO_SETTINGS_MODULE": "bench.server_timing"}
    with gongxin_web(env, "/search?q=x", city.options.home / "web.log") as port:
        yield port


def _search(city: City, port: int, seconds: float) -> dict[str, Any]:
    names = names_of(city, WEB)
    asked = [queries(names, seed) for seed in range(SEARCHES)]
    paths = [address(text) for one in asked for text in chain.from_iterable(one.values())]
    ask(port, asked[0])  # warm
    kinds = {
        kind: {"p50": one.quantile(0.5), "p95": one.quantile(0.95), "p99": one.quantile(0.99)}
        for kind, one in ask(port, asked[1]).items()
    }
    return {"clients": _under_load(port, paths, seconds), "kinds": kinds}


def _page(city: City, port: int, seconds: float) -> dict[str, Any]:
    with city.connect(WEB) as connection:
        found = connection.execute(
            "SELECT code FROM subjects_subject WHERE id %% %s = 0 ORDER BY md5(code) LIMIT %s",
            [EVERY, FILES],
        ).fetchall()
    paths = [f"/subjects/{row[0]}" for row in found]
    load([port], paths, 8, seconds / 2)  # warm
    return {"clients": _under_load(port, paths, seconds), "files": len(paths)}


MEASURED: dict[str, Callable[[City, int, float], dict[str, Any]]] = {
    "search-scale": _search,
    "page-scale": _page,
}


def _under_load(port: int, paths: list[str], seconds: float) -> dict[str, dict[str, Any]]:
    """Several rounds of each number of clients, in turn; figures with lowest and highest."""
    runs: dict[int, list[Load]] = {clients: [] for clients in CLIENTS}
    for _ in range(ROUNDS):
        for clients in CLIENTS:
            runs[clients].append(load([port], paths, clients, seconds))
    return {str(clients): figures(loads) for clients, loads in runs.items()}


def figures(loads: list[Load]) -> dict[str, Any]:
    """Medians over the rounds with lowest and highest; milliseconds, requests a second, shares.

    ``queries`` is what a request waited for the database on average, ``share`` its part of the
    time that the request was being answered (without waiting for a free thread).
    """
    measures: dict[str, Callable[[Load], float]] = {
        "p50": lambda one: one.quantile(0.5),
        "p99": lambda one: one.quantile(0.99),
        "rate": lambda one: one.rate,
        "queries": lambda one: one.told["db"] / len(one.milliseconds),
        "share": lambda one: one.told["db"] / one.told["total"],
    }
    spreads = {name: Spread.of([of(one) for one in loads]) for name, of in measures.items()}
    return {name: [s.median, s.low, s.high] for name, s in spreads.items()} | {
        "requests": sum(len(one.milliseconds) for one in loads)
    }


def _sizes(city: City) -> dict[str, Any]:
    with city.connect(WEB) as connection:
        found = connection.execute(
            "SELECT (SELECT count(*) FROM subjects_subject), (SELECT count(*) FROM records_record"
            " WHERE known_until IS NULL), pg_database_size(current_database())"
        ).fetchone()
    assert found
    day = date.today().isoformat()  # noqa: DTZ011 the machine's day
    about = {"on": day, "processor": machine()["processor"]}
    return {"organisations": found[0], "records": found[1], "bytes": found[2], **about}


def _keep(options: WebOptions, name: str, result: dict[str, Any]) -> None:
    """Keep it; only the full size goes into the documentation, others stay in the data folder."""
    target = RESULTS if options.scale >= 1 else options.folder / RESULTS.name
    kept = json.loads(target.read_text()) if target.exists() else {}
    kept.setdefault("web", {})[name] = result
    target.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
    if target == RESULTS:
        empty = {"scales": {}, "machine": machine()}
        write_page(json.loads(LAKE.read_text()) if LAKE.exists() else empty)
    print(json.dumps(result, ensure_ascii=False), file=sys.stderr, flush=True)
