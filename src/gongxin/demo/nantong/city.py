"""Write the city: its pack, its register and its lake, item by item, where it was left off."""

import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from gongxin.batch.engine import literal
from gongxin.batch.lake import Lake, whole
from gongxin.core.errors import GongxinError
from gongxin.core.text import Text
from gongxin.demo.nantong.kinds import Kind, city_departments, kinds
from gongxin.demo.nantong.organisations import (
    AT_SCALE_ONE,
    FEWEST,
    make_organisations,
    write_register,
)
from gongxin.demo.nantong.pack import PACK, write_pack
from gongxin.demo.nantong.rows import write_item
from gongxin.demo.nantong.timetable import row_counts
from gongxin.law.catalogue import Item
from gongxin.law.load import load_catalogue
from gongxin.law.roots import default_roots

EDITION = 1  # of the generator: a lake of another one is not continued
_WORKERS = 2  # items at a time; each statement uses every core it can

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class City:
    """What was asked for, and how large it is."""

    edition: int
    scale: float
    seed: int
    organisations: int
    items: int
    fields: int
    departments: int
    rows: int


def write_nantong(home: Path, scale: float, seed: int, progress: Progress) -> City:
    """Write pack, register and lake under ``home``; items that are there already stay.

    Raises GongxinError when ``home`` holds a lake of another scale or seed.
    """
    pack, lake = home / "packs" / PACK, Lake(home / "lake")
    counts = row_counts(scale)
    city = City(
        edition=EDITION,
        scale=scale,
        seed=seed,
        organisations=max(FEWEST, round(AT_SCALE_ONE * scale)),
        items=len(kinds()),
        fields=sum(kind.fields for kind in kinds()),
        departments=len(city_departments()),
        rows=sum(counts.values()),
    )
    _claim(lake, city)
    write_pack(pack)
    catalogue = load_catalogue(default_roots(str(pack)))
    items = [catalogue.item(kind.id) for kind in kinds()]
    with duckdb.connect(config=_limits(lake.root)) as connection:
        make_organisations(connection, city.organisations, seed)
        write_register(connection, lake)
        _write_departments(connection, lake)
        _write_items(connection, lake, city, items, counts, progress)
    return city


def _limits(root: Path) -> dict[str, str | bool | int | float | list[str]]:
    return {
        "memory_limit": os.environ.get("GONGXIN_BATCH_MEMORY", "4GB"),
        "temp_directory": str(root / ".spill"),
    }


def _claim(lake: Lake, city: City) -> None:
    """Note whose lake this is; refuse one that was made for something else."""
    path = lake.root / "demo.json"
    wanted = json.dumps(asdict(city), indent=2)
    if path.exists() and path.read_text(encoding="utf-8") != wanted:
        raise GongxinError("occupied", OCCUPIED.format(folder=lake.root))
    if not path.exists() and lake.items():
        raise GongxinError("occupied", OCCUPIED.format(folder=lake.root))
    with whole(path) as partial:
        partial.write_text(wanted, encoding="utf-8")


def _write_departments(connection: duckdb.DuckDBPyConnection, lake: Lake) -> None:
    rows = ", ".join(
        f"({literal(d.code)}, {literal(d.name.zh)}, {literal(d.name.en)}, {literal(d.sector)})"
        for d in city_departments()
    )
    with whole(lake.root / "register" / "departments.parquet") as path:
        connection.execute(
            f"COPY (SELECT * FROM (VALUES {rows}) AS d (code, name, name_en, sector))"
            f" TO {literal(str(path))} (FORMAT parquet)"
        )


def _write_items(
    connection: duckdb.DuckDBPyConnection,
    lake: Lake,
    city: City,
    items: list[Item],
    counts: dict[str, int],
    progress: Progress,
) -> None:
    def write(pair: tuple[Kind, Item]) -> None:
        kind, item = pair
        if not lake.truth("faults", item.id).exists():
            with connection.cursor() as own:
                rows = counts[item.id]
                write_item(own, lake, kind, item, rows, city.organisations, city.seed)

    pairs = sorted(zip(kinds(), items, strict=True), key=lambda pair: -counts[pair[1].id])
    done = 0
    with ThreadPoolExecutor(_WORKERS) as pool:
        for (_, item), _ in zip(pairs, pool.map(write, pairs), strict=True):
            if 20 * done // city.rows < 20 * (done + counts[item.id]) // city.rows:
                progress(f"{item.id} … {100 * (done + counts[item.id]) // city.rows}%")
            done += counts[item.id]


OCCUPIED = Text(
    "{folder} 中已有别的数据湖（规模、种子或版本不同）。请换一个 --home，或先删除该文件夹。",
    "{folder} holds another lake (of another scale, seed or edition). Name another --home, or "
    "delete that folder first.",
)
