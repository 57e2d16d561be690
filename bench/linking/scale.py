"""A million unlinked names against five million: candidates in one pass, beside a hash join."""

import json
import resource
import sys
import time
from pathlib import Path

import duckdb
import pyarrow as pa

from bench.files import SEED
from bench.linking.measure import RESULTS
from bench.linking.page import write_page
from bench.options import DATA, Options
from bench.timing import run_process
from gongxin.batch.engine.process import open_process
from gongxin.batch.linking.candidates import find_candidates, lay_register
from gongxin.demo.organisations import Organisations

FULL = 5_000_000
PART = 5  # names of the register to one unlinked name


def measure(options: Options) -> None:
    """Find and score candidates, and time one hash join of the same tables in the same process.

    The size follows from ``--rows``: five names of the register to a row. Every unlinked name is a
    registered one, written in another way; it counts as found when its organisation is proposed.
    """
    rows = options.rows
    folder = DATA / f"linking-{rows}"
    folder.mkdir(parents=True, exist_ok=True)
    register, given = folder / "register.parquet", folder / "given.parquet"
    if not given.exists():  # in a process of its own, so that its memory does not count
        run_process([sys.executable, "-m", "bench.linking.scale", str(folder), str(rows)])
    with open_process(folder) as session:
        session.connection.execute("SET memory_limit = '2500MB'")
        session.store("register", f"SELECT code, name FROM '{register}'")
        session.store("given", f"SELECT DISTINCT name FROM '{given}'")
        started = time.perf_counter()
        session.rows("SELECT count(*), max(r.code) FROM given g JOIN register r USING (name)")
        join = time.perf_counter() - started
        started, used = time.perf_counter(), _cpu()
        lay_register(session, "register")
        laid = time.perf_counter() - started
        found = find_candidates(session, "given", "found")
        seconds, cpu = time.perf_counter() - started, _cpu() - used
        (crowded,) = session.rows("SELECT count(*) FROM found_crowded")[0]
        (right,) = session.rows(
            f"SELECT count(*) FROM '{given}' t JOIN found f ON f.name = t.name AND f.code = t.code"
        )[0]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9
    scale = {
        "rows": rows,
        "names": rows * PART,
        "found": found,
        "seconds": seconds,
        "cpu": cpu,
        "laid": laid,
        "crowded": crowded,
        "join": join,
        "ratio": seconds / join,
        "peak": peak,
        "recall": right / rows,
    }
    print(json.dumps(scale, indent=1))
    target = RESULTS if rows * PART >= FULL else folder / "results.json"
    kept = json.loads(RESULTS.read_text())
    target.write_text(json.dumps(kept | {"scale": scale}, ensure_ascii=False, indent=1) + "\n")
    if target == RESULTS:
        write_page(kept | {"scale": scale})


def _cpu() -> float:
    """CPU seconds of this process up to now."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def write(folder: Path, rows: int) -> None:
    """The register, and every fifth of its names in one of four other spellings."""
    city = Organisations.generate(rows * PART, SEED + 3)
    table = pa.table({"code": city.code, "name": city.name})
    _copy(table, "SELECT code, name FROM source", folder / "register.parquet")
    _copy(table, _SPELT, folder / "given.parquet")


def _copy(table: pa.Table, query: str, target: Path) -> None:
    connection = duckdb.connect()
    connection.register("source", table)
    connection.execute(f"COPY ({query}) TO '{target}' (FORMAT parquet)")


_SPELT = f"""
SELECT code, CASE (n // {PART}) % 4
    WHEN 0 THEN replace(name, '公信市', '公信')
    WHEN 1 THEN replace(name, '有限公司', '有限责任公司') || ' '
    WHEN 2 THEN substr(name, 4) || '（公信市）'
    ELSE replace(name, '公信市', '江苏省公信市') END AS name
FROM (SELECT code, name, row_number() OVER () - 1 AS n FROM source) WHERE n % {PART} = 0
"""

if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
