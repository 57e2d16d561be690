"""What a file really is, by its first bytes and not by its name."""

import codecs
from pathlib import Path
from typing import Literal

from gongxin.batch.readers.errors import FileRefused

Kind = Literal["xlsx", "parquet", "jsonl", "delimited"]

_FOREIGN = (
    (b"\x89PNG", "PNG 图片", "a PNG picture"),
    (b"\xff\xd8\xff", "JPEG 图片", "a JPEG picture"),
    (b"GIF8", "GIF 图片", "a GIF picture"),
    (b"BM", "BMP 图片", "a BMP picture"),
    (b"II*\x00", "TIFF 图片", "a TIFF picture"),
    (b"MM\x00*", "TIFF 图片", "a TIFF picture"),
    (b"%PDF", "PDF 文件", "a PDF document"),
    (b"{\\rtf", "RTF 文档", "an RTF document"),
    (b"7z\xbc\xaf", "7z 压缩包", "a 7z archive"),
    (b"Rar!", "RAR 压缩包", "a RAR archive"),
    (b"\x1f\x8b", "gzip 压缩包", "a gzip archive"),
    (b"\x7fELF", "程序", "a program"),
    (b"MZ", "程序", "a program"),
)
ACCEPTED_ZH = "可接受：XLSX、CSV、TSV、JSON Lines、Parquet"
ACCEPTED_EN = "accepted are XLSX, CSV, TSV, JSON Lines and Parquet"


def sniff(path: Path) -> Kind:
    """Tell the kind of file; FileRefused for what can be no table."""
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip(b"\xef\xbb\xbf\r\n\t ,"):
        raise FileRefused(
            "file.empty",
            "文件是空的，没有任何数据行。请检查是否选错了文件。",
            "The file is empty: it has no rows. Check that the right file was chosen.",
        )
    if head.startswith(b"PK\x03\x04"):
        return "xlsx"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise FileRefused(
            "file.encrypted-or-old-excel",
            "这是加密的工作簿或旧版 .xls 文件，无法读取。请去掉密码，另存为 .xlsx 后重新报送。",
            "This is a password-protected workbook or an old .xls file and cannot be read. "
            "Remove the password, save it as .xlsx and submit again.",
        )
    _refuse_foreign(head)
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return "jsonl"
    return "delimited"


def _refuse_foreign(head: bytes) -> None:
    for magic, zh, en in _FOREIGN:
        if head.startswith(magic) and (len(magic) > 2 or not _is_text(head)):
            raise FileRefused(
                "file.not-a-table",
                "文件内容是{zh}，不是数据表（文件名后缀不起作用）。" + ACCEPTED_ZH + "。",
                "The content is {en}, not a table, whatever its name ends in; " + ACCEPTED_EN + ".",
                zh=zh,
                en=en,
            )


def _is_text(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return b"\0" not in head
