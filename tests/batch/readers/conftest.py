"""Files read into an engine of the test's own, without any check."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gongxin.batch.engine import open_engine
from gongxin.batch.readers.read import read_file
from gongxin.batch.readers.sheet import Sheet
from gongxin.law.catalogue import Item


@dataclass(frozen=True)
class Read:
    """Cells by row, blank ones left out; what the reader itself found wrong; the sheet."""

    cells: dict[int, dict[str, str]]
    faults: list[tuple[Any, ...]]
    sheet: Sheet


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Item, Path], Read]:
    """Reads a file."""

    def reading(item: Item, path: Path) -> Read:
        workdir = tmp_path / "reading"
        workdir.mkdir(exist_ok=True)
        with open_engine(workdir) as connection:
            sheet = read_file(connection, item, path, workdir, None)
            found = connection.execute("FROM cells ORDER BY row")
            names = [column[0] for column in found.description]
            rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
            faults = connection.execute("FROM reading_faults ORDER BY ALL").fetchall()
        cells = {
            row.pop("row"): {c: v.strip() for c, v in row.items() if v and v.strip()}
            for row in rows
        }
        return Read(cells, faults, sheet)

    return reading
