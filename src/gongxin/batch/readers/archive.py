"""Look inside a workbook's archive before anything unpacks it: size, kind, formulas."""

import re
import zipfile
from pathlib import Path

from gongxin.batch.readers.errors import FileRefused
from gongxin.batch.readers.sheet import formula_refused

MAX_UNPACKED = 2 << 30
MAX_RATIO = 200
_RATIO_FREE = 64 << 20
_CHUNK = 1 << 20
_FORMULA = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*>\s*<f[ >/]')
_OVERLAP = 256


def inspect_workbook(path: Path) -> None:
    """FileRefused for a broken archive, a zip bomb, a document of another kind or a formula."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if "xl/workbook.xml" not in names:
                raise _not_a_workbook()
            _refuse_bomb(path, archive)
            for name in names:
                _walk(path, archive, name)
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError):
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
        "这是压缩包或其他文档，不是 .xlsx 工作簿。请解压后报送其中的表格文件。",
        "This is an archive or another document, not an .xlsx workbook. Unpack it and submit the "
        "table inside.",
    )


def _refuse_bomb(path: Path, archive: zipfile.ZipFile) -> None:
    _refuse_size(path, sum(info.file_size for info in archive.infolist()))


def _refuse_size(path: Path, unpacked: int) -> None:
    packed = max(path.stat().st_size, 1)
    if unpacked > MAX_UNPACKED or (unpacked > _RATIO_FREE and unpacked / packed > MAX_RATIO):
        raise FileRefused(
            "file.zip-bomb",
            "工作簿解压后有 {unpacked:,} 字节，是文件大小的 {ratio} 倍，超出可读范围，没有打开。"
            "请删除空白区域的格式后另存，或分成多个文件。",
            "Unpacked, the workbook would hold {unpacked:,} bytes, {ratio} times its size; it was "
            "not opened. Clear the formatting of empty areas, or split the file.",
            unpacked=unpacked,
            ratio=round(unpacked / packed),
        )


def _walk(path: Path, archive: zipfile.ZipFile, name: str) -> None:
    unpacked, tail = 0, b""
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK):
            unpacked += len(chunk)
            _refuse_size(path, unpacked)
            if name.startswith("xl/worksheets/"):
                _refuse_formula(tail + chunk)
                tail = chunk[-_OVERLAP:]


def _refuse_formula(xml: bytes) -> None:
    found = _FORMULA.search(xml)
    if found:
        letters, number = found.group(1).decode(), found.group(2).decode()
        raise formula_refused(f"第{number}行", f"row {number}", f"{letters}{number}", "=…")
