"""One database with five million organisations and ten million records, for search and pages."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.bulk import BUILDING
from bench.city import FILED, REGISTERED, City, open_city, submit
from bench.files import penalty_file, permit_file
from bench.many_names import TABLES
from bench.many_records import add
from bench.options import DATA, Options
from gongxin.config.postgres import TUNING

WEB = "web"
ORGANISATIONS, RECORDS = 5_000_000, 10_000_000  # at ``--scale 1``
SEEDS = 20_000  # rows of each file that records are copied from
EVERY = 10  # every tenth organisation has records
SHARES = {"registration": 1, "permit": 14, "penalty": 5}  # of an organisation's records


@dataclass(frozen=True, slots=True)
class WebOptions(Options):
    """Sizes that follow from ``scale``; the files that records are copied from are small."""

    @property
    def names(self) -> int:
        """Organisations in the register."""
        return round(ORGANISATIONS * self.scale)

    @property
    def records(self) -> int:
        """Records behind the credit files."""
        return round(RECORDS * self.scale)

    @property
    def folder(self) -> Path:
        """Where the database of this size lies."""
        return DATA / f"web-{self.scale:g}"


def web_options(options: Options) -> WebOptions:
    """The same options at the sizes of this database."""
    return WebOptions(
        SEEDS, options.only, options.pairs, options.seconds, True, options.scale, options.steps
    )


@contextmanager
def open_web(options: WebOptions) -> Iterator[City]:
    """The server with the database, which is made first unless it is there; shipped settings."""
    mark = options.folder / "filled"
    if not mark.exists():
        with open_city(options, {**TUNING, **BUILDING}) as city:
            _build(city)
        mark.touch()
    with open_city(options) as city:
        city.migrate(WEB)
        yield city


def _build(city: City) -> None:
    options = city.options
    city.copy(REGISTERED, FILED)
    city.gongxin(FILED, *submit("penalty", str(penalty_file(options))))
    city.gongxin(FILED, *submit("permit", str(permit_file(options))))
    city.copy(FILED, WEB)
    _forget_subjects(city)
    print(f"filling in {options.names:,} names …", file=sys.stderr, flush=True)
    words = [city.url(WEB), str(options.names)]
    names = subprocess.Popen([sys.executable, "-m", "bench.many_names", *words])
    print(f"filling in {options.records:,} records …", file=sys.stderr, flush=True)
    with city.connect(WEB) as connection:
        add(connection, _wanted(options.records), f"SELECT n * {EVERY} AS id {_holders(options)}")
    if names.wait():
        raise RuntimeError("the names could not be filled in")
    with city.connect(WEB) as connection:
        connection.execute("VACUUM ANALYZE")


def _forget_subjects(city: City) -> None:
    """Remove the few organisations of the files; their records go to those that take their ids."""
    with city.connect(WEB) as connection:
        connection.execute("SET session_replication_role = replica")
        for table in reversed(TABLES):
            connection.execute(f"DELETE FROM {table}")


def _wanted(records: int) -> dict[str, int]:
    whole = sum(SHARES.values())
    return {item: records * share // whole for item, share in SHARES.items()}


def _holders(options: Options) -> str:
    return f"FROM generate_series(1, {options.names // EVERY}) n"
