"""The same three penalties in every way of writing them that departments use.

Each entry writes its file and says in which rows of it, as a spreadsheet counts, the penalties are.
"""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow as pa
import xlsxwriter
from tests.corpus.make import (
    Row,
    Table,
    csv_bytes,
    fill_sheet,
    item,
    json_lines,
    penalty,
    titled,
    write_parquet,
    write_xlsx,
)

PENALTY = item("penalty")
ROWS: list[Row] = [
    penalty(1, CF_SY="使用未经检验的叉车，已停用；\n限期整改，“立即”执行。", BZ='又称"一号案"'),
    penalty(2, CF_CFLB="罚款", CF_NR_FK="12.345678", CF_XDR_SYDW="事证第1329901号"),
    penalty(3, CF_CFLB="警告", CF_NR_FK="", CF_GSJZQ="", CF_SY="一, 二; 三|四\t五"),
]
CODES = list(ROWS[0])
TABLE = titled(PENALTY, ROWS)
Write = Callable[[Path], list[int]]


def delimited(content: bytes, rows: tuple[int, ...] = (2, 3, 4)) -> Write:
    def write(path: Path) -> list[int]:
        path.write_bytes(content)
        return list(rows)

    return write


def headed(heading: Callable[[str], str]) -> Table:
    return [[heading(code) for code in CODES], *TABLE[1:]]


def alias(code: str) -> str:
    field = PENALTY.index[code]
    return field.aliases[0] if field.aliases else field.title.zh


def wide(code: str) -> str:
    title = PENALTY.index[code].title.zh
    marked = ("*" if PENALTY.index[code].required else "") + title
    return f" {marked.replace('(', '（').replace(')', '）').replace('_', '＿')} "


def turned(table: Table) -> Table:
    return [row[::-1] for row in table]


def plain_rows() -> Table:
    """The table without newlines in cells: what the fast way of reading takes."""
    return [[cell.replace("\n", " ") for cell in row] for row in TABLE]


def typed(row: Row) -> list[object]:
    def value(code: str) -> object:
        text = row[code]
        if PENALTY.index[code].type == "date" and text:
            return date.fromisoformat(text)
        return float(text) if PENALTY.index[code].type == "money" and text else text

    return [value(code) for code in CODES]


def xlsx(table: list[list[object]] | Table, first_row: int = 0) -> Write:
    def write(path: Path) -> list[int]:
        write_xlsx(path, table, first_row=first_row)
        above = first_row + len(table) - len(ROWS)
        return [above + n for n in (1, 2, 3)]

    return write


def many_sheets(path: Path) -> list[int]:
    """A guide, a hidden copy, an empty second form and formulas on a sheet of their own."""
    with xlsxwriter.Workbook(str(path)) as book:
        guide = [["字段", "说明"], *([PENALTY.index[c].title.zh, "必填"] for c in CODES)]
        fill_sheet(book, "填写说明", guide)
        fill_sheet(book, "数据", TABLE)
        fill_sheet(book, "旧数据", TABLE)
        book.get_worksheet_by_name("旧数据").hide()
        fill_sheet(book, "空表", TABLE[:1])
        book.add_worksheet("统计").write_formula(0, 0, "=COUNTA(数据!A:A)")
    return [2, 3, 4]


def formula_beside(path: Path) -> list[int]:
    """A running number made by a formula in a column that nobody reads."""
    with xlsxwriter.Workbook(str(path)) as book:
        fill_sheet(book, "数据", [["序号", *TABLE[0]], *(["", *row] for row in TABLE[1:])])
        for at in (1, 2, 3):
            book.worksheets()[0].write_formula(at, 0, "=ROW()-1")
    return [2, 3, 4]


def turned_keys(path: Path) -> list[int]:
    """JSON Lines in another order of keys, with nulls, numbers, blank lines and a stranger."""
    rows = [
        {c: (None if not row[c] else row[c]) for c in reversed(CODES)} | {"序号": n}
        for n, row in enumerate(ROWS)
    ]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    lines[1] = lines[1].replace('"12.345678"', "12.345678")
    path.write_text(f"{lines[0]}\n\n  \n{lines[1]}\r\n\n{lines[2]}", encoding="utf-8-sig")
    return [1, 4, 6]


def parquet(path: Path) -> list[int]:
    """Typed columns: dates as dates, amounts as decimals, absent values as nulls."""
    columns: dict[str, object] = {}
    for place, code in enumerate(CODES):
        values = [typed(row)[place] for row in ROWS]
        kind = PENALTY.index[code].type
        if kind == "money":
            columns[code] = pa.array([None if v == "" else v for v in values], pa.float64())
        elif kind == "date":
            columns[code] = pa.array([v or None for v in values], pa.date32())
        else:
            columns[code] = pa.array([str(v) for v in values])
    write_parquet(path, columns)
    return [1, 2, 3]


FORMATS: dict[str, Write] = {
    "utf-8": delimited(csv_bytes(TABLE)),
    "utf-8-bom": delimited(csv_bytes(TABLE, encoding="utf-8-sig")),
    "gb18030": delimited(csv_bytes(TABLE, encoding="gb18030")),
    "utf-16": delimited(csv_bytes(TABLE, encoding="utf-16")),
    "utf-16-be": delimited(b"\xfe\xff" + csv_bytes(TABLE, encoding="utf-16-be")),
    "tab": delimited(csv_bytes(TABLE, delimiter="\t")),
    "semicolon": delimited(csv_bytes(TABLE, delimiter=";")),
    "bar": delimited(csv_bytes(TABLE, delimiter="|")),
    "lf": delimited(csv_bytes(TABLE, end="\n")),
    "cr": delimited(csv_bytes(TABLE, end="\r")),
    "no-last-newline": delimited(csv_bytes(TABLE).rstrip()),
    "title-row": delimited(csv_bytes([["公信市行政处罚信息报送表"], *TABLE]), (3, 4, 5)),
    "title-row-full": delimited(
        csv_bytes([["公信市行政处罚信息报送表", *([""] * (len(CODES) - 1))], [""], *TABLE]),
        (4, 5, 6),
    ),
    "two-line-title": delimited(csv_bytes([["公信市\n报送表"], *TABLE]), (3, 4, 5)),
    "trailing-empty-rows": delimited(csv_bytes([*TABLE, *([[""] * len(CODES)] * 40)])),
    "trailing-newlines": delimited(csv_bytes(TABLE) + b"\r\n\r\n\n"),
    "trailing-commas": delimited(csv_bytes([[*row, "", "", ""] for row in TABLE])),
    "trailing-commas-below": delimited(csv_bytes([TABLE[0], *([*r, "", ""] for r in TABLE[1:])])),
    "empty-rows-between": delimited(
        csv_bytes([TABLE[0], [], TABLE[1], [" ", "\u3000"], TABLE[2], [""] * 9, TABLE[3]]),
        (3, 5, 7),
    ),
    "by-code": delimited(csv_bytes(headed(str))),
    "by-alias": delimited(csv_bytes(headed(alias))),
    "by-wide-title": delimited(csv_bytes(headed(wide))),
    "by-english": delimited(csv_bytes(headed(lambda code: PENALTY.index[code].title.en))),
    "lower-codes": delimited(csv_bytes(headed(str.lower))),
    "other-order": delimited(csv_bytes(turned(TABLE))),
    "xlsx-text": xlsx(TABLE),
    "xlsx-typed": xlsx([list(TABLE[0]), *(typed(row) for row in ROWS)]),
    "xlsx-title-row": xlsx([["公信市行政处罚信息报送表"], *TABLE]),
    "xlsx-leading-rows": xlsx(TABLE, first_row=4),
    "xlsx-leading-columns": xlsx([["", "", *row] for row in TABLE]),
    "xlsx-many-sheets": many_sheets,
    "xlsx-formula-beside": formula_beside,
    "jsonl": lambda path: (path.write_bytes(json_lines(ROWS)), [1, 2, 3])[1],
    "jsonl-turned": turned_keys,
    "parquet": parquet,
}
FAST: dict[str, bytes] = {
    "plain": csv_bytes(plain_rows(), end="\n"),
    "plain-crlf": csv_bytes(plain_rows()),
    "plain-bom": csv_bytes(plain_rows(), encoding="utf-8-sig"),
    "plain-tab": csv_bytes(plain_rows(), delimiter="\t"),
}
