"""Look inside a workbook's archive before anything unpacks it: its kind, its size, its formulas."""

import copy
import lzma
import struct
import zipfile
import zlib
from pathlib import Path

from gongxin.batch.readers.errors import FileRefused
from gongxin.batch.readers.formulas import Formulas, FormulaSearch

MAX_UNPACKED = 2 << 30
MAX_RATIO = 200
_RATIO_FREE = 64 << 20
_CHUNK = 1 << 20
_SHEETS = "xl/worksheets/"
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    KeyError,
)


def inspect_workbook(path: Path) -> dict[str, Formulas]:
    """The formulas of every sheet, by the name of its part.

    FileRefused for a broken archive, a zip bomb or a document of another kind.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                raise _not_a_workbook()
            _refuse_size(path, sum(info.file_size for info in archive.infolist()))
            return _walk(path, archive)
    except _DAMAGED:
        raise broken_workbook() from None


def broken_workbook() -> FileRefused:
    """The refusal of a workbook that cannot be opened."""
    return FileRefused(
        "file.broken-workbook",
        "工作簿已损坏，无法打开。请在 Excel 中重新打开并另存为 .xlsx 后再报送。",
        "The workbook is damaged and cannot be opened. Open it in the spreadsheet program, save it "
        "as .xlsx and submit again.",
    )


def _not_a_workbook() -> FileRefused:
    return FileRefused(
        "file.not-a-workbook",
        "这是压缩包或其他文档，不是 .xlsx 工作簿。请解压后报送其中的表格文件，或另存为 .xlsx。",
        "This is an archive or another document, not an .xlsx workbook. Submit the table inside, "
        "or save it as .xlsx.",
    )


def _refuse_size(path: Path, unpacked: int) -> None:
    packed = max(path.stat().st_size, 1)
    if unpacked > MAX_UNPACKED or (unpacked > _RATIO_FREE and unpacked / packed > MAX_RATIO):
        raise FileRefused(
            "file.zip-bomb",
            "工作簿解压后超过 {unpacked:,} 字节，是文件大小的 {ratio} 倍以上，超出可读范围，没有打开。"
            "请删除空白区域的格式后另存，或分成多个文件。",
            "Unpacked, the workbook holds over {unpacked:,} bytes, more than {ratio} times its size; "
            "it was not opened. Clear the formatting of empty areas, or split the file.",
            unpacked=unpacked - 1,
            ratio=unpacked // packed,
        )


def _walk(path: Path, archive: zipfile.ZipFile) -> dict[str, Formulas]:
    unpacked = 0
    found: dict[str, Formulas] = {}
    for listed in archive.infolist():
        # the archive's own word on a part's size is not taken: the part is read to its real end
        info = copy.copy(listed)
        info.file_size = MAX_UNPACKED * 2
        search = FormulaSearch()
        with archive.open(info) as part:
            while chunk := part.read(_CHUNK):
                unpacked += len(chunk)
                _refuse_size(path, unpacked)
                if info.filename.startswith(_SHEETS):
                    search.feed(chunk)
        found[info.filename] = search.found
    return found
