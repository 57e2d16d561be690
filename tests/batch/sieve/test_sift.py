"""Files gone through by several threads, in parts and buffers of any size."""

from array import array
from pathlib import Path
from typing import Any

import pytest

from gongxin.batch.sieve import machine as layout

kernel: Any = pytest.importorskip("gongxin.batch.sieve._kernel")
sift: Any = pytest.importorskip("gongxin.batch.sieve.sift")

PLAIN = layout.Column(flags=layout.KEPT | layout.KEY_TEXT, filled=2, doubt=1)
NUMBER = layout.Column(flags=layout.KEPT | layout.HAS_DIGIT, filled=4, doubt=2)
TABLES = layout.Tables(ord(","), (), (PLAIN, NUMBER), (), (), layout.Marks({}, {}, 0))


def sifted(path: Path, header_row: int = 1) -> Any:
    return sift.Sifting(path, TABLES, header_row).result()


def rows_of(found: Any) -> dict[int, list[str]]:
    lines = [line.split(",") for line in b"".join(found.kept).decode().splitlines()]
    return {found.first_rows[int(part)] + int(line): rest for part, line, *rest in lines}


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sift, "_LEAST_PART", 1)
    return tmp_path / "table.csv"


@pytest.mark.parametrize("cores", [1, 2, 3, 16])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_rows_are_found_wherever_parts_end(
    cores: int, end: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sift.os, "cpu_count", lambda: cores)
    listed = [f"第{n}行,{'没有' if n % 7 == 3 else n}" for n in range(2, 500)]
    listed[20], listed[300], listed[400] = "", listed[301], "一,2,3"
    path.write_text(end.join(["甲,乙", *listed, ""]), encoding="utf-8", newline="")
    found = sifted(path)
    told = rows_of(found)
    odd = {n for n in range(2, 500) if n % 7 == 3} - {22, 402}
    assert set(told) == odd | {302, 303}
    assert all(rest[-1] == "没有" for n, (_, *rest) in told.items() if n in odd)
    assert (found.rows, found.repeated) == (497, [302, 303])
    assert found.ragged == {402: b"\xe4\xb8\x80,2,3"}


def test_lines_go_on_from_one_buffer_to_the_next(path: Path) -> None:
    filling = "长" * 300_000
    listed = [f"{n}{filling},{n if n % 5 else '无'}" for n in range(40)]  # 0.9 MB each
    path.write_text("\n".join(["甲,乙", *listed]), encoding="utf-8")
    found = sifted(path)
    assert found.rows == 40
    assert {n: rest[1][:2] for n, rest in rows_of(found).items()} == {
        n + 2: f"{n}长"[:2] for n in range(0, 40, 5)
    }


def test_a_file_is_irregular_whose_line_is_too_long_or_goes_on_below(path: Path) -> None:
    for text in (
        "甲,乙\n" + '一,"1\n2"\n' * 9,
        "甲,乙\n一,1\n" + ",".join(["长" * 300_000] * 6),
        "甲,乙\n" + "一,1\n" * 99 + '"一,1\n' + "一,1\n" * 99,
    ):
        path.write_text(text, encoding="utf-8")
        assert sifted(path) is None


def test_where_many_rows_are_doubtful_or_alike_nothing_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sift, "_FEW", 2)
    monkeypatch.setattr(sift.os, "cpu_count", lambda: 2)
    for line in ("甲{n},无", "甲,{n}"):
        path.write_text("\n".join(line.format(n=n) for n in range(40)), encoding="utf-8")
        assert sifted(path) is None


def test_a_file_without_rows_has_none(path: Path) -> None:
    for text in ("甲,乙\n", "甲,乙\r\n", "甲,乙\n\n\n"):
        path.write_text(text, encoding="utf-8", newline="")
        found = sifted(path)
        assert (found.rows, b"".join(found.kept), found.ragged) == (0, b"", {})


def test_a_header_without_end_is_irregular(path: Path) -> None:
    for text in ("甲,乙", "甲,乙\r一,1\r二,2"):
        path.write_text(text, encoding="utf-8", newline="")
        assert sifted(path) is None


def test_no_part_begins_within_a_line(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sift.os, "cpu_count", lambda: 2)
    long = ",".join(["1" * (3 << 18)] * 8) + "\n"  # 6 MiB, of which each cell is regular
    short = "一,1\n" * (len(long) // 6)
    short += "1" * (len(long) - len(short.encode()) - 3) + ",1\n"
    path.write_text("甲,乙\n" + short + long, encoding="utf-8")
    assert sifted(path) is None


def test_what_cannot_be_read_is_an_error_and_what_was_cut_off_is_irregular(path: Path) -> None:
    path.write_text("甲,乙\n" + "一,1\n" * 9, encoding="utf-8")
    of = kernel.machine(ord(","), False, (), TABLES.columns, (), ())
    with pytest.raises(OSError, match="Bad file descriptor"):
        kernel.part(of, 9999, 0, 10, 0, 1, 1)
    with path.open("rb") as file:
        assert kernel.part(of, file.fileno(), 0, 1 << 20, 0, 99, 1) is None
        told = kernel.part(of, file.fileno(), 8, 8 + 6 * 9, 3, 99, 1)
    assert told[0] == 9
    assert array("Q", told[1])[1::2].tolist() == [8 + 6 * n for n in range(9)]


def test_an_error_of_a_thread_is_raised_where_it_is_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text("甲,乙\n" + "一,1\n" * 9, encoding="utf-8")

    def fails(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(sift._kernel, "part", fails)
    with pytest.raises(MemoryError):
        sifted(path)


def test_cells_that_nobody_asks_for_are_left_empty(path: Path) -> None:
    key, own = (layout.DOUBT, PLAIN), (2, NUMBER)
    columns = [column._replace(asked=asked) for asked, column in (key, own, (1, PLAIN))]
    path.write_text("甲,乙,丙\n一,x,丁\n=,2,戊\n三,x,己 \n三,3,庚\n", encoding="utf-8")
    found = sift.Sifting(path, TABLES._replace(columns=tuple(columns)), 1).result()
    assert rows_of(found) == {
        2: ["2", "一", "x", ""],
        3: ["1", "=", "", "戊"],
        4: ["2", "三", "x", ""],
    }
