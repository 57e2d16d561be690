"""Tables that departments might send: rows without fault, and every way of writing them down."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from gongxin.core.identifiers import idcard, uscc
from gongxin.core.identifiers.checksums import id_check
from gongxin.law.catalogue import Item
from gongxin.law.load import load_catalogue

RECEIVED_ON = date(2026, 11, 20)
AUTHORITY = uscc.make("11", "329900", "43001001")
NO_CODE = "00000000000000000X"
Row = dict[str, str]
Table = list[list[str]]


def item(item_id: str) -> Item:
    return load_catalogue().item(item_id)


def company_code(number: int) -> str:
    """The valid code of an invented company in the fictional city."""
    return uscc.make("91", "329901", f"MA{number:06d}")


def id_number(number: int = 1) -> str:
    """A resident ID number of nobody: its region is the fictional city's."""
    body = f"329901199001{1 + number % 28:02d}{number % 1000:03d}"
    made = body + id_check(body)
    assert idcard.is_id_number(made)
    return made


def penalty(number: int = 1, **changed: str) -> Row:
    """A penalty without fault about an invented company, by field code."""
    return {
        "CF_XDR_MC": f"公信市第{number}机械有限公司",
        "CF_XDR_LB": "法人及非法人组织",
        "CF_XDR_SHXYM": company_code(number),
        "CF_XDR_GSZC": "",
        "CF_XDR_ZZJG": "",
        "CF_XDR_SWDJ": "",
        "CF_XDR_SYDW": "",
        "CF_XDR_SHZZ": "",
        "CF_FRDB": "李晨光",
        "CF_WSH": f"公市监罚〔2026〕{number}号",
        "CF_WFXW": "违反特种设备安全管理规定",
        "CF_SY": "使用未经定期检验的叉车一台。",
        "CF_YJ": "《中华人民共和国特种设备安全法》第八十四条第一项",
        "CF_CFLB": "警告;罚款",
        "CF_NR": "警告，并处罚款3000元。",
        "CF_NR_FK": "0.3",
        "CF_NR_WFFF": "",
        "CF_NR_ZKDX": "",
        "CF_JDRQ": "2026-11-16",
        "CF_YXQ": "2027-11-15",
        "CF_GSJZQ": "2027-11-15",
        "CF_CFJG": "公信市市场监督管理局",
        "CF_CFJGDM": AUTHORITY,
        "CF_SJLY": "公信市市场监督管理局",
        "CF_SJLYDM": AUTHORITY,
        "BZ": "",
    } | changed


def permit(number: int = 1, **changed: str) -> Row:
    """A permit without fault, by field code."""
    return {
        "XK_XDR_MC": f"公信市第{number}食品有限公司",
        "XK_XDR_LB": "法人及非法人组织",
        "XK_XDR_SHXYM": company_code(number),
        "XK_XDR_GSZC": "",
        "XK_XDR_ZZJG": "",
        "XK_XDR_SWDJ": "",
        "XK_XDR_SYDW": "",
        "XK_XDR_SHZZ": "",
        "XK_FRDB": "李晨光",
        "XK_XKWS": "准予食品经营许可决定书",
        "XK_WSH": f"公食许〔2026〕{number}号",
        "XK_XKLB": "普通",
        "XK_XKZS": "食品经营许可证",
        "XK_XKBH": f"JY1329901{number:07d}",
        "XK_NR": "热食类食品制售",
        "XK_JDRQ": "2026-11-16",
        "XK_YXQZ": "2026-11-16",
        "XK_YXQZI": "2031-11-15",
        "XK_XKJG": "公信市市场监督管理局",
        "XK_XKJGDM": AUTHORITY,
        "XK_ZT": "1",
        "XK_LYDW": "公信市市场监督管理局",
        "XK_LYDWDM": AUTHORITY,
        "BZ": "",
    } | changed


REGISTER_HEADER = (
    "企业名称,统一社会信用代码,注册日期,企业类型,法人代表,注册资金,经营范围,所在省份,地区,注册地址"
)


def registered(number: int = 1, **changed: str) -> Row:
    """An organisation of the register's plain export, by field code."""
    return {
        "DJ_MC": f"公信市第{number}贸易有限公司",
        "DJ_SHXYM": company_code(number),
        "DJ_ZCRQ": "2019-03-06",
        "DJ_LX": "有限责任公司",
        "DJ_FDDBR": "李晨光",
        "DJ_ZCZB": "200(万)",
        "DJ_JYFW": "机械设备制造；机械设备销售",
        "DJ_SF": "江苏省",
        "DJ_DQ": "公信市",
        "DJ_DZ": "公信市东城新区信义路8号",
    } | changed


def never_codes(of: Item) -> dict[str, str]:
    """The never-stored columns of an item with something that must not be kept in each."""
    codes = [f.code for f in of.fields if f.publicity == "never"]
    return {code: id_number(place) for place, code in enumerate(codes, start=1)}


def titled(of: Item, rows: Sequence[Row], codes: Iterable[str] | None = None) -> Table:
    """The rows below a header of Chinese titles."""
    kept = list(codes) if codes is not None else list(rows[0])
    return [[of.index[c].title.zh for c in kept], *([row.get(c, "") for c in kept] for row in rows)]


def csv_bytes(
    table: Iterable[Sequence[str]],
    *,
    delimiter: str = ",",
    end: str = "\r\n",
    encoding: str = "utf-8",
) -> bytes:
    out = io.StringIO(newline="")
    # a writer that ends rows with \r does not see that a \n needs quotes
    quoting = csv.QUOTE_ALL if end == "\r" else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(table)
    return out.getvalue().encode(encoding)


def write_xlsx(path: Path, table: Sequence[Sequence[object]], *, first_row: int = 0) -> Path:
    """A workbook of one sheet; numbers and dates are written as such."""
    with xlsxwriter.Workbook(str(path)) as book:
        fill_sheet(book, "Sheet1", table, first_row=first_row)
    return path


def fill_sheet(
    book: xlsxwriter.Workbook, name: str, table: Sequence[Sequence[object]], *, first_row: int = 0
) -> None:
    sheet = book.add_worksheet(name)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for at, row in enumerate(table, start=first_row):
        for place, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(at, place, value, day)
            elif isinstance(value, int | float):
                sheet.write_number(at, place, value)
            elif value:
                sheet.write_string(at, place, str(value))


def json_lines(rows: Iterable[Mapping[str, object]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def write_parquet(path: Path, columns: Mapping[str, object]) -> Path:
    pq.write_table(pa.table(dict(columns)), path)
    return path
