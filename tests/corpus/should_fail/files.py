"""Files that are refused as a whole: each writes itself and names the refusal it must meet."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import xlsxwriter
from tests.corpus.make import (
    csv_bytes,
    fill_sheet,
    id_number,
    item,
    json_lines,
    penalty,
    permit,
    titled,
    write_parquet,
    write_xlsx,
)

PENALTY = item("penalty")
ROWS = [penalty(1), penalty(2)]
TABLE = titled(PENALTY, ROWS)
PLANTED = id_number(7)
Write = Callable[[Path], object]


def holding(content: bytes) -> Write:
    return lambda path: path.write_bytes(content)


def xlsx(*tables: list[list[str]]) -> Write:
    def write(path: Path) -> None:
        with xlsxwriter.Workbook(str(path)) as book:
            for place, table in enumerate(tables, start=1):
                fill_sheet(book, f"数据{place}", table)

    return write


def without(*codes: str) -> list[list[str]]:
    return titled(PENALTY, ROWS, [c for c in ROWS[0] if c not in codes])


def with_cell(code: str, value: str) -> list[list[str]]:
    return titled(PENALTY, [penalty(1), penalty(2, **{code: value})])


def archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def bomb() -> bytes:
    huge = b"<sheetData>" + b" " * (80 << 20)
    return archive({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": huge})


def lying_bomb() -> bytes:
    """A bomb whose directory says that every part is 100 bytes, with check sums to match."""
    content = bytearray(bomb())
    claim = struct.pack("<I", 100)
    check = struct.pack("<I", zlib.crc32(b"<sheetData>" + b" " * 89))
    for signature, crc_at, size_at in ((b"PK\x03\x04", 14, 22), (b"PK\x01\x02", 16, 24)):
        at = content.rfind(signature)
        content[at + crc_at : at + crc_at + 4] = check
        content[at + size_at : at + size_at + 4] = claim
    return bytes(content)


def truncated(path: Path) -> None:
    write_xlsx(path, TABLE)
    path.write_bytes(path.read_bytes()[:-400])


def scrambled(path: Path) -> None:
    """A workbook of which the packed bytes of every sheet are damaged."""
    write_xlsx(path, TABLE)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as made:
        for info in made.infolist():
            if info.filename.startswith("xl/worksheets/"):
                for at in range(info.header_offset + 80, info.header_offset + 160):
                    content[at] ^= 0xA5
    path.write_bytes(content)


def formula(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        fill_sheet(book, "数据", TABLE)
        fine = list(ROWS[0]).index("CF_NR_FK")
        book.worksheets()[0].write_formula(2, fine, "=0.1+0.2", None, 0.3)


def only_hidden(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        fill_sheet(book, "封面", [["请见隐藏的工作表"]])
        fill_sheet(book, "数据", TABLE)
        book.get_worksheet_by_name("数据").hide()


def persons_2018() -> list[list[str]]:
    """The natural-person layout of 2018: 20 columns, none with an organisation's code."""
    kept = [c for c in ROWS[0] if c not in ("CF_XDR_LB", "CF_FRDB") and c[:10] != "CF_XDR_SHX"]
    kept = [c for c in kept if c[7:] not in ("GSZC", "ZZJG", "SWDJ", "SYDW", "SHZZ")]
    codes = [kept[0], "CF_XDR_ZJLX", "CF_XDR_ZJHM", *kept[1:]]
    made = titled(PENALTY, [penalty(1, CF_XDR_MC="张某", CF_XDR_ZJHM=PLANTED)], codes)
    assert len(made[0]) == 20
    return made


def persons_with_one_column() -> list[list[str]]:
    made = persons_2018()
    return [
        [*row[:1], *row[2:]] for row in [["行政相对人名称", "", "身份证号", *made[0][3:]], made[1]]
    ]


def parquet_with(value: str) -> Write:
    columns = {code: pa.array([row[code] for row in ROWS]) for code in ROWS[0]}
    return lambda path: write_parquet(path, columns | {"CF_SY": pa.array(["事实", value])})


def broken_parquet(path: Path) -> None:
    parquet_with("事实")(path)
    content = path.read_bytes()
    path.write_bytes(content[:200] + b"\xff" * 300 + content[500:])


LARGE = "案" * (7 << 20)  # 21 MB
FILES: dict[str, tuple[Write, str]] = {
    "empty": (holding(b""), "file.empty"),
    "only-newlines": (holding(b"\xef\xbb\xbf\r\n\r\n , ,\r\n"), "file.empty"),
    "only-a-header": (holding(csv_bytes(TABLE[:1])), "file.no-rows"),
    "header-and-blank-rows": (
        holding(csv_bytes([TABLE[0], ["", " "], ["\u3000"]])),
        "file.no-rows",
    ),
    "xlsx-only-a-header": (xlsx(TABLE[:1]), "file.no-rows"),
    "xlsx-empty": (xlsx([]), "file.no-header"),
    "xlsx-only-hidden": (only_hidden, "file.no-header"),
    "wrong-item": (holding(csv_bytes(titled(item("permit"), [permit()]))), "file.missing-column"),
    "another-table": (holding("姓名,电话\n甲,1\n".encode()), "file.no-header"),
    "no-header": (holding(csv_bytes(TABLE[1:])), "file.no-header"),
    "prose": (holding("今天开会，没有数据。\n".encode()), "file.no-header"),
    "missing-column": (holding(csv_bytes(without("CF_CFLB"))), "file.missing-column"),
    "xlsx-missing-column": (xlsx(without("CF_JDRQ", "CF_WSH")), "file.missing-column"),
    "jsonl-missing-column": (
        holding(json_lines([{k: v for k, v in r.items() if k != "CF_CFJG"} for r in ROWS])),
        "file.missing-column",
    ),
    "doubled-column": (
        holding(csv_bytes([[*TABLE[0], "处罚种类"], *([*r, "罚款"] for r in TABLE[1:])])),
        "file.doubled-column",
    ),
    "jsonl-doubled-column": (
        holding(json_lines([ROWS[0], {"处罚种类": "罚款"}])),
        "file.doubled-column",
    ),
    "several-sheets": (xlsx(TABLE, TABLE), "file.several-sheets"),
    "password": (
        holding(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000),
        "file.encrypted-or-old-excel",
    ),
    "truncated": (truncated, "file.broken-workbook"),
    "scrambled": (scrambled, "file.broken-workbook"),
    "hollow-workbook": (
        holding(archive({"xl/workbook.xml": b"<workbook/>"})),
        "file.broken-workbook",
    ),
    "docx": (holding(archive({"word/document.xml": b"<document/>"})), "file.not-a-workbook"),
    "zip-of-csv": (holding(archive({"penalty.csv": csv_bytes(TABLE)})), "file.not-a-workbook"),
    "zip-bomb": (lambda path: path.write_bytes(bomb()), "file.zip-bomb"),
    "lying-zip-bomb": (lambda path: path.write_bytes(lying_bomb()), "file.zip-bomb"),
    "nul-bytes": (holding(csv_bytes(with_cell("BZ", "a\0b"))), "file.nul-bytes"),
    "nul-in-utf-16": (
        holding(csv_bytes(with_cell("BZ", "a\0b"), encoding="utf-16")),
        "file.nul-bytes",
    ),
    "nul-in-json": (holding(json_lines([penalty(1, BZ="a\0b")])), "file.nul-bytes"),
    "nul-in-parquet": (parquet_with("a\0b"), "file.nul-bytes"),
    "no-text": (
        holding(csv_bytes(TABLE) + b"\xff\xfe\x81\xff\xff\x80" * 50),
        "file.not-text",
    ),
    "cut-in-a-character": (holding(csv_bytes(TABLE)[:-7] + "罚".encode()[:2]), "file.not-text"),
    "cell-of-20-mb": (holding(csv_bytes(with_cell("CF_SY", LARGE))), "file.cell-too-large"),
    "jsonl-cell-of-20-mb": (holding(json_lines([penalty(1, CF_SY=LARGE)])), "file.cell-too-large"),
    "parquet-cell-of-20-mb": (parquet_with(LARGE), "file.cell-too-large"),
    "unclosed-quote": (holding(csv_bytes(TABLE) + b'"a'), "file.broken-csv"),
    "text-after-quote": (holding(csv_bytes(TABLE) + '"甲"乙,1\r\n'.encode()), "file.broken-csv"),
    "formula": (formula, "file.formula"),
    "formula-as-text": (xlsx(with_cell("CF_NR_FK", "=0.1*3")), "file.formula"),
    "formula-in-csv": (holding(csv_bytes(with_cell("CF_NR_FK", "=SUM(A1:A2)"))), "file.formula"),
    "picture": (holding(b"\x89PNG\r\n\x1a\n" + b"\0\1" * 200), "file.not-a-table"),
    "photograph": (holding(b"\xff\xd8\xff\xe0" + b"\0\1" * 200), "file.not-a-table"),
    "pdf": (holding(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), "file.not-a-table"),
    "gzip": (holding(b"\x1f\x8b\x08" + b"\0\1" * 200), "file.not-a-table"),
    "broken-json": (holding(json_lines(ROWS) + b'{"CF_WSH": '), "file.broken-json"),
    "json-of-lists": (holding(json_lines(ROWS) + b"[1, 2]\n"), "file.broken-json"),
    "two-objects-a-line": (holding(json_lines(ROWS).rstrip() + b"{}\n"), "file.broken-json"),
    "broken-parquet": (broken_parquet, "file.broken-parquet"),
    "no-parquet": (holding(b"PAR1 but nothing else"), "file.broken-parquet"),
    "persons-of-2018": (holding(csv_bytes(persons_2018())), "file.natural-persons"),
    "persons-xlsx": (xlsx(persons_2018()), "file.natural-persons"),
    "persons-one-column": (holding(csv_bytes(persons_with_one_column())), "file.natural-persons"),
    "persons-permits": (
        holding(
            csv_bytes(
                titled(
                    item("permit"),
                    [permit(1, XK_XDR_ZJHM=PLANTED)],
                    ["XK_XDR_MC", "XK_XDR_ZJHM", *[c for c in permit() if c[3:6] != "XDR"]],
                )
            )
        ),
        "file.natural-persons",
    ),
    # an ID number is not repeated in what is said of a file
    "id-in-first-row": (holding(f"张某{PLANTED},男\n".encode()), "file.no-header"),
    "id-in-a-formula": (
        holding(csv_bytes(with_cell("BZ", f"=concat({PLANTED})"))),
        "file.formula",
    ),
    "id-in-broken-json": (holding(f'{{"身份证号": "{PLANTED}"\n'.encode()), "file.broken-json"),
}
