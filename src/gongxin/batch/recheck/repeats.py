"""The statements that find repeated keys: rows of one submission that are the same record."""

from collections.abc import Callable
from dataclasses import replace

import ibis

from gongxin.batch.engine.dialect import bare, quote, text
from gongxin.batch.engine.session import Dialect, Shape
from gongxin.batch.keys import SEPARATOR, key_part, may_be_untidy
from gongxin.batch.recheck.compiled import compiled
from gongxin.batch.recheck.kinds import bare_field
from gongxin.batch.recheck.statements import Key, Rows
from gongxin.law.catalogue import Field

REPEATED = "repeated_hashes"
"""The table of the hashes that more than one row has."""
HASHES: dict[Dialect, Shape] = {"duckdb": {"h": "UBIGINT"}, "spark": {"h": "BIGINT"}}
ALIKE = {
    "item": "VARCHAR",
    "month": "VARCHAR",
    "submission": "BIGINT",
    "row": "BIGINT",
    "key": "VARCHAR",
}


def hashes(rows: Rows) -> list[str]:
    """Select the hash of every row's key, by which keys are told apart, and whether it is untidy.

    Untidy is a key that is not spelled as keys are compared.
    """
    return [
        f"SELECT {_hash_of(rows, key)} AS h, {_is_untidy(rows, key)} AS untidy FROM {rows.source} s"
        for key in rows.keys
    ]


def is_repeated(rows: Rows, *, tidy: bool) -> str | None:
    """SQL on the rows as ``s``: where :data:`REPEATED` has the hash of the key; None for no key.

    ``tidy`` says that no key is untidy.
    """
    found = [f"{_hash_of(rows, key, tidy=tidy)} IN (SELECT h FROM {REPEATED})" for key in rows.keys]
    return " OR ".join(found) or None


def _hash_of(rows: Rows, key: Key, *, tidy: bool = False) -> str:
    # without the item, which costs more: no two have a submission in common, and were there such,
    # some rows would be looked at in vain
    parts = [rows.column(f.code) if tidy else _key_part(rows, f) for f in key.fields]
    return f"{_HASH[rows.dialect]}({', '.join(['submission', *parts])})"


def _is_untidy(rows: Rows, key: Key) -> str:
    made = (_of_column(_compiled_untidy, rows, field) for field in key.fields)
    return " OR ".join(f"coalesce({one}, false)" for one in made)


def suspects(rows: Rows) -> list[str]:
    """Select the rows whose key another row of the submission may have, in the shape ``ALIKE``.

    Keys are told apart by a hash, which is sooner grouped than text.
    """
    row, same = quote("row", rows.dialect), _HASH[rows.dialect]
    made = []
    for key in rows.keys:
        keyed = (
            f"(SELECT {rows.who} AS item, month, submission, {row}, {_key_of(rows, key)} AS key"
            f" FROM {rows.source} s{_of_items(rows, key)}) keyed"
        )
        made.append(
            f"SELECT item, month, submission, {row}, key FROM {keyed}"
            f" WHERE {same}(item, submission, key) IN (SELECT h FROM"
            f" (SELECT {same}(item, submission, key) AS h FROM {keyed}) hashed"
            " GROUP BY h HAVING count(*) > 1)"
        )
    return made


def repeated() -> str:
    """Select the keys that rows of one submission share, as ``item, submission, key``."""
    return "SELECT item, submission, key FROM suspects GROUP BY item, submission, key HAVING count(*) > 1"


def alike(dialect: Dialect) -> str:
    """Select the rows that have those keys, in the shape ``ALIKE``."""
    return (
        f"SELECT s.item, s.month, s.submission, s.{quote('row', dialect)}, s.key FROM suspects s"
        " JOIN repeated r ON s.item = r.item AND s.submission = r.submission AND s.key = r.key"
    )


_COLUMN = ibis.table({"c0": "string"}, name="values")["c0"]
_HASH = {"duckdb": "hash", "spark": "xxhash64"}


def _of_items(rows: Rows, key: Key) -> str:
    if len(rows.keys) == 1:
        return ""
    return f" WHERE {rows.who} IN ({', '.join(text(i, rows.dialect) for i in key.items)})"


def _key_of(rows: Rows, key: Key) -> str:
    """What makes two rows the same record, as :func:`gongxin.batch.keys.key_text`."""
    parts = (f"COALESCE({_key_part(rows, field)}, '')" for field in key.fields)
    return f" || {text(SEPARATOR, rows.dialect)} || ".join(parts)


def _key_part(rows: Rows, field: Field) -> str:
    return _of_column(_compiled_part, rows, field)


def _of_column(made: Callable[[Field, Dialect], str], rows: Rows, field: Field) -> str:
    told = made(replace(bare_field(field), length=None), rows.dialect)
    return told.replace(quote("c0", rows.dialect), rows.column(field.code))


@compiled
def _compiled_part(field: Field, dialect: Dialect) -> str:
    return bare(key_part(_COLUMN, field), dialect)


@compiled
def _compiled_untidy(field: Field, dialect: Dialect) -> str:
    return bare(may_be_untidy(_COLUMN, field), dialect)
