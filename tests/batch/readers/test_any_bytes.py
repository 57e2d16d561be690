"""Whatever the bytes, a file is read or refused with a reason; nothing else ever escapes."""

import tempfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.corpus.should_pass.formats import FAST, FORMATS, PENALTY

from gongxin.batch.engine import open_engine
from gongxin.batch.readers import delimited, encoding
from gongxin.batch.readers.errors import FileRefused
from gongxin.batch.readers.read import read_file

KINDS = ("utf-8", "gb18030", "utf-16", "xlsx-typed", "xlsx-many-sheets", "jsonl-turned", "parquet")
Rows = list[tuple[object, ...]]


@cache
def sample(kind: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample"
        FORMATS[kind](path)
        return path.read_bytes()


def read_or_refused(content: bytes) -> Rows | str:
    """The cells and reading faults by row, or the code of the refusal."""
    with tempfile.TemporaryDirectory() as folder, open_engine() as connection:
        path = Path(folder) / "table"
        path.write_bytes(content)
        try:
            read_file(connection, PENALTY, path, Path(folder), None)
        except FileRefused as refusal:
            return refusal.code
        cells = connection.execute("FROM cells ORDER BY row").fetchall()
        return cells + connection.execute("FROM reading_faults ORDER BY ALL").fetchall()


mutation = st.tuples(
    st.sampled_from(["flip", "cut", "drop", "insert", "double"]),
    st.floats(0, 1, exclude_max=True),
    st.binary(min_size=1, max_size=12),
)


def mutated(content: bytes, changes: list[tuple[str, float, bytes]]) -> bytes:
    for how, where, what in changes:
        at = int(where * len(content))
        match how:
            case "flip":
                content = content[:at] + what + content[at + len(what) :]
            case "cut":
                content = content[:at]
            case "drop":
                content = content[:at] + content[at + 40 :]
            case "insert":
                content = content[:at] + what + content[at:]
            case "double":
                content = content[:at] + content[max(at - 60, 0) :]
    return content


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_files_are_read_or_refused(kind: str) -> None:
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(mutation, min_size=1, max_size=4))
    def judged(changes: list[tuple[str, float, bytes]]) -> None:
        read_or_refused(mutated(sample(kind), changes))

    judged()


@settings(max_examples=30, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda t: t.encode())))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    read_or_refused(content)


NASTY = [
    "\n",
    "\r\n",
    "\r",
    '"',
    '""',
    ",",
    '"a\nb"',
    "",
    " ",
    "甲",
    "\u2028",
    "=",
    "x,y,z",
    "\x0b",
]


def without_fast_way(reading: Callable[[], Rows | str], monkeypatch: pytest.MonkeyPatch) -> object:
    def not_regular(*given: object) -> None:
        raise UnicodeDecodeError("utf-8", b"", 0, 1, "not regular")

    with monkeypatch.context() as patched:
        patched.setattr(delimited, "_read_fast", not_regular)
        return reading()


def test_the_fast_way_and_the_exact_way_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = FAST["plain"].decode().splitlines(keepends=True)

    @settings(max_examples=30, deadline=None)
    @given(
        st.lists(st.tuples(st.integers(1, 3), st.floats(0, 1), st.sampled_from(NASTY)), max_size=3),
        st.sampled_from(["\n", "\r\n", "\r", ""]),
    )
    def judged(changes: list[tuple[int, float, str]], end: str) -> None:
        changed = list(lines)
        for line, where, what in changes:
            at = int(where * len(changed[line]))
            changed[line] = changed[line][:at] + what + changed[line][at:]
        content = ("".join(changed).rstrip("\n") + end).encode()
        exactly = without_fast_way(lambda: read_or_refused(content), monkeypatch)
        assert read_or_refused(content) == exactly

    judged()


@pytest.mark.parametrize("cell", ['"甲" ', ' "甲"', '"甲" "乙"', '"甲" ""', '"甲"  ', '   "甲"'])
@pytest.mark.parametrize("piece", [5, 7, 1 << 18])
def test_space_beside_quotes_is_not_read_over(
    cell: str, piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, first, *rest = FAST["plain"].decode().splitlines()
    for changed in (first.replace("李晨光", cell), f"{first.rsplit(',', 1)[0]},{cell}"):
        assert cell in changed
        content = "\n".join([head, changed, *rest]).encode()
        exactly = without_fast_way(partial(read_or_refused, content), monkeypatch)
        with monkeypatch.context() as patched:
            patched.setattr(encoding, "_PIECE", piece)
            assert read_or_refused(content) == exactly
