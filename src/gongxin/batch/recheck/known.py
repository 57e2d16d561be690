"""What is known of rows before each is asked, because a sample or a first look told it.

It never says that a faulty row is sound: what is not known is asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongxin.batch.engine.dialect import text
from gongxin.batch.recheck.statements import Rows


@dataclass(frozen=True, slots=True)
class Known:
    """What spares rows some of the questions; columns are named by their field's code.

    ``inner``: columns of organisation codes whose values are part of the USCC in another, with that
    column; they have no fault unless it has, as sound codes are sound within. ``few``: columns in
    which few codes stand, with the sound ones among these. ``plain``: columns of text in which few
    values stand, with those of which no question that looks at the column alone sees a fault.
    ``tidy``: every key is spelled as keys are compared.
    """

    inner: Mapping[str, str]
    few: Mapping[str, tuple[str, ...]]
    plain: Mapping[str, tuple[str, ...]]
    tidy: bool


NOTHING_KNOWN = Known({}, {}, {}, False)


def is_other_than(rows: Rows, column: str, values: Sequence[str]) -> str:
    """SQL: where a column holds none of the values; true or null for null, so ask about it apart.

    DuckDB asks it once of each distinct value of a column that is held by these.
    """
    listed = ", ".join(text(value, rows.dialect) for value in values)
    return f"NOT list_contains(CAST([{listed}] AS VARCHAR[]), {rows.column(column)})"
