"""A department's table before it is written: columns by field code, and what was planted in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gongxin.demo.columns import Column, Numbers, column


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault that was put into a sheet: row (from 0), field code, kind of fault."""

    row: int
    field: str
    fault: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Columns of text by field code, all of one length; faults that are in it."""

    columns: Mapping[str, Column]
    planted: tuple[Planted, ...] = field(default=())

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def values(self, code: str, rows: Numbers) -> list[str]:
        """The values of some rows in one column."""
        return self.columns[code].take(pa.array(rows)).to_pylist()

    def put(self, code: str, rows: Numbers, values: list[str]) -> "Sheet":
        """The sheet with other values in some rows of one column; ``rows`` must ascend."""
        mask = np.zeros(len(self), bool)
        mask[rows] = True
        changed = pc.replace_with_mask(self.columns[code], pa.array(mask), column(values))
        return replace(self, columns={**self.columns, code: changed})

    def rows(self, index: Numbers) -> "Sheet":
        """These rows in this order; faults are left behind."""
        taken = pa.array(index)
        return Sheet({code: values.take(taken) for code, values in self.columns.items()})

    def noted(self, planted: list[Planted]) -> "Sheet":
        """The sheet with further faults on its list."""
        return replace(self, planted=(*self.planted, *planted))


def stacked(sheets: list[Sheet]) -> Sheet:
    """The sheets, all with the same columns, one below the other; faults are left behind."""
    return Sheet(
        {code: pa.concat_arrays([s.columns[code] for s in sheets]) for code in sheets[0].columns}
    )
