"""Text encodings: UTF-8 with or without a mark, UTF-16 with one, GB18030; nothing is guessed away."""

import codecs
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from gongxin.batch.readers.errors import FileRefused

_CHUNK = 1 << 22
_PIECE = 1 << 18
_HEAD = 1 << 18
# a quoted cell, and space after it or before it
_SPACED = re.compile(rb'" +(?:["\t,;|\r\n]|\Z)|[\t,;|\r\n] +"')


@dataclass(frozen=True, slots=True)
class Lines:
    """How many lines a file has (the last one may lack its end), and whether all end alike.

    ``spaced``: space may stand between a quotation mark and the end or beginning of its cell.
    """

    count: int
    alike: bool
    spaced: bool


@dataclass(frozen=True, slots=True)
class Utf8:
    """A file of UTF-8 text.

    ``lines`` waits until they are counted, FileRefused for NUL bytes; after ``begin_counting`` that
    is done beside something else.
    """

    path: Path
    lines: Callable[[], Lines]
    begin_counting: Callable[[], None]


def as_utf8(path: Path, workdir: Path, *, whole: bool) -> Utf8:
    """``path`` itself where it is UTF-8, else a UTF-8 copy in ``workdir``.

    Judged by the first bytes unless ``whole``, and then NUL bytes are told only by ``lines``.
    FileRefused with the byte and row where it stops being text.
    """
    head = _head_of(path)
    if _is_utf16(head):
        text = _counted(_transcode(path, "utf-16", workdir))
        if whole:
            text.lines()
        return text
    text = _counted(path)
    if not whole and _starts_as_utf8(head):
        return text
    text.lines()  # NUL bytes are told before all else
    if fault_offset(path, "utf-8") is None:
        return text
    if fault_offset(path, "gb18030") is None:
        return replace(text, path=_transcode(path, "gb18030", workdir))
    raise undecodable(path)


def _counted(path: Path) -> Utf8:
    told: list[Lines | Exception] = []

    def count() -> None:
        try:
            told.append(count_lines(path))
        except Exception as error:  # raised where it is waited for
            told.append(error)

    thread = threading.Thread(target=count, daemon=True)

    def lines() -> Lines:
        begin()
        thread.join()
        if isinstance(told[0], Exception):
            raise told[0]
        return told[0]

    def begin() -> None:
        if not told and not thread.is_alive():
            thread.start()

    return Utf8(path, lines, begin)


def count_lines(path: Path) -> Lines:
    """Count the lines of a file; FileRefused for NUL bytes."""
    newlines, returns, place, last, spaced = 0, 0, 0, b"\n", False
    piece = bytearray(_PIECE)  # one for all: new memory costs more than what is done with it
    with path.open("rb", buffering=0) as file:
        while size := file.readinto(piece):
            nul = piece.find(b"\0", 0, size)
            if nul >= 0:
                raise _nul(newlines + piece.count(b"\n", 0, nul) + 1, place + nul)
            del piece[size:]
            newlines += _count(piece, b"\n")
            returns += _count(piece, b"\r")
            spaced = spaced or _is_spaced(last, piece)
            last, place = bytes(piece[max(len(piece.rstrip(b" ")) - 1, 0) :]), place + size
    return Lines(newlines + (not last.endswith(b"\n")), returns in (0, newlines), spaced)


def _is_spaced(before: bytes, piece: bytearray) -> bool:
    """Whether there may be space around a quoted cell; the text ended with ``before`` so far."""
    if piece.find(b'"') < 0 and b'"' not in before:  # as in most files, and soon told
        return False
    text = before + piece
    return (b'" ' in text or b' "' in text) and _SPACED.search(text) is not None


def _count(piece: bytearray, byte: bytes) -> int:
    """How often the byte is there; removing it costs a fraction of counting it."""
    return len(piece) - len(piece.replace(byte, b""))


def _nul(row: int, place: int) -> FileRefused:
    return FileRefused(
        "file.nul-bytes",
        "第{row}行（第 {place:,} 字节）含有空字节（NUL），说明文件已损坏或不是文本。请重新导出。",
        "Row {row} (byte {place:,}) holds a NUL byte: the file is damaged or is no text. "
        "Export it again.",
        row=row,
        place=place + 1,
    )


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


def utf8_as_it_is(path: Path) -> Utf8 | None:
    """The file itself, if :func:`as_utf8` would take it so by its first bytes."""
    head = _head_of(path)
    return None if _is_utf16(head) or not _starts_as_utf8(head) else _counted(path)


def _head_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _is_utf16(head: bytes) -> bool:
    return head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


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
