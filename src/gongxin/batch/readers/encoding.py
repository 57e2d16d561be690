"""Text encodings: UTF-8 with or without a mark, UTF-16 with one, GB18030; nothing is guessed away."""

import codecs
import mmap
from pathlib import Path

from gongxin.batch.readers.errors import FileRefused

_CHUNK = 1 << 22
_HEAD = 1 << 18


def as_utf8(path: Path, workdir: Path, *, whole: bool) -> Path:
    """``path`` itself where it is UTF-8, else a UTF-8 copy in ``workdir``.

    Judged by the first bytes unless ``whole``. FileRefused with the byte and row where it stops
    being text.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        copy = _transcode(path, "utf-16", workdir)
        refuse_nul(copy)
        return copy
    refuse_nul(path)
    if not whole and _starts_as_utf8(head):
        return path
    if fault_offset(path, "utf-8") is None:
        return path
    if fault_offset(path, "gb18030") is None:
        return _transcode(path, "gb18030", workdir)
    raise undecodable(path)


def refuse_nul(path: Path) -> None:
    """FileRefused for a file with NUL bytes: binary data is no table of text."""
    if not path.stat().st_size:
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        place = data.find(b"\0")
        if place < 0:
            return
        row = data[:place].count(b"\n") + 1
    raise FileRefused(
        "file.nul-bytes",
        "第{row}行（第 {place:,} 字节）含有空字节（NUL），说明文件已损坏或不是文本。请重新导出。",
        "Row {row} (byte {place:,}) holds a NUL byte: the file is damaged or is no text. "
        "Export it again.",
        row=row,
        place=place + 1,
    )


def count_lines(path: Path) -> tuple[int, bool]:
    """How many lines the file has, and whether all end alike; the last one may lack its end."""
    newlines, returns, last = 0, 0, b"\n"
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            newlines += chunk.count(b"\n")
            if b"\r" in chunk:  # looking for one costs far less than counting none
                returns += chunk.count(b"\r")
            last = chunk[-1:]
    return newlines + (last != b"\n"), returns in (0, newlines)


def fault_offset(path: Path, encoding: str) -> int | None:
    """The first byte that ``encoding`` cannot decode; None where it reads the whole file."""
    decoder = codecs.getincrementaldecoder(encoding)()
    offset = 0
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            pending = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                return offset - pending + error.start
            if not chunk:
                return None
            offset += len(chunk)


def undecodable(path: Path) -> FileRefused:
    """The refusal of a file that is text in no accepted encoding."""
    place = max(fault_offset(path, "utf-8") or 0, fault_offset(path, "gb18030") or 0)
    with path.open("rb") as file:
        row = file.read(place).count(b"\n") + 1
    return FileRefused(
        "file.not-text",
        "第{row}行（第 {place:,} 字节）不是可识别的文字：文件既不是 UTF-8 也不是 GB18030（GBK）编码。"
        "请用 Excel 另存为“CSV UTF-8”或 .xlsx。",
        "Row {row} (byte {place:,}) is not readable text: the file is neither UTF-8 nor GB18030 "
        "(GBK). Save it as “CSV UTF-8” or .xlsx.",
        row=row,
        place=place + 1,
    )


def _starts_as_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _transcode(path: Path, encoding: str, workdir: Path) -> Path:
    target = workdir / "utf8"
    try:
        with (
            path.open(encoding=encoding, newline="") as source,
            target.open("w", encoding="utf-8", newline="") as copy,
        ):
            while chunk := source.read(_CHUNK):
                copy.write(chunk)
    except UnicodeDecodeError:
        raise undecodable(path) from None
    return target
