"""A check that reads doubtful rows only finds what a check finds that reads everything."""

import csv
import io
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.batch.checking import check, issues_in_part
from tests.corpus.make import (
    RECEIVED_ON,
    Row,
    csv_bytes,
    id_number,
    item,
    penalty,
    permit,
    registered,
    titled,
)

from gongxin.batch.beginning import begin_check
from gongxin.batch.check import check_file
from gongxin.batch.checks.registry import CHECKS
from gongxin.batch.readers.errors import FileRefused
from gongxin.batch.sieve.make_forms import COVERED, make_forms
from gongxin.law.catalogue import Condition
from gongxin.law.load import load_catalogue

sift: Any = pytest.importorskip("gongxin.batch.sieve.sift")

ODD = (
    "",
    " ",
    "\u3000",
    "昨天",
    "2026-02-30",
    "2026/1/5",
    "2026年11月18日",
    "20261117",
    "2031-01-01",
    "2019-01-01",
    "10000-01-01",
    "0000-01-01",
    "3000元",
    "-1",
    "1.2345678",
    "1e3",
    "罚款",
    "罚 款；警告",
    "没收违法所得",
    "警告、暂扣营业执照",
    "自然人",
    "其他-说明",
    "第一行\n第二行",
    '引"号，逗,号',
    "带，逗,号",
    "9" * 9,
    "9" * 18,
    "９１" * 9,
    "长" * 2001,
    f"经办人 {id_number(3)} 到场",
    id_number(4),
)
MADE = {"penalty": penalty, "permit": permit, "registration": registered}


def spoilt(value: str) -> st.SearchStrategy[str]:
    """What people's keyboards make of a value."""
    wide = value.translate({n: n + 0xFEE0 for n in range(0x21, 0x7F)})
    return st.sampled_from((f" {value}", f"{value}\u3000", value.lower(), wide, f"\ufeff{value}"))


@st.composite
def tables(draw: st.DrawFn, of: str) -> list[Row]:
    """Rows of which some repeat and some have odd values in any of their fields."""
    codes = [field.code for field in item(of).stored_fields]
    rows = []
    for number in draw(st.lists(st.integers(0, 6), min_size=1, max_size=12)):
        row = MADE[of](number)
        for code in draw(st.lists(st.sampled_from(codes), max_size=3)):
            row[code] = draw(st.sampled_from(ODD) | spoilt(row.get(code, "")))
        rows.append(row)
    return rows


@pytest.mark.parametrize("of", MADE)
@given(data=st.data())
@settings(max_examples=12, deadline=None)
def test_the_same_faults_are_found_whether_all_is_read_or_not(of: str, data: st.DataObject) -> None:
    table = titled(item(of), data.draw(tables(of)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(csv_bytes(table))
        found = check(item(of), path)
        assert issues_in_part(item(of), path) == found.issues


FORMS = (
    {},
    {"delimiter": "\t"},
    {"delimiter": ";", "quoting": csv.QUOTE_ALL},
    {"lineterminator": "\n"},
    {"lineterminator": "\r"},
)
change = st.tuples(
    st.sampled_from(["cut", "drop", "insert", "double"]),
    st.floats(0, 1, exclude_max=True),
    st.sampled_from(
        [b'"', b",", b"\n", b"\r", b"\r\n", b"\0", b"\xff", b" ", b'""', "　".encode()]
    ),
)


@given(st.data(), st.sampled_from(FORMS), st.lists(change, max_size=3))
@settings(max_examples=40, deadline=None)
def test_a_spoilt_file_is_told_of_alike(
    data: st.DataObject, form: dict[str, Any], changes: list[tuple[str, float, bytes]]
) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, **form).writerows(titled(item("penalty"), data.draw(tables("penalty"))))
    content = out.getvalue().encode()
    for kind, where, what in changes:
        at = int(where * len(content))
        end = at + (0 if kind == "insert" else 2 if kind == "drop" else len(content))
        middle = content[at - 30 : at] * (kind == "double") if kind != "insert" else what
        content = content[:at] + middle + content[end if kind in ("drop", "cut") else at :]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(content)
        assert told(path, whole=False) == told(path, whole=True)


HEADS = (
    ("标题\r", "\r\n"),
    ("标题\r\r\n", "\r\n"),
    ("标\0题\n", "\n"),
    ('"标题"x\n', "\n"),
    ("标题\n", "\r\n"),
    ("\ufeff标题\r\n", "\r\n"),
    ("\n\n", "\n"),
    ("长" * 100_000 + "\n", "\n"),
    ("", "\r"),
    ("", "\r\r\n"),
)


@pytest.mark.parametrize(("head", "end"), HEADS)
@pytest.mark.parametrize("spoilt_title", ["{}", '"{}" ', '"{}"x', "{}\0", "{}\r"])
def test_what_stands_above_the_rows_is_told_of_alike(
    head: str, end: str, spoilt_title: str, tmp_path: Path
) -> None:
    late = {"CF_JDRQ": "2026-09-01"}
    header, *rows = titled(
        item("penalty"), [penalty(n, **(late if n == 1 else {})) for n in range(4)]
    )
    header[-1] = spoilt_title.format(header[-1])
    lines = [",".join(row) for row in (header, *rows)]
    path = tmp_path / "table.csv"
    path.write_bytes((head + end.join(lines) + end).encode())
    assert told(path, whole=False) == told(path, whole=True)


def test_a_check_goes_on_only_from_what_was_begun_for_it(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(csv_bytes(titled(item("penalty"), [penalty()])))
    begun = begin_check(item("penalty"), path, RECEIVED_ON)
    others = [("penalty", date(2026, 12, 31), False), ("permit", RECEIVED_ON, False)]
    for of, day, whole in (("penalty", RECEIVED_ON, True), *others):
        with (
            pytest.raises(ValueError, match="another check"),
            check_file(item(of), path, received_on=day, whole=whole, begun=begun),
        ):
            pass


def told(path: Path, *, whole: bool) -> tuple[object, ...]:
    """The counts and faults of a file, or why it is refused."""
    of, begun = item("penalty"), None if whole else begin_check(item("penalty"), path, RECEIVED_ON)
    try:
        with check_file(of, path, received_on=RECEIVED_ON, whole=whole, begun=begun) as found:
            counts = (found.rows, found.accepted, found.rejected, found.refused_persons)
            return (*counts, found.warned, found.late, list(found.issues()))
    except FileRefused as refused:
        return (refused.code, refused.text)


@pytest.mark.parametrize("of", MADE)
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_of_plain_rows_none_is_left(of: str, quoting: int, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    rows = [MADE[of](number) for number in range(2000)]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=quoting).writerows(titled(item(of), rows))
    with check_file(item(of), path, received_on=RECEIVED_ON, whole=False) as outcome:
        assert (outcome.rows, outcome.accepted, outcome.sheet.passed) == (2000, 2000, 2000)


def test_rows_are_counted_whole_where_few_are_read(tmp_path: Path) -> None:
    late, fined = {"CF_JDRQ": "2026-09-01"}, {"CF_NR_FK": "x"}
    rows = [penalty(n, **(late if n % 9 == 1 else fined if n % 9 == 2 else {})) for n in range(900)]
    path = tmp_path / "table.csv"
    path.write_bytes(csv_bytes(titled(item("penalty"), [*rows, {"CF_XDR_MC": ""}, rows[0]])))
    with check_file(item("penalty"), path, received_on=RECEIVED_ON, whole=False) as outcome:
        assert outcome.sheet.sifted
        assert (outcome.rows, outcome.accepted, outcome.rejected) == (901, 800, 101)
        assert (outcome.late, outcome.warned) == (100, 100)
        assert outcome.count_issues() == 201
        (repeated,) = (issue for issue in outcome.issues() if issue.rule == "duplicate")
        assert (repeated.row, repeated.value) == (903, "2")


def test_lines_of_other_lengths_and_blank_ones_are_told_as_in_a_file_read_whole(
    tmp_path: Path,
) -> None:
    header, *rows = titled(item("penalty"), [penalty(n) for n in range(1, 6)])
    rows[1] += ["", "多"]
    rows[2] = rows[2][:5]
    lines = [",".join(row) for row in (header, *rows)]
    path = tmp_path / "table.csv"
    path.write_text("\r\n".join([*lines[:3], "", *lines[3:], "  ", ""]), encoding="utf-8")
    with check_file(item("penalty"), path, received_on=RECEIVED_ON, whole=False) as outcome:
        assert outcome.sheet.sifted
        assert outcome.rows == 5
        issues = list(outcome.issues())
    assert issues == check(item("penalty"), path).issues
    assert {i.row for i in issues if i.rule == "extra-cells"} == {3}
    assert {i.row for i in issues if i.rule == "required"} == {5}


@pytest.mark.parametrize(
    ("of", "long", "padded"),
    [("penalty", "CF_CFJG", "CF_SY"), ("registration", "DJ_DZ", "DJ_JYFW")],
)
def test_rows_keep_their_numbers_in_a_file_that_several_threads_read(
    of: str, long: str, padded: str, tmp_path: Path
) -> None:
    too_long = "长" * (item(of).index[long].length or 0)
    plain = {**MADE[of](1), padded: "经营" * 150}
    field = item(of).key[-1]
    rows = [
        {**plain, field: f"{n:018d}"} if n % 500 else {**plain, long: f"{n:06d}{too_long}"}
        for n in range(2, 80_002)
    ]
    path = tmp_path / "table.csv"
    path.write_bytes(csv_bytes(titled(item(of), rows)))
    assert path.stat().st_size > 64 << 20  # read in several pieces
    told = [issue for issue in issues_in_part(item(of), path) if issue.rule == "length"]
    assert len(told) == 160
    assert [issue.row for issue in told] == [int(issue.value[:6]) for issue in told]


def test_a_file_of_which_many_rows_are_doubtful_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sift, "_FEW", 3)
    path = tmp_path / "table.csv"
    for late, sifted in ((3, True), (30, False)):
        rows = [penalty(n, CF_JDRQ="2026-0" * (n < late) + "9-01") for n in range(20)]
        rows = [
            {**row, "CF_JDRQ": "2026-09-01" if n < late else "2026-11-16"}
            for n, row in enumerate(rows)
        ]
        path.write_bytes(csv_bytes(titled(item("penalty"), rows)))
        with check_file(item("penalty"), path, received_on=RECEIVED_ON, whole=False) as outcome:
            assert outcome.sheet.sifted is sifted
            assert outcome.late == min(late, 20)


def test_every_check_is_covered_and_every_item_has_forms() -> None:
    assert {check.id for check in CHECKS if check.grain != "reader"} == COVERED
    assert all(map(make_forms, load_catalogue().items.values()))


def test_an_item_with_more_conditions_than_a_row_has_bits_has_no_forms() -> None:
    penalties = item("penalty")
    first, *rest = penalties.fields
    many = [
        replace(first, code=f"X{n}", required_if=Condition("CF_WSH"), required=False)
        for n in range(64)
    ]
    assert make_forms(replace(penalties, fields=(first, *rest, *many))) is None


def test_what_is_in_time_depends_on_the_day(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(csv_bytes(titled(item("penalty"), [penalty(n) for n in range(3)])))
    for day, late, future in (
        (RECEIVED_ON, 0, 0),
        (date(2026, 12, 31), 3, 0),
        (date(2026, 11, 15), 0, 3),
    ):
        with check_file(item("penalty"), path, received_on=day, whole=False) as outcome:
            assert (outcome.late, outcome.rejected) == (late, future)
