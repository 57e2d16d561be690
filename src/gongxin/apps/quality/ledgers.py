"""Where the faults of ledgers lie, and which of their decisions have been reported."""

from datetime import date
from pathlib import Path
from typing import Final

import duckdb

from gongxin.apps.intake.filing.transfer import execute
from gongxin.apps.intake.storage import home, make_private
from gongxin.apps.quality.ledger_items import items_with_ledger, number_field
from gongxin.batch.engine import file_literal, quoted
from gongxin.core.dates import read_date
from gongxin.law.catalogue import Item

_MARK: Final = """
UPDATE quality_ledgerentry l SET reported_on = f.reported_on
FROM (
    SELECT e.id, min(s.received_on) AS reported_on
    FROM quality_ledgerentry e
    JOIN records_record r ON r.item = e.item AND r.department_id = e.department_id
        AND upper(replace(r.fields ->> %s, ' ', '')) = e.number
    JOIN intake_submission s ON s.id = r.submission_id
    WHERE e.item = %s AND e.reported_on IS NULL
    GROUP BY e.id
) f
WHERE f.id = l.id
"""


def ledger_folder(upload_id: int) -> Path:
    """The folder with the faults of one ledger."""
    folder = home() / "lake" / "ledgers" / str(upload_id)
    make_private(folder)
    return folder


def mark_reported() -> int:
    """Give every decision of a ledger that is on file by now the day it was reported; how many."""
    marked = 0
    for item in items_with_ledger():
        number = number_field(item)
        assert number is not None
        marked += execute(_MARK, [number.code, item.id])
    return marked


def entries_of(results: Path, item: Item) -> dict[str, date]:
    """The decisions in the accepted rows of a ledger that was checked: number, day."""
    number, decided = item.key[0], item.decided
    with duckdb.connect() as connection:
        rows = connection.execute(
            f"SELECT {quoted(number)}, {quoted(decided)}"
            f" FROM read_parquet({file_literal(results / 'accepted.parquet')})"
        ).fetchall()
    found: dict[str, date] = {}
    for text, day in rows:
        read = read_date(day)
        if isinstance(read, date):
            found[comparable(text)] = read
    return found


def comparable(number: str) -> str:
    """A decision's number as ledgers and records are compared: no spaces, capital letters.

    >>> comparable("公市监罚 〔2026〕 1a号")
    '公市监罚〔2026〕1A号'
    """
    return number.replace(" ", "").upper()
