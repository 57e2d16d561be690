"""Read JSON Lines and Parquet: tables whose columns carry their names in every row."""

import codecs
import json
from dataclasses import replace
from pathlib import Path

import duckdb

from gongxin.batch.engine import file_literal, literal, quoted
from gongxin.batch.readers.encoding import as_utf8, count_lines
from gongxin.batch.readers.errors import FileRefused
from gongxin.batch.readers.header import find_layout
from gongxin.batch.readers.sheet import (
    ENGINE_ERRORS,
    MAX_CELL_BYTES,
    Sheet,
    cell_too_large,
    define_cells,
    refuse_nul_cells,
)
from gongxin.law.catalogue import Item

_MAX_LINE = 16 * MAX_CELL_BYTES


def read_json_lines(
    connection: duckdb.DuckDBPyConnection, item: Item, path: Path, workdir: Path
) -> Sheet:
    """Read one JSON object a line; its row is the number of its line."""
    utf8 = as_utf8(path, workdir, whole=True).path
    try:
        if _marked(utf8) or not _every_line_an_object(connection, utf8):
            utf8 = _filled(utf8, workdir)
            if not _every_line_an_object(connection, utf8):
                raise _broken_json(utf8)
        objects = _objects(utf8)
        keys = [
            row[0]
            for row in connection.execute(
                "SELECT key FROM (SELECT unnest(json_keys(json)) AS key, row_number() OVER () AS n"
                f" FROM {objects}) GROUP BY key ORDER BY min(n)"
            ).fetchall()
        ]
        layout = find_layout(item, [keys])
        columns = ", ".join(
            f"json ->> {literal(_pointer(keys[c.place]))} AS {quoted(c.field.code)}"
            for c in layout.read
            if c.field
        )
        connection.execute(f"CREATE TABLE raw AS SELECT {columns} FROM {objects}")
    except ENGINE_ERRORS:
        raise _broken_json(utf8) from None
    sheet = define_cells(connection, item, replace(layout, header_row=0), first_row=1)
    refuse_nul_cells(connection, sheet)
    return sheet


def _objects(path: Path) -> str:
    return f"read_ndjson_objects({file_literal(path)}, maximum_object_size = {_MAX_LINE})"


def _every_line_an_object(connection: duckdb.DuckDBPyConnection, path: Path) -> bool:
    found = connection.execute(
        f"SELECT count(*) FROM {_objects(path)} WHERE json_type(json) = 'OBJECT'"
    ).fetchone()
    return found == (count_lines(path).count,)


def _filled(path: Path, workdir: Path) -> Path:
    """A copy with an empty object on every blank line, so that rows and lines agree; no mark."""
    copy = workdir / "lines"
    with path.open("rb") as source, copy.open("wb") as target:
        for number, line in enumerate(source):
            bare = line.removeprefix(codecs.BOM_UTF8) if number == 0 else line
            target.write(bare if bare.strip() else b"{}\n")
    return copy


def _marked(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(3) == codecs.BOM_UTF8


def _pointer(key: str) -> str:
    return "/" + key.replace("~", "~0").replace("/", "~1")


def _broken_json(path: Path) -> FileRefused:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if len(line) > _MAX_LINE:
                return cell_too_large(number)
            place = _not_an_object_at(line)
            if place is not None:
                return FileRefused(
                    "file.broken-json",
                    "第{row}行不是一个完整的 JSON 对象（第{place}个字符处有误）。JSON Lines 每行一个对象，"
                    "如 {example}。",
                    "Line {row} is no complete JSON object (wrong at character {place}). JSON Lines "
                    "hold one object a line, such as {example}.",
                    row=number,
                    place=place,
                    example='{"CF_WSH": "…"}',
                )
    return FileRefused("file.broken-json", "文件不是 JSON Lines。", "The file is not JSON Lines.")


def _not_an_object_at(line: bytes) -> int | None:
    """The character (from 1) at which the line is no object any more; None for an object.

    What stands there is not told: it may name a person, and the refusal is kept.
    """
    try:
        return None if not line.strip() or isinstance(json.loads(line), dict) else 1
    except json.JSONDecodeError as error:
        return error.colno
    except (ValueError, RecursionError):
        return 1


def read_parquet(connection: duckdb.DuckDBPyConnection, item: Item, path: Path) -> Sheet:
    """Read a Parquet file; typed columns become the text of their values."""
    source = f"read_parquet({file_literal(path)})"
    try:
        names = [r[0] for r in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()]
        layout = find_layout(item, [names])
        columns = ", ".join(
            f"nullif(CAST({quoted(names[c.place])} AS VARCHAR), '') AS {quoted(c.field.code)}"
            for c in layout.read
            if c.field
        )
        connection.execute(f"CREATE TABLE raw AS SELECT {columns} FROM {source}")
    except ENGINE_ERRORS:
        raise FileRefused(
            "file.broken-parquet",
            "Parquet 文件已损坏，无法读取。请重新导出。",
            "The Parquet file is damaged and cannot be read. Export it again.",
        ) from None
    sheet = define_cells(connection, item, replace(layout, header_row=0), first_row=1)
    refuse_nul_cells(connection, sheet)
    return sheet
