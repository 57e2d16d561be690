"""Where the results of runs lie, and the rows in them that are current."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongxin.batch.engine.dialect import quote
from gongxin.batch.engine.session import Session

_CURRENT = "current_months"


@dataclass(frozen=True, slots=True)
class Results:
    """What one run found in an item, and the ``months`` for which no later run did it again.

    Rows of any other month in the ``folder`` are stale.
    """

    folder: Path
    months: tuple[str, ...]

    def files(self, part: str = "") -> list[Path]:
        """The files, stale rows and all, in order; ``part`` is a folder within the run's."""
        return sorted((self.folder / part).glob("*.parquet"))


def select_current(
    session: Session, results: Iterable[Results], columns: Sequence[str], part: str = ""
) -> str | None:
    """Select ``columns`` of the rows that are current; None where there are no files.

    ``results`` may be of many items.
    """
    found = [(one.files(part), ",".join(one.months)) for one in results]
    groups = [files for files, _ in found if files]
    current = [months for files, months in found if files]
    if not groups:
        return None
    source = session.scan_labelled(groups, {_CURRENT: current})
    listed = ", ".join(quote(column, session.dialect) for column in columns)
    return f"SELECT {listed} FROM {source} s WHERE contains({_CURRENT}, month)"
