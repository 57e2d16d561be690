"""A check that holds doubtful rows only finds what a check finds that holds everything."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.batch.checking import check, issues_in_part
from tests.corpus.make import Row, csv_bytes, id_number, item, penalty, registered, titled

from gongxin.batch.compile import compile_plan
from gongxin.batch.sieve import held_fields, sieve
from gongxin.law.load import load_catalogue

ODD = (
    "",
    " ",
    "\u3000",
    "昨天",
    "2026-02-30",
    "2026/1/5",
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
    "9" * 18,
    "９１" * 9,
    "长" * 2001,
    f"经办人 {id_number(3)} 到场",
    id_number(4),
)
MADE = {"penalty": penalty, "registration": registered}


@st.composite
def tables(draw: st.DrawFn, of: str) -> list[Row]:
    """Rows of which some repeat and some have odd values in any of their fields."""
    codes = [field.code for field in item(of).stored_fields]
    odd = st.dictionaries(st.sampled_from(codes), st.sampled_from(ODD), max_size=3)
    numbers = draw(st.lists(st.integers(0, 6), min_size=1, max_size=12))
    return [{**MADE[of](n), **draw(odd)} for n in numbers]


@pytest.mark.parametrize("of", MADE)
@given(data=st.data())
@settings(max_examples=8, deadline=None)
def test_the_same_faults_are_found_whether_all_is_held_or_not(of: str, data: st.DataObject) -> None:
    table = titled(item(of), data.draw(tables(of)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(csv_bytes(table))
        found = check(item(of), path)
        assert issues_in_part(item(of), path) == found.issues


@pytest.mark.parametrize(
    ("of", "long", "padded"),
    [("penalty", "CF_CFJG", "CF_SY"), ("registration", "DJ_DZ", "DJ_JYFW")],
)
def test_rows_keep_their_numbers_in_a_file_that_several_threads_read(
    of: str, long: str, padded: str, tmp_path: Path
) -> None:
    too_long = "长" * (item(of).index[long].length or 0)
    plain = {**MADE[of](1), padded: "经营" * 150}
    rows = [plain if n % 500 else {**plain, long: f"{n:06d}{too_long}"} for n in range(2, 80_002)]
    path = tmp_path / "table.csv"
    path.write_bytes(csv_bytes(titled(item(of), rows)))
    assert path.stat().st_size > 64 << 20  # read in several pieces
    told = [issue for issue in issues_in_part(item(of), path) if issue.rule == "length"]
    assert len(told) == 160
    assert [issue.row for issue in told] == [int(issue.value[:6]) for issue in told]


def test_every_item_has_a_sieve_and_holds_its_key() -> None:
    for one in load_catalogue().items.values():
        assert sieve(one)
        assert set(one.key) <= set(held_fields(one))
    assert compile_plan(item("penalty")).held == held_fields(item("penalty"))
