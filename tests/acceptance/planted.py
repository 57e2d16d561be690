"""Files full of numbers and names of nobody, and the search that must not find them again."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow.parquet
import xlsxwriter
from tests.acceptance.rows import REGISTER, Row, csv_file, id_number, penalty, registered

from gongxin.core.identifiers import uscc

CODE = uscc.make("91", "329901", "00000501")
NAME = "公信市拾贝渔具有限公司"
HEADED_BY_ID = "法定代表人身份证号"


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) for c in text)


def spaced(text: str) -> str:
    return f"{text[:6]} {text[6:14]} {text[14:]}"


@dataclass
class Planted:
    """What was planted: every ID number with the spellings it was written in, and names."""

    numbers: dict[str, tuple[str, ...]] = field(default_factory=dict)  # place: spellings
    names: list[str] = field(default_factory=list)

    def number(self, place: str) -> str:
        """A new number; only its first 14 digits are looked for, a spreadsheet rounds the rest."""
        made = id_number(len(self.numbers) + 1)
        start = made[:14]
        floating = f"{start[0]}.{start[1:]}"
        self.numbers[place] = (start, full_width(start), spaced(made)[:15], floating)
        return made

    def name(self) -> str:
        """The name of a person who must not be kept."""
        made = f"司徒拒收{'甲乙丙丁戊己庚辛壬癸子丑寅卯'[len(self.names)]}"
        self.names.append(made)
        return made

    def needles(self) -> dict[bytes, str]:
        """What to look for, with the place it was planted in."""
        found = {
            spelling.encode(coding): place
            for place, spellings in self.numbers.items()
            for spelling in spellings
            for coding in ("utf-8", "gb18030")
        }
        names = {n.encode(coding): n for n in self.names for coding in ("utf-8", "gb18030")}
        return found | names


def rows(planted: Planted, kind: str) -> list[Row]:
    """Penalties with a number in every place where departments write them."""
    number = planted.number

    def one(n: int, **changed: str) -> Row:
        about = {"CF_WSH": f"{kind}{n}号", "CF_XDR_SHXYM": CODE, "CF_XDR_MC": NAME}
        return penalty(n, **{**about, **changed})

    person = {"CF_XDR_LB": "自然人", "CF_XDR_SHXYM": "", "CF_XDR_MC": planted.name()}
    by_code = {"CF_XDR_SHXYM": number(f"{kind} code column"), "CF_XDR_MC": planted.name()}
    text = number(f"{kind} text")
    return [
        one(1, **{HEADED_BY_ID: number(f"{kind} ID column")}),
        one(2, **by_code),
        one(3, CF_SY=f"当事人（{text}）与{text}同住"),
        one(4, BZ=f"经办备注：{full_width(number(f'{kind} full-width'))}"),
        one(5, **person, **{HEADED_BY_ID: number(f"{kind} person")}),
        one(6, CF_FRDB=f"李晨光{number(f'{kind} representative')}"),
        one(7, CF_JDRQ=number(f"{kind} date column")),
        one(8, CF_CFLB=f"罚款；其他-{number(f'{kind} open choice')}"),
        one(9, CF_WSH=f"{kind}{spaced(number(f'{kind} document'))}号"),
        one(10, CF_XDR_SHXYM=f"身份证{number(f'{kind} text in code')}"),
        one(11, CF_NR_FK=number(f"{kind} money column")),
        one(12, CF_XDR_GSZC=full_width(number(f"{kind} registration number"))),
    ]


def workbook(planted: Planted) -> bytes:
    """The same as XLSX, with a number as a number, in a title row and in a header."""
    listed = rows(planted, "XLSX")
    header = csv_file("penalty", listed).decode().splitlines()[0].split(",")
    codes = list(dict.fromkeys(code for row in listed for code in row))
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("处罚")
        sheet.write_string(0, 0, f"处罚信息表 填表人{planted.number('XLSX title row')}")
        sheet.write_row(1, 0, [*header, f"联系人{planted.number('XLSX header')}"])
        for at, row in enumerate(listed, start=2):
            for place, code in enumerate(codes):
                sheet.write_string(at, place, row.get(code, ""))
            sheet.write_string(at, len(codes), planted.number(f"XLSX unknown column {at}"))
        rounded = planted.number("XLSX number cell")[:17] + "0"
        sheet.write_number(2, codes.index("BZ"), float(rounded))
    return out.getvalue()


def json_lines(planted: Planted) -> bytes:
    """The same as JSON Lines, with keys that the catalogue does not know."""
    listed = [
        {**row, "当事人证件": planted.number(f"JSON unknown key {n}")}
        for n, row in enumerate(rows(planted, "JSON"))
    ]
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in listed).encode()


def register_file(planted: Planted) -> bytes:
    """The register with the column of ID numbers that real exports have."""
    row = registered(CODE, NAME, DJ_DZ=f"信义路8号{full_width(planted.number('register address'))}")
    return csv_file(REGISTER, [{**row, "DJ_SFZH": planted.number("register ID column")}])


def refused_files(planted: Planted) -> dict[str, bytes]:
    """Files that are refused as a whole, though what they hold may be quoted."""

    def person() -> str:
        return f"{planted.name()},自然人,{planted.number(f'refused {len(planted.numbers)}')}"

    said = {"CF_XDR_MC": planted.name(), "CF_SY": planted.number("broken JSON")}
    broken = json.dumps(said, ensure_ascii=False)
    return {
        "无表头.csv": f"{person()},2026-01-02\n{person()},2026-01-03\n".encode("gb18030"),
        "断行.jsonl": f"{broken}\n{broken[:-9]}\n".encode(),
        "公式.csv": csv_file("penalty", [penalty(1, CF_SY=f'="{planted.number("formula")}"')]),
        "引号.csv": csv_file("penalty", [penalty(1)]) + f'"{person()}\n'.encode(),
        f"{planted.number('refused file name')}.csv": b"\x89PNG\r\n\x1a\n" + bytes(80),
    }


def readable(path: Path) -> Iterator[bytes]:
    """The bytes of a file, and of what lies packed in it."""
    content = path.read_bytes()
    yield content
    if content.startswith(b"PAR1"):
        yield json.dumps(
            pyarrow.parquet.read_table(path).to_pylist(), ensure_ascii=False, default=str
        ).encode()
    elif content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(name) for name in archive.namelist())


def found_in(folder: Path, planted: Planted) -> list[tuple[str, str]]:
    """Every file under ``folder`` in which something planted can be read, and what."""
    needles = planted.needles()
    pattern = re.compile(b"|".join(sorted(map(re.escape, needles))))
    found = {
        (path.relative_to(folder).as_posix(), needles[hit])
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for content in readable(path)
        for hit in pattern.findall(content)
    }
    return sorted(found)
